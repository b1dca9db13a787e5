//! "The same day, the same time, the same place as always."
//!
//! Formula: for each planned session of a request with usual slots, the least over those slots of: `other_day` on another
//! weekday, + `other_time` for each full 15 minutes between the starts, at most `other_time_cap`, + `other_venue` where a
//! session at a venue was elsewhere (a slot that names no venue matches any).
//!
//! Source: SPEC 5, `pattern`. Hertfordshire's public description wants stability for the child.

use crate::domain::{Cost, Minutes, PastSite, Problem, Session, UsualSlot};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What one session costs for being away from all usual slots of its request; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let slots = problem.usual_slots(session.request).iter();
    slots.map(|slot| distance(problem, slot, session)).min().unwrap_or_default()
}

fn distance(problem: &Problem, slot: &UsualSlot, session: &Session) -> Cost {
    let weights = problem.weights();
    let apart = Minutes((slot.start - session.start).0.abs());
    let later = weights.other_time * apart.full_quarters();
    let elsewhere = match slot.site {
        PastSite::Unknown => false,
        PastSite::Known(site) => site != session.site,
        PastSite::Gone => true,
    };
    let mut cost = later.min(weights.other_time_cap);
    if slot.day != session.day {
        cost += weights.other_day;
    }
    if elsewhere && session.site.venue().is_some() {
        cost += weights.other_venue;
    }
    cost
}
