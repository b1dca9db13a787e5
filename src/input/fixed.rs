//! `fixed.csv`: sessions that must be there.

use super::cells::{date, start};
use super::defect::Mark;
use super::directory::Directory;
use super::folder::{Folder, Presence};
use super::requests::Requests;
use super::row::Row;
use super::table::{Column, Need, Table};
use crate::domain::{FixedSession, RequestId, Site, Week};

/// Its name.
pub(super) const FILE: &str = "fixed.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("request", Need::Required),
    ("date", Need::Required),
    ("start", Need::Optional),
    ("venue", Need::Optional),
    ("room", Need::Optional),
    ("workers", Need::Optional),
];

/// A fixed session and where its request stands.
#[derive(Debug)]
pub(super) struct MarkedFixed {
    /// The cell `request`.
    pub(super) mark: Mark,
    /// The session.
    pub(super) fixed: FixedSession,
}

/// What the file holds for a week and those after it.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The sessions of the week.
    pub(super) of_week: Vec<MarkedFixed>,
    /// The requests of later weeks' sessions, each once for each row.
    pub(super) later: Vec<RequestId>,
}

/// Reads the file. Rows of earlier weeks, and rows with errors, are left out.
pub(super) fn read(folder: &Folder, directory: &Directory, requests: &Requests, week: Week) -> Rows {
    let mut rows = Rows::default();
    let Some(source) = folder.read(FILE, Presence::Optional) else { return rows };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return rows };
    while let Some(row) = table.next() {
        match fixed(&row, directory, requests, week).filter(|_| row.is_sound()) {
            Some(When::Now(fixed)) => rows.of_week.push(MarkedFixed { mark: row.mark("request", None), fixed }),
            Some(When::Later(request)) => rows.later.push(request),
            None => {}
        }
    }
    rows
}

/// In which week a row is.
enum When {
    Now(FixedSession),
    Later(RequestId),
}

fn fixed(row: &Row<'_>, directory: &Directory, requests: &Requests, week: Week) -> Option<When> {
    let request = row.need("request", |text| requests.refer(text));
    let date = row.need("date", date);
    let start = row.may("start", start);
    let site = row.may("venue", |text| directory.site(text));
    let room = row.may("room", |text| directory.room_at(site.and_then(Site::venue), text));
    let workers = row.list("workers", |item| directory.workers.refer(item));
    let (request, date) = (request?, date?);
    if date >= week.next().monday() {
        return Some(When::Later(request));
    }
    let day = week.day_of(date)?;
    Some(When::Now(FixedSession { request, day, start, site, room, workers }))
}
