//! The rows of what happens when: absences, terms, duties, history and what is fixed.

use serde::Serialize;

use super::list;
use crate::generate::duties::Duty;
use crate::generate::history::PastSession;
use crate::generate::school_year;
use crate::generate::service::{Promise, Service};
use crate::generate::this_week::Absence;

/// A row of `availability.csv`.
#[derive(Serialize)]
pub(super) struct AvailabilityRow {
    kind: &'static str,
    id: String,
    from: String,
    to: String,
    note: &'static str,
}

/// The rows of `availability.csv`.
pub(super) fn availability(service: &Service) -> Vec<AvailabilityRow> {
    let row = |absence: &Absence| AvailabilityRow {
        kind: absence.kind,
        id: absence.id.clone(),
        from: absence.from.clone(),
        to: absence.to.clone(),
        note: absence.note,
    };
    service.absences.iter().map(row).collect()
}

/// A row of `terms.csv`.
#[derive(Serialize)]
pub(super) struct TermRow {
    from: String,
    to: String,
}

/// The rows of `terms.csv`.
pub(super) fn terms(service: &Service) -> Vec<TermRow> {
    school_year::terms(service.week)
        .into_iter()
        .map(|(from, to)| TermRow { from: from.to_string(), to: to.to_string() })
        .collect()
}

/// A row of `duties.csv`.
#[derive(Serialize)]
pub(super) struct DutyRow {
    duty: String,
    worker: String,
    date: String,
    from: String,
    to: String,
    room: String,
    kind: &'static str,
}

/// The rows of `duties.csv`.
pub(super) fn duties(service: &Service) -> Vec<DutyRow> {
    let row = |duty: &Duty| DutyRow {
        duty: duty.id.clone(),
        worker: service.workers[duty.worker].id.clone(),
        date: service.week.date(duty.day).to_string(),
        from: duty.time.from.clock().to_string(),
        to: duty.time.to.clock().to_string(),
        room: duty.room.map(|room| service.rooms[room].id.clone()).unwrap_or_default(),
        kind: duty.kind,
    };
    service.duties.iter().map(row).collect()
}

/// A row of `history.csv`.
#[derive(Serialize)]
pub(super) struct HistoryRow {
    request: String,
    date: String,
    start: String,
    venue: String,
    workers: String,
    status: &'static str,
}

/// The rows of `history.csv`.
pub(super) fn history(service: &Service) -> Vec<HistoryRow> {
    let row = |past: &PastSession| HistoryRow {
        request: service.demand.requests[past.request].id.clone(),
        date: past.date.to_string(),
        start: past.start.clock().to_string(),
        venue: service.site(past.request, past.venue),
        workers: past.workers.clone(),
        status: past.status,
    };
    service.history.iter().map(row).collect()
}

/// A row of `fixed.csv`.
#[derive(Serialize)]
pub(super) struct FixedRow {
    request: String,
    date: String,
    start: String,
    venue: String,
    workers: String,
}

/// The rows of `fixed.csv`: of some promises the venue is part, of some the worker.
pub(super) fn fixed(service: &Service) -> Vec<FixedRow> {
    let row = |(position, promise): (usize, &Promise)| {
        let Promise { request, slot } = promise;
        let workers = list(slot.workers.iter().map(|&worker| service.workers[worker].id.as_str()));
        FixedRow {
            request: service.demand.requests[*request].id.clone(),
            date: service.week.date(slot.day).to_string(),
            start: slot.time.from.clock().to_string(),
            venue: if position % 2 == 0 { service.site(*request, slot.venue) } else { String::new() },
            workers: if position % 3 == 0 { workers } else { String::new() },
        }
    };
    service.promises.iter().enumerate().map(row).collect()
}
