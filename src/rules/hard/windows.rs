//! "The session is at a time that this family has said it can do."
//!
//! Formula: [start, end) inside one of `windows`, where any are given; the request is not unavailable then.
//!
//! Source: SPEC 4, H5. Nottinghamshire's public description is led by the needs of the children and asks for all that
//! matters when family time is requested.

use super::where_true;
use crate::domain::{Absentee, Problem, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.each_session(Rule::Windows, |session| faults(week.problem(), session))
}

fn faults(problem: &Problem, session: &Session) -> Vec<String> {
    let request = &problem[session.request];
    let time = session.time(request.minutes);
    let outside = request.windows.as_ref().is_some_and(|windows| !windows.hold(session.day, time));
    let away = !problem.is_available(Absentee::Request(session.request), session.day, time);
    where_true([(outside, "outside the windows".to_owned()), (away, "the request is not available".to_owned())])
}
