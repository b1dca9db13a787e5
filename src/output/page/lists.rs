//! What is not planned and why, and what became of the published rota.

use serde::Serialize;

use super::words;
use crate::domain::{PersonId, Problem, PublishedSession, Reference, RequestId, WorkerId};
use crate::output::paper::duration;
use crate::output::view::{UnplacedView, WeekView};
use crate::output::visible;
use crate::rota::Change;

/// A line of a list, its class first.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    /// The class of its request, 0 to 3.
    class: usize,
    class_words: &'static str,
    /// The request.
    head: String,
    cells: Vec<String>,
    /// The session that it is now, to open.
    session: Option<usize>,
}

/// A list as a table.
#[derive(Clone, Debug, Serialize)]
pub(super) struct List {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What is said of an empty list.
    empty: &'static str,
    columns: &'static [&'static str],
    pub(super) lines: Vec<Line>,
}

/// Every session that is due and not planned, dearest class first.
pub(super) fn unplaced(view: &WeekView<'_>) -> List {
    let mut unplaced: Vec<&UnplacedView> = view.unplaced.iter().collect();
    unplaced.sort_by_key(|line| (line.class, line.unplaced.request));
    List {
        id: "unplaced",
        title: "Not planned",
        empty: "Every session that is due is planned.",
        columns: &["Why", "Children", "Adults", "How long", "How often"],
        lines: unplaced.into_iter().map(|line| unplaced_line(view, line)).collect(),
    }
}

fn unplaced_line(view: &WeekView<'_>, line: &UnplacedView) -> Line {
    let problem = view.problem();
    let request = &problem[line.unplaced.request];
    let cells = vec![
        line.unplaced.sentence().into_owned(),
        people(problem, &request.children),
        people(problem, &request.adults),
        duration(request.minutes),
        request.frequency.to_string(),
    ];
    Line { session: None, ..line_of(problem, line.unplaced.request, cells) }
}

/// Every change to the published rota, by request.
pub(super) fn changes(view: &WeekView<'_>) -> List {
    List {
        id: "changes",
        title: "Changes",
        empty: "Nothing that was published has changed.",
        columns: &["Change", "Families were told", "Now", "Points"],
        lines: view.changes.iter().map(|change| change_line(view, change)).collect(),
    }
}

fn change_line(view: &WeekView<'_>, change: &Change<'_>) -> Line {
    let problem = view.problem();
    let before = change.before.map_or_else(|| "–".to_owned(), |before| told(problem, before));
    let planned = change.now.map(|session| view.position_of(session));
    let after = planned.map_or_else(|| "–".to_owned(), |at| now(view, at));
    let cells = vec![change.words(), before, after, change.cost.0.to_string()];
    Line { session: planned, ..line_of(problem, change.request, cells) }
}

fn line_of(problem: &Problem, request: RequestId, cells: Vec<String>) -> Line {
    let class = problem[request].priority_class();
    Line {
        class: class as usize,
        class_words: words::class(class),
        head: visible(&problem[request].code),
        cells: cells.iter().map(|cell| visible(cell)).collect(),
        session: None,
    }
}

fn people(problem: &Problem, people: &[PersonId]) -> String {
    people.iter().map(|&person| words::person(problem, person)).collect::<Vec<_>>().join(", ")
}

fn told(problem: &Problem, before: &PublishedSession) -> String {
    let day = words::short_day(problem, before.day);
    let site = match before.site {
        Reference::Here(site) => words::site(problem, site),
        Reference::Gone => "a venue that is gone".to_owned(),
    };
    let room = match before.room {
        None => String::new(),
        Some(Reference::Gone) => ", a room that is gone".to_owned(),
        Some(Reference::Here(room)) => format!(", {}", problem[room].code),
    };
    let worker = |worker: &Reference<WorkerId>| {
        worker.here().map_or_else(|| "somebody who left".to_owned(), |worker| problem[worker].name.clone())
    };
    let workers = before.workers.iter().map(worker).collect::<Vec<_>>().join(", ");
    format!("{day}, {}, {site}{room}; {workers}", before.start.clock())
}

fn now(view: &WeekView<'_>, at: usize) -> String {
    let (problem, seen) = (view.problem(), &view.sessions[at]);
    let day = words::short_day(problem, seen.session.day);
    let room = seen.session.room.map_or_else(String::new, |room| format!(", {}", problem[room].code));
    let workers = words::workers(problem, seen);
    let site = words::site(problem, seen.session.site);
    format!("{day}, {}, {site}{room}; {workers}", seen.time.from.clock())
}
