//! `fixed.csv`: sessions that must be there.

use super::cells::{date, start};
use super::defect::Mark;
use super::directory::Directory;
use super::folder::{Folder, Presence};
use super::requests::Requests;
use super::row::Row;
use super::table::{Column, Need, Table};
use crate::domain::{FixedSession, Site, Week};

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

/// Reads the file. Rows of other weeks, and rows with errors, are left out.
pub(super) fn read(folder: &Folder, directory: &Directory, requests: &Requests, week: Week) -> Vec<MarkedFixed> {
    let Some(source) = folder.read(FILE, Presence::Optional) else { return Vec::new() };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return Vec::new() };
    let mut rows = Vec::new();
    while let Some(row) = table.next() {
        let fixed = fixed(&row, directory, requests, week).filter(|_| row.is_sound());
        rows.extend(fixed.map(|fixed| MarkedFixed { mark: row.mark("request", None), fixed }));
    }
    rows
}

fn fixed(row: &Row<'_>, directory: &Directory, requests: &Requests, week: Week) -> Option<FixedSession> {
    let request = row.need("request", |text| requests.refer(text));
    let date = row.need("date", date);
    let start = row.may("start", start);
    let site = row.may("venue", |text| directory.site(text));
    let room = row.may("room", |text| directory.room_at(site.and_then(Site::venue), text));
    let workers = row.list("workers", |item| directory.workers.refer(item));
    let day = week.day_of(date?)?;
    Some(FixedSession { request: request?, day, start, site, room, workers })
}
