//! A finished rota and what is said about it: why sessions stayed out, and what became of a published rota; and, of weeks planned one
//! after the other, what is put off.

mod affected;
mod ahead;
mod cause;
mod change;
mod family;
mod reasons;

use std::borrow::Cow;

use crate::domain::{Cost, CostByTerm, Problem, Reason, RequestId, Rota, Week};

/// A session that is due and not planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// The request.
    pub request: RequestId,
    /// Why.
    pub reason: Reason,
    /// The later week that it was put off to on purpose, if it was.
    pub put_off_to: Option<Week>,
}

impl Unplaced {
    /// A session that was not put off, but could not be placed.
    #[must_use]
    pub fn new(request: RequestId, reason: Reason) -> Self {
        Self { request, reason, put_off_to: None }
    }

    /// The sentence a team leader would say.
    #[must_use]
    pub fn sentence(&self) -> Cow<'static, str> {
        match self.put_off_to {
            Some(week) => format!("put off to the week of {week}, so that the work of the weeks is even").into(),
            None => self.reason.sentence().into(),
        }
    }
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
pub use ahead::{Ahead, WEEKS_AHEAD, put_off};
pub use cause::{Cause, causes, tell_by};
pub use change::{Change, changes};
pub use family::family_of_request;
pub use reasons::unplaced;
