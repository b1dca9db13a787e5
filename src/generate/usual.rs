//! The usual week of an invented service: where, when and with whom each request is normally held. History repeats it. It
//! is made session by session, each at its best free place; what finds none begins in the planning week instead.

use super::days::{Days, Work};
use super::demand::Demand;
use super::duties::Duty;
use super::places::Point;
use super::random::Chance;
use super::requests::Request;
use super::rooms::Room;
use super::venues::Venue;
use super::workers::Worker;
use crate::domain::{Day, Interval, Minutes, Mode, Policy, PriorityClass};

/// Starts are looked for from and to these times of day outside venues.
const WAKING: (Minutes, Minutes) = (Minutes(9 * 60), Minutes(19 * 60 + 30));
/// Families come to one of so many venues that are nearest to the child.
const NEAREST: usize = 3;
/// Workers go to venues within so many minutes.
const REACH: Minutes = Minutes(35);

/// One usual session.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// The day of the week.
    pub(super) day: Day,
    /// The time of day.
    pub(super) time: Interval,
    /// The position of the venue; none elsewhere.
    pub(super) venue: Option<usize>,
    /// The position of the room; none elsewhere, and for sessions of other weeks.
    pub(super) room: Option<usize>,
    /// The positions of the workers.
    pub(super) workers: Vec<usize>,
}

/// What a usual week is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Supply<'a> {
    /// The venues.
    pub(super) venues: &'a [Venue],
    /// The rooms.
    pub(super) rooms: &'a [Room],
    /// The workers.
    pub(super) workers: &'a [Worker],
}

/// The slots of each request, by its position, none where there is no place; and the workers' days.
pub(super) fn plan<'a>(
    supply: Supply<'a>,
    demand: &Demand,
    (duties, days): (&[Duty], &mut Days<'a>),
    chance: &mut Chance,
) -> Vec<Vec<Slot>> {
    let mut usual = UsualWeek {
        supply,
        demand,
        days,
        rooms: vec![Default::default(); supply.rooms.len()],
        families: vec![[false; 7]; demand.families.len()],
        slots: vec![Vec::new(); demand.requests.len()],
    };
    for duty in duties {
        usual.rooms[duty.room.expect("a drop-in has a room")][duty.day.index()].push(duty.time);
    }
    let mut order: Vec<usize> = (0..demand.requests.len()).collect();
    chance.shuffle(&mut order);
    order.sort_by_key(|&request| rank(&demand.requests[request]));
    for request in order {
        usual.request(request);
    }
    usual.slots
}

/// First what is most constrained; last what is not due, which takes nobody's place.
fn rank(request: &Request) -> (bool, bool, PriorityClass, usize) {
    (request.due == 0, !request.is_weekly(), request.class, 7 - request.sessions())
}

/// A usual week in the making.
struct UsualWeek<'a, 'b> {
    supply: Supply<'a>,
    demand: &'b Demand,
    days: &'b mut Days<'a>,
    rooms: Vec<[Vec<Interval>; 7]>,
    families: Vec<[bool; 7]>,
    slots: Vec<Vec<Slot>>,
}

/// A day, time and site, and what they cost before workers are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    cost: i32,
    day: usize,
    from: Minutes,
    venue: Option<usize>,
}

impl UsualWeek<'_, '_> {
    fn request(&mut self, position: usize) {
        let request = &self.demand.requests[position];
        for _ in 0..request.sessions() {
            let Some(candidate) = self.candidates(position).into_iter().find_map(|at| self.placed(position, at)) else {
                // All or nothing: half a history would hide the half that has never had a place.
                return if request.due > 0 { self.take_back(position) } else { self.squeeze_in(position) };
            };
            self.slots[position].push(candidate);
        }
    }

    /// Every place that the family could come to, best first.
    fn candidates(&self, position: usize) -> Vec<Candidate> {
        let request = &self.demand.requests[position];
        let family = self.demand.family(request);
        let mut candidates = Vec::new();
        for venue in self.sites(request) {
            let journeys = venue.map_or(0, |venue| {
                let to = self.supply.venues[venue].at;
                let child = family.children.iter().map(|child| child.home.minutes_to(to)).max().unwrap_or_default();
                let adults: Minutes =
                    family.adults[request.adults.clone()].iter().map(|adult| adult.home.minutes_to(to)).sum();
                3 * child.0 + adults.0
            });
            for day in Day::ALL.into_iter().filter(|day| !self.families[request.family][day.index()]) {
                for time in self.times(request, venue, day) {
                    let cost = journeys + self.inconvenience(position, day, time, venue);
                    candidates.push(Candidate { cost, day: day.index(), from: time.from, venue });
                }
            }
        }
        candidates.sort_unstable();
        candidates
    }

    /// The venues that are nearest to the child among those allowed; none for a session elsewhere.
    fn sites(&self, request: &Request) -> Vec<Option<usize>> {
        if request.mode != Mode::Venue {
            return vec![None];
        }
        let home = self.demand.family(request).children[0].home;
        let suits = |&venue: &usize| {
            let allowed = request.venues.is_empty() || request.venues.contains(&venue);
            allowed && (!request.high_risk || request.workers == 2 || self.supply.venues[venue].staffed)
        };
        let mut venues: Vec<usize> = (0..self.supply.venues.len()).filter(suits).collect();
        venues.sort_by_key(|&venue| (self.supply.venues[venue].at.metres_to(home), venue));
        venues.into_iter().take(NEAREST).map(Some).collect()
    }

    /// The times of a day at which the venue is open and windows and school leave the family free.
    fn times(&self, request: &Request, venue: Option<usize>, day: Day) -> Vec<Interval> {
        let policy = Policy::default();
        let open = venue.map(|venue| &self.supply.venues[venue].open[day.index()]);
        let first = WAKING.0.0 / policy.grid.0;
        let starts = (first..=(WAKING.1 - request.minutes).0 / policy.grid.0).map(|step| policy.grid * step);
        let times = starts.map(|from| Interval::new(from, from + request.minutes));
        let free_of_school = |time: Interval| {
            let mut children = self.demand.family(request).children.iter().filter_map(|child| child.school_hours());
            let kept = policy.after_school;
            request.school_time
                || !day.is_weekday()
                || !children.any(|school| Interval::new(school.from - kept, school.to + kept).meets(time))
        };
        times
            .filter(|&time| open.is_none_or(|hours| hours.span_holding(time).is_some()))
            .filter(|&time| request.windows.is_none_or(|windows| windows.hold(day, time)))
            .filter(|&time| free_of_school(time))
            .collect()
    }

    /// What speaks against a place besides the journeys.
    fn inconvenience(&self, position: usize, day: Day, time: Interval, venue: Option<usize>) -> i32 {
        let request = &self.demand.requests[position];
        let mut cost = 0;
        if request.prefers.is_some_and(|wish| !wish.hold(day, time)) {
            cost += 30;
        }
        let near = self.demand.family(request).near;
        if request.prefers_nearest && venue != Some(near) {
            cost += 30;
        }
        if request.wants_area && venue.is_some_and(|v| self.supply.venues[v].area != self.supply.venues[near].area) {
            cost += 40;
        }
        let taken = &self.families[request.family];
        let beside = [day.index().wrapping_sub(1), day.index() + 1];
        cost += 25 * i32::from(beside.into_iter().any(|day| taken.get(day) == Some(&true)));
        if let Some(earlier) = self.slots[position].first() {
            cost += if earlier.time == time { 0 } else { 20 } + if earlier.venue == venue { 0 } else { 60 };
        }
        // Evenings fill from the end of school and days from the morning on, so that two sessions follow one another.
        cost + i32::from(time.from.0 % 30 != 0 && time.from != Minutes(15 * 60 + 45)) * 6
    }

    /// The session at a place, with its room and workers booked if it is due; none if there are none free.
    fn placed(&mut self, position: usize, at: Candidate) -> Option<Slot> {
        let request = &self.demand.requests[position];
        let day = Day::ALL[at.day];
        let time = Interval::new(at.from, at.from + request.minutes);
        let room = match at.venue {
            Some(venue) => Some(self.free_room(request, venue, day, time)?),
            None => None,
        };
        let workers = self.free_workers(position, at.venue, day, time)?;
        if request.due > 0 {
            if let Some(room) = room {
                self.rooms[room][at.day].push(held(time));
            }
            for &worker in &workers {
                self.days.book(worker, self.work(request, at.venue, worker, day, time));
            }
        }
        self.families[request.family][at.day] = true;
        Some(Slot { day, time, venue: at.venue, room, workers })
    }

    /// The smallest free room that suits.
    fn free_room(&self, request: &Request, venue: usize, day: Day, time: Interval) -> Option<usize> {
        let people = request.people(self.demand.family(request));
        let suits = |&room: &usize| {
            let is_free = || self.rooms[room][day.index()].iter().all(|taken| !taken.meets(held(time)));
            let offered = &self.supply.rooms[room];
            offered.venue == venue && offered.suits(people, request.needs, &self.supply.venues[venue]) && is_free()
        };
        let rooms = (0..self.supply.rooms.len()).filter(suits);
        rooms.min_by_key(|&room| (self.supply.rooms[room].capacity, self.supply.rooms[room].features.len(), room))
    }

    /// The workers who suit best: those of the other sessions, then those of the same base with the most time left.
    fn free_workers(&self, position: usize, venue: Option<usize>, day: Day, time: Interval) -> Option<Vec<usize>> {
        let request = &self.demand.requests[position];
        let near = venue.unwrap_or(self.demand.family(request).near);
        let known: Vec<usize> = self.slots[position].iter().flat_map(|slot| slot.workers.iter().copied()).collect();
        let mut free: Vec<(i32, usize)> = Vec::new();
        for (worker, person) in self.supply.workers.iter().enumerate() {
            let way = self.supply.venues[person.base].at.minutes_to(self.supply.venues[near].at);
            let able = request.skill.is_none_or(|skill| person.has(skill)) && (person.drives || !request.transport);
            let reach = if request.skill.is_some() { REACH + REACH } else { REACH };
            if able && way <= reach && self.days.fits(worker, self.work(request, venue, worker, day, time)) {
                let stranger = if known.is_empty() || known.contains(&worker) { 0 } else { 120 };
                let agency = if person.agency { 80 } else { 0 };
                free.push((2 * way.0 + self.days.load(worker) + stranger + agency, worker));
            }
        }
        free.sort_unstable();
        let mut chosen: Vec<usize> = free.into_iter().map(|(_, worker)| worker).take(request.workers).collect();
        chosen.sort_unstable();
        (chosen.len() == request.workers).then_some(chosen)
    }

    fn work(&self, request: &Request, venue: Option<usize>, worker: usize, day: Day, time: Interval) -> Work {
        let policy = Policy::default();
        let home = self.demand.family(request).children[0].home;
        let base = self.supply.venues[self.supply.workers[worker].base].at;
        let site =
            venue.map_or(if request.mode == Mode::Community { home } else { base }, |v| self.supply.venues[v].at);
        let (at, way): (Point, Minutes) =
            if request.transport { (home, home.minutes_to(site)) } else { (site, Minutes::ZERO) };
        let time = Interval::new(time.from - policy.arrival - way, time.to + policy.handover + way);
        Work { day, time, at, is_session: true }
    }

    /// Leaves a request without any usual slot: it will begin in the planning week.
    fn take_back(&mut self, position: usize) {
        let request = &self.demand.requests[position];
        for slot in std::mem::take(&mut self.slots[position]) {
            self.families[request.family][slot.day.index()] = false;
            if let Some(room) = slot.room {
                self.rooms[room][slot.day.index()].retain(|&taken| taken != held(slot.time));
            }
            for &worker in &slot.workers {
                self.days.release(worker, &self.work(request, slot.venue, worker, slot.day, slot.time));
            }
        }
    }

    /// The best place for a session of other weeks, whoever else is there in this one.
    fn squeeze_in(&mut self, position: usize) {
        let request = &self.demand.requests[position];
        let Some(at) = self.candidates(position).into_iter().next() else { return };
        let near = at.venue.unwrap_or(self.demand.family(request).near);
        let at_base = |&worker: &usize| self.supply.workers[worker].base == near;
        let workers = (0..self.supply.workers.len()).filter(at_base).take(request.workers).collect();
        let time = Interval::new(at.from, at.from + request.minutes);
        self.slots[position].push(Slot { day: Day::ALL[at.day], time, venue: at.venue, room: None, workers });
    }
}

/// How long a session holds its room.
fn held(time: Interval) -> Interval {
    Interval::new(time.from, time.to + Policy::default().turnaround)
}
