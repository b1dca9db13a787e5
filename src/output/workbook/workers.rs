//! The week by worker: every journey, session and duty of the day in order of time, with the paid minutes of each day.

use super::sheet::{Cell, Sheet};
use crate::domain::{Day, PersonId, Problem, Spot, WorkerId};
use crate::output::view::{Item, Pause, WeekView, What, WorkerDay};

const COLUMNS: &[(&str, f64)] = &[
    ("Worker", 22.0),
    ("Date", 15.0),
    ("From", 7.0),
    ("To", 7.0),
    ("What", 13.0),
    ("Minutes", 9.0),
    ("Where", 22.0),
    ("Room", 14.0),
    ("Request", 12.0),
    ("Session from", 9.0),
    ("Session to", 9.0),
    ("Children", 26.0),
    ("Adults", 26.0),
];

/// Every piece of every worker's day; after each day what it is paid.
pub(super) fn sheet(view: &WeekView<'_>) -> Sheet {
    let days = view.workers.iter().flat_map(|worker| worker.days.iter().map(|day| (worker.worker, day)));
    let rows = days.flat_map(|(worker, day)| day_rows(view, worker, day)).collect();
    Sheet { name: "By worker", columns: COLUMNS, rows }
}

fn day_rows(view: &WeekView<'_>, worker: WorkerId, day: &WorkerDay<'_>) -> Vec<Vec<Cell>> {
    let items = day.items.iter().map(|item| item_row(view, worker, day.day, item));
    let paid = (!day.items.is_empty()).then(|| {
        let mut row = vec![Cell::Nothing; COLUMNS.len()];
        row[0] = worker_cell(view.problem(), worker);
        row[1] = Cell::Date(view.problem().week().date(day.day));
        row[4] = Cell::text("paid in all");
        row[5] = Cell::minutes(day.tally.paid);
        row
    });
    items.chain(paid).collect()
}

fn item_row(view: &WeekView<'_>, worker: WorkerId, day: Day, item: &Item<'_>) -> Vec<Cell> {
    let problem = view.problem();
    let mut row = vec![Cell::Nothing; COLUMNS.len()];
    row[0] = worker_cell(problem, worker);
    row[1] = Cell::Date(problem.week().date(day));
    row[2] = Cell::Time(item.time.from);
    row[3] = Cell::Time(item.time.to);
    row[4] = Cell::text(word(&item.what));
    row[5] = Cell::minutes(item.time.length());
    match item.what {
        What::Travel(leg) => row[6] = Cell::text(&format!("to {}", spot(problem, leg.to))),
        What::Duty(duty) => {
            row[6] = Cell::text(&problem[duty.venue].code);
            row[7] = duty.room.map_or(Cell::Nothing, |room| Cell::text(&problem[room].code));
            row[8] = Cell::text(&duty.code);
        }
        What::Session(at) => fill_session(view, at, &mut row),
        What::Pause(_) => {}
    }
    row
}

fn fill_session(view: &WeekView<'_>, at: usize, row: &mut [Cell]) {
    let seen = &view.sessions[at];
    let session = seen.session;
    row[6] = Cell::text(view.site(session));
    row[7] = Cell::text(view.room(session));
    row[8] = Cell::text(&view.problem()[session.request].code);
    row[9] = Cell::Time(seen.time.from);
    row[10] = Cell::Time(seen.time.to);
    row[11] = Cell::text(&view.children(session.request, code_and_name));
    row[12] = Cell::text(&view.adults(session.request, code_and_name));
}

fn word(what: &What<'_>) -> &'static str {
    match what {
        What::Travel(_) => "travel",
        What::Session(_) => "session",
        What::Duty(_) => "duty",
        What::Pause(Pause::Break) => "break",
        What::Pause(Pause::Short) => "pause",
    }
}

fn worker_cell(problem: &Problem, worker: WorkerId) -> Cell {
    let worker = &problem[worker];
    let text =
        if worker.name == worker.code { worker.code.clone() } else { format!("{} {}", worker.code, worker.name) };
    Cell::text(&text)
}

fn spot(problem: &Problem, spot: Spot) -> String {
    match spot {
        Spot::Venue(venue) => problem[venue].code.clone(),
        Spot::Home(person) => format!("home of {}", problem[person].code),
    }
}

fn code_and_name(problem: &Problem, person: PersonId) -> String {
    let person = &problem[person];
    if person.name == person.code { person.code.clone() } else { format!("{} {}", person.code, person.name) }
}
