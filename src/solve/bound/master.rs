//! The linear master over the columns found so far: which mix of workers' days covers the sessions due at the least cost,
//! and what each coupling row is worth. Rows are stated only once a mix oversteps them; most never are.

use good_lp::{Expression, ProblemVariables, Solution, SolutionWithDual, SolverModel, Variable, constraint, variable};
use good_lp::solvers::DualValues;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{Day, WorkerId};
use crate::model::{Demand, DemandId};

use super::MILLI;
use super::columns::Column;
use super::lagrangian::Relaxation;
use super::multipliers::Multipliers;

/// The rows stated so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    rows: FxHashSet<usize>,
    paid: FxHashSet<WorkerId>,
    uses: FxHashSet<(DemandId, usize, Day)>,
}

impl Stated {
    /// How many.
    pub(super) fn count(&self) -> usize {
        self.rows.len() + self.paid.len() + self.uses.len()
    }
}

/// A solved master.
#[derive(Clone, Debug)]
pub(super) struct Mix {
    /// The objective, in points.
    pub(super) objective: f64,
    /// How much of each column is in the mix, 0 to 1.
    pub(super) shares: Vec<f64>,
    /// The price of each row.
    pub(super) multipliers: Multipliers,
    /// The price of a day of each worker: what the column in use saves.
    pub(super) days: FxHashMap<(WorkerId, Day), f64>,
}

/// Solves the master over these columns with the rows stated; `None` if the solver gave up.
pub(super) fn solve(relaxation: &Relaxation<'_>, columns: &[&Column], stated: &Stated) -> Option<Mix> {
    let mut master = Master::new(relaxation, columns);
    master.cover_demands();
    master.one_day_each();
    master.keep_rows(stated);
    master.pay(stated);
    master.count_uses(stated);
    master.solve()
}

/// One row with the multiplier it prices.
#[derive(Clone, Copy, Debug)]
enum Price {
    Demand(usize),
    Row(usize),
    Paid(usize),
    Use(usize, usize, Day),
    Day(WorkerId, Day),
}

struct Master<'a> {
    relaxation: &'a Relaxation<'a>,
    columns: &'a [&'a Column],
    variables: ProblemVariables,
    shares: Vec<Variable>,
    objective: Expression,
    rows: Vec<(Price, Expression, f64)>,
}

impl<'a> Master<'a> {
    fn new(relaxation: &'a Relaxation<'a>, columns: &'a [&'a Column]) -> Self {
        let mut variables = ProblemVariables::new();
        let shares: Vec<Variable> = columns.iter().map(|_| variables.add(variable().min(0.0))).collect();
        let mut objective = Expression::with_capacity(columns.len() * 2);
        for (column, &share) in columns.iter().zip(&shares) {
            objective.add_mul(points(column.cost), share);
        }
        Self { relaxation, columns, variables, shares, objective, rows: Vec::new() }
    }

    fn demands(&self) -> &'a [Demand] {
        self.relaxation.model.demands()
    }

    /// A new variable from 0 to `most` at `cost` points each.
    fn extra(&mut self, most: f64, cost: f64) -> Variable {
        let extra = self.variables.add(variable().min(0.0).max(most));
        self.objective.add_mul(cost, extra);
        extra
    }

    /// Every session due is planned or left out. Stated as `≤`: −planned − left out ≤ −due.
    fn cover_demands(&mut self) {
        let mut covers: Vec<Expression> = self.demands().iter().map(|_| Expression::with_capacity(16)).collect();
        for (column, &share) in self.columns.iter().zip(&self.shares) {
            for (id, _) in &column.sessions {
                covers[id.index()].add_mul(-part(&self.demands()[id.index()]), share);
            }
        }
        for (index, mut cover) in covers.into_iter().enumerate() {
            let demand = &self.demands()[index];
            let left_out = self.variables.add(variable().min(0.0));
            self.objective.add_mul(points(demand.unplaced.0 * MILLI), left_out);
            cover.add_mul(-1.0, left_out);
            self.rows.push((Price::Demand(index), cover, -f64::from(demand.due)));
        }
    }

    /// Every worker works one of the days found, or none.
    fn one_day_each(&mut self) {
        let mut days: std::collections::BTreeMap<(WorkerId, Day), Expression> = std::collections::BTreeMap::new();
        for (column, &share) in self.columns.iter().zip(&self.shares) {
            if let Some(worker) = column.worker {
                days.entry((worker, column.day)).or_insert_with(Expression::default).add_mul(1.0, share);
            }
        }
        self.rows.extend(days.into_iter().map(|((worker, day), sum)| (Price::Day(worker, day), sum, 1.0)));
    }

    /// Coupling rows; those with a greatest multiplier may be overstepped at that price.
    fn keep_rows(&mut self, stated: &Stated) {
        let mut order: Vec<usize> = stated.rows.iter().copied().collect();
        order.sort_unstable();
        let place: FxHashMap<usize, usize> = order.iter().enumerate().map(|(at, &row)| (row, at)).collect();
        let mut sums: Vec<Expression> = order.iter().map(|_| Expression::with_capacity(16)).collect();
        for (column, &share) in self.columns.iter().zip(&self.shares) {
            for &(id, index) in &column.sessions {
                let demand = &self.demands()[id.index()];
                self.relaxation.rows.visit(id, demand, &demand.placements[index], |row| {
                    if let Some(&at) = place.get(&row) {
                        sums[at].add_mul(part(demand), share);
                    }
                });
            }
        }
        for (row, mut sum) in order.into_iter().zip(sums) {
            let limits = self.relaxation.rows.all()[row];
            if limits.most < i64::MAX {
                let over = self.extra(f64::INFINITY, points(limits.most));
                sum.add_mul(-1.0, over);
            }
            self.rows.push((Price::Row(row), sum, points(limits.capacity * MILLI)));
        }
    }

    /// Paid minutes are bought piece by piece: within the contract, near it, above it.
    fn pay(&mut self, stated: &Stated) {
        let mut order: Vec<WorkerId> = stated.paid.iter().copied().collect();
        order.sort_unstable();
        for worker in order {
            let mut sum = Expression::with_capacity(64);
            for (column, &share) in self.columns.iter().zip(&self.shares) {
                if column.worker == Some(worker) {
                    sum.add_mul(f64::from(column.paid.0), share);
                }
            }
            let pay = &self.relaxation.pay[worker.index()];
            for (length, price) in pay.pieces() {
                let bought = self.extra(length, price);
                sum.add_mul(-1.0, bought);
            }
            self.rows.push((Price::Paid(worker.index()), sum, -f64::from(pay.duty_minutes.0)));
        }
    }

    /// A worker on any day of a request is one of its workers; those beyond the number of a session cost extra.
    fn count_uses(&mut self, stated: &Stated) {
        let mut order: Vec<(DemandId, usize, Day)> = stated.uses.iter().copied().collect();
        order.sort_unstable();
        let mut used: std::collections::BTreeMap<(DemandId, usize), Variable> = std::collections::BTreeMap::new();
        let place: FxHashMap<(DemandId, usize, Day), usize> =
            order.iter().enumerate().map(|(at, &key)| (key, at)).collect();
        let mut sums: Vec<Expression> = order.iter().map(|_| Expression::with_capacity(8)).collect();
        for (column, &share) in self.columns.iter().zip(&self.shares) {
            for &(id, _) in &column.sessions {
                let Some(position) = position_of(&self.demands()[id.index()], column.worker) else { continue };
                if let Some(&at) = place.get(&(id, position, column.day)) {
                    sums[at].add_mul(1.0, share);
                }
            }
        }
        for (&(id, position, day), mut sum) in order.iter().zip(sums) {
            let is_used = *used.entry((id, position)).or_insert_with(|| self.variables.add(variable().min(0.0).max(1.0)));
            sum.add_mul(-1.0, is_used);
            self.rows.push((Price::Use(id.index(), position, day), sum, 0.0));
        }
        self.count_extra(&used);
    }

    fn count_extra(&mut self, used: &std::collections::BTreeMap<(DemandId, usize), Variable>) {
        let extra = points(self.relaxation.model.problem().weights().extra_worker.0 * MILLI);
        let mut of_demand: std::collections::BTreeMap<DemandId, Expression> = std::collections::BTreeMap::new();
        for (&(id, _), &is_used) in used {
            of_demand.entry(id).or_insert_with(Expression::default).add_mul(1.0, is_used);
        }
        for (id, mut sum) in of_demand {
            let beyond = self.extra(f64::INFINITY, extra);
            sum.add_mul(-1.0, beyond);
            let needed = part(&self.demands()[id.index()]).recip();
            // The price of this row is not a multiplier of its own: the relaxation counts uses exactly.
            self.rows.push((Price::Row(usize::MAX), sum, needed));
        }
    }

    fn solve(self) -> Option<Mix> {
        let mut solver = lp_solver(self.variables.minimise(self.objective.clone()));
        let mut priced = Vec::with_capacity(self.rows.len());
        for (price, sum, limit) in self.rows {
            priced.push((price, solver.add_constraint(constraint!(sum <= limit))));
        }
        let mut solved = solver.solve().ok()?;
        let shares: Vec<f64> = self.shares.iter().map(|&share| solved.value(share).clamp(0.0, 1.0)).collect();
        let mut multipliers = Multipliers::zero(self.relaxation.model, &self.relaxation.rows);
        let mut days = FxHashMap::default();
        let objective = solved.eval(&self.objective);
        let duals = solved.compute_dual();
        for (price, row) in priced {
            let value = (-duals.dual(row)).max(0.0);
            match price {
                Price::Demand(index) => multipliers.demands[index] = milli(value).min(self.relaxation.model.demands()[index].unplaced.0 * MILLI),
                Price::Row(usize::MAX) => {}
                Price::Row(row) => multipliers.rows[row] = milli(value).min(self.relaxation.rows.all()[row].most),
                Price::Paid(worker) => multipliers.paid[worker] = milli(value),
                Price::Use(index, position, day) => multipliers.uses[index][position][day.index()] = milli(value),
                Price::Day(worker, day) => {
                    days.insert((worker, day), value);
                }
            }
        }
        Some(Mix { objective, shares, multipliers, days })
    }
}

/// States the rows that a mix oversteps; returns how many are new.
pub(super) fn state_violated(relaxation: &Relaxation<'_>, columns: &[&Column], mix: &Mix, stated: &mut Stated) -> usize {
    const TOLERANCE: f64 = 1e-4;
    let before = stated.count();
    let demands = relaxation.model.demands();
    let mut sums = vec![0.0; relaxation.rows.all().len()];
    let mut paid: Vec<f64> = relaxation.pay.iter().map(|pay| f64::from(pay.duty_minutes.0)).collect();
    let mut uses: FxHashMap<(DemandId, usize, Day), f64> = FxHashMap::default();
    for (column, &share) in columns.iter().zip(&mix.shares).filter(|(_, share)| **share > 1e-7) {
        for &(id, index) in &column.sessions {
            let demand = &demands[id.index()];
            relaxation.rows.visit(id, demand, &demand.placements[index], |row| sums[row] += share * part(demand));
            if let Some(position) = position_of(demand, column.worker) {
                *uses.entry((id, position, column.day)).or_default() += share;
            }
        }
        if let Some(worker) = column.worker {
            paid[worker.index()] += share * f64::from(column.paid.0);
        }
    }
    for (row, (sum, limits)) in sums.iter().zip(relaxation.rows.all()).enumerate() {
        if *sum > points(limits.capacity * MILLI) + TOLERANCE {
            stated.rows.insert(row);
        }
    }
    for (index, minutes) in paid.iter().enumerate() {
        if *minutes > relaxation.pay[index].free() + TOLERANCE {
            stated.paid.insert(WorkerId::new(index));
        }
    }
    state_violated_uses(relaxation, &uses, stated);
    stated.count() - before
}

/// Requests with more workers than a session needs: every use of one of them is counted.
fn state_violated_uses(relaxation: &Relaxation<'_>, uses: &FxHashMap<(DemandId, usize, Day), f64>, stated: &mut Stated) {
    let mut most: FxHashMap<(DemandId, usize), f64> = FxHashMap::default();
    for (&(id, position, _), &share) in uses {
        let most = most.entry((id, position)).or_default();
        *most = most.max(share);
    }
    let mut workers: FxHashMap<DemandId, f64> = FxHashMap::default();
    for (&(id, _), share) in &most {
        *workers.entry(id).or_default() += share;
    }
    for (&(id, position, day), &share) in uses {
        let demand = &relaxation.model.demands()[id.index()];
        let counted = demand.due > 1 && relaxation.model.problem().weights().extra_worker.0 > 0;
        if counted && share > 1e-3 && workers[&id] > part(demand).recip() + 1e-3 {
            stated.uses.insert((id, position, day));
        }
    }
}

fn position_of(demand: &Demand, worker: Option<WorkerId>) -> Option<usize> {
    demand.candidates.iter().position(|candidate| Some(candidate.worker) == worker)
}

/// A worker's part of a session.
fn part(demand: &Demand) -> f64 {
    1.0 / f64::from(u32::try_from(demand.workers.max(1)).unwrap_or(1))
}

#[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
fn points(milli: i64) -> f64 {
    milli as f64 / MILLI as f64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "prices are far below 2^53")]
fn milli(points: f64) -> i64 {
    (points * MILLI as f64).round() as i64
}

#[cfg(not(feature = "highs"))]
fn lp_solver(problem: good_lp::variable::UnsolvedProblem) -> good_lp::solvers::clarabel::ClarabelProblem {
    let mut solver = good_lp::solvers::clarabel::clarabel(problem);
    solver.settings().verbose(false).max_threads(1);
    solver
}

#[cfg(feature = "highs")]
fn lp_solver(problem: good_lp::variable::UnsolvedProblem) -> good_lp::solvers::highs::HighsProblem {
    good_lp::solvers::highs::highs(problem).set_threads(1)
}
