//! The workers' days of a usual week: what is booked, and whether more fits. The rules are those of the program, in
//! short; that a rota keeps them is judged elsewhere.

use super::places::Point;
use super::venues::Venue;
use super::workers::Worker;
use crate::domain::{Day, Interval, Minutes, Policy};

/// Of the contracted time, how much a usual week fills at most, in per cent: the rest is for what comes up.
const FILLED: i32 = 92;

/// Work of one worker: a session or a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    /// The day.
    pub(super) day: Day,
    /// From arrival to departure.
    pub(super) time: Interval,
    /// Where it begins and ends.
    pub(super) at: Point,
    /// Whether it is a session, which has to be recorded.
    pub(super) is_session: bool,
}

/// The days of all workers.
#[derive(Debug)]
pub(super) struct Days<'a> {
    venues: &'a [Venue],
    workers: &'a [Worker],
    booked: Vec<[Vec<Work>; 7]>,
    paid: Vec<Minutes>,
}

impl<'a> Days<'a> {
    /// Days with nothing in them.
    pub(super) fn new(venues: &'a [Venue], workers: &'a [Worker]) -> Self {
        let booked = vec![Default::default(); workers.len()];
        Self { venues, workers, booked, paid: vec![Minutes::ZERO; workers.len()] }
    }

    /// Adds work, whether or not it fits.
    pub(super) fn book(&mut self, worker: usize, work: Work) {
        let before = self.paid_on(worker, work.day);
        let day = &mut self.booked[worker][work.day.index()];
        day.push(work);
        day.sort_by_key(|work| work.time);
        let after = self.paid_on(worker, work.day);
        self.paid[worker] += after - before;
    }

    /// Takes work out again.
    pub(super) fn release(&mut self, worker: usize, work: &Work) {
        let before = self.paid_on(worker, work.day);
        self.booked[worker][work.day.index()].retain(|booked| booked != work);
        let after = self.paid_on(worker, work.day);
        self.paid[worker] += after - before;
    }

    /// How full the worker's week is, in per cent of the contract.
    pub(super) fn load(&self, worker: usize) -> i32 {
        self.paid[worker].0 * 100 / self.workers[worker].contracted.0
    }

    /// Whether work fits into the worker's day and week.
    pub(super) fn fits(&self, worker: usize, work: Work) -> bool {
        let person = &self.workers[worker];
        if person.shifts[work.day.index()].span_holding(work.time).is_none() {
            return false;
        }
        let mut day = self.booked[worker][work.day.index()].clone();
        let before = self.paid_for(worker, &day);
        day.push(work);
        day.sort_by_key(|work| work.time);
        let paid = self.paid[worker] + self.paid_for(worker, &day) - before;
        let sessions = day.iter().filter(|work| work.is_session).count();
        sessions <= person.most_sessions
            && paid.0 * 100 <= person.contracted.0 * FILLED
            && self.is_possible(worker, &day)
            && has_breaks(&day)
    }

    /// Whether the worker can be at all places of a day in time, within the shifts.
    fn is_possible(&self, worker: usize, day: &[Work]) -> bool {
        let shifts = &self.workers[worker].shifts[day[0].day.index()];
        let base = self.base(worker);
        let span = |work: &Work| shifts.span_holding(work.time);
        let reached = day.windows(2).all(|pair| {
            let direct = pair[0].at.minutes_to(pair[1].at);
            span(&pair[0]) != span(&pair[1]) || pair[0].time.to + direct <= pair[1].time.from
        });
        reached
            && day.iter().all(|work| {
                let way = base.minutes_to(work.at);
                span(work).is_some_and(|_| {
                    shifts.span_holding(Interval::new(work.time.from - way, work.time.to + way)).is_some()
                })
            })
    }

    fn base(&self, worker: usize) -> Point {
        self.venues[self.workers[worker].base].at
    }

    fn paid_on(&self, worker: usize, day: Day) -> Minutes {
        self.paid_for(worker, &self.booked[worker][day.index()])
    }

    /// Paid minutes of a day, as if it were one stretch.
    fn paid_for(&self, worker: usize, day: &[Work]) -> Minutes {
        let (Some(first), Some(last)) = (day.first(), day.last()) else { return Minutes::ZERO };
        let base = self.base(worker);
        let between: Minutes = day.windows(2).map(|pair| pair[0].at.minutes_to(pair[1].at)).sum();
        let recording = Policy::default().recording;
        let tasks: Minutes =
            day.iter().map(|work| work.time.length() + if work.is_session { recording } else { Minutes::ZERO }).sum();
        tasks + between + base.minutes_to(first.at) + last.at.minutes_to(base)
    }
}

/// Whether no run of work without a break is too long.
fn has_breaks(day: &[Work]) -> bool {
    let policy = Policy::default();
    let mut began = day[0].time.from;
    for pair in day.windows(2) {
        let way = pair[0].at.minutes_to(pair[1].at);
        if pair[1].time.from - pair[0].time.to - way >= policy.break_length {
            began = pair[1].time.from;
        } else if pair[1].time.to - began > policy.break_after {
            return false;
        }
    }
    true
}
