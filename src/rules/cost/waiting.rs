//! "Nobody likes hours of hanging about between two sessions."
//!
//! Formula: for each stretch, `waiting_quarter` × each full 15 minutes of waiting: the time between its first task's start
//! and its last task's end that is no task, no travel between tasks and no recording of all tasks but one.
//!
//! Source: SPEC 5, `waiting`. The services' own interest: idle time is paid time.

use crate::domain::Cost;
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkDay;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.workers().iter().flat_map(|worker| &worker.days).map(|day| of_day(week, day)).sum()
}

fn of_day(week: &RotaWeek<'_>, day: &WorkDay<'_>) -> Cost {
    let problem = week.problem();
    let waiting = day.stretches.iter().map(|stretch| day.waiting(stretch, problem.policy().recording));
    waiting.map(|minutes| problem.weights().waiting_quarter * minutes.full_quarters()).sum()
}
