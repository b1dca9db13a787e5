//! Fixed work of an invented service: a weekly drop-in for kinship carers at each main venue, and looked-after reviews.

use super::days::{Days, Work};
use super::random::Chance;
use super::times::interval;
use super::usual::Supply;
use crate::domain::{Day, Interval, Minutes};

/// Sessions due for each looked-after review of the week.
pub(super) const SESSIONS_PER_REVIEW: usize = 20;

/// Fixed work of one worker at the base.
#[derive(Debug)]
pub(super) struct Duty {
    /// What it is called.
    pub(super) id: String,
    /// The position of the worker.
    pub(super) worker: usize,
    /// The day of the planning week.
    pub(super) day: Day,
    /// When.
    pub(super) time: Interval,
    /// The position of the room it takes.
    pub(super) room: Option<usize>,
    /// Its kind, as the files write it.
    pub(super) kind: &'static str,
}

/// A drop-in at each staffed venue, by the first worker there whose shifts hold it; booked before any session.
pub(super) fn drop_ins(supply: Supply<'_>, days: &mut Days<'_>) -> Vec<Duty> {
    let mut duties = Vec::new();
    let time = interval("10:30-12:00");
    for (venue, place) in supply.venues.iter().enumerate().filter(|(_, place)| place.staffed) {
        let room = supply.rooms.iter().rposition(|room| room.venue == venue);
        let day = Day::ALL[venue % 5];
        let work = Work { day, time, at: place.at, is_session: false };
        let mut here = (0..supply.workers.len()).filter(|&worker| supply.workers[worker].base == venue);
        if let Some(worker) = here.find(|&worker| days.fits(worker, work)) {
            days.book(worker, work);
            duties.push(Duty { id: format!("drop-in-{}", place.id), worker, day, time, room, kind: "drop_in" });
        }
    }
    duties
}

/// Looked-after reviews of an hour, at most one a worker, where the usual week leaves the time and nobody is away.
pub(super) fn reviews(
    supply: Supply<'_>,
    count: usize,
    is_away: impl Fn(usize, Day) -> bool,
    days: &mut Days<'_>,
    chance: &mut Chance,
) -> Vec<Duty> {
    let mut workers: Vec<usize> = (0..supply.workers.len()).filter(|&worker| !supply.workers[worker].agency).collect();
    chance.shuffle(&mut workers);
    let mut duties: Vec<Duty> = Vec::new();
    for worker in workers {
        let day = Day::ALL[chance.below(5)];
        let from = Minutes(chance.between(18, 31) * 30);
        let time = Interval::new(from, from + Minutes(60));
        let at = supply.venues[supply.workers[worker].base].at;
        let work = Work { day, time, at, is_session: false };
        if duties.len() < count && !is_away(worker, day) && days.fits(worker, work) {
            days.book(worker, work);
            let id = format!("review-{}", duties.len() + 1);
            duties.push(Duty { id, worker, day, time, room: None, kind: "review" });
        }
    }
    duties
}
