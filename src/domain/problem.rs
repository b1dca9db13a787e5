//! One week of a service with every derived value: what the rules judge and the solver solves. Immutable.

use std::ops::Index;

use chrono::NaiveDate;

use super::calendar::{Day, Week};
use super::contradiction::{Contradiction, check};
use super::cost::CostByTerm;
use super::derived::absences::Absences;
use super::derived::age_band::age_band;
use super::derived::bank_holidays::is_bank_holiday;
use super::derived::booking;
use super::derived::familiarity::{Familiarity, familiarity};
use super::derived::history_index::HistoryIndex;
use super::derived::levels::{self, ChildLimits};
use super::derived::school_days::is_school_day;
use super::derived::sessions_due::sessions_due;
use super::derived::tasks::{self, Task};
use super::derived::usual_slots::{UsualSlot, usual_slots};
use super::ids::{PersonId, RequestId, RoomId, VenueId, WorkerId};
use super::interval::Interval;
use super::person::{AgeBand, Kind, Person};
use super::place::{Coordinates, Means, Site, Spot};
use super::policy::Policy;
use super::quantity::Minutes;
use super::request::{FixedSession, KeepApart, Request, Transport};
use super::rota::PublishedSession;
use super::service::{Absence, Absentee, DateSpan, Service};
use super::travel::Travel;
use super::venue::{Room, Venue};
use super::weights::Weights;
use super::worker::{Duty, Worker};

/// What a rota is planned against, besides the service itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// The published rota of this week, if one is given.
    pub published: Option<Vec<PublishedSession>>,
    /// The present moment in minutes of the planning week (negative before it), if it matters.
    pub now: Option<Minutes>,
}

#[derive(Clone, Debug)]
struct RequestFacts {
    due: u32,
    bookable: [bool; 7],
    familiarity: Familiarity,
    usual: Vec<UsualSlot>,
}

/// A planning week of a service.
#[derive(Clone, Debug)]
pub struct Problem {
    week: Week,
    service: Service,
    situation: Situation,
    absences: Absences,
    travel: Travel,
    bank_holidays: [bool; 7],
    school_days: [bool; 7],
    requests: Vec<RequestFacts>,
    limits: Vec<Option<ChildLimits>>,
}

impl Problem {
    /// Derives everything that follows from the service in that week.
    ///
    /// # Errors
    /// If the service's lists contradict themselves.
    pub fn new(week: Week, service: Service, situation: Situation) -> Result<Self, Contradiction> {
        check(&service)?;
        let holiday = |date| is_bank_holiday(date) || service.policy.extra_bank_holidays.contains(&date);
        let bank_holidays = Day::ALL.map(|day| holiday(week.date(day)));
        let terms = service.terms.as_deref();
        let school_days = Day::ALL.map(|day| is_school_day(week.date(day), bank_holidays[day.index()], terms));
        let requests = request_facts(week, &service);
        let limits = limits_of_children(week, &service, &requests);
        let absences =
            Absences::new(service.absences.iter().copied().chain(service.duties.iter().filter_map(room_of_duty)));
        let travel = Travel::new(&service.policy, &service.journeys);
        Ok(Self { week, service, situation, absences, travel, bank_holidays, school_days, requests, limits })
    }

    /// The planning week.
    #[must_use]
    pub fn week(&self) -> Week {
        self.week
    }

    /// The same week with ids in place of the names of children, adults and workers.
    #[must_use]
    pub fn pseudonymised(mut self) -> Self {
        self.service.pseudonymise();
        self
    }

    /// The same week, compared with another published rota or none.
    #[must_use]
    pub fn against(mut self, published: Option<Vec<PublishedSession>>) -> Self {
        self.situation.published = published;
        self
    }

    /// The service as its files describe it.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The service's policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.service.policy
    }

    /// The weights of cost.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.service.weights
    }

    /// All venues, in order.
    pub fn venues(&self) -> impl ExactSizeIterator<Item = VenueId> + use<> {
        (0..self.service.venues.len()).map(VenueId::new)
    }

    /// All rooms, in order.
    pub fn rooms(&self) -> impl ExactSizeIterator<Item = RoomId> + use<> {
        (0..self.service.rooms.len()).map(RoomId::new)
    }

    /// All workers, in order.
    pub fn workers(&self) -> impl ExactSizeIterator<Item = WorkerId> + use<> {
        (0..self.service.workers.len()).map(WorkerId::new)
    }

    /// All people, in order.
    pub fn people(&self) -> impl ExactSizeIterator<Item = PersonId> + use<> {
        (0..self.service.people.len()).map(PersonId::new)
    }

    /// All requests, in order.
    pub fn requests(&self) -> impl ExactSizeIterator<Item = RequestId> + use<> {
        (0..self.service.requests.len()).map(RequestId::new)
    }

    /// Duties of the week.
    #[must_use]
    pub fn duties(&self) -> &[Duty] {
        &self.service.duties
    }

    /// People to keep apart.
    #[must_use]
    pub fn keep_apart(&self) -> &[KeepApart] {
        &self.service.keep_apart
    }

    /// Fixed sessions of the week.
    #[must_use]
    pub fn fixed(&self) -> &[FixedSession] {
        &self.service.fixed
    }

    /// The published rota, if changes to one count.
    #[must_use]
    pub fn published(&self) -> Option<&[PublishedSession]> {
        self.situation.published.as_deref()
    }

    /// The present moment in minutes of the planning week, if it matters.
    #[must_use]
    pub fn now(&self) -> Option<Minutes> {
        self.situation.now
    }

    /// The first moment of the week that can still be arranged, if the present matters.
    #[must_use]
    pub fn notice(&self) -> Option<Minutes> {
        let hours = i32::try_from(self.policy().notice_hours).unwrap_or(i32::MAX / 120);
        self.situation.now.map(|now| now + Minutes(60) * hours)
    }

    /// Whether a day is a bank holiday.
    #[must_use]
    pub fn is_bank_holiday(&self, day: Day) -> bool {
        self.bank_holidays[day.index()]
    }

    /// Whether a day is a school day.
    #[must_use]
    pub fn is_school_day(&self, day: Day) -> bool {
        self.school_days[day.index()]
    }

    /// Sessions of a request due this week, 0 to 7.
    #[must_use]
    pub fn due(&self, request: RequestId) -> u32 {
        self.requests[request.index()].due
    }

    /// Sessions of a request that will be due in another week, 0 to 7, if on these dates sessions were held or planned.
    #[must_use]
    pub fn due_in(&self, request: RequestId, week: Week, provided: &[NaiveDate]) -> u32 {
        let booked = Day::ALL.iter().filter(|&&day| self.is_booked_on(request, week.date(day)));
        let dates = booked.map(|_| 1).sum();
        sessions_due(&self[request], provided.iter().copied(), self.policy(), week, dates)
    }

    /// Whether every date of another week is in a request's booking and outside its suspension.
    #[must_use]
    pub fn is_booked_throughout(&self, request: RequestId, week: Week) -> bool {
        Day::ALL.iter().all(|&day| self.is_booked_on(request, week.date(day)))
    }

    fn is_booked_on(&self, request: RequestId, date: NaiveDate) -> bool {
        booking::is_bookable(&self[request], self.policy(), date)
    }

    /// All sessions due this week.
    #[must_use]
    pub fn sessions_due(&self) -> u32 {
        self.requests.iter().map(|facts| facts.due).sum()
    }

    /// Whether a day is in a request's booking and outside its suspension.
    #[must_use]
    pub fn is_bookable(&self, request: RequestId, day: Day) -> bool {
        self.requests[request.index()].bookable[day.index()]
    }

    /// The last date of a request's booking, if it has one.
    #[must_use]
    pub fn booking_ends(&self, request: RequestId) -> Option<NaiveDate> {
        booking::last_date(&self[request], self.policy())
    }

    /// The worker that a family knows best, if any.
    #[must_use]
    pub fn main_worker(&self, request: RequestId) -> Option<WorkerId> {
        self.requests[request.index()].familiarity.main
    }

    /// Other workers that a family knows, in order.
    #[must_use]
    pub fn familiar_workers(&self, request: RequestId) -> &[WorkerId] {
        &self.requests[request.index()].familiarity.familiar
    }

    /// The slots that a family is used to, in order.
    #[must_use]
    pub fn usual_slots(&self, request: RequestId) -> &[UsualSlot] {
        &self.requests[request.index()].usual
    }

    /// The age band of a child; `None` for an adult.
    #[must_use]
    pub fn age_band(&self, person: PersonId) -> Option<AgeBand> {
        band_of(&self[person], self.week.monday())
    }

    /// The limits of a child; `None` for an adult.
    #[must_use]
    pub fn child_limits(&self, person: PersonId) -> Option<ChildLimits> {
        self.limits[person.index()]
    }

    /// The most minutes of a session of `request` as far as one of its children goes.
    ///
    /// # Panics
    /// If `child` is an adult.
    #[must_use]
    pub fn level(&self, request: RequestId, child: PersonId) -> Minutes {
        let band = self.age_band(child).expect("only children have levels");
        levels::level(&self[request], band, self.policy())
    }

    /// Whether a request's sessions are longer than the level of one of its children, and no court ordered them.
    #[must_use]
    pub fn is_over_level(&self, request: RequestId) -> bool {
        let asked = &self[request];
        !asked.court_ordered && asked.children.iter().any(|&child| self.level(request, child) < asked.minutes)
    }

    /// The times in which something is away, in minutes of the week; a room is away during duties in it.
    #[must_use]
    pub fn absences(&self, of: Absentee) -> &[Interval] {
        self.absences.of(of)
    }

    /// Whether something is there throughout `time`, given in minutes of `day`.
    #[must_use]
    pub fn is_available(&self, what: Absentee, day: Day, time: Interval) -> bool {
        let time = time.shifted(day.midnight());
        self.absences.of(what).iter().all(|away| !away.meets(time))
    }

    /// Minutes from one spot to another.
    #[must_use]
    pub fn travel(&self, from: Spot, to: Spot, by: Means) -> Minutes {
        self.travel.minutes((from, self.coordinates(from)), (to, self.coordinates(to)), by)
    }

    /// Metres by road from one spot to another, estimated: the straight line and the policy's detour.
    #[must_use]
    pub fn road_metres(&self, from: Spot, to: Spot) -> i64 {
        self.travel.road_metres((from, self.coordinates(from)), (to, self.coordinates(to)))
    }

    /// Where a session of `request` at `site` counts for people's travel; `None` for a virtual one.
    #[must_use]
    pub fn meeting_spot(&self, request: RequestId, site: Site) -> Option<Spot> {
        match site {
            Site::Venue(venue) => Some(Spot::Venue(venue)),
            Site::Community => Some(Spot::Home(self[request].first_child())),
            Site::Virtual => None,
        }
    }

    /// The time a room is held for a session of `request` from `start`.
    #[must_use]
    pub fn room_hold(&self, request: RequestId, start: Minutes) -> Interval {
        tasks::room_hold(&self[request], start, self.policy())
    }

    /// Minutes before a session of `request` for its agreement.
    #[must_use]
    pub fn extra(&self, request: RequestId) -> Minutes {
        tasks::extra(&self[request], self.policy())
    }

    /// Journeys of the worker with the children, out and back; 0 where a carer takes them.
    #[must_use]
    pub fn transport_legs(&self, request: RequestId, site: Site) -> (Minutes, Minutes) {
        match (self[request].transport, site) {
            (Transport::Worker, Site::Venue(venue)) => {
                let (home, venue) = (Spot::Home(self[request].first_child()), Spot::Venue(venue));
                (self.travel(home, venue, Means::Car), self.travel(venue, home, Means::Car))
            }
            _ => (Minutes::ZERO, Minutes::ZERO),
        }
    }

    /// The task of a worker based at `base` in a session of `request` from `start` at `site`.
    #[must_use]
    pub fn task(&self, request: RequestId, start: Minutes, site: Site, base: VenueId) -> Task {
        let legs = self.transport_legs(request, site);
        let home = Spot::Home(self[request].first_child());
        let at = match (self[request].transport, site) {
            (Transport::Worker, _) | (_, Site::Community) => home,
            (Transport::Carer, Site::Venue(venue)) => Spot::Venue(venue),
            (Transport::Carer, Site::Virtual) => Spot::Venue(base),
        };
        Task { time: tasks::task_time(&self[request], start, legs, self.policy()), at }
    }

    fn coordinates(&self, spot: Spot) -> Coordinates {
        match spot {
            Spot::Venue(venue) => self[venue].at,
            Spot::Home(person) => self[person].home,
        }
    }

    /// The cost of the rota with no session at all: every session due is unplaced.
    #[must_use]
    pub fn cost_of_nothing(&self) -> CostByTerm {
        let mut cost = CostByTerm::default();
        for request in self.requests() {
            let each = self.weights().unplaced(self[request].priority_class());
            cost[super::cost::Term::Unplaced] += each * i64::from(self.due(request));
        }
        cost
    }
}

macro_rules! index_by {
    ($id:ty => $list:ident: $thing:ty) => {
        impl Index<$id> for Problem {
            type Output = $thing;
            fn index(&self, id: $id) -> &$thing {
                &self.service.$list[id.index()]
            }
        }
    };
}

index_by!(VenueId => venues: Venue);
index_by!(RoomId => rooms: Room);
index_by!(WorkerId => workers: Worker);
index_by!(PersonId => people: Person);
index_by!(RequestId => requests: Request);

/// A duty in a room takes the room away for its time.
fn room_of_duty(duty: &Duty) -> Option<Absence> {
    let of = Absentee::Room(duty.room?);
    Some(Absence { of, time: duty.time.shifted(duty.day.midnight()) })
}

fn band_of(person: &Person, monday: NaiveDate) -> Option<AgeBand> {
    match person.kind {
        Kind::Child { born, education, .. } => Some(age_band(born, education, monday)),
        Kind::Adult => None,
    }
}

fn request_facts(week: Week, service: &Service) -> Vec<RequestFacts> {
    let history = HistoryIndex::new(&service.history, service.requests.len());
    let policy = &service.policy;
    let before =
        |weeks| DateSpan { from: week.weeks_before(weeks), to: week.monday().pred_opt().unwrap_or(NaiveDate::MIN) };
    let facts = |(index, request): (usize, &Request)| {
        let past = || history.of(RequestId::new(index));
        let provided = past().filter(|past| past.counts_as_provided()).map(|past| past.date);
        let bookable = Day::ALL.map(|day| booking::is_bookable(request, policy, week.date(day)));
        let dates = bookable.iter().map(|&yes| u32::from(yes)).sum();
        RequestFacts {
            due: sessions_due(request, provided, policy, week, dates),
            bookable,
            familiarity: familiarity(request, past(), before(policy.history_weeks)),
            usual: usual_slots(past(), before(policy.pattern_weeks)),
        }
    };
    service.requests.iter().enumerate().map(facts).collect()
}

fn limits_of_children(week: Week, service: &Service, facts: &[RequestFacts]) -> Vec<Option<ChildLimits>> {
    let mut of_child = vec![Vec::new(); service.people.len()];
    for (request, facts) in service.requests.iter().zip(facts) {
        for child in &request.children {
            of_child[child.index()].push((request, facts.due));
        }
    }
    let limits = |(person, requests): (&Person, Vec<(&Request, u32)>)| {
        let band = band_of(person, week.monday())?;
        Some(levels::child_limits(band, requests.into_iter(), &service.policy))
    };
    service.people.iter().zip(of_child).map(limits).collect()
}
