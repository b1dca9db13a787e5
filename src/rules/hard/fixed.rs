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
