//! What every rule means, in its plainest form: one file per rule. Together they are the auditor of any rota.

use crate::domain::{CostByTerm, Problem, Rota};

/// What the rules say of a rota.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// The cost, term by term.
    pub cost: CostByTerm,
}

/// Judges a rota by all rules.
#[must_use]
pub fn audit(_problem: &Problem, _rota: &Rota) -> Audit {
    Audit::default()
}
