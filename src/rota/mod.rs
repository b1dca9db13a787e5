//! A finished rota and what is said about it: why sessions stayed out, and what became of a published rota.

mod affected;
mod cause;
mod change;
mod family;
mod reasons;

use crate::domain::{Cost, CostByTerm, Problem, Reason, RequestId, Rota};

/// A session that is due and not planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The request.
    pub request: RequestId,
    /// Why.
    pub reason: Reason,
}

/// A planned week: what all writers write.
#[derive(Clone, Debug)]
pub struct PlannedWeek<'a> {
    /// The week.
    pub problem: &'a Problem,
    /// The planned sessions.
    pub rota: Rota,
    /// One entry for each session due and not planned, by request.
    pub unplaced: Vec<Unplaced>,
    /// The cost, term by term.
    pub cost: CostByTerm,
    /// A proven lower bound on the objective of every rota.
    pub bound: Cost,
}

pub use affected::{Affected, unavoidably_affected};
pub use cause::{Cause, causes, tell_by};
pub use change::{Change, changes};
pub use family::family_of_request;
pub use reasons::unplaced;
