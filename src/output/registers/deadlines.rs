//! What falls due: reports of sessions, reviews of bookings, agreements.

use chrono::{Days, NaiveDate};

use super::Register;
use crate::domain::RequestId;
use crate::output::dates::working_days_after;
use crate::output::view::{SessionView, WeekView, joined};

/// The report of each planned session, by the date it falls due.
pub(super) fn reports(view: &WeekView<'_>) -> Register {
    let rows = view.sessions.iter().map(|seen| report(view, seen)).collect();
    Register {
        name: "reports_due",
        title: "Reports due",
        columns: &["request", "session", "date", "workers", "report_due"],
        rows,
        note: "the policy's working days after the session, bank holidays left out.",
    }
}

fn report(view: &WeekView<'_>, seen: &SessionView<'_>) -> Vec<String> {
    let problem = view.problem();
    let date = problem.week().date(seen.session.day);
    vec![
        problem[seen.session.request].code.clone(),
        seen.number.to_string(),
        date.to_string(),
        joined(seen.workers.iter().map(|why| problem[why.worker].name.clone())),
        working_days_after(problem, date, problem.policy().report_working_days).to_string(),
    ]
}

/// Bookings that end within the policy's weeks, by date.
pub(super) fn reviews(view: &WeekView<'_>) -> Register {
    let problem = view.problem();
    let monday = problem.week().monday();
    let weeks = u64::from(problem.policy().review_weeks);
    let over = monday.checked_add_days(Days::new(7 * weeks)).unwrap_or(NaiveDate::MAX);
    let ends = |request: RequestId| problem.booking_ends(request).map(|ends| (ends, request));
    let mut soon: Vec<_> =
        problem.requests().filter_map(ends).filter(|(ends, _)| (monday..over).contains(ends)).collect();
    soon.sort_unstable();
    Register {
        name: "reviews",
        title: "Bookings that end soon",
        columns: &["request", "children", "first", "ends", "weeks_left"],
        rows: soon.into_iter().map(|(ends, request)| review(view, request, ends)).collect(),
        note: "to be reviewed, and renewed or let go; weeks left count from the Monday of this week, begun ones too.",
    }
}

fn review(view: &WeekView<'_>, request: RequestId, ends: NaiveDate) -> Vec<String> {
    let problem = view.problem();
    let weeks = (ends - problem.week().monday()).num_days() / 7 + 1;
    vec![
        problem[request].code.clone(),
        view.children(request, |problem, child| problem[child].name.clone()),
        problem[request].first.map(|first| first.to_string()).unwrap_or_default(),
        ends.to_string(),
        weeks.to_string(),
    ]
}

/// Agreements to be signed at the first session of this week, by request.
pub(super) fn agreements(view: &WeekView<'_>) -> Register {
    let problem = view.problem();
    let needed = problem.requests().filter(|&request| problem.due(request) > 0 && is_needed(view, request));
    Register {
        name: "agreements",
        title: "Agreements to sign",
        columns: &["request", "children", "adults", "date", "come_at"],
        rows: needed.map(|request| agreement(view, request)).collect(),
        note: "requests with a session due whose agreement is needed; no date where no session is planned.",
    }
}

fn is_needed(view: &WeekView<'_>, request: RequestId) -> bool {
    view.problem()[request].agreement == crate::domain::Agreement::Needed
}

fn agreement(view: &WeekView<'_>, request: RequestId) -> Vec<String> {
    let problem = view.problem();
    let first = view.sessions.iter().find(|seen| seen.session.request == request);
    let come_at = |seen: &SessionView<'_>| (seen.time.from - problem.extra(request)).clock().to_string();
    vec![
        problem[request].code.clone(),
        view.children(request, |problem, child| problem[child].name.clone()),
        view.adults(request, |problem, adult| problem[adult].name.clone()),
        first.map(|seen| view.date(seen.session)).unwrap_or_default(),
        first.map(come_at).unwrap_or_default(),
    ]
}
