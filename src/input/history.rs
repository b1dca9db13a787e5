//! `history.csv`: what happened in earlier weeks. It may be long, so its rows are read without a copy of their cells.

use chrono::NaiveDate;

use super::cells::{Words, date, items, start, word};
use super::defect::{Defect, Mark};
use super::directory::Directory;
use super::folder::{Folder, Presence, Source};
use super::requests::Requests;
use super::row::Row;
use super::table::{Column, Need, Table};
use crate::domain::{Minutes, Outcome, PastSession, PastSite, Site, Week, WorkerId};

/// Its name.
pub(super) const FILE: &str = "history.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("request", Need::Required),
    ("date", Need::Required),
    ("start", Need::Required),
    ("venue", Need::Optional),
    ("workers", Need::Optional),
    ("status", Need::Required),
];

static OUTCOMES: Words<Outcome, 4> = Words::new(
    ["held", "planned", "cancelled", "missed"],
    [Outcome::Held, Outcome::Planned, Outcome::Cancelled, Outcome::Missed],
);

/// What is gone from the other files: the first id and how many mentions there are in all.
#[derive(Debug, Default)]
struct Strangers {
    first: Option<Mark>,
    count: usize,
}

impl Strangers {
    fn add(&mut self, row: &Row<'_>, column: &str) {
        self.count += 1;
        self.first.get_or_insert_with(|| row.mark(column, None));
    }
}

/// Reads the file. Rows inside or after the planning week are left out, and ids that are gone with one warning in all.
pub(super) fn read(folder: &Folder, directory: &Directory, requests: &Requests, week: Week) -> Vec<PastSession> {
    let Some(source) = folder.read(FILE, Presence::Optional) else { return Vec::new() };
    let mut strangers = Strangers::default();
    let history = rows(folder, &source, (directory, requests), week, &mut strangers);
    let complete = requests.is_complete() && directory.venues.is_complete() && directory.workers.is_complete();
    if let Some(mark) = strangers.first.filter(|_| complete) {
        let times = strangers.count;
        let problem =
            format!("{times} ids of the history are gone from the other files, this one first; they are ignored");
        let hint = "nothing to do if the person left, the request ended or the venue closed";
        folder.defects.add(Defect::error("gone-from-input", mark, problem).hint(hint).into_warning());
    }
    history
}

fn rows(
    folder: &Folder,
    source: &Source,
    known: (&Directory, &Requests),
    week: Week,
    strangers: &mut Strangers,
) -> Vec<PastSession> {
    let mut history = Vec::new();
    let Some(mut table) = Table::open(source, COLUMNS, &folder.defects) else { return history };
    while let Some(row) = table.next() {
        history.extend(past_session(&row, known, week, strangers));
    }
    history
}

fn past_session(
    row: &Row<'_>,
    (directory, requests): (&Directory, &Requests),
    week: Week,
    strangers: &mut Strangers,
) -> Option<PastSession> {
    let date: Option<NaiveDate> = row.need("date", date);
    let start: Option<Minutes> = row.need("start", start);
    let outcome = row.need("status", word(&OUTCOMES));
    let code = row.need("request", Ok);
    let (date, start, outcome, code) = (date?, start?, outcome?, code?);
    if date >= week.monday() {
        return None;
    }
    let request = requests.find(code);
    if request.is_none() {
        strangers.add(row, "request");
    }
    let request = request?;
    let site = past_site(row, directory, strangers);
    let workers = past_workers(row, directory, strangers);
    Some(PastSession { request, date, start, site, workers, outcome })
}

fn past_site(row: &Row<'_>, directory: &Directory, strangers: &mut Strangers) -> PastSite {
    match row.text("venue") {
        "" => PastSite::Unknown,
        Site::COMMUNITY => PastSite::Known(Site::Community),
        Site::VIRTUAL => PastSite::Known(Site::Virtual),
        code => directory.venues.find(code).map_or_else(
            || {
                strangers.add(row, "venue");
                PastSite::Gone
            },
            |venue| PastSite::Known(Site::Venue(venue)),
        ),
    }
}

fn past_workers(row: &Row<'_>, directory: &Directory, strangers: &mut Strangers) -> Box<[WorkerId]> {
    let mut known = |code| {
        let worker = directory.workers.find(code);
        if worker.is_none() {
            strangers.add(row, "workers");
        }
        worker
    };
    items(row.text("workers")).filter_map(|(_, code)| known(code)).collect()
}
