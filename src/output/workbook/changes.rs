//! What became of the published rota: the list of the calls to make.

use super::sheet::{Cell, Sheet};
use crate::domain::{Problem, PublishedSession, Reference, Session, Site, WorkerId};
use crate::output::view::{WeekView, joined, site_code};
use crate::rota::Change;

const COLUMNS: &[(&str, f64)] = &[
    ("Request", 14.0),
    ("Change", 26.0),
    ("Told: date", 15.0),
    ("Told: start", 8.0),
    ("Told: where", 14.0),
    ("Told: room", 14.0),
    ("Told: workers", 18.0),
    ("Now: date", 15.0),
    ("Now: start", 8.0),
    ("Now: where", 14.0),
    ("Now: room", 14.0),
    ("Now: workers", 18.0),
    ("Points", 8.0),
];

/// A row for each change; none without a published rota.
pub(super) fn sheet(view: &WeekView<'_>) -> Sheet {
    Sheet { name: "Changes", columns: COLUMNS, rows: view.changes.iter().map(|change| row(view, change)).collect() }
}

fn row(view: &WeekView<'_>, change: &Change<'_>) -> Vec<Cell> {
    let problem = view.problem();
    let mut row = vec![Cell::text(&problem[change.request].code), Cell::text(&change.words())];
    row.extend(change.before.map_or_else(nothing, |before| told(problem, before)));
    row.extend(change.now.map_or_else(nothing, |session| now(view, session)));
    row.push(Cell::points(change.cost));
    row
}

fn nothing() -> [Cell; 5] {
    [Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing]
}

fn told(problem: &Problem, before: &PublishedSession) -> [Cell; 5] {
    let site = match before.site {
        Reference::Here(Site::Venue(venue)) => problem[venue].code.as_str(),
        Reference::Here(site) => site_code(problem, site),
        Reference::Gone => "a venue that is gone",
    };
    let room = before.room.map_or("", |room| room.here().map_or("a room that is gone", |room| &problem[room].code));
    let worker = |worker: &Reference<WorkerId>| {
        worker.here().map_or_else(|| "somebody who left".to_owned(), |worker| problem[worker].name.clone())
    };
    [
        Cell::Date(problem.week().date(before.day)),
        Cell::Time(before.start),
        Cell::text(site),
        Cell::text(room),
        Cell::text(&joined(before.workers.iter().map(worker))),
    ]
}

fn now(view: &WeekView<'_>, session: &Session) -> [Cell; 5] {
    let seen = view.seen(session);
    let workers = joined(seen.workers.iter().map(|why| view.problem()[why.worker].name.clone()));
    [
        Cell::Date(view.problem().week().date(seen.session.day)),
        Cell::Time(seen.time.from),
        Cell::text(view.site(seen.session)),
        Cell::text(view.room(seen.session)),
        Cell::text(&workers),
    ]
}
