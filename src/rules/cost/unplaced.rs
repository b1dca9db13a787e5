//! "Every session we cannot offer weighs, and most where a court has ordered it."
//!
//! Formula: for each request, (sessions due − sessions planned, where positive) × the weight of its priority class.
//!
//! Source: SPEC 5, `unplaced`. Hertfordshire's public description is obliged to provide what a court orders, and considers
//! section 17 only where there is capacity.

use crate::domain::{Cost, RequestId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.problem().requests().map(|request| of_request(week, request)).sum()
}

fn of_request(week: &RotaWeek<'_>, request: RequestId) -> Cost {
    let problem = week.problem();
    let planned = week.of_request(request).len();
    let missing = (problem.due(request) as usize).saturating_sub(planned);
    let each = problem.weights().unplaced(problem[request].priority_class());
    (0..missing).map(|_| each).sum()
}
