//! The bound once more, with the paid minutes of whole weeks: where minutes are bought at a price, a worker's week may cost what
//! a mix of more and fewer minutes does, and a week of whole days cannot have just any number of them. Under the same prices,
//! the best week of whole days is sought for each worker: days that cost little beyond the best of their date are all written
//! down and put together, for every number of minutes the cheapest.

use rayon::prelude::*;

use crate::domain::{Day, Minutes, WorkerId};
use crate::solve::Stop;
use crate::solve::draft::cost_of_paid;

use super::MILLI;
use super::columns::worked;
use super::every_day::EveryDay;
use super::graph::{Wanted, nodes};
use super::labels::best_days;
use super::lagrangian::{Relaxation, secluded};
use super::multipliers::Multipliers;
use super::prices::Prices;
use super::ways::Ways;

/// Days are written down that cost less than this beyond the best of their worker and date, in thousandths of a point; where
/// they are too many, half of it, and half again, but no less than the second.
const WITHIN: (i64, i64) = (20 * MILLI, 2 * MILLI);
/// Most labels for the days of one worker and date.
const LABELS: usize = 50_000;

/// Paid minutes beyond the duties and what the rest costs, the price of the minutes apart: more minutes only where that is
/// cheaper.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Frontier(Vec<(i64, i64)>);

impl Frontier {
    fn of(mut choices: Vec<(i64, i64)>) -> Self {
        choices.sort_unstable();
        let mut least = i64::MAX;
        choices.retain(|&(_, cost)| {
            let is_cheaper = cost < least;
            least = least.min(cost);
            is_cheaper
        });
        Self(choices)
    }

    /// One choice of each; none that costs `limit` with minutes at `price`.
    fn with(&self, other: &Self, price: i64, limit: i64) -> Self {
        let both = |&(minutes, cost): &(i64, i64)| {
            let sum = move |(more, dearer): &(i64, i64)| (minutes + more, cost + dearer);
            other.0.iter().map(sum).filter(move |(minutes, cost)| cost + price * minutes < limit)
        };
        Self::of(self.0.iter().flat_map(both).collect())
    }
}

/// The days of one worker and date that cost little more than the best.
struct NearDays {
    days: Frontier,
    /// What the best of them costs with minutes at their price.
    least: i64,
    /// A day that is not among them costs this much more, at least.
    beyond: i64,
}

impl Relaxation<'_> {
    /// By how much the value at these multipliers rises, in thousandths of a point, where every worker has a week of whole days;
    /// `None` if told to stop.
    pub(super) fn gain_of_whole_weeks(&self, multipliers: &Multipliers, stop: Stop<'_>) -> Option<i64> {
        let prices = self.prices(multipliers);
        let secluded = secluded(self.model, &self.rows);
        let workers: Vec<WorkerId> = self.model.problem().workers().collect();
        let gain = |&worker: &WorkerId| {
            let price = multipliers.paid_minute(worker);
            self.gain_of_week(worker, price, &|day| self.near_days((worker, day), &prices, price, &secluded, stop))
        };
        workers.par_iter().map(gain).sum()
    }

    /// By how much the best week of one worker is dearer than its best days with minutes bought at a price.
    fn gain_of_week(&self, worker: WorkerId, price: i64, near: &dyn Fn(Day) -> Option<NearDays>) -> Option<i64> {
        let (mut weeks, mut least, mut beyond) = (Frontier(vec![(0, 0)]), 0, WITHIN.0);
        for day in Day::ALL {
            if beyond > 0 && !self.model.roster()[worker.index()].days[day.index()].shifts.is_empty() {
                let near = near(day)?;
                least += near.least;
                beyond = beyond.min(near.beyond);
                weeks = weeks.with(&near.days, price, least + beyond);
            }
        }
        let pay = &self.pay[worker.index()];
        let duties = i64::from(pay.duty_minutes.0);
        let somebody = &self.model.problem()[worker];
        let cost = |&(minutes, cost): &(i64, i64)| {
            let paid = Minutes(i32::try_from(duties + minutes).ok()?);
            let is_allowed = paid <= somebody.most_paid();
            is_allowed.then(|| cost + cost_of_paid(self.model.problem(), worker, paid).0 * MILLI)
        };
        let best = weeks.0.iter().filter_map(cost).min().unwrap_or(i64::MAX / 2);
        Some((best - least - pay.cheapest(price) - duties * price).clamp(0, beyond))
    }

    fn near_days(
        &self,
        (worker, day): (WorkerId, Day),
        prices: &Prices<'_>,
        price: i64,
        secluded: &[bool],
        stop: Stop<'_>,
    ) -> Option<NearDays> {
        let mut within = WITHIN.0;
        while within >= WITHIN.1 {
            let wanted = Wanted { demands: usize::MAX, widest: usize::MAX, worse: within };
            let nodes = nodes(self.model, &self.slack, prices, worker, day, wanted);
            let ways = Ways::new(self.model, prices, (worker, day), &nodes);
            let found = best_days(&ways, 1, stop)?;
            let (least, is_exact) = (found.least, found.days.first().map_or(0, |best| best.cost) == found.least);
            let near = EveryDay::new(&ways, secluded, least + within, price).all(LABELS, stop);
            if let Some(near) = near.filter(|_| is_exact) {
                let minutes =
                    |sessions: &[_]| worked(self.model, worker, day, sessions).map(|(_, paid)| i64::from(paid.0));
                let choices = near.iter().filter_map(|near| Some((minutes(&near.sessions)?, near.cost)));
                let choices = choices.map(|(minutes, cost)| (minutes, cost - price * minutes));
                let days = Frontier::of(choices.chain([(0, 0)]).collect());
                return Some(NearDays { days, least, beyond: within });
            }
            within /= 2;
        }
        (!stop()).then_some(NearDays { days: Frontier(vec![(0, 0)]), least: 0, beyond: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::Frontier;

    #[test]
    fn more_minutes_are_kept_only_where_the_rest_is_cheaper() {
        let days = Frontier::of(vec![(60, 5), (0, 9), (90, 5), (60, 7), (120, 1)]);
        assert_eq!(days.0, [(0, 9), (60, 5), (120, 1)]);
        let both = days.with(&Frontier(vec![(0, 0), (30, -2)]), 0, 9);
        assert_eq!(both.0, [(30, 7), (60, 5), (90, 3), (120, 1), (150, -1)]);
    }
}
