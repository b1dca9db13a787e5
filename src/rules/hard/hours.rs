//! "Nobody works more hours in the week than the contract and the agreed overtime."
//!
//! Formula: paid minutes ≤ contracted minutes + overtime minutes. Paid are tasks, the recording of each session, and the
//! travel of all stretches.
//!
//! Source: SPEC 4, H12. Contracts are the service's own; Hertfordshire's public description asks for a full report of each
//! session, which is the recording time.

use crate::domain::Problem;
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;
use crate::rules::{Rule, Violation};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.workers().iter().filter_map(|worker| too_long(week.problem(), worker)).collect()
}

fn too_long(problem: &Problem, worker: &WorkerWeek<'_>) -> Option<Violation> {
    let it = &problem[worker.worker];
    let most = it.most_paid();
    let sessions: Vec<_> = worker.days.iter().flat_map(|day| day.sessions()).collect();
    let text = || format!("{} has {} paid minutes in the week, and at most {}", it.code, worker.paid.0, most.0);
    (worker.paid > most).then(|| Violation::new(Rule::Hours, text(), &sessions))
}
