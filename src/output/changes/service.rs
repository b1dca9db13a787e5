//! `changes.csv`: every change with its cause, for the service alone: it decides who tells whom.

use std::io;

use super::slot::{Slot, deadline, is_late, why};
use crate::domain::Reference;
use crate::output::spreadsheet::cell;
use crate::output::view::{WeekView, joined};
use crate::rota::Change;

const COLUMNS: [&str; 17] = [
    "request",
    "change",
    "was_date",
    "was_start",
    "was_venue",
    "was_room",
    "was_workers",
    "now_date",
    "now_start",
    "now_venue",
    "now_room",
    "now_workers",
    "why",
    "tell",
    "tell_by",
    "late",
    "cost",
];

/// Writes a row for each change, by ids. `tell` names all who must hear of it, `tell_by` until when; `late` is `yes` where the
/// present is later than that.
///
/// # Errors
/// If writing fails.
pub fn write_changes_csv(view: &WeekView<'_>, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    for change in &view.changes {
        csv.write_record(row(view, change).iter().map(|text| cell(text)))?;
    }
    csv.flush()
}

fn row<'a>(view: &WeekView<'a>, change: &Change<'a>) -> Vec<String> {
    let problem = view.problem();
    let mut row = vec![problem[change.request].code.clone(), change.words()];
    for slot in [Slot::was(view, change), Slot::is(view, change)] {
        row.extend([slot.date(), slot.start(), slot.site(), slot.room(), slot.worker_codes()]);
    }
    row.push(why(view, change).into_iter().map(|cause| cause.sentence(problem)).collect::<Vec<_>>().join("; "));
    row.push(to_tell(view, change));
    row.push(deadline(view, change));
    row.push(if is_late(view, change) { "yes" } else { "no" }.to_owned());
    row.push(change.cost.0.to_string());
    row
}

/// Everybody who must hear of a change, each with what they are: families hear of no other room.
fn to_tell(view: &WeekView<'_>, change: &Change<'_>) -> String {
    let problem = view.problem();
    let mut tell = Vec::new();
    if concerns_family(change) {
        tell.extend(problem[change.request].adults.iter().map(|&adult| format!("parent {}", problem[adult].code)));
        tell.extend(problem[change.request].children.iter().map(|&child| format!("carer of {}", problem[child].code)));
    }
    let told = change.before.into_iter().flat_map(|told| told.workers.iter().filter_map(|worker| worker.here()));
    let mut workers: Vec<_> = told.chain(change.now.into_iter().flat_map(|now| now.workers.iter().copied())).collect();
    workers.sort_unstable();
    workers.dedup();
    tell.extend(workers.into_iter().map(|worker| format!("worker {}", problem[worker].code)));
    let was = change.before.and_then(|told| match told.site {
        Reference::Here(site) => site.venue(),
        Reference::Gone => None,
    });
    let mut venues: Vec<_> = was.into_iter().chain(change.now.and_then(|now| now.site.venue())).collect();
    venues.dedup();
    tell.extend(venues.into_iter().map(|venue| format!("venue {}", problem[venue].code)));
    joined(tell.into_iter())
}

/// Whether a family notices a change: another room of the same venue it is shown on the day.
pub(super) fn concerns_family(change: &Change<'_>) -> bool {
    let other_worker = !change.workers_lost.is_empty() || change.workers_gone > 0;
    change.moved || other_worker || change.before.is_none() || change.now.is_none()
}
