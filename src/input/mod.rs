//! Planning folders and rota files: from bytes to the domain, with every defect by file, line and column.
//!
//! [`read_folder`] reads the files one after the other, in an order in which each refers only to those before it. A defect does
//! not stop the reading: the row goes on with a value that does no harm, and at the end there is a [`Problem`] only if no error
//! was found. It does not know how a rota is made.

mod amend;
mod availability;
mod cells;
mod checks;
mod defect;
mod directory;
mod disruptions;
mod duties;
mod fixed;
mod folder;
mod frequency;
mod history;
mod history_log;
mod journeys;
mod keep_apart;
mod listing;
mod people;
mod place;
mod postcode;
mod published;
mod records;
mod refusal;
mod report;
mod requests;
mod rooms;
mod rota_file;
mod rota_form;
mod row;
mod service_toml;
mod table;
mod terms;
mod things;
mod venues;
mod workers;

use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, Timelike};

use crate::domain::{Day, FixedSession, Minutes, PastSession, Problem, RequestId, Service, Situation, Week};
use directory::Directory;
use duties::MarkedDuty;
use fixed::MarkedFixed;
use folder::Folder;
use requests::Requests;

pub use amend::{Amiss, amend_setting, hours_of, place_of_postcode};
pub use defect::{Defect, Defects, Mark, Severity};
pub use disruptions::Disruptions;
pub use folder::InputFile;
pub use history_log::{HISTORY, HistoryRow, Recorded, record_history};
pub use report::report;
pub use rota_file::{FormDefect, Harm, RotaFile, read_rota, week_of_rota};
pub use table::{Column, Need};

pub(crate) use refusal::{nearest, quoted};

/// What a week is planned against, besides the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// A published `rota.csv` of the same week.
    pub published: Option<PathBuf>,
    /// The present moment.
    pub now: Option<NaiveDateTime>,
    /// What changed since the files were written.
    pub disruptions: Disruptions,
    /// Sessions of weeks that are planned and count as held, from their first date on in place of what `history.csv` says.
    pub planned_before: Vec<PastSession>,
}

/// A folder that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The week of the service.
    pub problem: Problem,
    /// What somebody should look at.
    pub warnings: Vec<Defect>,
    /// The files, in the order of reading.
    pub files: Vec<InputFile>,
    /// The sessions that the command line pins. Whether any rota can have them is not looked at here.
    pub pins: Vec<FixedSession>,
    /// The requests that `fixed.csv` names for weeks after this one, each once for each row.
    pub fixed_later: Vec<RequestId>,
}

/// Reads a planning folder for a week.
///
/// # Errors
/// All defects of all files, warnings included, if one of them is an error.
pub fn read_folder(folder: &Path, week: Week, against: &Against) -> Result<Reading, Defects> {
    let folder = Folder::new(folder);
    let (draft, mut service) = Draft::read(&folder, week, &against.disruptions);
    follow(&mut service.history, &against.planned_before);
    let published = against.published.as_ref().map(|path| published::read(&folder, path, &service, week));
    let now = against.now.map(|now| week.moment(now.date(), minute_of_day(now)));
    let problem = Problem::new(week, service, Situation { published, now });
    if let Ok(problem) = &problem {
        draft.check(problem, &folder);
    }
    let pins = draft.pins.into_iter().map(|pin| pin.fixed).collect();
    let fixed_later = draft.fixed.later;
    let (files, defects) = folder.finish();
    match problem {
        Ok(problem) if defects.errors().next().is_none() => {
            Ok(Reading { problem, warnings: defects.0, files, pins, fixed_later })
        }
        Err(contradiction) if defects.errors().next().is_none() => Err(contradictory(defects, &contradiction)),
        _ => Err(defects),
    }
}

/// Puts what was planned for the weeks before in place of what the file says of them.
fn follow(history: &mut Vec<PastSession>, planned: &[PastSession]) {
    let Some(first) = planned.iter().map(|session| session.date).min() else { return };
    let monday = first - chrono::Days::new(Day::of_date(first).index() as u64);
    history.retain(|session| session.date < monday);
    history.extend_from_slice(planned);
}

/// Every file of a folder that is a table, with its columns.
pub fn tables() -> impl Iterator<Item = (&'static str, &'static [Column])> {
    [
        (venues::FILE, venues::COLUMNS),
        (rooms::FILE, rooms::COLUMNS),
        (workers::FILE, workers::COLUMNS),
        (people::FILE, people::COLUMNS),
        (requests::FILE, requests::COLUMNS),
        (availability::FILE, availability::COLUMNS),
        (terms::FILE, terms::COLUMNS),
        (keep_apart::FILE, keep_apart::COLUMNS),
        (duties::FILE, duties::COLUMNS),
        (history::FILE, history::COLUMNS),
        (fixed::FILE, fixed::COLUMNS),
        (journeys::FILE, journeys::COLUMNS),
    ]
    .into_iter()
}

/// Every key of `service.toml`, by its full name.
pub fn settings() -> impl Iterator<Item = String> {
    service_toml::keys()
}

fn minute_of_day(now: NaiveDateTime) -> Minutes {
    Minutes(i32::try_from(now.hour() * 60 + now.minute()).unwrap_or_default())
}

/// The domain found what no check here did: it is said rather than hidden.
fn contradictory(mut defects: Defects, contradiction: &crate::domain::Contradiction) -> Defects {
    let mark = Mark::of_file(&std::sync::Arc::from(requests::FILE));
    defects.0.push(Defect::error("contradiction", mark, contradiction.to_string()));
    defects
}

/// What the checks across files need besides the service itself.
struct Draft {
    directory: Directory,
    requests: Requests,
    duties: Vec<MarkedDuty>,
    fixed: fixed::Rows,
    pins: Vec<MarkedFixed>,
}

impl Draft {
    fn read(folder: &Folder, week: Week, asked: &Disruptions) -> (Self, Service) {
        let settings = service_toml::read(folder);
        let venues = venues::read(folder);
        let rooms = rooms::read(folder, &venues);
        let workers = workers::read(folder, &venues);
        let people = people::read(folder, &venues, &settings.policy.school_hours);
        let directory = Directory { venues, rooms, workers, people };
        let requests = requests::read(folder, asked.added.as_deref(), &directory, &settings.policy, week);
        let duties = duties::read(folder, &directory, week);
        let fixed = fixed::read(folder, &directory, &requests, week);
        let orders = disruptions::read(asked, (&directory, &requests), week, &folder.defects);
        let mut absences = availability::read(folder, &directory, &requests, week);
        absences.extend(orders.absences);
        let service = Service {
            policy: settings.policy,
            weights: settings.weights,
            venues: directory.venues.things(),
            rooms: directory.rooms.things(),
            workers: directory.workers.things(),
            people: directory.people.things(),
            requests: requests.entries().iter().map(|entry| entry.thing.request.clone()).collect(),
            absences,
            terms: terms::read(folder),
            keep_apart: keep_apart::read(folder, &directory, &requests),
            duties: duties.iter().map(|duty| duty.duty.clone()).collect(),
            history: history::read(folder, &directory, &requests, week),
            fixed: fixed.of_week.iter().chain(&orders.pins).map(|row| row.fixed.clone()).collect(),
            journeys: journeys::read(folder, &directory),
        };
        (Self { directory, requests, duties, fixed, pins: orders.pins }, service)
    }

    /// The checks that need derived values. They say nothing where what they rest on has a defect of its own.
    fn check(&self, problem: &Problem, folder: &Folder) {
        let Self { directory, requests, duties, fixed, pins } = self;
        let clean = |file| folder.defects.is_clean(file);
        if !clean(service_toml::FILE) {
            return;
        }
        checks::over_level::check(problem, directory, requests, &folder.defects);
        if clean(journeys::FILE) {
            checks::duties_fit::check(problem, directory, duties, &folder.defects);
        }
        if clean(history::FILE) {
            checks::fixed_count::check(problem, requests, fixed.of_week.iter().chain(pins), &folder.defects);
        }
        if [journeys::FILE, availability::FILE, terms::FILE].into_iter().all(clean) {
            checks::fixed_possible::check(problem, (directory, requests), duties, &fixed.of_week, &folder.defects);
        }
    }
}
