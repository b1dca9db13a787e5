//! "The session is in the booking, not in a suspension, on a day of its own, and we have had our notice."
//!
//! Formula: the date is in `first` … `ends` and outside the suspension; two sessions of a request have different dates;
//! start ≥ now + `notice_hours`, where now is given. A frozen session that is kept needs no notice.
//!
//! Source: SPEC 4, H2. Hertfordshire's public description books up to 12 weeks at a time, asks for 24 hours' notice and
//! knows suspensions of 7 days.

use super::{frozen, where_true};
use crate::domain::{RequestId, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::Bookable, |session| faults(week, session));
    found.extend(week.problem().requests().filter_map(|request| same_date(week, request)));
    found
}

fn faults(week: &RotaWeek<'_>, session: &Session) -> Vec<String> {
    let problem = week.problem();
    let start = session.day.midnight() + session.start;
    let late = problem.notice().is_some_and(|notice| start < notice) && !frozen::keeps_a_frozen_one(week, session);
    where_true([
        (!problem.is_bookable(session.request, session.day), "outside the booking, or suspended".to_owned()),
        (late, format!("less than {} hours from now", problem.policy().notice_hours)),
    ])
}

fn same_date(week: &RotaWeek<'_>, request: RequestId) -> Option<Violation> {
    let sessions = week.of_request(request);
    let mut days: Vec<_> = sessions.iter().map(|session| session.day).collect();
    days.sort_unstable();
    let code = &week.problem()[request].code;
    let twice = days.windows(2).any(|two| two[0] == two[1]);
    twice.then(|| Violation::new(Rule::Bookable, format!("{code}: two sessions on one date"), sessions))
}
