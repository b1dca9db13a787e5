//! `workers.csv`.

use super::cells::{count, hours_as_minutes, yes};
use super::checks::rest_between_shifts;
use super::folder::Folder;
use super::listing::Listing;
use super::row::Row;
use super::table::{Column, Need};
use super::things::{code, entries, week_hours, words};
use super::venues::Venues;
use crate::domain::{VenueId, Worker, WorkerId};

/// Its name.
pub(super) const FILE: &str = "workers.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("worker", Need::Required),
    ("name", Need::Optional),
    ("base", Need::Required),
    ("contracted_hours", Need::Required),
    ("overtime_hours", Need::Optional),
    ("skills", Need::Optional),
    ("drives", Need::Optional),
    ("agency", Need::Optional),
    ("max_sessions_per_day", Need::Optional),
    ("mon", Need::Optional),
    ("tue", Need::Optional),
    ("wed", Need::Optional),
    ("thu", Need::Optional),
    ("fri", Need::Optional),
    ("sat", Need::Optional),
    ("sun", Need::Optional),
];

/// All workers.
pub(super) type Workers = Listing<WorkerId, Worker>;

/// Reads the file.
pub(super) fn read(folder: &Folder, venues: &Venues) -> Workers {
    let entries = entries(folder, FILE, COLUMNS, ("worker", code), |row, code| {
        let worker = worker(row, code, venues);
        rest_between_shifts::check(row, &worker);
        worker
    });
    Listing::new(("worker", FILE), entries, WorkerId::new, &folder.defects)
}

fn worker(row: &Row<'_>, code: String, venues: &Venues) -> Worker {
    const USUAL_SESSIONS: u32 = 4;
    const MOST_SESSIONS: u32 = 1440;
    let sessions = row.may("max_sessions_per_day", count(0..=MOST_SESSIONS));
    Worker {
        name: row.some_text("name").unwrap_or_else(|| code.clone()),
        base: row.need("base", |text| venues.refer(text)).unwrap_or(VenueId::new(0)),
        contracted: row.need("contracted_hours", hours_as_minutes).unwrap_or_default(),
        overtime: row.may("overtime_hours", hours_as_minutes).unwrap_or_default(),
        skills: words(row, "skills"),
        drives: row.may("drives", yes).unwrap_or(false),
        agency: row.may("agency", yes).unwrap_or(false),
        max_sessions_per_day: sessions.unwrap_or(USUAL_SESSIONS),
        shifts: week_hours(row),
        code,
    }
}
