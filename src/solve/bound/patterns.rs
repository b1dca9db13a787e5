//! Who has which session of a request over the week, as one choice: the price of each worker's use on each day is earned by
//! whole patterns only, of at most as many days as sessions are due, with the workers of one session a day. The rows that
//! count workers day by day let a mix have half of one worker on all days and half of another for nothing; patterns do not.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::domain::{Cost, Day};
use crate::model::{Demand, DemandId};

use super::MILLI;

/// Which candidates, by position, have the sessions of which days; in order.
pub(super) type Pattern = Vec<(usize, Day)>;

/// What a candidate earns on each day, in thousandths of a point.
pub(super) type Earnings = [i64; 7];

/// What a candidate earns by having so many sessions, in thousandths of a point; none earns nothing.
pub(super) type ByCount = [i64; 8];

/// Patterns of one demand and what they earn beyond the cost of their extra workers, the best first; none that earns nothing.
#[derive(Debug)]
pub(super) struct Patterns {
    /// Most patterns that are kept.
    most: usize,
    found: Vec<(i64, Pattern)>,
}

impl Patterns {
    /// The best patterns under these prices of uses, at most so many.
    pub(super) fn of(demand: &Demand, uses: &[Earnings], counts: &[ByCount], extra: Cost, most: usize) -> Self {
        let mut patterns = Self { most, found: Vec::new() };
        let search = Search { uses, counts, due: demand.due as usize, each: demand.workers, extra: extra.0 * MILLI };
        let earning: Vec<usize> = (0..uses.len()).filter(|&candidate| search.alone(candidate) > 0).collect();
        search.extend(&earning, &mut Vec::new(), &mut patterns);
        patterns
    }

    /// What the best pattern earns, in thousandths of a point; nothing at least.
    pub(super) fn best(&self) -> i64 {
        self.found.first().map_or(0, |(earned, _)| *earned)
    }

    /// The patterns with what they earn, the best first.
    pub(super) fn all(&self) -> &[(i64, Pattern)] {
        &self.found
    }

    fn keep(&mut self, earned: i64, pattern: Pattern) {
        if earned <= 0 || self.found.iter().any(|(_, known)| *known == pattern) {
            return;
        }
        let place = self.found.partition_point(|(other, _)| *other >= earned);
        self.found.insert(place, (earned, pattern));
        self.found.truncate(self.most);
    }
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

/// Days with sessions, and the sessions of each worker there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Held {
    days: usize,
    sessions: SmallVec<[u8; 8]>,
}

struct Search<'a> {
    uses: &'a [Earnings],
    counts: &'a [ByCount],
    due: usize,
    each: usize,
    extra: i64,
}

impl Search<'_> {
    /// The most that a candidate can earn.
    fn alone(&self, candidate: usize) -> i64 {
        let mut days = self.uses[candidate];
        days.sort_unstable_by_key(|&earned| Reverse(earned));
        let (mut earned, mut most) = (0, 0);
        for (before, day) in days.into_iter().take(self.due).enumerate() {
            earned += day;
            most = most.max(earned + self.by_count(candidate, before + 1));
        }
        most
    }

    /// What a candidate earns by having so many sessions.
    fn by_count(&self, candidate: usize, sessions: usize) -> i64 {
        self.counts.get(candidate).map_or(0, |counts| counts[sessions])
    }

    /// Tries every set of workers that begins with `chosen` and goes on from `rest`. Where all workers of one session are
    /// there, one more pays only if it, and each of the others, earns more than an extra worker costs.
    fn extend(&self, rest: &[usize], chosen: &mut Vec<usize>, patterns: &mut Patterns) {
        if !chosen.is_empty() {
            let (earned, pattern) = self.best_of(chosen);
            patterns.keep(earned, pattern);
        }
        if chosen.len() >= self.due * self.each {
            return;
        }
        let pays = |candidate: &usize| self.alone(*candidate) > self.extra;
        let beyond = chosen.len() >= self.each;
        for (at, &candidate) in rest.iter().enumerate() {
            if !beyond || (pays(&candidate) && chosen.iter().all(pays)) {
                chosen.push(candidate);
                self.extend(&rest[at + 1..], chosen, patterns);
                chosen.pop();
            }
        }
    }

    /// The best pattern of these workers.
    fn best_of(&self, workers: &[usize]) -> (i64, Pattern) {
        if workers.iter().any(|&worker| self.counts.get(worker).is_some_and(|counts| *counts != [0; 8])) {
            return self.best_by_count(workers);
        }
        let mut days: Vec<(i64, Pattern)> = Day::ALL.into_iter().map(|day| self.best_on(day, workers)).collect();
        days.sort_by_key(|(earned, _)| Reverse(*earned));
        days.truncate(self.due);
        let earned = days.iter().map(|(earned, _)| earned).sum::<i64>();
        let mut pattern: Pattern = days.into_iter().flat_map(|(_, pattern)| pattern).collect();
        pattern.sort_unstable();
        let used = pattern.chunk_by(|(one, _), (other, _)| one == other).count();
        (earned - self.cost_of(used), pattern)
    }

    /// The same where it matters how many sessions each has: day by day, the best way to have so many days with so many sessions
    /// of each.
    fn best_by_count(&self, workers: &[usize]) -> (i64, Pattern) {
        let sets = self.sets(workers.len());
        let mut ways: FxHashMap<Held, (i64, Pattern)> = FxHashMap::default();
        ways.insert(Held::default(), (0, Vec::new()));
        for day in Day::ALL {
            let mut next = ways.clone();
            for (held, (earned, pattern)) in ways.iter().filter(|(held, _)| held.days < self.due) {
                for set in &sets {
                    let mut held = Held { days: held.days + 1, sessions: held.sessions.clone() };
                    held.sessions.resize(workers.len(), 0);
                    set.iter().for_each(|&at| held.sessions[at] += 1);
                    let earned = earned + set.iter().map(|&at| self.uses[workers[at]][day.index()]).sum::<i64>();
                    if next.get(&held).is_none_or(|(other, _)| *other < earned) {
                        let there = set.iter().map(|&at| (workers[at], day));
                        next.insert(held, (earned, pattern.iter().copied().chain(there).collect()));
                    }
                }
            }
            ways = next;
        }
        let by_count = |held: &Held| {
            let of_worker = |(&worker, &sessions): (&usize, &u8)| self.by_count(worker, usize::from(sessions));
            let used = held.sessions.iter().filter(|sessions| **sessions > 0).count();
            workers.iter().zip(&held.sessions).map(of_worker).sum::<i64>() - self.cost_of(used)
        };
        let all = ways.into_iter().map(|(held, (earned, pattern))| (earned + by_count(&held), Reverse(pattern)));
        let (earned, Reverse(mut pattern)) = all.max().unwrap_or_default();
        pattern.sort_unstable();
        (earned, pattern)
    }

    /// What so many workers cost.
    fn cost_of(&self, workers: usize) -> i64 {
        let extra = i64::try_from(workers.saturating_sub(self.each)).unwrap_or(i64::MAX / 2);
        self.extra.saturating_mul(extra)
    }

    /// Who of so many may be at one session together.
    fn sets(&self, workers: usize) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
        for worker in 0..workers {
            let with = |set: &Vec<usize>| set.iter().copied().chain([worker]).collect();
            let larger: Vec<Vec<usize>> = sets.iter().filter(|set| set.len() < self.each).map(with).collect();
            sets.extend(larger);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }

    /// The workers of one session on a day, those that earn most.
    fn best_on(&self, day: Day, workers: &[usize]) -> (i64, Pattern) {
        let earned = |candidate: usize| self.uses[candidate][day.index()];
        let mut there: Vec<usize> = workers.iter().copied().filter(|&candidate| earned(candidate) > 0).collect();
        there.sort_by_key(|&candidate| Reverse(earned(candidate)));
        there.truncate(self.each);
        let pattern = there.iter().map(|&candidate| (candidate, day)).collect();
        (there.iter().map(|&candidate| earned(candidate)).sum(), pattern)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ByCount, Earnings, Search};

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
            let search = Search { uses: &uses, counts: &counts, due, each, extra };
            let mut patterns = super::Patterns { most: 3, found: Vec::new() };
            let earning: Vec<usize> = (0..3).filter(|&worker| search.alone(worker) > 0).collect();
            search.extend(&earning, &mut Vec::new(), &mut patterns);
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
            prop_assert_eq!(patterns.best(), best);
        }
    }
}
