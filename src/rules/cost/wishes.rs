//! "What the family would like, where we can."
//!
//! Formula: for each planned session: `window` where it lies in none of the windows wished for; at a venue, `venue` where
//! that is none of the venues wished for and `area` where it is not in the area wished for. A venue without an area is in
//! none.
//!
//! Source: SPEC 5, `wishes`. Nottinghamshire's public description has three areas and looks for the most appropriate
//! venue; Hertfordshire's asks the referrer for the most suitable venue or area.

use crate::domain::{Cost, Problem, Session, VenueId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the wishes cost that one session does not meet; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let request = &problem[session.request];
    let time = session.time(request.minutes);
    let outside = request.prefers.as_ref().is_some_and(|wished| !wished.hold(session.day, time));
    let window = if outside { problem.weights().window } else { Cost::ZERO };
    window + session.site.venue().map_or(Cost::ZERO, |venue| of_venue(problem, session, venue))
}

fn of_venue(problem: &Problem, session: &Session, venue: VenueId) -> Cost {
    let (request, weights) = (&problem[session.request], problem.weights());
    let mut cost = Cost::ZERO;
    if !request.prefers_venues.is_empty() && !request.prefers_venues.contains(&venue) {
        cost += weights.venue;
    }
    if request.area.is_some() && request.area != problem[venue].area {
        cost += weights.area;
    }
    cost
}
