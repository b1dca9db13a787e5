//! Sessions and hours ordered against provided, for each child.

use super::{Register, hours};
use crate::domain::{Minutes, PersonId, PriorityClass, RequestId};
use crate::output::view::WeekView;

const COLUMNS: &[&str] = &[
    "child",
    "name",
    "sessions_ordered",
    "sessions_provided",
    "sessions_missing",
    "hours_ordered",
    "hours_provided",
    "court_ordered",
    "court_provided",
];

/// What a child's requests come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    ordered: u32,
    provided: u32,
    hours_ordered: Minutes,
    hours_provided: Minutes,
    court_ordered: u32,
    court_provided: u32,
}

/// A row for each child with a session due.
pub(super) fn register(view: &WeekView<'_>) -> Register {
    let problem = view.problem();
    let mut sums = vec![Sum::default(); problem.people().len()];
    for request in problem.requests() {
        for child in &problem[request].children {
            sums[child.index()].add(view, request);
        }
    }
    let rows = problem.people().filter(|child| sums[child.index()].ordered > 0);
    Register {
        name: "children",
        title: "Ordered and provided, by child",
        columns: COLUMNS,
        rows: rows.map(|child| row(view, child, &sums[child.index()])).collect(),
        note: "what is due this week by frequency, booking and history against what is planned; a session of brothers \
               and sisters counts for each of them.",
    }
}

impl Sum {
    fn add(&mut self, view: &WeekView<'_>, request: RequestId) {
        let problem = view.problem();
        let (due, minutes) = (problem.due(request), problem[request].minutes);
        let planned = view.sessions.iter().filter(|seen| seen.session.request == request);
        let provided = u32::try_from(planned.count()).unwrap_or(u32::MAX);
        let times = |count: u32| minutes * i32::try_from(count).unwrap_or(i32::MAX);
        self.ordered += due;
        self.provided += provided;
        self.hours_ordered += times(due);
        self.hours_provided += times(provided);
        if problem[request].priority_class() == PriorityClass::Court {
            self.court_ordered += due;
            self.court_provided += provided;
        }
    }
}

fn row(view: &WeekView<'_>, child: PersonId, sum: &Sum) -> Vec<String> {
    let child = &view.problem()[child];
    vec![
        child.code.clone(),
        child.name.clone(),
        sum.ordered.to_string(),
        sum.provided.to_string(),
        sum.ordered.saturating_sub(sum.provided).to_string(),
        hours(sum.hours_ordered),
        hours(sum.hours_provided),
        sum.court_ordered.to_string(),
        sum.court_provided.to_string(),
    ]
}
