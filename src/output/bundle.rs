//! All files of one output folder, in the order in which they are put into place.

use std::io;

use super::calendars::{Calendars, Owner};
use super::changes::{
    ChangeList, FamilyChanges, VenueChanges, WorkerChanges, write_change_list_html, write_change_lists_csv,
    write_changes_csv,
};
use super::file_name::stems;
use super::files::OutputFile;
use super::lists::{
    has_events, has_work, write_door_list_csv, write_door_list_html, write_week_sheet_csv, write_week_sheet_html,
};
use super::manifest_json::{MANIFEST, Manifest, write_manifest_json};
use super::page::write_rota_html;
use super::part::Part;
use super::registers::{registers, write_register_csv, write_registers_html};
use super::rota_csv::write_rota_csv;
use super::score_json::write_score_json;
use super::slips::{CarerSlip, ParentSlip, ReferrerSlip, Slip, write_notify_csv, write_slip_html, write_slips_csv};
use super::summary::write_summary;
use super::view::WeekView;
use super::workbook::write_workbook;

/// What the calendars of the last run said, for the next one.
pub const CALENDAR_MEMORY: &str = "calendars/memory.json";

/// The rota and its summary, a score if it was planned, the parts that are wanted, and last the manifest that lists them.
/// `remembered` is the [`CALENDAR_MEMORY`] of the last run, which is kept even where no calendars are wanted.
///
/// # Errors
/// If a writer fails.
pub fn bundle(
    view: &WeekView<'_>,
    manifest: &Manifest,
    parts: &[Part],
    remembered: Option<Vec<u8>>,
) -> io::Result<Vec<OutputFile>> {
    let mut files = vec![file("rota.csv", |to| write_rota_csv(view, to))?];
    if !view.given {
        files.push(file("score.json", |to| write_score_json(view, to))?);
    }
    files.push(file("summary.txt", |to| write_summary(view, to))?);
    for part in Part::ALL.into_iter().filter(|part| parts.contains(part)) {
        files.extend(files_of(part, view, remembered.as_deref())?);
    }
    if let Some(bytes) = remembered.filter(|_| !parts.contains(&Part::Ics)) {
        files.push(OutputFile { name: CALENDAR_MEMORY.to_owned(), bytes });
    }
    let last = file(MANIFEST, |to| write_manifest_json(manifest, view.problem(), &files, to))?;
    files.push(last);
    Ok(files)
}

fn files_of(part: Part, view: &WeekView<'_>, remembered: Option<&[u8]>) -> io::Result<Vec<OutputFile>> {
    match part {
        Part::Lists => Ok([door_lists(view)?, week_sheets(view)?].concat()),
        Part::Rota => Ok(Vec::new()),
        Part::Html => Ok(vec![file("rota.html", |to| write_rota_html(view, to))?]),
        Part::Xlsx => Ok(vec![file("rota.xlsx", |to| write_workbook(view, to))?]),
        Part::Slips => slips(view),
        Part::Registers => registers_of(view),
        Part::Ics => calendars(view, remembered),
        Part::Changes => changes(view),
    }
}

fn door_lists(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    let problem = view.problem();
    let names = stems(problem.venues().map(|venue| problem[venue].code.as_str()));
    let mut files = Vec::new();
    for (venue, name) in problem.venues().zip(names).filter(|&(venue, _)| has_events(view, venue)) {
        files.push(file(&format!("venues/{name}.csv"), |to| write_door_list_csv(view, venue, to))?);
        files.push(file(&format!("venues/{name}.html"), |to| write_door_list_html(view, venue, to))?);
    }
    Ok(files)
}

fn week_sheets(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    let problem = view.problem();
    let names = stems(problem.workers().map(|worker| problem[worker].code.as_str()));
    let mut files = Vec::new();
    for (worker, name) in problem.workers().zip(names).filter(|&(worker, _)| has_work(view, worker)) {
        files.push(file(&format!("workers/{name}.csv"), |to| write_week_sheet_csv(view, worker, to))?);
        files.push(file(&format!("workers/{name}.html"), |to| write_week_sheet_html(view, worker, to))?);
    }
    Ok(files)
}

fn slips(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    let mut files = slips_for::<ReferrerSlip>(view, "referrers")?;
    files.extend(slips_for::<CarerSlip>(view, "carers")?);
    files.extend(slips_for::<ParentSlip>(view, "parents")?);
    files.push(file("notify.csv", |to| write_notify_csv(view, to))?);
    Ok(files)
}

/// The slips of one audience: a page each in a folder of its own, and one table of all.
fn slips_for<S: Slip>(view: &WeekView<'_>, audience: &str) -> io::Result<Vec<OutputFile>> {
    let slips = S::all(view);
    let keys: Vec<String> = slips.iter().map(Slip::key).collect();
    let mut files = vec![file(&format!("{audience}.csv"), |to| write_slips_csv(&slips, to))?];
    for (slip, name) in slips.iter().zip(stems(keys.iter().map(String::as_str))) {
        files.push(file(&format!("{audience}/{name}.html"), |to| write_slip_html(view, slip, to))?);
    }
    Ok(files)
}

fn registers_of(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    let registers = registers(view);
    let mut files = vec![file("registers.html", |to| write_registers_html(view, &registers, to))?];
    for register in &registers {
        files.push(file(&format!("registers/{}.csv", register.name), |to| write_register_csv(register, to))?);
    }
    Ok(files)
}

/// What became of the published rota; nothing where none was given.
fn changes(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    if view.problem().published().is_none() {
        return Ok(Vec::new());
    }
    let mut files = vec![file("changes.csv", |to| write_changes_csv(view, to))?];
    files.extend(change_lists::<FamilyChanges>(view, ("families", "family"))?);
    files.extend(change_lists::<WorkerChanges>(view, ("workers", "worker"))?);
    files.extend(change_lists::<VenueChanges>(view, ("venues", "venue"))?);
    Ok(files)
}

/// The changes for one audience: a table of all, and a page for each reader.
fn change_lists<L: ChangeList>(view: &WeekView<'_>, (all, one): (&str, &str)) -> io::Result<Vec<OutputFile>> {
    let lists = L::all(view);
    let keys: Vec<String> = lists.iter().map(ChangeList::key).collect();
    let mut files = vec![file(&format!("changes/{all}.csv"), |to| write_change_lists_csv(&lists, to))?];
    for (list, name) in lists.iter().zip(stems(keys.iter().map(String::as_str))) {
        files.push(file(&format!("changes/{one}-{name}.html"), |to| write_change_list_html(view, list, to))?);
    }
    Ok(files)
}

fn calendars(view: &WeekView<'_>, remembered: Option<&[u8]>) -> io::Result<Vec<OutputFile>> {
    let calendars = Calendars::new(view, remembered);
    let owners: Vec<&Owner> = calendars.owners().collect();
    let mut files = Vec::new();
    for kind in owners.chunk_by(|a, b| a.prefix() == b.prefix()) {
        let names = stems(kind.iter().map(|owner| owner.code()));
        for (owner, name) in kind.iter().zip(names) {
            let name = format!("calendars/{}{name}.ics", owner.prefix());
            files.push(file(&name, |to| calendars.write(owner, to))?);
        }
    }
    files.push(file(CALENDAR_MEMORY, |to| calendars.write_memory(to))?);
    Ok(files)
}

fn file(name: &str, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<OutputFile> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    Ok(OutputFile { name: name.to_owned(), bytes })
}
