//! `availability.csv`: when something is away.

use super::cells::{Moment, Words, moment, word};
use super::directory::Directory;
use super::folder::{Folder, Presence};
use super::refusal::{Parsed, Refusal, quoted};
use super::requests::Requests;
use super::row::Row;
use super::table::{Column, Need, Table};
use crate::domain::{Absence, Absentee, Interval, Minutes, Week};

/// Its name.
pub(super) const FILE: &str = "availability.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("kind", Need::Required),
    ("id", Need::Required),
    ("from", Need::Required),
    ("to", Need::Required),
    ("note", Need::Optional),
];

#[derive(Clone, Copy)]
enum Kind {
    Venue,
    Room,
    Worker,
    Person,
    Request,
}

static KINDS: Words<Kind, 5> = Words::new(
    ["venue", "room", "worker", "person", "request"],
    [Kind::Venue, Kind::Room, Kind::Worker, Kind::Person, Kind::Request],
);

/// Reads the file.
pub(super) fn read(folder: &Folder, directory: &Directory, requests: &Requests, week: Week) -> Vec<Absence> {
    let Some(source) = folder.read(FILE, Presence::Optional) else { return Vec::new() };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return Vec::new() };
    let mut absences = Vec::new();
    while let Some(row) = table.next() {
        let of = row.need("kind", word(&KINDS)).and_then(|kind| {
            let absentee = |text| absentee(kind, text, directory, requests);
            row.need("id", absentee)
        });
        if let (Some(of), Some(time)) = (of, time(&row, week)) {
            absences.push(Absence { of, time });
        }
    }
    absences
}

fn absentee<'a>(kind: Kind, text: &str, directory: &'a Directory, requests: &'a Requests) -> Parsed<'a, Absentee> {
    match kind {
        Kind::Venue => directory.venues.refer(text).map(Absentee::Venue),
        Kind::Room => directory.rooms.refer(text).map(Absentee::Room),
        Kind::Worker => directory.workers.refer(text).map(Absentee::Worker),
        Kind::Person => directory.people.refer(text).map(Absentee::Person),
        Kind::Request => requests.refer(text).map(Absentee::Request),
    }
}

/// A date alone is its first minute in `from` and its last in `to`.
fn time(row: &Row<'_>, week: Week) -> Option<Interval> {
    let (from, to) = (row.need("from", moment), row.need("to", moment));
    let ((from_date, from_minute), (to_date, to_minute)): (Moment, Moment) = (from?, to?);
    let from = (from_date, from_minute.unwrap_or(Minutes::ZERO));
    let to = (to_date, to_minute.unwrap_or(Minutes::DAY));
    let [begin, end] = [from, to].map(|(date, minute)| week.moment(date, minute));
    // Far-off dates are held at one moment: there, dates and minutes decide.
    if begin < end || (begin == end && from < to && from_date != to_date) {
        return Some(Interval::new(begin, end));
    }
    let problem = format!("{} is no later than `from`", quoted(row.text("to")));
    row.refuse("to", &Refusal::new("ends-before-start", problem, "a moment after `from`"));
    None
}
