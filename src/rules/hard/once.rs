//! "We plan each session that is due once, on the grid of starts, and it is over before midnight."
//!
//! Formula: no more sessions of a request than are due; minutes of the start divisible by the grid; 0:00 ≤ start and
//! end ≤ 24:00. A due session that is not in the rota is unplaced, which is no breach.
//!
//! Source: SPEC 4, H1. Nottinghamshire's and Hertfordshire's public descriptions both have a request say how often and
//! for how long.

use super::where_true;
use crate::domain::{Minutes, Problem, RequestId, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::Once, |session| faults(week.problem(), session));
    found.extend(week.problem().requests().filter_map(|request| too_many(week, request)));
    found
}

fn faults(problem: &Problem, session: &Session) -> Vec<String> {
    let time = session.time(problem[session.request].minutes);
    let grid = problem.policy().grid;
    where_true([
        (session.start.0 % grid.0 != 0, format!("its start is no multiple of {} minutes", grid.0)),
        (time.from < Minutes::ZERO || time.to > Minutes::DAY, "it does not lie within one date".to_owned()),
    ])
}

fn too_many(week: &RotaWeek<'_>, request: RequestId) -> Option<Violation> {
    let problem = week.problem();
    let (sessions, due) = (week.of_request(request), problem.due(request) as usize);
    let text = || format!("{}: {} sessions are planned and {due} due", problem[request].code, sessions.len());
    (sessions.len() > due).then(|| Violation::new(Rule::Once, text(), sessions))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Minutes, Session};
    use crate::rules::testing::{Fixture, MON, WED, session};

    #[test]
    fn a_session_may_fill_the_date_and_not_leave_it() {
        let fixture = Fixture::new();
        let codes = |start| fixture.broken(&[session(1, MON, start)]).contains(&"H1");
        assert!(!codes("00:00"));
        assert!(!codes("23:00"));
        assert!(codes("23:15"));
        assert!(codes("23:05"));
        let before = Session { start: Minutes(-15), ..session(1, MON, "00:00") };
        assert!(fixture.broken(&[before]).contains(&"H1"));
    }

    #[test]
    fn no_more_sessions_than_due() {
        let fixture = Fixture::new();
        let one = session(2, MON, "10:00");
        assert!(fixture.broken(&[&one]).is_empty());
        assert_eq!(fixture.broken(&[one, session(2, WED, "10:00")]), ["H1"]);
    }
}
