//! "What we have promised for this week is planned as promised."
//!
//! Formula: the rows of `fixed.csv` of a request are met by different sessions of it: same date, and start, site and room
//! where given, with the named workers among the session's.
//!
//! Source: SPEC 4, H14. Court directions and promises to a family are the service's own.

use crate::domain::{FixedSession, Problem, RequestId, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let problem = week.problem();
    let mut requests: Vec<RequestId> = problem.fixed().iter().map(|row| row.request).collect();
    requests.sort_unstable();
    requests.dedup();
    requests.into_iter().filter_map(|request| unmet(problem, request, week.of_request(request))).collect()
}

fn unmet(problem: &Problem, request: RequestId, sessions: &[&Session]) -> Option<Violation> {
    let rows: Vec<&FixedSession> = problem.fixed().iter().filter(|row| row.request == request).collect();
    let text = || format!("{}: the fixed sessions are not all there", problem[request].code);
    (!can_all_be_met(&rows, sessions)).then(|| Violation::new(Rule::Fixed, text(), sessions))
}

/// Whether each row finds a session of its own, by trying them all: a request has at most seven of either.
fn can_all_be_met(rows: &[&FixedSession], sessions: &[&Session]) -> bool {
    let Some((row, others)) = rows.split_first() else { return true };
    (0..sessions.len()).any(|taken| {
        let mut rest = sessions.to_vec();
        is_met(row, rest.remove(taken)) && can_all_be_met(others, &rest)
    })
}

fn is_met(row: &FixedSession, session: &Session) -> bool {
    row.day == session.day
        && row.start.is_none_or(|start| start == session.start)
        && row.site.is_none_or(|site| site == session.site)
        && row.room.is_none_or(|room| Some(room) == session.room)
        && row.workers.iter().all(|worker| session.workers.contains(worker))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Day, FixedSession, RequestId, RoomId, Site, WorkerId};
    use crate::rules::testing::{Fixture, MON, WED, clock, session};

    fn row(day: Day) -> FixedSession {
        let request = RequestId::new(0);
        FixedSession { request, day, start: None, site: None, room: None, workers: Vec::new() }
    }

    fn fixed(rows: Vec<FixedSession>) -> Fixture {
        Fixture::with(|f| f.service.fixed = rows)
    }

    #[test]
    fn each_given_cell_is_kept_and_blank_ones_are_free() {
        let planned = [session(1, MON, "10:00")];
        assert!(fixed(vec![row(MON)]).broken(&planned).is_empty());
        let given = FixedSession { start: Some(clock("10:00")), room: Some(RoomId::new(0)), ..row(MON) };
        assert!(fixed(vec![given.clone()]).broken(&planned).is_empty());
        assert_eq!(fixed(vec![FixedSession { start: Some(clock("10:15")), ..row(MON) }]).broken(&planned), ["H14"]);
        assert_eq!(fixed(vec![FixedSession { room: Some(RoomId::new(1)), ..given }]).broken(&planned), ["H14"]);
        assert_eq!(fixed(vec![FixedSession { site: Some(Site::Virtual), ..row(MON) }]).broken(&planned), ["H14"]);
        assert_eq!(fixed(vec![FixedSession { workers: vec![WorkerId::new(1)], ..row(MON) }]).broken(&planned), ["H14"]);
        assert_eq!(fixed(vec![row(WED)]).broken(&planned), ["H14"]);
    }

    #[test]
    fn each_row_has_a_session_of_its_own() {
        let planned = [session(1, MON, "10:00"), session(1, WED, "10:00")];
        assert!(fixed(vec![row(WED), row(MON)]).broken(&planned).is_empty());
        assert_eq!(fixed(vec![row(MON), row(MON)]).broken(&planned), ["H14"]);
        assert_eq!(fixed(vec![row(WED), row(MON)]).broken(&planned[..1]), ["H14"]);
    }
}
