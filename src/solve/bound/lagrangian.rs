//! The Lagrangian bound: with the coupling rows priced, every day of every worker is best on its own, and the sum of these
//! bests is a lower bound on the objective of every rota, whatever the prices (Geoffrion, Lagrangean relaxation for
//! integer programming, Mathematical Programming Study 2, 1974).
//!
//! All sums are whole thousandths of a point, so nothing is lost to rounding; the bound in points is rounded up, since
//! every objective is a whole number.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::{Demand, DemandId, Model};
use crate::solve::draft::Workers;

use super::columns::Column;
use super::every_day::EveryDay;
use super::graph::{Slack, Wanted, nodes};
use super::labels::{PricedDay, best_days};
use super::left_out::{self, LeftOut};
use super::multipliers::Multipliers;
use super::patterns::{Pattern, best_patterns, most_earned};
use super::prices::{Prices, Suited};
use super::rows::Rows;
use super::ways::Ways;
use super::weeks::Decisions;
use super::worth::WorkerPay;
use super::{MILLI, Stop};

/// How hard to look for the best days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effort {
    /// Most demands in a day's choice.
    pub(super) demands: usize,
    /// Most placements of one demand in a day.
    pub(super) widest: usize,
    /// Most days returned for each worker and day.
    pub(super) days: usize,
}

/// A day of a worker.
pub(super) type DayOf = (WorkerId, Day, Vec<(DemandId, usize)>);

/// Every day is looked at, and the best is known.
pub(super) const ONE_EACH: Effort = Effort { demands: usize::MAX, widest: usize::MAX, days: 1 };
/// Most labels for all good days of one worker on one day.
const LABELS: usize = 1_000_000;

/// The best days of one worker on one day.
#[derive(Clone, Debug)]
pub(super) struct DaysOf {
    pub(super) worker: WorkerId,
    pub(super) day: Day,
    /// No day costs less than this beyond the duties, in thousandths of a point: the best one's cost, or less where there were
    /// too many ways to count.
    pub(super) least: i64,
    /// The cheapest found, in order of cost; all below zero.
    pub(super) found: Vec<PricedDay>,
}

/// What the relaxation is at some multipliers.
#[derive(Clone, Debug)]
pub(super) struct Evaluation {
    /// The value in thousandths of a point; a bound if the effort was exact.
    pub(super) value: i64,
    /// The best days by worker and day.
    pub(super) days: Vec<DaysOf>,
}

/// What does not change from one evaluation to the next.
#[derive(Clone, Debug)]
pub(super) struct Relaxation<'m> {
    pub(super) model: &'m Model<'m>,
    pub(super) rows: Rows,
    pub(super) suited: Suited,
    pub(super) slack: Slack,
    pub(super) pay: Vec<WorkerPay>,
    pub(super) constant: i64,
    /// What is decided of all rotas that it bounds.
    pub(super) decisions: Decisions,
}

impl<'m> Relaxation<'m> {
    pub(super) fn new(model: &'m Model<'m>) -> Self {
        let duties = Workers::new(model);
        let of = |worker| WorkerPay::new(model, &duties, worker);
        let pay: Vec<WorkerPay> = model.problem().workers().map(of).collect();
        let constant = pay.iter().map(|pay| pay.of_duties.0 * MILLI).sum();
        let (rows, suited, slack) = (Rows::new(model), Suited::new(model), Slack::new(model));
        Self { model, rows, suited, slack, pay, constant, decisions: Decisions::default() }
    }

    /// The same where nothing is decided.
    pub(super) fn undecided(&self) -> Self {
        Self { decisions: Decisions::default(), ..self.clone() }
    }

    /// The value and the best days at these multipliers; `None` if told to stop.
    pub(super) fn evaluate(&self, multipliers: &Multipliers, effort: Effort, stop: Stop<'_>) -> Option<Evaluation> {
        let prices = self.prices(multipliers);
        let days = self.best_days(&prices, effort, stop)?;
        let of_days: i64 = days.iter().map(|of_day| of_day.least).sum();
        let value = self.constant
            + self.value_of_rows(multipliers)
            + of_days
            + self.value_of_unstaffed(multipliers)
            + self.value_of_pay(multipliers)
            + self.value_of_uses(multipliers);
        Some(Evaluation { value, days })
    }

    fn best_days(&self, prices: &Prices<'_>, effort: Effort, stop: Stop<'_>) -> Option<Vec<DaysOf>> {
        self.best_of_days(&self.days().collect::<Vec<_>>(), prices, effort, stop)
    }

    /// Every worker on every day.
    pub(super) fn days(&self) -> impl Iterator<Item = (WorkerId, Day)> + use<'m> {
        self.model.problem().workers().flat_map(|worker| Day::ALL.map(|day| (worker, day)))
    }

    /// The days on which a worker has a shift.
    pub(super) fn working_dates(&self, worker: WorkerId) -> impl Iterator<Item = Day> + '_ {
        let roster = &self.model.roster()[worker.index()];
        Day::ALL.into_iter().filter(|day| !roster.days[day.index()].shifts.is_empty())
    }

    /// How many days somebody works.
    pub(super) fn working_days(&self) -> usize {
        self.model.problem().workers().map(|worker| self.working_dates(worker).count()).sum()
    }

    /// The best days of these workers on these days; `None` if told to stop.
    pub(super) fn best_of_days(
        &self,
        days: &[(WorkerId, Day)],
        prices: &Prices<'_>,
        effort: Effort,
        stop: Stop<'_>,
    ) -> Option<Vec<DaysOf>> {
        let best = |&of: &(WorkerId, Day)| self.best_days_of(of, prices, effort, stop);
        days.par_iter().map(best).collect()
    }

    /// The best days of one worker on one day; `None` if told to stop.
    pub(super) fn best_days_of(
        &self,
        (worker, day): (WorkerId, Day),
        prices: &Prices<'_>,
        effort: Effort,
        stop: Stop<'_>,
    ) -> Option<DaysOf> {
        let wanted = Wanted { demands: effort.demands, widest: effort.widest, worse: 0 };
        let nodes = nodes(self.model, &self.slack, prices, worker, day, wanted);
        let ways = Ways::new(self.model, prices, (worker, day), &nodes);
        let found = best_days(&ways, effort.days, stop)?;
        Some(DaysOf { worker, day, least: found.least, found: found.days })
    }

    pub(super) fn prices<'a>(&'a self, multipliers: &'a Multipliers) -> Prices<'a> {
        Prices::new(self.model, (&self.rows, &self.decisions), &self.suited, multipliers)
    }

    /// All days of workers of which a rota could have one that costs less than `gap` above the value at these multipliers
    /// (both in thousandths of a point); `None` if told to stop, or if there are more than `most`. Starts of sessions that
    /// concern their worker only are the best of their kind.
    pub(super) fn days_within(
        &self,
        multipliers: &Multipliers,
        gap: i64,
        most: usize,
        stop: Stop<'_>,
    ) -> Option<Vec<DayOf>> {
        let prices = self.prices(multipliers);
        let best = self.best_days(&prices, ONE_EACH, stop)?;
        let secluded = secluded(self.model, &self.rows);
        let count = AtomicUsize::new(0);
        let all = |DaysOf { worker, day, least, .. }: &DaysOf| {
            let wanted = Wanted { demands: usize::MAX, widest: usize::MAX, worse: gap };
            let nodes = nodes(self.model, &self.slack, &prices, *worker, *day, wanted);
            let ways = Ways::new(self.model, &prices, (*worker, *day), &nodes);
            let too_many = || stop() || count.load(Ordering::Relaxed) > most;
            let minute = multipliers.paid_minute(*worker);
            let days = EveryDay::new(&ways, &secluded, gap + least, minute).all(LABELS, &too_many)?;
            count.fetch_add(days.len(), Ordering::Relaxed);
            Some(days.into_iter().map(|good| (*worker, *day, good.sessions)).collect::<Vec<_>>())
        };
        let days: Option<Vec<Vec<DayOf>>> = best.par_iter().map(all).collect();
        days.map(|days| days.concat()).filter(|days| days.len() <= most)
    }

    /// What rows are worth, and what it costs to leave sessions out at these prices: as few as may be, or as many.
    pub(super) fn value_of_rows(&self, multipliers: &Multipliers) -> i64 {
        let demands = || self.model.demands().iter().zip(&multipliers.demands);
        let due: i64 = demands().map(|(demand, price)| i64::from(demand.due) * price).sum();
        let left_out = |(index, (demand, price)): (usize, (&Demand, &i64))| LeftOut {
            each: demand.unplaced.0 * MILLI - price,
            range: self.decisions.left_out(DemandId::new(index), demand),
        };
        let left_out = left_out::cheapest(demands().enumerate().map(left_out).collect(), self.decisions.all_left_out());
        let rows = self.rows.all().iter().zip(&multipliers.rows);
        let capacity: i64 = rows.map(|(row, price)| row.capacity * price).sum();
        due + left_out - capacity + self.rows.subsets.value(&self.rows, &multipliers.rows, &multipliers.subsets)
    }

    /// Sessions that need no worker: the best placement of each day, as many as are due.
    pub(super) fn value_of_unstaffed(&self, multipliers: &Multipliers) -> i64 {
        let earned = |(index, demand): (usize, &Demand)| {
            let id = DemandId::new(index);
            let earns = |at: usize| {
                let column = Column::unstaffed(&demand.placements[at], (id, at));
                -column.reduced_cost(self.model, &self.rows, multipliers)
            };
            best_earnings(demand, &(0..demand.placements.len()).map(earns).collect::<Vec<_>>())
        };
        let unstaffed = self.model.demands().iter().enumerate().filter(|(_, demand)| demand.workers == 0);
        -unstaffed.map(earned).sum::<i64>()
    }

    /// Sessions that need no worker and cost less than `gap` at these multipliers.
    pub(super) fn unstaffed_within(&self, multipliers: &Multipliers, gap: i64) -> Vec<Column> {
        let unstaffed = self.model.demands().iter().enumerate().filter(|(_, demand)| demand.workers == 0);
        let columns = unstaffed.flat_map(|(index, demand)| {
            let placements = demand.placements.iter().enumerate();
            placements.map(move |(at, placement)| Column::unstaffed(placement, (DemandId::new(index), at)))
        });
        columns.filter(|column| column.reduced_cost(self.model, &self.rows, multipliers) < gap).collect()
    }

    /// What the paid minutes of each worker's week cost when they are bought at the multiplier's price.
    fn value_of_pay(&self, multipliers: &Multipliers) -> i64 {
        let of_worker = |(pay, &price): (&WorkerPay, &i64)| pay.cheapest(price) + i64::from(pay.duty_minutes.0) * price;
        self.pay.iter().zip(&multipliers.paid).map(of_worker).sum()
    }

    /// What using workers for requests costs when each use is bought at the multipliers' prices: the best pattern of each.
    pub(super) fn value_of_uses(&self, multipliers: &Multipliers) -> i64 {
        let extra = self.model.problem().weights().extra_worker;
        let of_demand = |(index, demand): (usize, &Demand)| {
            let (uses, counts) = (&multipliers.uses[index], &multipliers.counts[index]);
            most_earned(demand, uses, counts, extra)
        };
        -self.model.demands().par_iter().enumerate().map(of_demand).sum::<i64>()
    }

    /// The best patterns of who has which session of a demand with what each earns, at most so many.
    pub(super) fn patterns(&self, id: DemandId, multipliers: &Multipliers, most: usize) -> Vec<(i64, Pattern)> {
        let extra = self.model.problem().weights().extra_worker;
        let (uses, counts) = (&multipliers.uses[id.index()], &multipliers.counts[id.index()]);
        best_patterns(&self.model.demands()[id.index()], uses, counts, extra, most)
    }
}

/// The most that the sessions of a demand can earn together: the best placement of each day, as many as are due.
fn best_earnings(demand: &Demand, earns: &[i64]) -> i64 {
    let best_of = |day: Day| demand.placements_on(day).map(|index| earns[index]).max();
    let mut best: Vec<i64> = Day::ALL.into_iter().filter_map(best_of).filter(|&earned| earned > 0).collect();
    best.sort_unstable_by_key(|&earned| std::cmp::Reverse(earned));
    best.iter().take(demand.due as usize).sum()
}

/// For each demand, whether the start of its one session concerns nobody but its worker.
pub(super) fn secluded(model: &Model<'_>, rows: &Rows) -> Vec<bool> {
    let problem = model.problem();
    let kept_apart = |demand: &Demand| {
        let mut pairs = problem.keep_apart().iter();
        pairs.any(|pair| demand.people.contains(&pair.person_a) || demand.people.contains(&pair.person_b))
    };
    let is_secluded = |(index, demand): (usize, &Demand)| {
        let mut in_rows = false;
        for placement in 0..demand.placements.len() {
            rows.visit(DemandId::new(index), demand, placement, |_| in_rows = true);
        }
        let alone = demand.due == 1 && demand.workers == 1 && demand.requirements.is_empty();
        alone && !in_rows && !kept_apart(demand) && problem.published().is_none()
    };
    model.demands().iter().enumerate().map(is_secluded).collect()
}

/// The bound in points: rounded up, for every objective is whole.
pub(crate) fn in_points(value: i64) -> Cost {
    Cost(value.div_euclid(MILLI) + i64::from(value.rem_euclid(MILLI) > 0))
}
