//! The hours of one worker: shifts, times away and duties of each day.

use crate::domain::{Absentee, Day, Interval, Minutes, Problem, Spot, WorkerId};

use super::spots::{SpotId, Spots};

/// One day of a worker.
#[derive(Clone, Debug)]
pub struct WorkerDay {
    /// Shift spans in order, in minutes of the day.
    pub shifts: Vec<Interval>,
    /// Times away that meet the day or its neighbours' nights, in minutes of the day.
    pub away: Vec<Interval>,
    /// Duties in order of time, with their place.
    pub duties: Vec<(Interval, SpotId)>,
}

/// The week of one worker.
#[derive(Clone, Debug)]
pub struct Roster {
    /// Where the working day starts and ends.
    pub base: SpotId,
    /// Monday to Sunday.
    pub days: [WorkerDay; 7],
}

impl Roster {
    /// Collects the hours of a worker.
    #[must_use]
    pub fn new(problem: &Problem, spots: &Spots, worker: WorkerId) -> Self {
        let base = spots.id(Spot::Venue(problem[worker].base));
        Self { base, days: Day::ALL.map(|day| worker_day(problem, spots, worker, day)) }
    }

    /// Starts at which the worker could do a task at `spot` that begins `lead` before the start and ends `tail` after it,
    /// alone or after and before others on the way: inclusive ranges in minutes of the day, in order.
    #[must_use]
    pub fn possible_starts(&self, spots: &Spots, day: Day, spot: SpotId, lead: Minutes, tail: Minutes) -> Vec<Range> {
        let hours = &self.days[day.index()];
        let (out, back) = (spots.drive_at_least(self.base, spot), spots.drive_at_least(spot, self.base));
        let taken = || hours.away.iter().copied().chain(hours.duties.iter().map(|&(time, _)| time));
        let mut ranges = Vec::new();
        for shift in &hours.shifts {
            let whole = Range { first: shift.from + out + lead, last: shift.to - back - tail };
            ranges.extend(taken().fold(vec![whole], |free, busy| without(&free, busy, lead, tail)));
        }
        ranges.retain(|range| range.first <= range.last);
        ranges
    }
}

/// Starts from `first` to `last`, both inclusive, in minutes of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The earliest.
    pub first: Minutes,
    /// The latest.
    pub last: Minutes,
}

/// What is left of the ranges when a task of that length must not meet `busy`.
fn without(ranges: &[Range], busy: Interval, lead: Minutes, tail: Minutes) -> Vec<Range> {
    let (before, after) = (busy.from - tail, busy.to + lead);
    let parts = |range: &Range| {
        let early = Range { first: range.first, last: range.last.min(before) };
        let late = Range { first: range.first.max(after), last: range.last };
        if before >= after { vec![*range] } else { vec![early, late] }
    };
    ranges.iter().flat_map(parts).filter(|range| range.first <= range.last).collect()
}

fn worker_day(problem: &Problem, spots: &Spots, worker: WorkerId, day: Day) -> WorkerDay {
    let around = Interval::new(-Minutes::DAY, Minutes::DAY * 2);
    let away = problem.absences(Absentee::Worker(worker)).iter().map(|time| time.shifted(-day.midnight()));
    let mut duties: Vec<_> = problem
        .duties()
        .iter()
        .filter(|duty| duty.worker == worker && duty.day == day)
        .map(|duty| (duty.time, spots.id(Spot::Venue(duty.venue))))
        .collect();
    duties.sort_unstable();
    WorkerDay {
        shifts: problem[worker].shifts[day.index()].spans().to_vec(),
        away: away.filter(|time| time.meets(around)).collect(),
        duties,
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, without};
    use crate::domain::{Interval, Minutes};

    #[test]
    fn a_task_may_touch_what_is_taken_but_not_meet_it() {
        let day = Range { first: Minutes(540), last: Minutes(900) };
        let lunch = Interval::new(Minutes(720), Minutes(760));
        let left = without(&[day], lunch, Minutes(10), Minutes(70));
        let expected = [(540, 650), (770, 900)].map(|(a, b)| Range { first: Minutes(a), last: Minutes(b) });
        assert_eq!(left, expected);
    }
}
