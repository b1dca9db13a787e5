//! `duties.csv`: fixed work that is no session.

use super::cells::{Words, date, end, start, word};
use super::defect::Mark;
use super::directory::Directory;
use super::folder::{Folder, Presence};
use super::refusal::{Refusal, quoted};
use super::row::Row;
use super::table::{Column, Need, Table};
use crate::domain::{Duty, DutyKind, Interval, Minutes, Week, WorkerId};

/// Its name.
pub(super) const FILE: &str = "duties.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("duty", Need::Required),
    ("worker", Need::Required),
    ("date", Need::Required),
    ("from", Need::Required),
    ("to", Need::Required),
    ("venue", Need::Optional),
    ("room", Need::Optional),
    ("kind", Need::Optional),
];

static KINDS: Words<DutyKind, 4> = Words::new(
    ["drop_in", "review", "training", "other"],
    [DutyKind::DropIn, DutyKind::Review, DutyKind::Training, DutyKind::Other],
);

/// A duty and where its time stands.
#[derive(Debug)]
pub(super) struct MarkedDuty {
    /// The cell `from`.
    pub(super) mark: Mark,
    /// The duty.
    pub(super) duty: Duty,
}

/// Reads the file. Duties of other weeks, and rows with errors, are left out.
pub(super) fn read(folder: &Folder, directory: &Directory, week: Week) -> Vec<MarkedDuty> {
    let Some(source) = folder.read(FILE, Presence::Optional) else { return Vec::new() };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return Vec::new() };
    let mut duties = Vec::new();
    while let Some(row) = table.next() {
        let duty = duty(&row, directory, week).filter(|_| row.is_sound());
        duties.extend(duty.map(|duty| MarkedDuty { mark: row.mark("from", None), duty }));
    }
    duties
}

fn duty(row: &Row<'_>, directory: &Directory, week: Week) -> Option<Duty> {
    let worker: Option<WorkerId> = row.need("worker", |text| directory.workers.refer(text));
    let base = worker.map(|worker| directory.workers.entries()[worker.index()].thing.base);
    let venue = row.may("venue", |text| directory.venues.refer(text)).or(base);
    let room = row.may("room", |text| directory.room_at(venue, text));
    let kind = row.may("kind", word(&KINDS)).unwrap_or_default();
    let code = row.need("duty", |text| Ok(text.to_owned()));
    let (date, time) = (row.need("date", date), time(row));
    let day = week.day_of(date?)?;
    Some(Duty { code: code?, worker: worker?, day, time: time?, venue: venue?, room, kind })
}

fn time(row: &Row<'_>) -> Option<Interval> {
    let (from, to): (Option<Minutes>, Option<Minutes>) = (row.need("from", start), row.need("to", end));
    let (from, to) = (from?, to?);
    if to <= from {
        let problem = format!("{} is no later than `from`", quoted(row.text("to")));
        row.refuse("to", &Refusal::new("ends-before-start", problem, "a time after `from`"));
    }
    Some(Interval::new(from, to))
}
