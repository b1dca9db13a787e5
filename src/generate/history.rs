//! What happened in the weeks before: the usual week again and again, with another worker now and then, a time or a worker
//! that was another earlier, and sessions that were called off.

use chrono::{Days, NaiveDate};

use super::demand::Demand;
use super::random::Chance;
use super::requests::{Request, at_school};
use super::usual::{Slot, Supply};
use crate::domain::{Day, Minutes, Week, is_bank_holiday};

/// Somebody who left the service, and is in history alone.
const LEAVER: &str = "W-left";

/// An earlier session.
#[derive(Clone, Debug)]
pub(super) struct PastSession {
    /// The position of its request.
    pub(super) request: usize,
    /// The date.
    pub(super) date: NaiveDate,
    /// The start.
    pub(super) start: Minutes,
    /// The position of its venue.
    pub(super) venue: Option<usize>,
    /// The ids of its workers, `;` between.
    pub(super) workers: String,
    /// What became of it, as the files write it.
    pub(super) status: &'static str,
}

/// The sessions of so many weeks, in order of date, start and request.
pub(super) fn draw(
    (week, weeks): (Week, u32),
    supply: Supply<'_>,
    demand: &Demand,
    slots: &[Vec<Slot>],
    chance: &mut Chance,
) -> Vec<PastSession> {
    let mut past = Past { week, supply, demand, chance, sessions: Vec::new() };
    for (position, request) in demand.requests.iter().enumerate().filter(|(_, request)| !request.is_new()) {
        past.request(position, &slots[position], request.began.min(weeks));
    }
    past.sessions.sort_by_key(|session| (session.date, session.start, session.request));
    past.sessions
}

/// History in the making.
struct Past<'a> {
    week: Week,
    supply: Supply<'a>,
    demand: &'a Demand,
    chance: &'a mut Chance,
    sessions: Vec<PastSession>,
}

/// How a request was held before it became usual: until so many weeks ago.
struct Before {
    other_worker: Option<(u32, String)>,
    other_time: Option<(u32, Minutes)>,
}

impl Past<'_> {
    fn request(&mut self, position: usize, slots: &[Slot], weeks: u32) {
        let request = &self.demand.requests[position];
        let Some(first) = slots.first() else { return };
        let before = self.before(request, first);
        for ago in (request.last..=weeks).step_by(request.every_weeks() as usize) {
            for slot in slots {
                self.session(position, slot, ago, &before);
            }
        }
    }

    fn before(&mut self, request: &Request, slot: &Slot) -> Before {
        let changed = request.began > 5 && request.workers == 1 && self.chance.percent(20);
        let other_worker = changed.then(|| (self.weeks(3, 9), self.former_worker(slot)));
        let drifted = self.chance.percent(18);
        let other_time = drifted.then(|| (self.weeks(5, 11), self.former_start(request, slot)));
        Before { other_worker, other_time }
    }

    fn weeks(&mut self, least: i32, most: i32) -> u32 {
        u32::try_from(self.chance.between(least, most)).expect("above 0")
    }

    fn session(&mut self, position: usize, slot: &Slot, ago: u32, before: &Before) {
        let request = &self.demand.requests[position];
        let Some(date) = self.date(request, slot, ago) else { return };
        let start =
            before.other_time.as_ref().filter(|(until, _)| ago >= *until).map_or(slot.time.from, |other| other.1);
        let workers = match &before.other_worker {
            Some((until, former)) if ago >= *until => former.clone(),
            _ if self.chance.percent(8) => self.with_cover(slot),
            _ => self.ids(&slot.workers),
        };
        let status = self.status(request, ago);
        self.sessions.push(PastSession { request: position, date, start, venue: slot.venue, workers, status });
    }

    /// The date, unless the family could not come: a child was not born, the venue closed, the request suspended.
    fn date(&self, request: &Request, slot: &Slot, ago: u32) -> Option<NaiveDate> {
        let on = |day: Day| self.week.weeks_before(ago) + Days::new(day.index() as u64);
        let is_open = |date: &NaiveDate| slot.venue.is_none() || !is_bank_holiday(*date);
        let days = [slot.day].into_iter().chain(Day::ALL.into_iter().take(5));
        // A weekly session is left out on a bank holiday, another has its turn on another day.
        let date = days.take(if request.is_weekly() { 1 } else { 6 }).map(on).find(is_open)?;
        let family = self.demand.family(request);
        let is_born = family.children.iter().all(|child| child.born + Days::new(4) <= date);
        let has_begun = request.suspended_from.is_none_or(|from| date < from);
        (is_born && has_begun).then_some(date)
    }

    fn status(&mut self, request: &Request, ago: u32) -> &'static str {
        // The session on which it rests that none is due was held.
        if !request.is_weekly() && ago <= request.quiet_weeks() {
            return "held";
        }
        match self.chance.weighted(&[885, 55, 60]) {
            // Not yet written up.
            0 if ago == 1 && self.chance.percent(5) => "planned",
            0 => "held",
            1 => "cancelled",
            _ => "missed",
        }
    }

    fn former_worker(&mut self, slot: &Slot) -> String {
        if self.chance.percent(12) { LEAVER.to_owned() } else { self.with_cover(slot) }
    }

    /// An earlier start, where the venue was open and school out.
    fn former_start(&mut self, request: &Request, slot: &Slot) -> Minutes {
        let school = at_school(self.demand.family(request));
        let by =
            Minutes(self.chance.pick(if school { &[15, 15, 30, 30, 45][..] } else { &[-30, -15, 15, 30, 60][..] }));
        let time = slot.time.shifted(by);
        let open = |venue: usize| self.supply.venues[venue].open[slot.day.index()].span_holding(time).is_some();
        let wanted = request.windows.is_none_or(|windows| windows.hold(slot.day, time));
        if slot.venue.is_some_and(open) && wanted { time.from } else { slot.time.from }
    }

    /// The workers of a slot, but one of them replaced by another of the same base.
    fn with_cover(&mut self, slot: &Slot) -> String {
        let Some(&replaced) = slot.workers.first() else { return String::new() };
        let base = self.supply.workers[replaced].base;
        let others = |&worker: &usize| {
            self.supply.workers[worker].base == base
                && !slot.workers.contains(&worker)
                && self.supply.workers[worker].shifts[slot.day.index()].span_holding(slot.time).is_some()
        };
        let others: Vec<usize> = (0..self.supply.workers.len()).filter(others).collect();
        let mut workers = slot.workers.clone();
        if !others.is_empty() {
            workers[0] = self.chance.pick(&others);
            workers.sort_unstable();
        }
        self.ids(&workers)
    }

    fn ids(&self, workers: &[usize]) -> String {
        let ids: Vec<&str> = workers.iter().map(|&worker| self.supply.workers[worker].id.as_str()).collect();
        ids.join(";")
    }
}
