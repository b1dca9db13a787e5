//! `requests.csv`: the weekly demand.

use std::path::Path;

use super::cells::{Words, count, date, day_windows, minutes, word, yes};
use super::checks;
use super::defect::Mark;
use super::directory::Directory;
use super::folder::Folder;
use super::frequency::frequency;
use super::listing::Listing;
use super::row::Row;
use super::table::{Column, Need};
use super::things::{code, entries, entries_in, words};
use crate::domain::{
    Agreement, Frequency, LegalStatus, Minutes, Mode, Policy, Request, RequestId, Risk, Transport, Week,
};

/// Its name.
pub(super) const FILE: &str = "requests.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("request", Need::Required),
    ("children", Need::Required),
    ("adults", Need::Required),
    ("frequency", Need::Required),
    ("minutes", Need::Required),
    ("mode", Need::Optional),
    ("status", Need::Required),
    ("court_ordered", Need::Optional),
    ("long_term", Need::Optional),
    ("workers", Need::Optional),
    ("authorised", Need::Optional),
    ("area", Need::Optional),
    ("venues", Need::Optional),
    ("prefers_venues", Need::Optional),
    ("needs", Need::Optional),
    ("skills", Need::Optional),
    ("main_worker", Need::Optional),
    ("not_workers", Need::Optional),
    ("risk", Need::Optional),
    ("transport", Need::Optional),
    ("agreement", Need::Optional),
    ("school_time", Need::Optional),
    ("windows", Need::Optional),
    ("prefers", Need::Optional),
    ("first", Need::Optional),
    ("ends", Need::Optional),
    ("suspended_from", Need::Optional),
    ("suspended_until", Need::Optional),
];

static MODES: Words<Mode, 3> =
    Words::new(["venue", "community", "virtual"], [Mode::Venue, Mode::Community, Mode::Virtual]);
static STATUSES: Words<LegalStatus, 5> = Words::new(
    ["interim_care_order", "care_order", "section_20", "section_17", "supervision_order"],
    [
        LegalStatus::InterimCareOrder,
        LegalStatus::CareOrder,
        LegalStatus::Section20,
        LegalStatus::Section17,
        LegalStatus::SupervisionOrder,
    ],
);
static RISKS: Words<Risk, 2> = Words::new(["standard", "high"], [Risk::Standard, Risk::High]);
static TRANSPORTS: Words<Transport, 2> = Words::new(["carer", "worker"], [Transport::Carer, Transport::Worker]);
static AGREEMENTS: Words<Agreement, 2> = Words::new(["signed", "needed"], [Agreement::Signed, Agreement::Needed]);

/// A request and where its length stands.
#[derive(Debug)]
pub(super) struct Asked {
    /// The request.
    pub(super) request: Request,
    /// The cell `minutes`.
    pub(super) minutes: Mark,
}

/// All requests.
pub(super) type Requests = Listing<RequestId, Asked>;

/// Reads the file, and a file of further requests, if one is given.
pub(super) fn read(
    folder: &Folder,
    added: Option<&Path>,
    directory: &Directory,
    policy: &Policy,
    week: Week,
) -> Requests {
    let asked = |row: &Row<'_>, code: String| {
        let request = request(row, code, directory);
        checks::of_request(row, &request, directory, policy, week);
        Asked { request, minutes: row.mark("minutes", None) }
    };
    let (mut all, mut complete) = entries(folder, FILE, COLUMNS, ("request", code), asked);
    if let Some(path) = added {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let source = folder.read_at(path, &format!("--add {name}"));
        let (more, is_complete) = entries_in(folder, source.as_ref(), COLUMNS, ("request", code), asked);
        all.extend(more);
        complete &= is_complete;
    }
    Listing::new(("request", FILE), (all, complete), RequestId::new, &folder.defects)
}

fn request(row: &Row<'_>, code: String, directory: &Directory) -> Request {
    let Directory { venues, workers, .. } = directory;
    Request {
        code,
        children: people_of(row, "children", directory),
        adults: people_of(row, "adults", directory),
        frequency: row.need("frequency", frequency).unwrap_or(Frequency::PerWeek(1)),
        minutes: row.need("minutes", minutes(1..=1440)).unwrap_or(Minutes(60)),
        mode: row.may("mode", word(&MODES)).unwrap_or_default(),
        status: row.need("status", word(&STATUSES)).unwrap_or(LegalStatus::CareOrder),
        court_ordered: row.may("court_ordered", yes).unwrap_or(false),
        long_term: row.may("long_term", yes).unwrap_or(false),
        workers: row.may("workers", count(0..=2)).unwrap_or(1),
        authorised: row.some_text("authorised"),
        area: row.some_text("area"),
        venues: row.list("venues", |item| venues.refer(item)),
        prefers_venues: row.list("prefers_venues", |item| venues.refer(item)),
        needs: words(row, "needs"),
        skills: words(row, "skills"),
        main_worker: row.may("main_worker", |text| workers.refer(text)),
        not_workers: row.list("not_workers", |item| workers.refer(item)),
        risk: row.may("risk", word(&RISKS)).unwrap_or_default(),
        transport: row.may("transport", word(&TRANSPORTS)).unwrap_or_default(),
        agreement: row.may("agreement", word(&AGREEMENTS)).unwrap_or_default(),
        school_time: row.may("school_time", yes).unwrap_or(false),
        windows: row.may("windows", day_windows),
        prefers: row.may("prefers", day_windows),
        first: row.may("first", date),
        ends: row.may("ends", date),
        suspended_from: row.may("suspended_from", date),
        suspended_until: row.may("suspended_until", date),
    }
}

/// A list of people with at least one item.
fn people_of(row: &Row<'_>, column: &str, directory: &Directory) -> Vec<crate::domain::PersonId> {
    row.need(column, |_| Ok(()));
    row.list(column, |item| directory.people.refer(item))
}
