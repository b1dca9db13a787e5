//! What every rule means, in its plainest form: one file per rule. Together they are the auditor of any rota, whoever
//! made it. No solver here: nothing is assumed of a rota but that the ids in it exist.

pub mod cost;
pub mod hard;
mod rule;
mod violation;
pub mod week;
pub mod worker_week;

pub use rule::Rule;
pub use violation::Violation;

use crate::domain::{CostByTerm, Problem, Rota};
use week::RotaWeek;

/// What the rules say of a rota.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Every breach of a hard rule, by rule.
    pub violations: Vec<Violation>,
    /// The cost, term by term; it has its meaning for a rota without violations.
    pub cost: CostByTerm,
}

impl Audit {
    /// Whether no hard rule is broken.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Judges a rota by all rules.
#[must_use]
pub fn audit(problem: &Problem, rota: &Rota) -> Audit {
    let week = RotaWeek::new(problem, rota);
    Audit { violations: hard::violations(&week), cost: cost::by_term(&week) }
}
