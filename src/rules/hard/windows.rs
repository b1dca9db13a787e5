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

#[cfg(test)]
mod tests {
    use crate::domain::{Absence, Absentee, DayWindows, RequestId};
    use crate::rules::testing::{Fixture, MON, SUN, session, span};

    #[test]
    fn one_window_holds_the_whole_session() {
        let fixture = Fixture::with(|f| {
            let mut windows = DayWindows::default();
            windows.0[0] = vec![span("10:00-11:00"), span("11:00-11:45")];
            f.service.requests[0].windows = Some(windows);
        });
        assert!(fixture.broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(fixture.broken(&[session(1, MON, "10:15")]), ["H5"]);
        assert_eq!(fixture.broken(&[session(1, SUN, "10:00")]), ["H5"]);
    }

    #[test]
    fn a_request_can_be_away() {
        let of = Absentee::Request(RequestId::new(0));
        let away = |time| Fixture::with(|f| f.service.absences = vec![Absence { of, time: span(time) }]);
        assert!(away("11:00-12:00").broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(away("10:59-12:00").broken(&[session(1, MON, "10:00")]), ["H5"]);
    }
}
