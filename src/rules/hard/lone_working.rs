//! "With a high-risk family nobody is alone: two workers, or colleagues in the building."
//!
//! Formula: risk `high` with one worker: not in the community, and at a venue only where it is `staffed`.
//!
//! Source: SPEC 4, H13. Hertfordshire's public description knows that supervisors sometimes work alone in the community
//! and asks to plan for their safety.

use crate::domain::{Problem, Risk, Session, Site};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.each_session(Rule::LoneWorking, |session| fault(week.problem(), session).into_iter().collect())
}

fn fault(problem: &Problem, session: &Session) -> Option<String> {
    let request = &problem[session.request];
    if request.risk != Risk::High || request.workers != 1 {
        return None;
    }
    match session.site {
        Site::Community => Some("high risk, one worker, in the community".to_owned()),
        Site::Venue(venue) if !problem[venue].staffed => {
            Some(format!("high risk, one worker, nobody else at {}", problem[venue].code))
        }
        Site::Venue(_) | Site::Virtual => None,
    }
}
