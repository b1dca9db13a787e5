//! `kintime record`: appends what became of a rota's sessions to the history of its planning folder. The file is replaced as a
//! whole or not at all, and a session that is there already is never there twice.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde_json::json;

use super::arguments::Input;
use super::exit::Exit;
use super::failure::Failure;
use super::life_arguments::{Record, RecordStatus};
use super::printer::Printer;
use super::reading::{read_quietly, read_whole_rota};
use super::values::Occurrence;
use crate::domain::{Problem, Session, Week};
use crate::input::{HISTORY, HistoryRow, record_history, week_of_rota};
use crate::output::{replace_file, site_code, visible};

/// Runs the verb.
pub(super) fn run(arguments: &Record, printer: &Printer) -> Result<Exit, Failure> {
    let input = Input { folder: arguments.folder.clone(), week: week(arguments)? };
    let problem = read_quietly(&input, None)?.problem;
    let rota = read_whole_rota(&arguments.rota, &problem)?.rota;
    let strangers = strangers(&problem, &rota.sessions, arguments);
    if !strangers.is_empty() {
        return Err(Failure::NotRecorded(strangers));
    }
    let rows: Vec<HistoryRow> = rota.sessions.iter().map(|session| row(&problem, session, arguments)).collect();
    let path = arguments.folder.join(HISTORY);
    let _alone = alone_in(&arguments.folder)?;
    let old = bytes_of(&path)?;
    let recorded = record_history(old.as_deref(), &rows).map_err(Failure::NotRecorded)?;
    if old.as_ref() != Some(&recorded.bytes) {
        replace_file(&path, &recorded.bytes).map_err(Failure::file("write", &path))?;
    }
    let (added, changed, same) = (recorded.added, recorded.changed, recorded.same);
    printer.text(|to| {
        writeln!(to, "`{}`: {added} sessions added, {changed} changed, {same} there already", path.display())
    })?;
    printer.json(|| json!({ "week": input.week.to_string(), "added": added, "changed": changed, "same": same }))?;
    Ok(Exit::Done)
}

/// The week that is given, else that of the rota.
fn week(arguments: &Record) -> Result<Week, Failure> {
    if let Some(week) = arguments.week {
        return Ok(week);
    }
    let found = week_of_rota(&arguments.rota).map_err(Failure::file("read", &arguments.rota))?;
    found.ok_or_else(|| Failure::NotRecorded(vec!["the rota has no session with a date".to_owned()]))
}

/// The folder, held until dropped: who records at the same time waits, so that neither loses what the other adds. Where a
/// folder cannot be held, nobody waits.
fn alone_in(folder: &Path) -> Result<Option<File>, Failure> {
    let Ok(handle) = File::open(folder) else { return Ok(None) };
    match handle.lock() {
        Ok(()) => Ok(Some(handle)),
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(Failure::file("lock", folder)(error)),
    }
}

fn bytes_of(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file("read", path)(error)),
    }
}

/// What is said of single sessions, in the order in which it is looked at.
fn exceptions(arguments: &Record) -> [(RecordStatus, &[Occurrence]); 3] {
    [
        (RecordStatus::Held, &arguments.held),
        (RecordStatus::Missed, &arguments.missed),
        (RecordStatus::Cancelled, &arguments.cancelled),
    ]
}

/// Every exception that the rota does not have, and every session with two of them.
fn strangers(problem: &Problem, sessions: &[Session], arguments: &Record) -> Vec<String> {
    let mut found = Vec::new();
    for occurrence in exceptions(arguments).into_iter().flat_map(|(_, of_status)| of_status) {
        if !sessions.iter().any(|session| is_meant(problem, session, occurrence)) {
            let date = occurrence.date.map(|date| format!(" on {date}")).unwrap_or_default();
            found.push(format!("the rota has no session of `{}`{date}", visible(&occurrence.request)));
        }
    }
    for session in sessions {
        let statuses = exceptions(arguments).into_iter().filter(|(_, listed)| names(problem, session, listed)).count();
        if statuses > 1 {
            let (code, date) = (&problem[session.request].code, problem.week().date(session.day));
            found.push(format!("`{}` on {date} cannot have become {statuses} things", visible(code)));
        }
    }
    found
}

fn names(problem: &Problem, session: &Session, listed: &[Occurrence]) -> bool {
    listed.iter().any(|occurrence| is_meant(problem, session, occurrence))
}

fn is_meant(problem: &Problem, session: &Session, occurrence: &Occurrence) -> bool {
    let date = problem.week().date(session.day);
    problem[session.request].code == occurrence.request && occurrence.date.is_none_or(|meant| meant == date)
}

fn row(problem: &Problem, session: &Session, arguments: &Record) -> HistoryRow {
    let exception = exceptions(arguments).into_iter().find(|(_, listed)| names(problem, session, listed));
    let status = exception.map_or(arguments.status, |(status, _)| status);
    let workers: Vec<&str> = session.workers.iter().map(|&worker| problem[worker].code.as_str()).collect();
    HistoryRow {
        request: problem[session.request].code.clone(),
        date: problem.week().date(session.day).to_string(),
        start: session.start.clock().to_string(),
        venue: site_code(problem, session.site).to_owned(),
        workers: workers.join(";"),
        status: status.word(),
    }
}
