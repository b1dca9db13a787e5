//! Days of one worker put together: the cheapest weeks, for the minutes of a week have a price of their own, and so has a
//! request of which the worker has one session and not the others.

use crate::model::DemandId;
use crate::solve::Stop;

/// Most partial weeks at a time.
const MOST_PARTIAL: usize = 200_000;
/// Requests whose sessions are counted; those of the others that are missing cost nothing.
const MOST_REQUESTS: usize = 16;

/// How many sessions a week has of some requests, four bits for each.
pub(super) type Counts = u64;

/// Requests of which sessions that a week has not cost something, once it has one.
#[derive(Clone, Debug, Default)]
pub(super) struct Incomplete {
    /// For each: the price of a missing session in thousandths of a point, the request and its sessions due.
    requests: Vec<(i64, DemandId, u32)>,
}

impl Incomplete {
    /// The requests with a price, the dearest first; a week is not charged for more than the first sixteen.
    pub(super) fn new(mut requests: Vec<(i64, DemandId, u32)>) -> Self {
        requests.sort_unstable_by_key(|&(price, id, due)| (-price * i64::from(due), id));
        requests.truncate(MOST_REQUESTS);
        Self { requests }
    }

    /// How many sessions a day has of each.
    pub(super) fn counts(&self, sessions: &[(DemandId, usize)]) -> Counts {
        let place = |(id, _): &(DemandId, usize)| self.requests.iter().position(|(_, other, _)| other == id);
        sessions.iter().filter_map(place).map(|at| 1 << (4 * at)).sum()
    }

    /// What a week with these sessions, and at most `later` more, is charged at least.
    fn charge(&self, counts: Counts, later: Counts) -> i64 {
        if counts == 0 {
            return 0;
        }
        let charge = |(at, (price, _, due)): (usize, &(i64, DemandId, u32))| {
            let of = |counts: Counts| u32::try_from((counts >> (4 * at)) & 15).unwrap_or(0);
            let most = of(counts) + of(later);
            if of(counts) > 0 && most < *due { price * i64::from(due - most) } else { 0 }
        };
        self.requests.iter().enumerate().map(charge).sum()
    }
}

/// A day that a week may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Its number among the days of its date.
    pub(super) day: usize,
    /// Paid minutes beyond the duties.
    pub(super) minutes: i64,
    /// What it costs under the prices, minutes apart, in thousandths of a point.
    pub(super) cost: i64,
    /// What it costs beyond the best of its date, minutes at their price.
    pub(super) worse: i64,
    pub(super) counts: Counts,
}

/// A week: what it costs with its pay, and the number of each date's day.
pub(super) type Week = (i64, Vec<usize>);

#[derive(Clone, Copy, Debug)]
struct Partial {
    minutes: i64,
    cost: i64,
    worse: i64,
    counts: Counts,
    day: usize,
    parent: usize,
}

/// The cheapest weeks, at most `most`, with one choice of each date (in order of what they cost beyond the best), of those
/// that cost less than `room` beyond the best choices together; `pay` says what minutes cost, if they are allowed. `None` if
/// there are too many to look at, or if told to stop.
pub(super) fn cheapest(
    dates: &[Vec<Choice>],
    incomplete: &Incomplete,
    room: i64,
    pay: &dyn Fn(i64) -> Option<i64>,
    most: usize,
    stop: Stop<'_>,
) -> Option<Vec<Week>> {
    let mut all = vec![Partial { minutes: 0, cost: 0, worse: 0, counts: 0, day: 0, parent: 0 }];
    let mut last = 0..1;
    for (date, choices) in dates.iter().enumerate() {
        let later = most_of(&dates[date + 1..]);
        let mut next: Vec<Partial> = Vec::new();
        for parent in last {
            if stop() || next.len() > 4 * MOST_PARTIAL {
                return None;
            }
            let before = all[parent];
            let within = choices.iter().take_while(|choice| before.worse + choice.worse < room);
            let with = |more: &Choice| Partial {
                minutes: before.minutes + more.minutes,
                cost: before.cost + more.cost,
                worse: before.worse + more.worse,
                counts: before.counts + more.counts,
                day: more.day,
                parent,
            };
            let fits = |partial: &Partial| partial.worse + incomplete.charge(partial.counts, later) < room;
            next.extend(within.map(with).filter(fits));
        }
        keep_cheapest(&mut next);
        if next.len() > MOST_PARTIAL {
            return None;
        }
        let first = all.len();
        all.extend(next);
        last = first..all.len();
    }
    let whole = |at: usize| {
        let Partial { minutes, cost, counts, .. } = all[at];
        Some((cost + pay(minutes)? + incomplete.charge(counts, 0), at))
    };
    let mut weeks: Vec<(i64, usize)> = last.filter_map(whole).collect();
    weeks.sort_unstable();
    weeks.truncate(most);
    Some(weeks.into_iter().map(|(cost, at)| (cost, days_of(&all, at, dates.len()))).collect())
}

/// How many sessions these dates may have of each request, together.
fn most_of(dates: &[Vec<Choice>]) -> Counts {
    let has = |choices: &Vec<Choice>| choices.iter().fold(0, |all, choice| all | choice.counts);
    dates.iter().map(has).sum()
}

/// Among partial weeks with the same counts, more minutes are kept only where they are cheaper.
fn keep_cheapest(partial: &mut Vec<Partial>) {
    partial
        .sort_unstable_by_key(|partial| (partial.counts, partial.minutes, partial.cost, partial.parent, partial.day));
    let mut cheapest = (0, i64::MAX);
    partial.retain(|partial| {
        if partial.counts != cheapest.0 {
            cheapest = (partial.counts, i64::MAX);
        }
        let is_cheaper = partial.cost < cheapest.1;
        cheapest.1 = cheapest.1.min(partial.cost);
        is_cheaper
    });
}

fn days_of(all: &[Partial], mut at: usize, dates: usize) -> Vec<usize> {
    let mut days = Vec::with_capacity(dates);
    for _ in 0..dates {
        days.push(all[at].day);
        at = all[at].parent;
    }
    days.reverse();
    days
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Choice, Incomplete, cheapest};
    use crate::model::DemandId;

    fn request(index: usize) -> (DemandId, usize) {
        (DemandId::new(index), 0)
    }

    /// Two requests with two sessions due each; the first costs five for a session that is missing, the second three.
    fn incomplete() -> Incomplete {
        Incomplete::new(vec![(5, DemandId::new(0), 2), (3, DemandId::new(1), 2)])
    }

    #[test]
    fn a_request_is_charged_once_it_cannot_be_complete() {
        let incomplete = incomplete();
        let (none, first) = (incomplete.counts(&[]), incomplete.counts(&[request(0)]));
        let both = incomplete.counts(&[request(0), request(1), request(7)]);
        assert_eq!([none, first, both].map(|counts| incomplete.charge(counts, 0)), [0, 5, 8]);
        assert_eq!(incomplete.charge(both, first), 3);
        assert_eq!(incomplete.charge(first + first, 0), 0);
    }

    /// Minutes, cost and which of the two requests a day has.
    fn days() -> impl Strategy<Value = Vec<(i64, i64, usize)>> {
        prop::collection::vec((0..6_i64, -20..20_i64, 0..4_usize), 1..6)
    }

    proptest! {
        /// Every week with one day of each date is priced one by one; pay is dear beyond six minutes, and twelve are the most.
        #[test]
        fn the_cheapest_week_is_found(dates in prop::collection::vec(days(), 1..5), minute in 0..4_i64) {
            let incomplete = incomplete();
            let sessions = [vec![], vec![request(0)], vec![request(1)], vec![request(0), request(1)]];
            let pay = |minutes: i64| (minutes <= 12).then(|| (minutes - 6).max(0) * 3);
            let choices: Vec<Vec<Choice>> = dates.iter().map(|date| {
                let least = date.iter().map(|(minutes, cost, _)| cost + minute * minutes).min().unwrap_or(0);
                let choice = |(day, &(minutes, cost, of)): (usize, &(i64, i64, usize))| {
                    let worse = cost + minute * minutes - least;
                    Choice { day, minutes, cost, worse, counts: incomplete.counts(&sessions[of]) }
                };
                let mut choices: Vec<Choice> = date.iter().enumerate().map(choice).collect();
                choices.sort_by_key(|choice| choice.worse);
                choices
            }).collect();
            let found = cheapest(&choices, &incomplete, i64::MAX / 4, &pay, 1, &|| false).expect("few weeks");
            let mut weeks = vec![(0, 0, 0)];
            for date in &dates {
                let with = |&(minutes, cost, counts): &(i64, i64, u64)| {
                    let add = move |&(more, dearer, of): &(i64, i64, usize)| {
                        (minutes + more, cost + dearer, counts + incomplete_counts(of))
                    };
                    date.iter().map(add).collect::<Vec<_>>()
                };
                weeks = weeks.iter().flat_map(with).collect();
            }
            let cost = |&(minutes, cost, counts): &(i64, i64, u64)| Some(cost + pay(minutes)? + incomplete.charge(counts, 0));
            let best = weeks.iter().filter_map(cost).min();
            prop_assert_eq!(found.first().map(|(cost, _)| *cost), best);
            if let Some((_, week)) = found.first() {
                let minutes: i64 = week.iter().zip(&dates).map(|(day, date)| date[*day].0).sum();
                prop_assert!(minutes <= 12);
            }
        }
    }

    fn incomplete_counts(of: usize) -> u64 {
        let sessions: Vec<_> = (0..2).filter(|request| of & (1 << request) != 0).map(request).collect();
        incomplete().counts(&sessions)
    }
}
