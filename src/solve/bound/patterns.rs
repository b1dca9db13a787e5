//! Who has which session of a request over the week, as one choice: the price of each worker's use on each day is earned by
//! whole patterns only, of at most as many days as sessions are due, with the workers of one session a day. The rows that
//! count workers day by day let a mix have half of one worker on all days and half of another for nothing; patterns do not.

use crate::domain::{Cost, Day};
use crate::model::{Demand, DemandId};

use super::MILLI;

/// Which candidates, by position, have the sessions of which days; in order.
pub(super) type Pattern = Vec<(usize, Day)>;

/// What a candidate earns on each day, in thousandths of a point.
pub(super) type Earnings = [i64; 7];

/// Patterns of one demand and what they earn beyond the cost of their extra workers, the best first; none that earns nothing.
#[derive(Debug)]
pub(super) struct Patterns {
    /// Most patterns that are kept.
    most: usize,
    found: Vec<(i64, Pattern)>,
}

impl Patterns {
    /// The best patterns under these prices of uses, at most so many.
    pub(super) fn of(demand: &Demand, uses: &[Earnings], parts: &[i64], extra: Cost, most: usize) -> Self {
        let mut patterns = Self { most, found: Vec::new() };
        let search = Search { uses, parts, due: demand.due as usize, each: demand.workers, extra: extra.0 * MILLI };
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

/// How many sessions of a demand are missing for a candidate who has some of them and not all: the demand, the candidate's
/// position and the number.
pub(super) type Missing = (DemandId, usize, u32);

/// Candidates of a pattern who have fewer sessions than are due; none where a session has two workers.
pub(super) fn parts_of(pattern: &Pattern, id: DemandId, demand: &Demand) -> Vec<Missing> {
    let sessions = pattern.iter().map(|(position, _)| (id, *position));
    missing_of(sessions.map(|(id, position)| (id, position, demand)))
}

/// What is missing of these sessions of a week: demands and positions of candidates. Sessions with two workers, and those of
/// which one is due, do not count.
pub(super) fn missing_of<'a>(sessions: impl Iterator<Item = (DemandId, usize, &'a Demand)>) -> Vec<Missing> {
    let mut missing: Vec<Missing> = Vec::new();
    for (id, position, demand) in sessions.filter(|(_, _, demand)| demand.workers == 1 && demand.due > 1) {
        match missing.iter_mut().find(|(other, candidate, _)| (*other, *candidate) == (id, position)) {
            Some((_, _, number)) => *number = number.saturating_sub(1),
            None => missing.push((id, position, demand.due - 1)),
        }
    }
    missing.retain(|(_, _, number)| *number > 0);
    missing
}

struct Search<'a> {
    uses: &'a [Earnings],
    parts: &'a [i64],
    due: usize,
    each: usize,
    extra: i64,
}

impl Search<'_> {
    /// The most that a candidate can earn.
    fn alone(&self, candidate: usize) -> i64 {
        let mut days = self.uses[candidate];
        days.sort_unstable_by_key(|&earned| std::cmp::Reverse(earned));
        let part = self.part(candidate);
        let mut earned = part * self.due as i64;
        let mut most = 0;
        for day in days.into_iter().take(self.due) {
            earned += day - part;
            most = most.max(earned);
        }
        most
    }

    /// What each session that the candidate has not earns, once the candidate has one.
    fn part(&self, candidate: usize) -> i64 {
        self.parts.get(candidate).copied().unwrap_or(0)
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
        if self.each == 1 && workers.iter().any(|&worker| self.part(worker) > 0) {
            return self.best_in_part(workers);
        }
        let mut days: Vec<(i64, Pattern)> = Day::ALL.into_iter().map(|day| self.best_on(day, workers)).collect();
        days.sort_by_key(|(earned, _)| std::cmp::Reverse(*earned));
        days.truncate(self.due);
        let extra = i64::try_from(workers.len().saturating_sub(self.each)).unwrap_or(i64::MAX / 2);
        let earned = days.iter().map(|(earned, _)| earned).sum::<i64>() - self.extra.saturating_mul(extra);
        let mut pattern: Pattern = days.into_iter().flat_map(|(_, pattern)| pattern).collect();
        pattern.sort_unstable();
        (earned, pattern)
    }

    /// The best pattern in which each of these workers has a session: one each first, then the best of what is left.
    fn best_in_part(&self, workers: &[usize]) -> (i64, Pattern) {
        let of_all: i64 = workers.iter().map(|&worker| self.part(worker) * self.due as i64).sum();
        let extra = i64::try_from(workers.len().saturating_sub(self.each)).unwrap_or(i64::MAX / 2);
        let mut best = (i64::MIN / 2, Vec::new());
        self.assign(workers, workers, &mut Vec::new(), &mut best);
        best.1.sort_unstable();
        (best.0 + of_all - self.extra.saturating_mul(extra), best.1)
    }

    fn assign(&self, all: &[usize], rest: &[usize], taken: &mut Pattern, best: &mut (i64, Pattern)) {
        let earned = |&(worker, day): &(usize, Day)| self.uses[worker][day.index()] - self.part(worker);
        let is_free = |taken: &Pattern, day: Day| taken.iter().all(|(_, other)| *other != day);
        if let Some((&worker, rest)) = rest.split_first() {
            for day in Day::ALL {
                if is_free(taken, day) {
                    taken.push((worker, day));
                    self.assign(all, rest, taken, best);
                    taken.pop();
                }
            }
            return;
        }
        let mut pattern = taken.clone();
        let free = Day::ALL.into_iter().filter(|&day| is_free(taken, day));
        let mut more: Vec<(usize, Day)> =
            free.filter_map(|day| all.iter().map(|&worker| (worker, day)).max_by_key(&earned)).collect();
        more.sort_by_key(|choice| std::cmp::Reverse(earned(choice)));
        more.retain(|choice| earned(choice) > 0);
        more.truncate(self.due - taken.len());
        pattern.extend(more);
        let sum = pattern.iter().map(earned).sum();
        if sum > best.0 {
            *best = (sum, pattern);
        }
    }

    /// The workers of one session on a day, those that earn most.
    fn best_on(&self, day: Day, workers: &[usize]) -> (i64, Pattern) {
        let earned = |candidate: usize| self.uses[candidate][day.index()];
        let mut there: Vec<usize> = workers.iter().copied().filter(|&candidate| earned(candidate) > 0).collect();
        there.sort_by_key(|&candidate| std::cmp::Reverse(earned(candidate)));
        there.truncate(self.each);
        let pattern = there.iter().map(|&candidate| (candidate, day)).collect();
        (there.iter().map(|&candidate| earned(candidate)).sum(), pattern)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Earnings, Search};

    /// What a pattern earns, one by one: who has the session of each day, or nobody.
    fn value(on: &[Option<usize>; 7], uses: &[Earnings], parts: &[i64], due: usize, extra: i64) -> i64 {
        let mut earned = 0;
        let mut workers = 0;
        for (worker, days) in uses.iter().enumerate() {
            let sessions = on.iter().filter(|who| **who == Some(worker)).count();
            if sessions > 0 {
                workers += 1;
                earned += parts[worker] * (due - sessions) as i64;
                earned += days.iter().zip(on).filter(|(_, who)| **who == Some(worker)).map(|(day, _)| day).sum::<i64>();
            }
        }
        earned - extra * (workers - 1_i64).max(0)
    }

    proptest! {
        /// Three workers, three days that earn anything, two or three sessions due: every pattern is tried.
        #[test]
        fn the_best_pattern_is_found(
            earned in prop::collection::vec(prop::collection::vec(0..30_i64, 3), 3),
            parts in prop::collection::vec(0..25_i64, 3),
            due in 2..4_usize,
            extra in 0..20_i64,
        ) {
            let uses: Vec<Earnings> = earned.iter().map(|days| [days[0], days[1], days[2], 0, 0, 0, 0]).collect();
            let search = Search { uses: &uses, parts: &parts, due, each: 1, extra };
            let mut patterns = super::Patterns { most: 3, found: Vec::new() };
            let earning: Vec<usize> = (0..3).filter(|&worker| search.alone(worker) > 0).collect();
            search.extend(&earning, &mut Vec::new(), &mut patterns);
            let mut best = 0;
            for choice in 0..4_usize.pow(7) {
                let on: [Option<usize>; 7] = std::array::from_fn(|day| Some((choice >> (2 * day)) & 3).filter(|who| *who < 3));
                if (1..=due).contains(&on.iter().flatten().count()) {
                    best = best.max(value(&on, &uses, &parts, due, extra));
                }
            }
            prop_assert_eq!(patterns.best(), best);
        }
    }
}
