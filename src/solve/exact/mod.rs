//! The least cost of a small week, proven: the whole model, solved by a mixed-integer solver. Solvers compute with floating
//! point, so every rota is scored again by the rules, and nothing is called optimal where the two differ.

#[cfg(feature = "highs")]
mod by_highs;
#[cfg(not(feature = "highs"))]
mod by_microlp;
mod linear;

#[cfg(feature = "highs")]
use by_highs as solver;
#[cfg(not(feature = "highs"))]
use by_microlp as solver;

use std::time::Duration;

use crate::domain::{Cost, Problem, Rota};
use crate::model::Model;
use crate::model::whole::{Program, TooLarge, WholeModel};
use crate::rules::audit;

/// How much work may be done. There is no limit of time: the same limits give the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most columns for placements, rooms and workers; those of workers' ways come on top.
    pub columns: usize,
    /// Most nodes of the search tree after its root.
    pub nodes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { columns: 200_000, nodes: 100_000 }
    }
}

/// A rota that breaks no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The rota.
    pub rota: Rota,
    /// Its cost, by the rules.
    pub cost: Cost,
}

/// What became of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exact {
    /// No rota costs less.
    Optimal(Scored),
    /// A limit was reached, somebody said stop, or the solver and the rules disagree: the best rota found, if any.
    Stopped(Option<Scored>),
    /// No rota obeys all rules: what is fixed, frozen or a duty excludes itself.
    NoRota,
    /// The week has more columns than allowed.
    TooLarge(TooLarge),
}

impl Exact {
    /// The best rota found, if any.
    #[must_use]
    pub fn best(&self) -> Option<&Scored> {
        match self {
            Self::Optimal(best) => Some(best),
            Self::Stopped(best) => best.as_ref(),
            Self::NoRota | Self::TooLarge(_) => None,
        }
    }

    /// A proven lower bound on the cost of every rota, where it is more than nothing: the cost of an optimal rota.
    #[must_use]
    pub fn bound(&self) -> Option<Cost> {
        match self {
            Self::Optimal(best) => Some(best.cost),
            _ => None,
        }
    }
}

/// How hard to solve a program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Effort {
    /// Most nodes after the root.
    pub(crate) nodes: u64,
    /// Values are good enough when none cost less by more than this, in the program's units.
    pub(crate) gap: f64,
    /// How much time is left; `None` where the answer must not hang on the clock, and nobody looks at who says stop but
    /// between nodes.
    pub(crate) left: Option<Duration>,
}

/// The best values of a program's columns found, if any, and whether they are good enough.
pub(crate) fn solve_program(program: &Program, effort: Effort, stop: &dyn Fn() -> bool) -> (Option<Vec<f64>>, bool) {
    match solver::solve(program, effort, stop) {
        Ended::Optimal(values) => (Some(values), true),
        Ended::Stopped(values) => (values, false),
        Ended::Infeasible => (None, true),
    }
}

/// What values of a program's columns cost, to the nearest whole number.
#[allow(clippy::cast_possible_truncation, reason = "costs are far below 2^53")]
pub(crate) fn objective(program: &Program, values: &[f64]) -> i64 {
    linear::objective(program, values).round() as i64
}

/// Costs are whole, so values that cost less than this above a bound are optimal; the rest of a point is for rounding.
const ALMOST_A_POINT: f64 = 0.99;

/// How a solver ended.
enum Ended {
    /// With values than which none cost a whole point less.
    Optimal(Vec<f64>),
    /// Before the end, with the best values so far.
    Stopped(Option<Vec<f64>>),
    /// There are none.
    Infeasible,
}

/// Plans a week at the least cost. `is_cancelled` is asked between nodes, now and then.
#[must_use]
pub fn solve(model: &Model<'_>, limits: &Limits, is_cancelled: &dyn Fn() -> bool) -> Exact {
    let whole = match WholeModel::build_within(model, limits.columns) {
        Ok(whole) => whole,
        Err(too_large) => return Exact::TooLarge(too_large),
    };
    let program = whole.program();
    if is_absurd(program) {
        return Exact::NoRota;
    }
    let score = |values: &[f64]| score(model.problem(), whole.decode(values));
    let ended = if program.rows().iter().all(|row| row.terms.is_empty()) {
        Ended::Optimal(linear::cheapest(program))
    } else {
        solver::solve(program, Effort { nodes: limits.nodes, gap: ALMOST_A_POINT, left: None }, is_cancelled)
    };
    match ended {
        Ended::Infeasible => Exact::NoRota,
        Ended::Stopped(values) => Exact::Stopped(values.and_then(|values| score(&values))),
        Ended::Optimal(values) => match score(&values) {
            Some(scored) if agrees(program, &values, scored.cost) => Exact::Optimal(scored),
            disputed => Exact::Stopped(disputed),
        },
    }
}

/// Whether some row has no terms and cannot hold: nothing is offered where something must be.
fn is_absurd(program: &Program) -> bool {
    program.rows().iter().any(|row| row.terms.is_empty() && !row.sense.holds(0, row.right))
}

fn score(problem: &Problem, rota: Rota) -> Option<Scored> {
    let audit = audit(problem, &rota);
    audit.is_feasible().then(|| Scored { cost: audit.cost.total(), rota })
}

/// Whether the solver's objective is the cost by the rules, up to its rounding errors: costs are whole, so an error below
/// one tenth cannot hide a difference.
fn agrees(program: &Program, values: &[f64], cost: Cost) -> bool {
    (linear::objective(program, values) - linear::number(cost.0)).abs() < 0.1
}
