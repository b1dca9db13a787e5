//! A published `rota.csv` of the same week: what a new rota is compared with. What it names may be gone by now.

use std::path::Path;

use super::cells::{Words, date, items, start, word};
use super::folder::Folder;
use super::rota_file::{COLUMNS, Codes};
use super::row::Row;
use super::table::Table;
use crate::domain::{PublishedSession, Reference, Service, Week};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    Planned,
    Unplaced,
}

static STATUSES: Words<Status, 2> = Words::new(["planned", "unplaced"], [Status::Planned, Status::Unplaced]);

/// Reads the planned sessions of the week whose requests are still there.
pub(super) fn read(folder: &Folder, path: &Path, service: &Service, week: Week) -> Vec<PublishedSession> {
    let name = path.file_name().map_or("rota.csv".into(), |name| name.to_string_lossy());
    let Some(source) = folder.read_at(path, &name) else { return Vec::new() };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return Vec::new() };
    let codes = Codes::new(service);
    let mut sessions = Vec::new();
    while let Some(row) = table.next() {
        if row.need("status", word(&STATUSES)) == Some(Status::Planned) {
            sessions.extend(session(&row, &codes, week));
        }
    }
    sessions
}

fn session(row: &Row<'_>, codes: &Codes<'_>, week: Week) -> Option<PublishedSession> {
    let (date, start) = (row.need("date", date), row.need("start", start));
    let (day, start) = (week.day_of(date?)?, start?);
    let room = Some(row.text("room")).filter(|room| !room.is_empty());
    Some(PublishedSession {
        request: codes.requests.get(row.text("request")).copied()?,
        day,
        start,
        site: reference(codes.site(row.text("venue"))),
        room: room.map(|room| reference(codes.rooms.get(room).copied())),
        workers: items(row.text("workers")).map(|(_, code)| reference(codes.workers.get(code).copied())).collect(),
    })
}

fn reference<T>(found: Option<T>) -> Reference<T> {
    found.map_or(Reference::Gone, Reference::Here)
}
