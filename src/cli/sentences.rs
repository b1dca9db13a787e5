//! Breaches of rules, sessions and shortages in words, with ids, dates and times only.

use serde_json::{Map, Value};

use crate::advice::RefusedPin;
use crate::domain::{Cost, CostByTerm, Problem, PublishedSession, Reference, Session, WorkerId};
use crate::model::shortage::Shortage;
use crate::output::{site_code, visible};
use crate::rules::Violation;

/// A breach on one line: rule, what is wrong, and the sessions concerned.
pub(super) fn violation_text(problem: &Problem, violation: &Violation) -> String {
    let sessions: Vec<String> = violation.sessions.iter().map(|session| session_text(problem, session)).collect();
    let concerned = if sessions.is_empty() { String::new() } else { format!(" [{}]", sessions.join("; ")) };
    format!("{}: {}{concerned}", violation.rule.code(), visible(&violation.text))
}

/// A pin that no rota can have, with every rule that it breaks.
pub(super) fn refused_pin_text(problem: &Problem, refused: &RefusedPin) -> String {
    let broken = refused
        .violations
        .iter()
        .map(|violation| format!("\n    {}: {}", violation.rule.code(), visible(&violation.text)));
    format!("{}{}", session_text(problem, &refused.session), broken.collect::<String>())
}

/// A session by request, date, time, site, room and workers.
pub(super) fn session_text(problem: &Problem, session: &Session) -> String {
    let asked = &problem[session.request];
    let time = session.time(asked.minutes);
    let (date, from, to) = (problem.week().date(session.day), time.from.clock(), time.to.clock());
    let site = site_code(problem, session.site);
    let mut parts = vec![format!("`{}` {date} {from}-{to} {site}", asked.code)];
    parts.extend(session.room.map(|room| problem[room].code.clone()));
    parts.extend(session.workers.iter().map(|&worker| problem[worker].code.clone()));
    visible(&parts.join(" "))
}

/// A published session by date, time, site, room and workers; what has left the service is called gone.
pub(super) fn published_text(problem: &Problem, told: &PublishedSession) -> String {
    const GONE: &str = "(gone)";
    let (date, from) = (problem.week().date(told.day), told.start);
    let to = from + problem[told.request].minutes;
    let site = told.site.here().map_or(GONE, |site| site_code(problem, site));
    let mut parts = vec![format!("{date} {}-{} {site}", from.clock(), to.clock())];
    parts.extend(told.room.map(|room| room.here().map_or(GONE.to_owned(), |room| problem[room].code.clone())));
    let worker =
        |worker: &Reference<WorkerId>| worker.here().map_or(GONE.to_owned(), |worker| problem[worker].code.clone());
    parts.extend(told.workers.iter().map(worker));
    visible(&parts.join(" "))
}

/// The terms that are not nought in brackets, each with its sign; nothing where all are.
pub(super) fn terms_text(cost: &CostByTerm) -> String {
    let terms = cost.iter().filter(|(_, cost)| *cost != Cost::ZERO);
    let words: Vec<String> = terms.map(|(term, cost)| format!("{} {:+}", term.word(), cost.0)).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

/// The terms that are not nought, by name.
pub(super) fn terms_json(cost: &CostByTerm) -> Map<String, Value> {
    let terms = cost.iter().filter(|(_, cost)| *cost != Cost::ZERO);
    terms.map(|(term, cost)| (term.word().to_owned(), cost.0.into())).collect()
}

/// Every term by name.
pub(super) fn all_terms_json(cost: &CostByTerm) -> Map<String, Value> {
    cost.iter().map(|(term, cost)| (term.word().to_owned(), cost.0.into())).collect()
}

/// Where a session moves from and to.
pub(super) fn moves_text(problem: &Problem, (from, to): &(Session, Session)) -> String {
    format!("{} -> {}", session_text(problem, from), published_text(problem, &to.into()))
}

/// A shortage on one line.
pub(super) fn shortage_text(problem: &Problem, shortage: &Shortage) -> String {
    visible(&shortage.sentence(problem))
}

/// What happens to that many sessions that do not fit.
pub(super) fn stay(unplaced: u32) -> &'static str {
    if unplaced == 1 { "stays unplaced" } else { "stay unplaced" }
}
