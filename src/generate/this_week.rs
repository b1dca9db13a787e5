//! What is different in the planning week: who is away, what is closed, which sessions are agreed already.

use super::demand::Demand;
use super::random::Chance;
use super::requests::Request;
use super::usual::{Slot, Supply};
use crate::domain::{Day, Week, is_bank_holiday};

/// Workers for each who has leave in the week, rooms for each that is closed, and so on.
const WORKERS_PER_LEAVE: usize = 8;
const ROOMS_PER_CLOSURE: usize = 20;
const VENUES_PER_CLOSURE: usize = 6;
const SESSIONS_PER_ABSENCE: usize = 35;
const SESSIONS_PER_PROMISE: usize = 45;

/// Something that is not available, as the files write it.
#[derive(Clone, Debug)]
pub(super) struct Absence {
    /// Its kind.
    pub(super) kind: &'static str,
    /// Its id.
    pub(super) id: String,
    /// From when.
    pub(super) from: String,
    /// To when.
    pub(super) to: String,
    /// Why.
    pub(super) note: &'static str,
}

/// What is different.
#[derive(Debug, Default)]
pub(super) struct ThisWeek {
    /// All absences.
    pub(super) absences: Vec<Absence>,
    /// Who has leave, and on which days.
    leave: Vec<(usize, std::ops::Range<usize>)>,
    /// Venues with a closure.
    closed: Vec<usize>,
    /// Families with an absence.
    families: Vec<usize>,
}

/// Draws who and what is away. Workers of whom a duty is expected are not.
pub(super) fn draw(
    week: Week,
    supply: Supply<'_>,
    (demand, slots): (&Demand, &[Vec<Slot>]),
    has_duty: impl Fn(usize) -> bool,
    chance: &mut Chance,
) -> ThisWeek {
    let mut this_week = ThisWeek::default();
    this_week.leave(week, supply, has_duty, chance);
    this_week.closures(week, supply, chance);
    this_week.people(week, demand, slots, chance);
    this_week
}

impl ThisWeek {
    /// Whether a worker has leave on a day.
    pub(super) fn is_away(&self, worker: usize, day: Day) -> bool {
        self.leave.iter().any(|(away, days)| *away == worker && days.contains(&day.index()))
    }

    /// Requests of which one session is agreed as usual already, each with that slot. Nothing that is different this
    /// week touches them.
    pub(super) fn promises<'a>(
        &self,
        week: Week,
        supply: Supply<'_>,
        (demand, slots): (&Demand, &'a [Vec<Slot>]),
        chance: &mut Chance,
    ) -> Vec<(usize, &'a Slot)> {
        let at_base = |slot: &Slot| slot.workers.iter().all(|&worker| Some(supply.workers[worker].base) == slot.venue);
        let is_sure = |request: &Request, slot: &Slot| {
            request.due > 0
                && request.is_weekly()
                && !self.families.contains(&request.family)
                && slot.venue.is_some_and(|venue| !self.closed.contains(&venue))
                && !slot.workers.iter().any(|&worker| self.leave.iter().any(|(away, _)| *away == worker))
                && !is_bank_holiday(week.date(slot.day))
                && at_base(slot)
                && !request.transport
        };
        let candidates = demand.requests.iter().enumerate().filter_map(|(position, request)| {
            let slot = slots[position].last().filter(|slot| is_sure(request, slot))?;
            Some((position, slot))
        });
        let mut candidates: Vec<(usize, &Slot)> = candidates.collect();
        chance.shuffle(&mut candidates);
        let due: usize = demand.requests.iter().map(|request| request.due).sum();
        candidates.truncate(due / SESSIONS_PER_PROMISE);
        candidates.sort_by_key(|&(request, slot)| (slot.day, request));
        candidates
    }

    fn add(&mut self, kind: &'static str, id: &str, (from, to): (String, String), note: &'static str) {
        self.absences.push(Absence { kind, id: id.to_owned(), from, to, note });
    }

    fn leave(&mut self, week: Week, supply: Supply<'_>, has_duty: impl Fn(usize) -> bool, chance: &mut Chance) {
        let may = |&worker: &usize| !supply.workers[worker].agency && !has_duty(worker);
        let mut workers: Vec<usize> = (0..supply.workers.len()).filter(may).collect();
        chance.shuffle(&mut workers);
        for worker in workers.into_iter().take((supply.workers.len() / WORKERS_PER_LEAVE).max(1)) {
            let (days, note) = match chance.weighted(&[35, 35, 30]) {
                0 => (0..5, "annual leave"),
                1 => (chance.pick(&[0..2, 1..4, 3..5].each_ref()).clone(), "off sick"),
                _ => (chance.pick(&[1..2, 2..3, 3..4].each_ref()).clone(), "training day"),
            };
            let dates = (week.date(Day::ALL[days.start]).to_string(), week.date(Day::ALL[days.end - 1]).to_string());
            self.add("worker", &supply.workers[worker].id, dates, note);
            self.leave.push((worker, days));
        }
    }

    fn closures(&mut self, week: Week, supply: Supply<'_>, chance: &mut Chance) {
        for _ in 0..supply.rooms.len() / ROOMS_PER_CLOSURE {
            let room = &supply.rooms[chance.below(supply.rooms.len())];
            let date = week.date(Day::ALL[chance.below(5)]).to_string();
            self.add("room", &room.id, (date.clone(), date), "repairs");
            self.closed.push(room.venue);
        }
        for _ in 0..supply.venues.len() / VENUES_PER_CLOSURE {
            let venue = chance.below(supply.venues.len());
            let date = week.date(Day::ALL[chance.below(5)]);
            let hours = (format!("{date} 09:00"), format!("{date} 12:30"));
            self.add("venue", &supply.venues[venue].id, hours, "fire alarm test");
            self.closed.push(venue);
        }
    }

    /// A person, or now and then a whole request, on the day when it is usually held.
    fn people(&mut self, week: Week, demand: &Demand, slots: &[Vec<Slot>], chance: &mut Chance) {
        let due: usize = demand.requests.iter().map(|request| request.due).sum();
        let weekly =
            |at: &usize| demand.requests[*at].due == 1 && demand.requests[*at].is_weekly() && !slots[*at].is_empty();
        let mut requests: Vec<usize> = (0..demand.requests.len()).filter(weekly).collect();
        chance.shuffle(&mut requests);
        for position in requests.into_iter().take(due / SESSIONS_PER_ABSENCE) {
            let request = &demand.requests[position];
            let family = demand.family(request);
            let date = week.date(slots[position][0].day);
            let dates = (date.to_string(), date.to_string());
            match chance.weighted(&[50, 40, 10]) {
                0 => self.add("person", &family.adults[request.adults.start].id, dates, "works away"),
                1 => self.add("person", &family.children[0].id, dates, "school trip"),
                _ => self.add("request", &request.id, dates, "social worker visits"),
            }
            self.families.push(request.family);
        }
    }
}
