//! Breaches of rules, sessions and shortages in words, with ids, dates and times only.

use crate::domain::{Problem, Session, Site};
use crate::model::shortage::Shortage;
use crate::output::visible;
use crate::rules::Violation;

/// A breach on one line: rule, what is wrong, and the sessions concerned.
pub(super) fn violation_text(problem: &Problem, violation: &Violation) -> String {
    let sessions: Vec<String> = violation.sessions.iter().map(|session| session_text(problem, session)).collect();
    let concerned = if sessions.is_empty() { String::new() } else { format!(" [{}]", sessions.join("; ")) };
    format!("{}: {}{concerned}", violation.rule.code(), visible(&violation.text))
}

/// A session by request, date, time, site, room and workers.
pub(super) fn session_text(problem: &Problem, session: &Session) -> String {
    let asked = &problem[session.request];
    let time = session.time(asked.minutes);
    let (date, from, to) = (problem.week().date(session.day), time.from.clock(), time.to.clock());
    let site = match session.site {
        Site::Venue(venue) => &problem[venue].code,
        Site::Community => Site::COMMUNITY,
        Site::Virtual => Site::VIRTUAL,
    };
    let mut parts = vec![format!("`{}` {date} {from}-{to} {site}", asked.code)];
    parts.extend(session.room.map(|room| problem[room].code.clone()));
    parts.extend(session.workers.iter().map(|&worker| problem[worker].code.clone()));
    visible(&parts.join(" "))
}

/// A shortage on one line.
pub(super) fn shortage_text(problem: &Problem, shortage: &Shortage) -> String {
    visible(&shortage.sentence(problem))
}

/// What happens to that many sessions that do not fit.
pub(super) fn stay(unplaced: u32) -> &'static str {
    if unplaced == 1 { "stays unplaced" } else { "stay unplaced" }
}
