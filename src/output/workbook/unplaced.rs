//! Sessions that are not planned, with the reason: the list for the area teams that cover.

use super::sheet::{Cell, Sheet};
use crate::output::view::{UnplacedView, WeekView};

const COLUMNS: &[(&str, f64)] = &[
    ("Request", 14.0),
    ("Session", 8.0),
    ("Class", 13.0),
    ("Reason", 14.0),
    ("Why", 60.0),
    ("Children", 30.0),
    ("Adults", 30.0),
    ("Minutes", 9.0),
    ("Covered by", 20.0),
];

/// A row for each, dearest class first; who covers is for the reader to fill in.
pub(super) fn sheet(view: &WeekView<'_>) -> Sheet {
    let mut unplaced: Vec<&UnplacedView> = view.unplaced.iter().collect();
    unplaced.sort_by_key(|line| (line.class, line.unplaced.request));
    Sheet { name: "Unplaced", columns: COLUMNS, rows: unplaced.into_iter().map(|line| row(view, line)).collect() }
}

fn row(view: &WeekView<'_>, line: &UnplacedView) -> Vec<Cell> {
    let problem = view.problem();
    let request = line.unplaced.request;
    vec![
        Cell::text(&problem[request].code),
        Cell::Number(i64::from(line.number)),
        Cell::text(line.class.word()),
        Cell::text(line.unplaced.reason.word()),
        Cell::text(&line.unplaced.sentence()),
        Cell::text(&view.children(request, |problem, person| problem[person].name.clone())),
        Cell::text(&view.adults(request, |problem, person| problem[person].name.clone())),
        Cell::minutes(problem[request].minutes),
        Cell::Nothing,
    ]
}
