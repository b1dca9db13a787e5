//! "Children should not sit in the car for long."
//!
//! Formula: for each planned session, `child_minute` × the longest journey by car of its children from home to the site;
//! nothing for a virtual one.
//!
//! Source: SPEC 5, `child_travel`. Nottinghamshire's public description considers where the child lives.

use crate::domain::{Cost, Means, Minutes, Problem, Session, Spot};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the children's journeys to one session cost; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let Some(spot) = problem.meeting_spot(session.request, session.site) else { return Cost::ZERO };
    let children = problem[session.request].children.iter();
    let journeys = children.map(|&child| problem.travel(Spot::Home(child), spot, Means::Car));
    journeys.max().unwrap_or(Minutes::ZERO).cost(problem.weights().child_minute)
}
