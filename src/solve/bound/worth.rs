//! What a worker's paid minutes cost by themselves: duties are there already, the rest is bought.

use crate::domain::{Cost, Minutes, WorkerId};
use crate::model::Model;
use crate::solve::draft::{Workers, cost_of_paid};

use super::MILLI;

/// The pay of one worker's week.
#[derive(Clone, Debug)]
pub(super) struct WorkerPay {
    /// Paid minutes of duties with their travel.
    pub(super) duty_minutes: Minutes,
    /// What travel, waiting and agency days of duties cost.
    pub(super) of_duties: Cost,
    /// Paid minutes at which the cost bends, with the cost there.
    bends: Vec<(Minutes, Cost)>,
}

impl WorkerPay {
    /// The pay of a worker with duties only, as in `workers`.
    pub(super) fn new(model: &Model<'_>, workers: &Workers, worker: WorkerId) -> Self {
        let somebody = &model.problem()[worker];
        let percent = i64::from(model.problem().policy().strain_percent);
        let strained = i64::from(somebody.contracted.0) * percent / 100;
        let strained = Minutes(i32::try_from(strained).unwrap_or(i32::MAX));
        let bends = [Minutes::ZERO, strained.min(somebody.most_paid()), somebody.contracted, somebody.most_paid()];
        let duty_minutes = workers.paid(worker);
        let in_pay = cost_of_paid(model.problem(), worker, duty_minutes);
        Self {
            duty_minutes,
            of_duties: workers.cost(model, worker) - in_pay,
            bends: bends.map(|paid| (paid, cost_of_paid(model.problem(), worker, paid))).to_vec(),
        }
    }

    /// The least that paid minutes cost when `price` is earned for each, in thousandths of a point. The cost is linear
    /// between bends, so one of them is best.
    pub(super) fn cheapest(&self, price: i64) -> i64 {
        let at = |&(paid, cost): &(Minutes, Cost)| cost.0 * MILLI - i64::from(paid.0) * price;
        self.bends.iter().map(at).min().unwrap_or_default()
    }

    /// The paid minutes at which that is so, the fewest.
    pub(super) fn cheapest_at(&self, price: i64) -> i64 {
        let at = |&(paid, cost): &(Minutes, Cost)| (cost.0 * MILLI - i64::from(paid.0) * price, i64::from(paid.0));
        self.bends.iter().map(at).min().unwrap_or_default().1
    }

    /// The pieces in which paid minutes are bought, each with its length and its price for a minute in points; the last
    /// ends at the most that may be paid.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.bends.windows(2).filter(|pair| pair[0].0 < pair[1].0).map(|pair| {
            let length = f64::from((pair[1].0 - pair[0].0).0);
            let cost = pair[1].1 - pair[0].1;
            #[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
            let cost = cost.0 as f64;
            (length, cost / length)
        })
    }

    /// The same in whole numbers: minutes, and thousandths of a point for a minute.
    pub(super) fn whole_pieces(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        self.bends.windows(2).filter(|pair| pair[0].0 < pair[1].0).map(|pair| {
            let length = i64::from((pair[1].0 - pair[0].0).0);
            (length, (pair[1].1 - pair[0].1).0 * MILLI / length)
        })
    }

    /// Paid minutes that cost nothing by themselves.
    pub(super) fn free(&self) -> f64 {
        let free = self.bends.iter().filter(|(_, cost)| *cost == Cost::ZERO).map(|(paid, _)| *paid).max();
        f64::from(free.unwrap_or_default().0)
    }
}
