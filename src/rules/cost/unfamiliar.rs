//! "We try to keep the worker the family knows."
//!
//! Formula: for each session and worker of a request with a main worker: 0 for the main worker, `familiar` for a familiar
//! one, `unfamiliar` for any other.
//!
//! Source: SPEC 5, `unfamiliar`. Nottinghamshire's public description tries to allocate the same worker.

use crate::domain::{Cost, Problem, RequestId, Session, WorkerId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the workers of one session cost.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    session.workers.iter().map(|&worker| of_worker(problem, session.request, worker)).sum()
}

/// What one worker in a session of a request costs.
#[must_use]
pub fn of_worker(problem: &Problem, request: RequestId, worker: WorkerId) -> Cost {
    match problem.main_worker(request) {
        None => Cost::ZERO,
        Some(main) if main == worker => Cost::ZERO,
        Some(_) if problem.familiar_workers(request).contains(&worker) => problem.weights().familiar,
        Some(_) => problem.weights().unfamiliar,
    }
}
