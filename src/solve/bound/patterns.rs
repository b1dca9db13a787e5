//! Who has which session of a request over the week, as one choice: the price of each worker's use on each day is earned by
//! whole patterns only, of at most as many days as sessions are due, with the workers of one session a day. The rows that
//! count workers day by day let a mix have half of one worker on all days and half of another for nothing; patterns do not.

use crate::domain::{Cost, Day};
use crate::model::Demand;

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
    pub(super) fn of(demand: &Demand, uses: &[Earnings], extra: Cost, most: usize) -> Self {
        let mut patterns = Self { most, found: Vec::new() };
        let search = Search { uses, due: demand.due as usize, each: demand.workers, extra: extra.0 * MILLI };
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

struct Search<'a> {
    uses: &'a [Earnings],
    due: usize,
    each: usize,
    extra: i64,
}

impl Search<'_> {
    /// The most that a candidate can earn.
    fn alone(&self, candidate: usize) -> i64 {
        let mut days = self.uses[candidate];
        days.sort_unstable_by_key(|&earned| std::cmp::Reverse(earned));
        days.iter().take(self.due).filter(|&&earned| earned > 0).sum()
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
        let mut days: Vec<(i64, Pattern)> = Day::ALL.into_iter().map(|day| self.best_on(day, workers)).collect();
        days.sort_by_key(|(earned, _)| std::cmp::Reverse(*earned));
        days.truncate(self.due);
        let extra = i64::try_from(workers.len().saturating_sub(self.each)).unwrap_or(i64::MAX / 2);
        let earned = days.iter().map(|(earned, _)| earned).sum::<i64>() - self.extra.saturating_mul(extra);
        let mut pattern: Pattern = days.into_iter().flat_map(|(_, pattern)| pattern).collect();
        pattern.sort_unstable();
        (earned, pattern)
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
