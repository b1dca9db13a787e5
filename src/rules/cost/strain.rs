//! "A week that is full to the last minute leaves no room for a late train."
//!
//! Formula: for each employee, `strain_minute` × the paid minutes above `strain_percent` of the contracted minutes
//! (rounded down), up to the contracted minutes.
//!
//! Source: SPEC 5, `strain`. Hertfordshire's public description has full reports of all sessions within five working days.

use crate::domain::{Cost, Minutes, Problem};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    let problem = week.problem();
    let employees = week.workers().iter().filter(|worker| !problem[worker.worker].agency);
    employees.map(|worker| of_worker(problem, worker)).sum()
}

fn of_worker(problem: &Problem, worker: &WorkerWeek<'_>) -> Cost {
    let contracted = problem[worker.worker].contracted;
    let percent = i64::from(problem.policy().strain_percent);
    let limit = percent * i64::from(contracted.0) / 100;
    let Minutes(paid) = worker.paid.min(contracted);
    problem.weights().strain_minute * (i64::from(paid) - limit).max(0)
}
