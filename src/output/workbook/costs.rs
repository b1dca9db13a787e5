//! What the week costs by term, and what each session adds to it.

use super::sheet::{Cell, Sheet};
use crate::domain::Term;
use crate::output::view::{SessionView, WeekView};

const OF_WEEK: &[(&str, f64)] = &[("Term", 20.0), ("Points", 12.0)];

/// The terms that belong to single sessions, in the order of the columns.
const OWN: [Term; 6] =
    [Term::Unfamiliar, Term::Pattern, Term::ChildTravel, Term::AdultTravel, Term::Wishes, Term::Changes];

const OF_SESSIONS: &[(&str, f64)] = &[
    ("Request", 14.0),
    ("Session", 8.0),
    ("Date", 15.0),
    ("Start", 7.0),
    ("Where", 14.0),
    ("Class", 13.0),
    ("Unfamiliar", 11.0),
    ("Pattern", 9.0),
    ("Child travel", 9.0),
    ("Adult travel", 9.0),
    ("Wishes", 9.0),
    ("Changes", 9.0),
    ("Together", 10.0),
];

/// A row for each term, and their sum.
pub(super) fn of_week(view: &WeekView<'_>) -> Sheet {
    let cost = &view.planned.cost;
    let terms = cost.iter().map(|(term, cost)| vec![Cell::text(term.word()), Cell::points(cost)]);
    let sum = vec![Cell::text("all"), Cell::points(cost.total())];
    Sheet { name: "Costs", columns: OF_WEEK, rows: terms.chain([sum]).collect() }
}

/// A row for each session.
pub(super) fn of_sessions(view: &WeekView<'_>) -> Sheet {
    let rows = view.sessions.iter().map(|session| session_row(view, session)).collect();
    Sheet { name: "Costs by session", columns: OF_SESSIONS, rows }
}

fn session_row(view: &WeekView<'_>, seen: &SessionView<'_>) -> Vec<Cell> {
    let problem = view.problem();
    let mut row = vec![
        Cell::text(&problem[seen.session.request].code),
        Cell::Number(i64::from(seen.number)),
        Cell::Date(problem.week().date(seen.session.day)),
        Cell::Time(seen.time.from),
        Cell::text(view.site(seen.session)),
        Cell::text(seen.class.word()),
    ];
    row.extend(OWN.map(|term| Cell::points(seen.cost[term])));
    row.push(Cell::points(seen.cost.total()));
    row
}
