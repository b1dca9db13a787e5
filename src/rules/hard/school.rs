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

#[cfg(test)]
mod tests {
    use crate::rules::testing::{Fixture, MON, SUN, child, session};

    fn at_school() -> Fixture {
        Fixture::with(|f| f.service.people[0].kind = child(Some("12:00-15:00")))
    }

    #[test]
    fn half_an_hour_is_left_on_both_sides() {
        assert!(at_school().broken(&[session(1, MON, "10:30")]).is_empty());
        assert_eq!(at_school().broken(&[session(1, MON, "10:45")]), ["H6"]);
        assert!(at_school().broken(&[session(1, MON, "15:30")]).is_empty());
        assert_eq!(at_school().broken(&[session(1, MON, "15:15")]), ["H6"]);
    }

    #[test]
    fn only_on_school_days_and_unless_agreed() {
        let mut fixture = at_school();
        assert!(fixture.broken(&[session(1, SUN, "13:00")]).is_empty());
        fixture.service.terms = Some(Vec::new());
        assert!(fixture.broken(&[session(1, MON, "13:00")]).is_empty());
        fixture.service.terms = None;
        fixture.service.requests[0].school_time = true;
        assert!(fixture.broken(&[session(1, MON, "13:00")]).is_empty());
    }
}
