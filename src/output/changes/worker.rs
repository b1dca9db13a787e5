//! What a worker is told of a change to a session that was theirs or is now: families by initials, as on a door.

use super::ChangeList;
use super::slot::{Slot, told_by, why_for_all};
use crate::domain::{Reference, WorkerId};
use crate::output::initials::initials_or_code;
use crate::output::view::WeekView;
use crate::rota::Change;

/// The changes that concern one worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerChanges {
    worker: String,
    name: String,
    rows: Vec<Vec<String>>,
}

impl WorkerChanges {
    fn new(view: &WeekView<'_>, worker: WorkerId) -> Self {
        let (code, name) = (&view.problem()[worker].code, &view.problem()[worker].name);
        let own = view.changes.iter().filter(|change| had(change, worker) || has(change, worker));
        let rows = own.map(|change| {
            let (was, is) = (Slot::was(view, change), Slot::is(view, change));
            let yours = match (had(change, worker), has(change, worker)) {
                (true, true) => "stays yours",
                (true, false) => "no longer yours",
                (false, _) => "yours now",
            };
            let people = view.children(change.request, initials_or_code).replace(';', ", ");
            let mut row = vec![code.clone(), name.clone(), view.problem()[change.request].code.clone(), people];
            row.extend([yours.to_owned(), was.when(), was.place(), was.room(), is.when(), is.place(), is.room()]);
            row.extend([why_for_all(view, change), told_by(view, change)]);
            row
        });
        Self { worker: code.clone(), name: name.clone(), rows: rows.collect() }
    }
}

fn had(change: &Change<'_>, worker: WorkerId) -> bool {
    change.before.is_some_and(|told| told.workers.contains(&Reference::Here(worker)))
}

fn has(change: &Change<'_>, worker: WorkerId) -> bool {
    change.now.is_some_and(|now| now.workers.contains(&worker))
}

impl ChangeList for WorkerChanges {
    const COLUMNS: &'static [&'static str] = &[
        "worker",
        "name",
        "request",
        "children",
        "change",
        "was",
        "was_where",
        "was_room",
        "now",
        "now_where",
        "now_room",
        "why",
        "to_be_told_by",
    ];
    const OF_READER: usize = 2;

    fn all(view: &WeekView<'_>) -> Vec<Self> {
        let lists = view.problem().workers().map(|worker| Self::new(view, worker));
        lists.filter(|list| !list.rows.is_empty()).collect()
    }

    fn key(&self) -> String {
        self.worker.clone()
    }

    fn title(&self) -> String {
        format!("Changes for {}", self.name)
    }

    fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}
