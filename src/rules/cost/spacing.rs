//! "Better a day of rest between a child's sessions."
//!
//! Formula: for each child with at most three sessions due, `adjacent_days` × the pairs of adjacent dates of the week with
//! a session on both.
//!
//! Source: SPEC 5, `spacing`. Hertfordshire's public description warns of family time that is too frequent for infants.

use crate::domain::{Cost, Day, PersonId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.days_of_children().iter().map(|(&child, days)| of_child(week, child, days)).sum()
}

fn of_child(week: &RotaWeek<'_>, child: PersonId, days: &[Day]) -> Cost {
    let problem = week.problem();
    if !problem.child_limits(child).is_some_and(|limits| limits.spaced) {
        return Cost::ZERO;
    }
    let adjacent = days.windows(2).filter(|two| two[0].index() + 1 == two[1].index());
    adjacent.map(|_| problem.weights().adjacent_days).sum()
}
