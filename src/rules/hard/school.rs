//! "We do not take a child out of school, and leave it time to get home first."
//!
//! Formula: on a school day and unless `school_time` is agreed, [start, end) does not meet
//! [school start − `after_school_minutes`, school end + `after_school_minutes`) of any of its children.
//!
//! Source: SPEC 4, H6. Nottinghamshire's public description considers the child's education arrangements.

use crate::domain::{Interval, Kind, PersonId, Problem, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.each_session(Rule::School, |session| faults(week.problem(), session))
}

fn faults(problem: &Problem, session: &Session) -> Vec<String> {
    let request = &problem[session.request];
    if request.school_time || !problem.is_school_day(session.day) {
        return Vec::new();
    }
    let time = session.time(request.minutes);
    let at_school = request.children.iter().filter(|&&child| kept_free(problem, child).is_some_and(|s| s.meets(time)));
    at_school.map(|&child| format!("school time of {}", problem[child].code)).collect()
}

/// The school hours of a child with the time before and after, if any.
fn kept_free(problem: &Problem, child: PersonId) -> Option<Interval> {
    let Kind::Child { school_hours: Some(hours), .. } = problem[child].kind else { return None };
    let around = problem.policy().after_school;
    Some(Interval::new(hours.from - around, hours.to + around))
}
