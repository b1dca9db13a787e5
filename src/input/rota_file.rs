//! A `rota.csv`, made by the program or by hand: its sessions, and where it strays from the form.

use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::cells::{date, end, items, start};
use super::defect::{Defect, Defects, Mark, Severity};
use super::folder::Folder;
use super::refusal::{Refusal, quoted};
use super::rota_form::{Form, Key, Numbered};
use super::row::Row;
use super::table::{Column, Need, Table};
use crate::domain::{
    Day, Minutes, Problem, Reason, RequestId, RoomId, Rota, Service, Session, Site, VenueId, Week, WorkerId,
};
use rustc_hash::FxHashMap;

/// The columns of a rota, in order.
pub(super) const COLUMNS: &[Column] = &[
    ("request", Need::Required),
    ("session", Need::Required),
    ("status", Need::Required),
    ("date", Need::Required),
    ("start", Need::Required),
    ("end", Need::Required),
    ("venue", Need::Required),
    ("room", Need::Required),
    ("workers", Need::Required),
    ("reason", Need::Required),
];

/// Something in a rota that is not as the form wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDefect {
    /// The request's id, where the row has a known one.
    pub request: Option<String>,
    /// What is wrong, with line and column.
    pub defect: Defect,
    /// What it does to the session it concerns.
    pub harm: Harm,
}

impl FormDefect {
    fn of_cell(defect: Defect) -> Self {
        let harm = match defect.severity {
            Severity::Error => Harm::Unreadable,
            Severity::Warning => Harm::Untidy,
        };
        Self { request: None, defect, harm }
    }
}

/// What a defect of form does to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Harm {
    /// None: the session is read whole.
    Untidy,
    /// It cannot be read, or without a room or worker.
    Unreadable,
}

/// A rota as a file has it.
#[derive(Clone, Debug, Default)]
pub struct RotaFile {
    /// Its planned sessions, as far as they can be read. A room or worker that the service does not have is left out of
    /// its session.
    pub rota: Rota,
    /// Its unplaced sessions with their reasons, where they have one that there is.
    pub unplaced: Vec<(RequestId, Option<Reason>)>,
    /// Where it strays from the form.
    pub form: Vec<FormDefect>,
}

/// Reads a rota of the problem's week.
///
/// # Errors
/// If the file cannot be read, is not UTF-8 or lacks a column.
pub fn read_rota(path: &Path, problem: &Problem) -> Result<RotaFile, Defects> {
    let folder = Folder::new(Path::new(""));
    let name = path.file_name().map_or("rota.csv".into(), |name| name.to_string_lossy());
    let source = folder.read_at(path, &name);
    let table = source.as_ref().and_then(|source| Table::open(source, COLUMNS, &folder.defects));
    let Some(mut table) = table.filter(|table| COLUMNS.iter().all(|(name, _)| table.has(name))) else {
        return Err(folder.finish().1);
    };
    let mut form = Form::new(problem, Arc::from(&*name));
    form.check_header(table.header());
    let mut file = RotaFile::default();
    let codes = Codes::new(problem.service());
    while let Some(row) = table.next() {
        RotaRow { row, problem, codes: &codes }.read(&mut file, &mut form);
    }
    drop(table);
    let of_cells = folder.finish().1.0.into_iter().map(FormDefect::of_cell);
    file.form = of_cells.chain(form.finish()).collect();
    file.form.sort_by_key(|form| (form.defect.mark.line, form.defect.mark.column));
    Ok(file)
}

/// The week of a rota file by its first date; `None` if no session in it has one.
///
/// # Errors
/// If the file cannot be read.
pub fn week_of_rota(path: &Path) -> std::io::Result<Option<Week>> {
    let text = std::fs::read_to_string(path)?;
    let mut csv = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let at = csv.headers()?.iter().position(|name| name.trim() == "date");
    let dates = csv.records().flatten().filter_map(|row| date(row.get(at?)?.trim()).ok());
    let dates: Vec<NaiveDate> = dates.take(1).collect();
    let monday = dates.first().map(|&date| date - Days::new(Day::of_date(date).index() as u64));
    Ok(monday.and_then(|monday| Week::new(monday).ok()))
}

/// Ids of a service by their codes.
pub(super) struct Codes<'s> {
    pub(super) venues: FxHashMap<&'s str, VenueId>,
    pub(super) rooms: FxHashMap<&'s str, RoomId>,
    pub(super) workers: FxHashMap<&'s str, WorkerId>,
    pub(super) requests: FxHashMap<&'s str, RequestId>,
}

impl<'s> Codes<'s> {
    /// The codes of a service.
    pub(super) fn new(service: &'s Service) -> Self {
        fn by_code<'s, Id>(codes: impl Iterator<Item = &'s str>, id: fn(usize) -> Id) -> FxHashMap<&'s str, Id> {
            codes.enumerate().map(|(index, code)| (code, id(index))).collect()
        }
        Self {
            venues: by_code(service.venues.iter().map(|venue| venue.code.as_str()), VenueId::new),
            rooms: by_code(service.rooms.iter().map(|room| room.code.as_str()), RoomId::new),
            workers: by_code(service.workers.iter().map(|worker| worker.code.as_str()), WorkerId::new),
            requests: by_code(service.requests.iter().map(|request| request.code.as_str()), RequestId::new),
        }
    }

    /// The site of this name.
    pub(super) fn site(&self, text: &str) -> Option<Site> {
        match text {
            Site::COMMUNITY => Some(Site::Community),
            Site::VIRTUAL => Some(Site::Virtual),
            _ => self.venues.get(text).copied().map(Site::Venue),
        }
    }
}

struct RotaRow<'r> {
    row: Row<'r>,
    problem: &'r Problem,
    codes: &'r Codes<'r>,
}

impl RotaRow<'_> {
    fn read(&self, file: &mut RotaFile, form: &mut Form<'_>) {
        let row = &self.row;
        let Some(&request) = self.codes.requests.get(row.text("request")) else {
            return form.unreadable(
                None,
                self.mark("request"),
                format!("there is no request {}", quoted(row.text("request"))),
            );
        };
        let digits = row.text("session");
        let number = digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(number) = number else {
            return form.unreadable(
                Some(request),
                self.mark("session"),
                format!("{} is no session number", quoted(digits)),
            );
        };
        let (date, start) = (row.text("date").to_owned(), row.text("start").to_owned());
        let is_unplaced = row.text("status") == "unplaced";
        form.number(request, Numbered { is_unplaced, date, start, number, mark: self.mark("session") });
        match row.text("status") {
            "unplaced" => self.unplaced(request, number, file, form),
            "planned" => self.planned(request, file, form),
            other => {
                let problem = format!("{} is not `planned` or `unplaced`", quoted(other));
                form.unreadable(Some(request), self.mark("status"), problem);
            }
        }
    }

    fn mark(&self, column: &str) -> Mark {
        self.row.mark(column, None)
    }

    fn unplaced(&self, request: RequestId, number: u32, file: &mut RotaFile, form: &mut Form<'_>) {
        let columns = ["date", "start", "end", "venue", "room", "workers"];
        for column in columns.into_iter().filter(|column| !self.row.text(column).is_empty()) {
            form.stray(Some(request), self.mark(column), "an unplaced session has no such value".to_owned());
        }
        let word = self.row.text("reason");
        let reason = Reason::ALL.into_iter().find(|reason| reason.word() == word);
        if reason.is_none() {
            let problem = if word.is_empty() {
                "the reason is missing".to_owned()
            } else {
                format!("{} is no reason", quoted(word))
            };
            form.stray(Some(request), self.mark("reason"), problem);
        }
        form.order(Key::unplaced(self.row.text("request"), number), self.mark("request"));
        file.unplaced.push((request, reason));
    }

    fn planned(&self, request: RequestId, file: &mut RotaFile, form: &mut Form<'_>) {
        let Some((day, start)) = self.time(request, form) else { return };
        let text = |column| self.row.text(column).to_owned();
        let key = Key::planned([text("date"), text("start"), text("venue"), text("room"), text("request")]);
        form.order(key, self.mark("date"));
        let room = self.room(request, form);
        let workers = self.workers(request, form);
        let Some(site) = self.codes.site(self.row.text("venue")) else {
            let problem = format!("there is no venue {}", quoted(self.row.text("venue")));
            return form.unreadable(Some(request), self.mark("venue"), problem);
        };
        file.rota.sessions.push(Session { request, day, start, site, room, workers });
    }

    /// Day and start, if both can be read and the day is of the week.
    fn time(&self, request: RequestId, form: &mut Form<'_>) -> Option<(Day, Minutes)> {
        let row = &self.row;
        let date = date(row.text("date")).map_err(|refusal| self.stray(request, "date", &refusal, form)).ok();
        let start = start(row.text("start")).map_err(|refusal| self.stray(request, "start", &refusal, form)).ok();
        let end = end(row.text("end")).map_err(|refusal| self.stray(request, "end", &refusal, form)).ok();
        let (date, start, end) = (date?, start?, end?);
        let due_end = start + self.problem[request].minutes;
        if end != due_end {
            let problem = format!("the session ends at {}, not {}", due_end.clock(), end.clock());
            form.stray(Some(request), self.mark("end"), problem);
        }
        let day = self.problem.week().day_of(date);
        if day.is_none() {
            let problem = format!("{date} is not in the week from {}", self.problem.week());
            form.unreadable(Some(request), self.mark("date"), problem);
        }
        day.map(|day| (day, start))
    }

    fn stray(&self, request: RequestId, column: &str, refusal: &Refusal<'_>, form: &mut Form<'_>) {
        form.unreadable(Some(request), self.mark(column), refusal.problem.to_string());
    }

    fn room(&self, request: RequestId, form: &mut Form<'_>) -> Option<RoomId> {
        let text = self.row.text("room");
        let room = self.codes.rooms.get(text).copied();
        if room.is_none() && !text.is_empty() {
            form.unreadable(Some(request), self.mark("room"), format!("there is no room {}", quoted(text)));
        }
        room
    }

    fn workers(&self, request: RequestId, form: &mut Form<'_>) -> Vec<WorkerId> {
        let text = self.row.text("workers");
        let codes: Vec<&str> = items(text).map(|(_, code)| code).collect();
        if !codes.is_sorted_by(|a, b| a.as_bytes() <= b.as_bytes()) {
            form.stray(Some(request), self.mark("workers"), "the workers are not in order of their ids".to_owned());
        }
        let mut workers = Vec::new();
        for (offset, code) in items(text) {
            match self.codes.workers.get(code) {
                Some(&worker) => workers.push(worker),
                None => {
                    let mark = self.row.mark("workers", Some(offset..offset + code.len()));
                    form.unreadable(Some(request), mark, format!("there is no worker {}", quoted(code)));
                }
            }
        }
        workers.sort_unstable();
        workers
    }
}
