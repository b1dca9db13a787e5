//! "Parents have to get there too, some of them by bus."
//!
//! Formula: for each planned session, `adult_minute` × the journeys of all its adults together from home to the site, each
//! by their own means; nothing for a virtual one.
//!
//! Source: SPEC 5, `adult_travel`. Hertfordshire's public description pays public transport for parents on benefits.

use crate::domain::{Cost, Minutes, Problem, Session, Spot};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the adults' journeys to one session cost; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let Some(spot) = problem.meeting_spot(session.request, session.site) else { return Cost::ZERO };
    let adults = problem[session.request].adults.iter();
    let journeys: Minutes = adults.map(|&a| problem.travel(Spot::Home(a), spot, problem[a].means())).sum();
    journeys.cost(problem.weights().adult_minute)
}
