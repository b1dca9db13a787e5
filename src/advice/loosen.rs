//! Single things that a service could loosen for one request: each as a change of the service's data, and in words. Broad ones
//! come first; a broad one that helps is narrowed to the day and the person that the session then uses.

use crate::domain::{
    Absentee, Day, Hours, Interval, Means, Minutes, Problem, Request, RequestId, Risk, Room, Service, Session, Spot,
    VenueId, Worker, WorkerId,
};

/// Ids of things that do not exist yet come after all others, so that no other handle changes.
const LAST: char = char::MAX;
/// Of the venues that a request may use, so many are looked at, the nearest to the child first.
const MOST_VENUES: usize = 4;
const HOUR: Minutes = Minutes(60);

/// Which end of a time is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Both by an hour.
    Both,
    /// The beginning an hour earlier.
    Earlier,
    /// The end an hour later.
    Later,
}

/// One thing that could be loosened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Loosening {
    /// The request's windows begin so much earlier.
    WindowsEarlier(Minutes),
    /// The request's windows end so much later.
    WindowsLater(Minutes),
    /// Sessions in school hours are agreed.
    SchoolTime,
    /// Any venue is allowed.
    AnyVenue,
    /// Somebody, or the request, is there after all.
    Present(Absentee),
    /// The session is so much shorter.
    Shorter(Minutes),
    /// A venue is open longer, on a day or all week.
    Open(VenueId, End, Option<Day>),
    /// One more room that suits the request.
    Room(VenueId),
    /// One more worker who suits the request, on a day or all week.
    Worker(VenueId, Option<Day>),
    /// Workers are there longer: all of them all week, or one on a day.
    Shift(End, Option<(WorkerId, Day)>),
    /// Two more hours of overtime, for all or for one.
    Overtime(Option<WorkerId>),
    /// A second worker in the session.
    SecondWorker,
}

/// Everything that could help a request by itself, the least trouble first.
pub(super) fn loosenings(problem: &Problem, request: RequestId) -> Vec<Loosening> {
    let asked = &problem[request];
    let mut all = Vec::new();
    if asked.windows.is_some() {
        for minutes in [Minutes(30), HOUR] {
            all.extend([Loosening::WindowsEarlier(minutes), Loosening::WindowsLater(minutes)]);
        }
    }
    let people = asked.people().map(Absentee::Person).chain([Absentee::Request(request)]);
    all.extend(people.filter(|&who| !problem.absences(who).is_empty()).map(Loosening::Present));
    let venues = venues(problem, request);
    all.extend(venues.iter().map(|&venue| Loosening::Open(venue, End::Both, None)));
    all.extend([Loosening::Shift(End::Both, None), Loosening::Overtime(None)]);
    all.extend(venues.iter().map(|&venue| Loosening::Room(venue)));
    all.extend(venues.iter().take(2).map(|&venue| Loosening::Worker(venue, None)));
    let shorter = [Minutes(15), Minutes(30)].into_iter().filter(|&less| asked.minutes - less >= Minutes(30));
    all.extend(shorter.map(Loosening::Shorter));
    all.extend((asked.risk == Risk::High && asked.workers == 1).then_some(Loosening::SecondWorker));
    all.extend((!asked.venues.is_empty()).then_some(Loosening::AnyVenue));
    all.extend((!asked.school_time).then_some(Loosening::SchoolTime));
    all
}

/// The venues that the request may use, those nearest to the first child first; for other modes the workers' bases do.
fn venues(problem: &Problem, request: RequestId) -> Vec<VenueId> {
    let asked = &problem[request];
    let home = Spot::Home(asked.first_child());
    let allowed = |venue: &VenueId| asked.venues.is_empty() || asked.venues.contains(venue);
    let mut venues: Vec<VenueId> = problem.venues().filter(allowed).collect();
    venues.sort_by_key(|&venue| problem.travel(home, Spot::Venue(venue), Means::Car));
    venues.truncate(MOST_VENUES);
    venues
}

impl Loosening {
    /// The same for what a session uses of it alone; `None` where it is narrow already.
    pub(super) fn narrowed(&self, problem: &Problem, session: &Session) -> Vec<Self> {
        let day = session.day;
        match *self {
            Self::Open(venue, End::Both, None) => {
                [End::Earlier, End::Later].map(|end| Self::Open(venue, end, Some(day))).into()
            }
            Self::Worker(venue, None) => vec![Self::Worker(venue, Some(day))],
            Self::Shift(End::Both, None) => {
                let there = |worker: &&WorkerId| worker.index() < problem.workers().len();
                let of =
                    |&worker: &WorkerId| [End::Earlier, End::Later].map(|end| Self::Shift(end, Some((worker, day))));
                session.workers.iter().filter(there).flat_map(of).collect()
            }
            Self::Overtime(None) => session.workers.iter().map(|&worker| Self::Overtime(Some(worker))).collect(),
            _ => Vec::new(),
        }
    }

    /// Changes the service.
    pub(super) fn apply(&self, service: &mut Service, request: RequestId) {
        let asked = &mut service.requests[request.index()];
        match *self {
            Self::WindowsEarlier(minutes) => widen(asked, minutes, Minutes::ZERO),
            Self::WindowsLater(minutes) => widen(asked, Minutes::ZERO, minutes),
            Self::SchoolTime => asked.school_time = true,
            Self::AnyVenue => asked.venues.clear(),
            Self::Present(who) => service.absences.retain(|absence| absence.of != who),
            Self::Shorter(less) => asked.minutes -= less,
            Self::SecondWorker => asked.workers = 2,
            Self::Open(venue, end, day) => lengthen(&mut service.venues[venue.index()].open, end, day),
            Self::Room(venue) => add_room(service, request, venue),
            Self::Worker(venue, day) => add_worker(service, request, venue, day),
            Self::Shift(end, None) => {
                service.workers.iter_mut().for_each(|worker| lengthen(&mut worker.shifts, end, None))
            }
            Self::Shift(end, Some((worker, day))) => {
                lengthen(&mut service.workers[worker.index()].shifts, end, Some(day))
            }
            Self::Overtime(None) => service.workers.iter_mut().for_each(|worker| worker.overtime += HOUR * 2),
            Self::Overtime(Some(worker)) => {
                service.workers.get_mut(worker.index()).into_iter().for_each(|worker| worker.overtime += HOUR * 2);
            }
        }
    }

    /// What a team leader would say.
    pub(super) fn words(&self, problem: &Problem, request: RequestId) -> String {
        let on = |day: Option<Day>| day.map_or("all week".to_owned(), |day| format!("on {}", day.name()));
        let asked = &problem[request];
        match *self {
            Self::WindowsEarlier(minutes) => format!("{} minutes earlier than its windows", minutes.0),
            Self::WindowsLater(minutes) => format!("{} minutes later than its windows", minutes.0),
            Self::SchoolTime => "sessions in school hours, if they are agreed".to_owned(),
            Self::AnyVenue => "any venue in place of those it names".to_owned(),
            Self::Present(Absentee::Person(person)) => format!("{} there after all", problem[person].code),
            Self::Present(_) => "the request available after all".to_owned(),
            Self::Shorter(less) => format!("{} minutes in place of {}", (asked.minutes - less).0, asked.minutes.0),
            Self::SecondWorker => "a second worker in the session".to_owned(),
            Self::Open(venue, end, day) => format!("{} at {} {}", end.words(), problem[venue].code, on(day)),
            Self::Room(venue) => {
                let needs: Vec<&str> = asked.needs.iter().map(String::as_str).collect();
                format!("one more room at {} for {} people{}", problem[venue].code, asked.head_count(), with(&needs))
            }
            Self::Worker(venue, day) => {
                let skills: Vec<&str> = asked.skills.iter().map(String::as_str).collect();
                format!("one more worker from {}{} {}", problem[venue].code, with(&skills), on(day))
            }
            Self::Shift(end, None) => format!("{} of every worker's shift", end.words()),
            Self::Shift(end, Some((worker, day))) => {
                format!("{} of {}'s shift on {}", end.words(), problem[worker].code, day.name())
            }
            Self::Overtime(None) => "two more hours of overtime for every worker".to_owned(),
            Self::Overtime(Some(worker)) => format!("two more hours of overtime for {}", problem[worker].code),
        }
    }
}

impl End {
    fn words(self) -> &'static str {
        match self {
            Self::Both => "one more hour at both ends",
            Self::Earlier => "one more hour before",
            Self::Later => "one more hour after",
        }
    }
}

/// ` with a and b`; nothing without any.
fn with(things: &[&str]) -> String {
    if things.is_empty() { String::new() } else { format!(" with {}", things.join(" and ")) }
}

fn widen(asked: &mut Request, before: Minutes, after: Minutes) {
    for window in asked.windows.iter_mut().flat_map(|windows| windows.0.iter_mut().flatten()) {
        window.from = (window.from - before).max(Minutes::ZERO);
        window.to = (window.to + after).min(Minutes::DAY);
    }
}

/// Makes the hours of a day, or of every day, an hour longer; a day without hours stays without.
fn lengthen(hours: &mut [Hours; 7], end: End, day: Option<Day>) {
    let (before, after) = match end {
        End::Both => (HOUR, HOUR),
        End::Earlier => (HOUR, Minutes::ZERO),
        End::Later => (Minutes::ZERO, HOUR),
    };
    for own in Day::ALL.into_iter().filter(|&own| day.is_none_or(|day| day == own)) {
        let spans = hours[own.index()].spans();
        let (Some(first), Some(last)) = (spans.first().copied(), spans.last().copied()) else { continue };
        let more = [
            Interval::new((first.from - before).max(Minutes::ZERO), first.to),
            Interval::new(last.from, (last.to + after).min(Minutes::DAY)),
        ];
        hours[own.index()] = Hours::new(spans.iter().copied().chain(more).collect());
    }
}

fn add_room(service: &mut Service, request: RequestId, venue: VenueId) {
    let asked = &service.requests[request.index()];
    let capacity = u32::try_from(asked.head_count()).unwrap_or(u32::MAX);
    let features = asked.needs.union(&service.venues[venue.index()].features).cloned().collect();
    service.rooms.push(Room { code: format!("{LAST}room"), venue, capacity, features });
}

fn add_worker(service: &mut Service, request: RequestId, base: VenueId, day: Option<Day>) {
    let shift = Hours::new(vec![Interval::new(Minutes(7 * 60), Minutes(21 * 60))]);
    let shifts = Day::ALL.map(|own| if day.is_none_or(|day| day == own) { shift.clone() } else { Hours::default() });
    service.workers.push(Worker {
        code: format!("{LAST}worker"),
        name: "one more worker".to_owned(),
        base,
        contracted: HOUR * 37,
        overtime: Minutes::ZERO,
        skills: service.requests[request.index()].skills.clone(),
        drives: true,
        agency: false,
        max_sessions_per_day: 4,
        shifts,
    });
}
