//! "Time on the road is time not spent with families."
//!
//! Formula: `worker_minute` × the travel of all stretches of all workers, base legs included. Transport of children is
//! part of the task, not travel.
//!
//! Source: SPEC 5, `worker_travel`. The services' venues lie all over a county, as both public descriptions say.

use crate::domain::{Cost, Minutes};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkDay;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    let days = week.workers().iter().flat_map(|worker| &worker.days);
    let travel: Minutes = days.map(WorkDay::travel).sum();
    travel.cost(week.problem().weights().worker_minute)
}
