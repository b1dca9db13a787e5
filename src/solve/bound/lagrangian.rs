//! The Lagrangian bound: with the coupling rows priced, every day of every worker is best on its own, and the sum of these
//! bests is a lower bound on the objective of every rota, whatever the prices (Geoffrion, Lagrangean relaxation for
//! integer programming, Mathematical Programming Study 2, 1974).
//!
//! All sums are whole thousandths of a point, so nothing is lost to rounding; the bound in points is rounded up, since
//! every objective is a whole number.

use rayon::prelude::*;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::{Demand, DemandId, Model};
use crate::solve::draft::Workers;

use super::MILLI;
use super::graph::{Slack, nodes};
use super::labels::{DaySearch, PricedDay};
use super::multipliers::Multipliers;
use super::prices::{Prices, Suited};
use super::rows::Rows;
use super::worth::WorkerPay;

/// How hard to look for the best days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effort {
    /// Most placements of one demand in a day.
    pub(super) widest: usize,
    /// Most labels at a node.
    pub(super) deepest: usize,
    /// Most days returned for each worker and day.
    pub(super) days: usize,
}

impl Effort {
    /// Every day is looked at: the value is a bound.
    pub(super) const EXACT: Self = Self { widest: usize::MAX, deepest: usize::MAX, days: 1 };
}

/// What the relaxation is at some multipliers.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    /// The value in thousandths of a point; a bound if the effort was exact.
    pub(super) value: i64,
    /// How far the best days overstep each row (positive) or stay below it.
    pub(super) slope: Slope,
    /// The best days by worker and day.
    pub(super) days: Vec<((WorkerId, Day), Vec<PricedDay>)>,
}

/// The slope of the value in each multiplier.
#[derive(Clone, Debug, Default)]
pub(super) struct Slope {
    pub(super) demands: Vec<f64>,
    pub(super) rows: Vec<f64>,
    pub(super) paid: Vec<f64>,
    pub(super) uses: Vec<Vec<[f64; 7]>>,
}

/// What does not change from one evaluation to the next.
#[derive(Debug)]
pub(super) struct Relaxation<'m> {
    pub(super) model: &'m Model<'m>,
    pub(super) rows: Rows,
    suited: Suited,
    slack: Slack,
    pub(super) pay: Vec<WorkerPay>,
    constant: i64,
}

impl<'m> Relaxation<'m> {
    pub(super) fn new(model: &'m Model<'m>) -> Self {
        let duties = Workers::new(model);
        let of = |worker| WorkerPay::new(model, &duties, worker);
        let pay: Vec<WorkerPay> = model.problem().workers().map(of).collect();
        let constant = pay.iter().map(|pay| pay.of_duties.0 * MILLI).sum();
        Self { model, rows: Rows::new(model), suited: Suited::new(model), slack: Slack::new(model), pay, constant }
    }

    /// The value, its slope and the best days at these multipliers.
    pub(super) fn evaluate(&self, multipliers: &Multipliers, effort: Effort) -> Evaluation {
        let prices = Prices::new(self.model, &self.rows, &self.suited, multipliers);
        let days = self.best_days(&prices, effort);
        let mut slope = self.slope_of_nothing(multipliers);
        let mut value = self.constant + self.value_of_rows(multipliers);
        for ((worker, day), found) in &days {
            if let Some(best) = found.first() {
                value += best.cost;
                self.add_day(&mut slope, (*worker, *day), best);
            }
        }
        for (index, demand) in self.model.demands().iter().enumerate().filter(|(_, demand)| demand.workers == 0) {
            value += self.plan_without_workers(&mut slope, &prices, DemandId::new(index), demand);
        }
        value += self.value_of_pay(&mut slope, multipliers) + self.value_of_uses(&mut slope, multipliers);
        Evaluation { value, slope, days }
    }

    fn best_days(&self, prices: &Prices<'_>, effort: Effort) -> Vec<((WorkerId, Day), Vec<PricedDay>)> {
        let all: Vec<(WorkerId, Day)> =
            self.model.problem().workers().flat_map(|worker| Day::ALL.map(|day| (worker, day))).collect();
        let best = |&(worker, day): &(WorkerId, Day)| {
            let nodes = nodes(self.model, &self.slack, prices, worker, day, effort.widest);
            let search = DaySearch::new(self.model, prices, (worker, day), &nodes, effort.deepest);
            ((worker, day), search.best(effort.days))
        };
        all.par_iter().map(best).collect()
    }

    /// Nothing planned: each demand is short of all its sessions, each row has all its capacity.
    fn slope_of_nothing(&self, multipliers: &Multipliers) -> Slope {
        Slope {
            demands: self.model.demands().iter().map(|demand| f64::from(demand.due)).collect(),
            rows: self.rows.all().iter().map(|row| -exact(row.capacity)).collect(),
            paid: self.pay.iter().map(|pay| f64::from(pay.duty_minutes.0)).collect(),
            uses: multipliers.uses.iter().map(|uses| vec![[0.0; 7]; uses.len()]).collect(),
        }
    }

    fn value_of_rows(&self, multipliers: &Multipliers) -> i64 {
        let demands = self.model.demands().iter().zip(&multipliers.demands);
        let due: i64 = demands.map(|(demand, price)| i64::from(demand.due) * price).sum();
        let rows = self.rows.all().iter().zip(&multipliers.rows);
        let capacity: i64 = rows.map(|(row, price)| row.capacity * price).sum();
        due - capacity
    }

    fn add_day(&self, slope: &mut Slope, (worker, day): (WorkerId, Day), found: &PricedDay) {
        let policy = self.model.problem().policy();
        let mut paid = found.travel - self.pay[worker.index()].duty_travel[day.index()];
        for &(id, index) in &found.sessions {
            let demand = &self.model.demands()[id.index()];
            let placement = &demand.placements[index];
            let share = 1.0 / f64::from(u32::try_from(demand.workers).unwrap_or(1));
            slope.demands[id.index()] -= share;
            self.rows.visit(id, demand, placement, |row| slope.rows[row] += share);
            let task = demand.site_of(placement).task_time(placement.start);
            paid += task.length() + policy.recording;
            let uses = &mut slope.uses[id.index()];
            if !uses.is_empty() {
                let position = demand.candidates.iter().position(|candidate| candidate.worker == worker);
                if let Some(uses) = position.and_then(|position| uses.get_mut(position)) {
                    uses[day.index()] += 1.0;
                }
            }
        }
        slope.paid[worker.index()] += f64::from(paid.0);
    }

    /// Sessions that need no worker: the best placement of each day, as many as are due.
    fn plan_without_workers(&self, slope: &mut Slope, prices: &Prices<'_>, id: DemandId, demand: &Demand) -> i64 {
        let earns = prices.of_demand(id);
        let best_of = |day: Day| demand.placements_on(day).max_by_key(|&index| earns[index]);
        let mut best: Vec<usize> = Day::ALL.into_iter().filter_map(best_of).filter(|&index| earns[index] > 0).collect();
        best.sort_by_key(|&index| std::cmp::Reverse(earns[index]));
        best.truncate(demand.due as usize);
        for &index in &best {
            slope.demands[id.index()] -= 1.0;
            self.rows.visit(id, demand, &demand.placements[index], |row| slope.rows[row] += 1.0);
        }
        -best.iter().map(|&index| earns[index]).sum::<i64>()
    }

    /// What the paid minutes of each worker's week cost when they are bought at the multiplier's price.
    fn value_of_pay(&self, slope: &mut Slope, multipliers: &Multipliers) -> i64 {
        let mut value = 0;
        for (index, pay) in self.pay.iter().enumerate() {
            let price = multipliers.paid_minute(WorkerId::new(index));
            let (cost, minutes) = pay.cheapest(price);
            value += cost + i64::from(pay.duty_minutes.0) * price;
            slope.paid[index] -= f64::from(minutes.0);
        }
        value
    }

    /// What using workers for a request costs when each use is bought at the multipliers' prices: the first few are free.
    fn value_of_uses(&self, slope: &mut Slope, multipliers: &Multipliers) -> i64 {
        let extra = self.model.problem().weights().extra_worker.0 * MILLI;
        let mut value = 0;
        for (index, uses) in multipliers.uses.iter().enumerate() {
            let mut totals: Vec<(i64, usize)> =
                uses.iter().enumerate().map(|(position, days)| (days.iter().sum(), position)).collect();
            totals.sort_by_key(|&(total, position)| (std::cmp::Reverse(total), position));
            for (rank, &(total, position)) in totals.iter().enumerate() {
                let cost = if rank < self.model.demands()[index].workers { 0 } else { extra };
                if total > cost {
                    value += cost - total;
                    slope.uses[index][position].iter_mut().for_each(|day| *day -= 1.0);
                }
            }
        }
        value
    }
}

/// The bound in points: rounded up, for every objective is whole.
pub(super) fn in_points(value: i64) -> Cost {
    Cost(value.div_euclid(MILLI) + i64::from(value.rem_euclid(MILLI) > 0))
}

#[allow(clippy::cast_precision_loss, reason = "capacities are small")]
fn exact(capacity: i64) -> f64 {
    capacity as f64
}
