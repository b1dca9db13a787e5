//! Hours, travel and sessions of each worker.

use super::{Register, hours, miles};
use crate::output::view::{WeekView, WorkerView};

const COLUMNS: &[&str] = &[
    "worker",
    "name",
    "sessions",
    "hours_of_sessions",
    "hours_of_duties",
    "hours_of_travel",
    "hours_of_recording",
    "hours_of_waiting",
    "hours_paid",
    "hours_contracted",
    "hours_above",
    "miles",
];

/// A row for each worker, also for one without work.
pub(super) fn register(view: &WeekView<'_>) -> Register {
    Register {
        name: "workers",
        title: "Work, by worker",
        columns: COLUMNS,
        rows: view.workers.iter().map(|worker| row(view, worker)).collect(),
        note: "paid hours are all tasks with arrival and handover, travel and recording; miles are estimated from the \
               straight line and the policy's detour.",
    }
}

fn row(view: &WeekView<'_>, worker: &WorkerView<'_>) -> Vec<String> {
    let (who, tally) = (&view.problem()[worker.worker], &worker.tally);
    vec![
        who.code.clone(),
        who.name.clone(),
        tally.sessions.to_string(),
        hours(tally.contact),
        hours(tally.duties),
        hours(tally.travel),
        hours(tally.recording),
        hours(tally.waiting),
        hours(tally.paid),
        hours(worker.contracted),
        hours(tally.paid - worker.contracted),
        miles(tally.metres),
    ]
}
