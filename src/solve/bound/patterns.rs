//! Who has which session of a request over the week, as one choice: the price of each worker's use on each day is earned by
//! whole patterns only, of at most as many days as sessions are due, with the workers of one session a day. The rows that
//! count workers day by day let a mix have half of one worker on all days and half of another for nothing; patterns do not.
//!
//! Patterns are made worker by worker: what matters of those before is on which days there are how many of them already, and
//! whether one more would be paid for.

use std::cmp::Reverse;

use crate::domain::{Cost, Day};
use crate::model::{Demand, DemandId};

use super::MILLI;

/// Which candidates, by position, have the sessions of which days; in order.
pub(super) type Pattern = Vec<(usize, Day)>;

/// What a candidate earns on each day, in thousandths of a point.
pub(super) type Earnings = [i64; 7];

/// What a candidate earns by having so many sessions, in thousandths of a point; none earns nothing.
pub(super) type ByCount = [i64; 8];

/// The patterns that earn most beyond the cost of their extra workers, each with what it earns, the best first, at most so many:
/// for every choice of days the best, and the best of each candidate alone. None that earns nothing.
pub(super) fn best_patterns(
    demand: &Demand,
    uses: &[Earnings],
    counts: &[ByCount],
    extra: Cost,
    most: usize,
) -> Vec<(i64, Pattern)> {
    let search = Search::new(demand, uses, counts, extra);
    let layers = search.layers();
    let ends = layers.last().into_iter().flatten().enumerate().filter(|(_, earned)| **earned > 0);
    let mut ends: Vec<(i64, usize)> = ends.map(|(at, &earned)| (earned, at)).collect();
    ends.sort_unstable_by_key(|&(earned, at)| (Reverse(earned), at));
    ends.truncate(most);
    let made = ends.into_iter().map(|(earned, at)| (earned, search.pattern(&layers, at)));
    let mut found: Vec<(i64, Pattern)> = made.chain(search.earning.iter().map(|&one| search.alone(one))).collect();
    found.sort_by_key(|(earned, _)| Reverse(*earned));
    let mut best: Vec<(i64, Pattern)> = Vec::new();
    for of_found in found {
        if best.len() < most && !best.contains(&of_found) {
            best.push(of_found);
        }
    }
    best
}

/// The most that a pattern earns, in thousandths of a point; nothing at least.
pub(super) fn most_earned(demand: &Demand, uses: &[Earnings], counts: &[ByCount], extra: Cost) -> i64 {
    let search = Search::new(demand, uses, counts, extra);
    search.layers().pop().into_iter().flatten().max().unwrap_or(0)
}

/// What a pattern costs beyond what it earns: its workers beyond those of one session.
pub(super) fn extra_workers(pattern: &Pattern, each: usize) -> usize {
    let mut workers: Vec<usize> = pattern.iter().map(|(candidate, _)| *candidate).collect();
    workers.sort_unstable();
    workers.dedup();
    workers.len().saturating_sub(each)
}

/// How many sessions of a demand a candidate has: the demand, the candidate's position and the number.
pub(super) type Count = (DemandId, usize, usize);

/// How many sessions each candidate of a pattern has.
pub(super) fn counts_of(pattern: &Pattern, id: DemandId) -> Vec<Count> {
    counted(pattern.iter().map(|(position, _)| (id, *position)))
}

/// How many there are of each demand and candidate.
pub(super) fn counted(sessions: impl Iterator<Item = (DemandId, usize)>) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for (id, position) in sessions {
        match counts.iter_mut().find(|(other, candidate, _)| (*other, *candidate) == (id, position)) {
            Some((_, _, number)) => *number += 1,
            None => counts.push((id, position, 1)),
        }
    }
    counts
}

/// What workers earn where each number of them on each day stands for one choice; what cannot be is below all else. The workers
/// so far, up to those of one session, are the last part of a position.
type Layer = Vec<i64>;

const NEVER: i64 = i64::MIN;
/// How many sets of days there are.
const SETS: usize = 1 << 7;

struct Search<'a> {
    uses: &'a [Earnings],
    counts: &'a [ByCount],
    due: usize,
    each: usize,
    extra: i64,
    /// The candidates who earn anything.
    earning: Vec<usize>,
    /// For each choice of how many are there on each day, the days that have any and the days that are full, as sets.
    held: Vec<(usize, usize)>,
    /// For each set of days, how much further on one more worker there is.
    further: [usize; SETS],
}

impl<'a> Search<'a> {
    fn new(demand: &Demand, uses: &'a [Earnings], counts: &'a [ByCount], extra: Cost) -> Self {
        Self::of((demand.due as usize, demand.workers), uses, counts, extra.0 * MILLI)
    }

    fn of((due, each): (usize, usize), uses: &'a [Earnings], counts: &'a [ByCount], extra: i64) -> Self {
        let weights: [usize; 7] = std::array::from_fn(|day| (each + 1).pow(u32::try_from(day).unwrap_or_default()));
        let set = |has: &dyn Fn(usize) -> bool| (0..7).filter(|&day| has(day)).map(|day| 1 << day).sum::<usize>();
        let there = |choice: usize, day: usize| choice / weights[day] % (each + 1);
        let held = |choice| (set(&|day| there(choice, day) > 0), set(&|day| there(choice, day) == each));
        let further =
            std::array::from_fn(|days| (0..7).filter(|day| days >> day & 1 == 1).map(|day| weights[day]).sum());
        let mut search = Self { uses, counts, due, each, extra, earning: Vec::new(), held: vec![(0, 0)], further };
        search.earning = (0..uses.len()).filter(|&candidate| search.alone(candidate).0 > 0).collect();
        if !search.earning.is_empty() {
            search.held = (0..(each + 1) * weights[6]).map(held).collect();
        }
        search
    }

    /// The best pattern of one candidate.
    fn alone(&self, candidate: usize) -> (i64, Pattern) {
        let best = self.gains(candidate).into_iter().max_by_key(|&(days, earned)| (earned, Reverse(days)));
        let (days, earned) = best.unwrap_or_default();
        (earned, pattern_of(candidate, days).collect())
    }

    /// Sets of days that a candidate may have, with what the candidate earns there.
    fn gains(&self, candidate: usize) -> Vec<(usize, i64)> {
        let (uses, counts) = (&self.uses[candidate], self.counts.get(candidate));
        let sets = (1..SETS).filter(|days| days.count_ones() as usize <= self.due);
        let earned = |days: usize| {
            let of_days: i64 = (0..7).filter(|day| days >> day & 1 == 1).map(|day| uses[day]).sum();
            of_days + counts.map_or(0, |counts| counts[days.count_ones() as usize])
        };
        sets.map(|days| (days, earned(days))).collect()
    }

    /// For each number of the candidates who earn anything, the first of them: the most that they earn.
    fn layers(&self) -> Vec<Layer> {
        let mut first = vec![NEVER; self.held.len() * (self.each + 1)];
        first[0] = 0;
        let mut layers = vec![first];
        for &candidate in &self.earning {
            let gains = self.gains(candidate);
            let last = &layers[layers.len() - 1];
            let mut next = last.clone();
            for (at, &before) in last.iter().enumerate().filter(|(_, before)| **before != NEVER) {
                for (to, earned) in gains.iter().filter_map(|&gain| self.with_one(at, gain)) {
                    next[to] = next[to].max(before + earned);
                }
            }
            layers.push(next);
        }
        layers
    }

    /// Where one more worker leads on these days, and what that earns, if there is room.
    fn with_one(&self, at: usize, (days, earned): (usize, i64)) -> Option<(usize, i64)> {
        let (choice, workers) = (at / (self.each + 1), at % (self.each + 1));
        let (held, full) = self.held[choice];
        let is_room = full & days == 0 && (held | days).count_ones() as usize <= self.due;
        let to = (choice + self.further[days]) * (self.each + 1) + (workers + 1).min(self.each);
        is_room.then_some((to, earned - if workers == self.each { self.extra } else { 0 }))
    }

    /// The pattern that ends there.
    fn pattern(&self, layers: &[Layer], mut at: usize) -> Pattern {
        let mut pattern = Pattern::new();
        for (&candidate, pair) in self.earning.iter().zip(layers.windows(2)).rev() {
            let here = pair[1][at];
            if pair[0][at] == here {
                continue;
            }
            let leads_here = |&(from, (days, earned)): &(usize, (usize, i64))| {
                let leads = self.with_one(from, (days, earned)).filter(|(to, _)| *to == at);
                pair[0][from] != NEVER && leads.is_some_and(|(_, earned)| pair[0][from] + earned == here)
            };
            let (choice, workers) = (at / (self.each + 1), at % (self.each + 1));
            let gains = self.gains(candidate).into_iter().filter(|(days, _)| choice >= self.further[*days]);
            let from = |(days, earned): (usize, i64)| {
                let before = (choice - self.further[days]) * (self.each + 1);
                [workers.saturating_sub(1), workers].map(|workers| (before + workers, (days, earned)))
            };
            if let Some((from, (days, _))) = gains.flat_map(from).find(leads_here) {
                pattern.extend(pattern_of(candidate, days));
                at = from;
            }
        }
        pattern.sort_unstable();
        pattern
    }
}

/// One candidate on a set of days.
fn pattern_of(candidate: usize, days: usize) -> impl Iterator<Item = (usize, Day)> {
    Day::ALL.into_iter().filter(move |day| days >> day.index() & 1 == 1).map(move |day| (candidate, day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ByCount, Earnings, Search, extra_workers};
    use crate::domain::Day;

    /// What a pattern earns: whether each worker has a session on each of three days.
    fn value(on: &[[bool; 3]; 3], uses: &[Earnings], counts: &[ByCount], (each, extra): (usize, i64)) -> i64 {
        let (mut earned, mut workers) = (0, 0);
        for (worker, days) in on.iter().enumerate() {
            let sessions = days.iter().filter(|has| **has).count();
            workers += usize::from(sessions > 0);
            earned += counts[worker][sessions];
            earned += days.iter().zip(&uses[worker]).filter(|(has, _)| **has).map(|(_, earned)| earned).sum::<i64>();
        }
        earned - extra * workers.saturating_sub(each) as i64
    }

    proptest! {
        /// Three workers, three days that earn anything, two or three sessions due with one worker or two: every pattern is
        /// tried.
        #[test]
        fn the_best_pattern_is_found(
            earned in prop::collection::vec(prop::collection::vec(0..30_i64, 3), 3),
            by_count in prop::collection::vec(prop::collection::vec(0..25_i64, 3), 3),
            due in 2..4_usize,
            each in 1..3_usize,
            extra in 0..20_i64,
        ) {
            let uses: Vec<Earnings> = earned.iter().map(|days| [days[0], days[1], days[2], 0, 0, 0, 0]).collect();
            let count = |of: &Vec<i64>| [0, of[0], of[1], if due > 2 { of[2] } else { 0 }, 0, 0, 0, 0];
            let counts: Vec<ByCount> = by_count.iter().map(count).collect();
            let search = Search::of((due, each), &uses, &counts, extra);
            let layers = search.layers();
            let earned = layers.last().into_iter().flatten().copied().max().unwrap_or(0);
            let mut best = 0;
            for choice in 0..1_u32 << 9 {
                let on: [[bool; 3]; 3] =
                    std::array::from_fn(|worker| std::array::from_fn(|day| choice >> (3 * worker + day) & 1 == 1));
                let there: Vec<usize> = (0..3).map(|day| on.iter().filter(|days| days[day]).count()).collect();
                let days = there.iter().filter(|workers| **workers > 0).count();
                if (1..=due).contains(&days) && there.iter().all(|workers| *workers <= each) {
                    best = best.max(value(&on, &uses, &counts, (each, extra)));
                }
            }
            prop_assert_eq!(earned, best);
            for (at, &earned) in layers[layers.len() - 1].iter().enumerate().filter(|(_, earned)| **earned > 0) {
                let pattern = search.pattern(&layers, at);
                let on = |worker, day| pattern.contains(&(worker, Day::ALL[day]));
                let on: [[bool; 3]; 3] = std::array::from_fn(|worker| std::array::from_fn(|day| on(worker, day)));
                let elsewhere = pattern.iter().filter(|(_, day)| day.index() > 2).count();
                prop_assert!(elsewhere > 0 || value(&on, &uses, &counts, (each, extra)) == earned, "{pattern:?}");
                prop_assert!(extra_workers(&pattern, each) <= 3 - each);
            }
        }
    }
}
