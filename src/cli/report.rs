//! `kintime report`: writes the timetables, calendars, slips and registers of any rota, whoever made it. A rota that breaks
//! rules is reported with a warning; one that cannot be read whole is refused.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use super::arguments::Report;
use super::exit::Exit;
use super::failure::Failure;
use super::printer::Printer;
use super::reading::{Kind, read_for, read_whole_rota, refuse_input};
use super::sentences::violation_text;
use super::writing::{digests, outputs_recorded, write_outputs};
use crate::domain::{Cost, Problem, Reason, RequestId, Rota, Session};
use crate::input::RotaFile;
use crate::model::Model;
use crate::output::{FileDigest, Manifest, OutputFile, OutputFolder, WeekView};
use crate::rota::{PlannedWeek, Unplaced, unplaced};
use crate::rules::{Audit, audit};

/// Runs the verb.
pub(super) fn run(arguments: &Report, printer: &Printer) -> Result<Exit, Failure> {
    refuse_input(&arguments.input.folder, &arguments.out, Kind::Folder)?;
    refuse_rota(&arguments.rota, &arguments.out)?;
    let reading = read_for(&arguments.outputs, &arguments.input, &arguments.situation, printer)?;
    let problem = &reading.problem;
    let file = read_whole_rota(&arguments.rota, problem)?;
    let audit = audit(problem, &file.rota);
    let breaches = breaches(problem, &file, &audit);
    let planned = planned(problem, file, &audit);
    let view = WeekView::new(&planned).with_breaches(breaches);
    warn(&view, printer);
    let output = OutputFolder::open(&arguments.out).map_err(Failure::file("write to", &arguments.out))?;
    let options = outputs_recorded(&arguments.outputs, &arguments.situation);
    let mut inputs = digests(&reading.files);
    inputs.push(rota_digest(&arguments.rota)?);
    let manifest = Manifest { options, inputs };
    let files = write_outputs(&view, &manifest, &arguments.outputs, &output, &arguments.out)?;
    printer.text(|to| {
        let (planned, due) = (view.sessions_planned(), problem.sessions_due());
        writeln!(to, "week of {}: {planned} of {due} sessions planned", problem.week())?;
        writeln!(to, "wrote {} files to `{}`", files.len(), arguments.out.display())
    })?;
    printer.json(|| reported(&view, &files))?;
    Ok(Exit::Done)
}

/// Refuses to write into the folder that the rota lies in: its files would be replaced.
fn refuse_rota(rota: &Path, out: &Path) -> Result<(), Failure> {
    let folder = rota.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), out.canonicalize()) {
        (Ok(folder), Ok(place)) if folder == place => Err(Failure::IntoRota(out.to_owned())),
        _ => Ok(()),
    }
}

/// Everything that is wrong with a rota, one sentence each.
fn breaches(problem: &Problem, file: &RotaFile, audit: &Audit) -> Vec<String> {
    let form = file.form.iter().map(|form| form.defect.to_string());
    form.chain(audit.violations.iter().map(|violation| violation_text(problem, violation))).collect()
}

fn warn(view: &WeekView<'_>, printer: &Printer) {
    if !view.breaches.is_empty() {
        let breaches = view.breaches.len();
        printer.warning(format_args!("the rota breaks rules ({breaches} breaches): `kintime check` lists them"));
    }
}

/// The rota with its cost and a reason for each session left out: the file's own, else what the rest of the rota says.
fn planned<'a>(problem: &'a Problem, file: RotaFile, audit: &Audit) -> PlannedWeek<'a> {
    let missing = missing(problem, &file.rota);
    let mut given = file.unplaced;
    let mut found: Option<Vec<Unplaced>> = None;
    let mut reason = |request: RequestId| {
        let at = given.iter().position(|&(other, reason)| other == request && reason.is_some());
        at.and_then(|at| given.swap_remove(at).1).unwrap_or_else(|| {
            let found = found.get_or_insert_with(|| unplaced(&Model::new(problem), &sane(&file.rota, audit)));
            let of_request = found.iter().find(|unplaced| unplaced.request == request);
            of_request.map_or(Reason::TooCostly, |unplaced| unplaced.reason)
        })
    };
    let unplaced = missing.into_iter().map(|request| Unplaced::new(request, reason(request))).collect();
    PlannedWeek { problem, rota: file.rota, unplaced, cost: audit.cost, bound: Cost::ZERO }
}

/// The request of each session that is due and not in the rota.
fn missing(problem: &Problem, rota: &Rota) -> Vec<RequestId> {
    let mut left: Vec<u32> = problem.requests().map(|request| problem.due(request)).collect();
    for session in &rota.sessions {
        let due = &mut left[session.request.index()];
        *due = due.saturating_sub(1);
    }
    problem.requests().flat_map(|request| (0..left[request.index()]).map(move |_| request)).collect()
}

/// The rota without the sessions that break rules: what is left can be reasoned about.
fn sane(rota: &Rota, audit: &Audit) -> Rota {
    let keeps = |session: &&Session| !audit.violations.iter().any(|violation| violation.sessions.contains(session));
    Rota { sessions: rota.sessions.iter().filter(keeps).cloned().collect() }
}

/// The rota is an input too.
fn rota_digest(rota: &Path) -> Result<FileDigest, Failure> {
    let bytes = std::fs::read(rota).map_err(Failure::file("read", rota))?;
    Ok(FileDigest::new(rota.file_name().map_or("rota.csv".into(), |name| name.to_string_lossy()).into(), &bytes))
}

fn reported(view: &WeekView<'_>, files: &[OutputFile]) -> Value {
    json!({
        "week": view.problem().week().to_string(),
        "sessions_due": view.problem().sessions_due(),
        "sessions_planned": view.sessions_planned(),
        "breaches": view.breaches,
        "files": files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
    })
}
