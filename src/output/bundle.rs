//! All files of one output folder, in the order in which they are put into place.

use std::io;

use super::file_name::stems;
use super::files::OutputFile;
use super::manifest_json::{MANIFEST, Manifest, write_manifest_json};
use super::rota_csv::write_rota_csv;
use super::score_json::write_score_json;
use super::summary::write_summary;
use super::venue_timetable::{has_events, write_venue_timetable};
use super::view::WeekView;
use super::worker_timetable::{has_work, write_worker_timetable};

/// The rota, its score and summary, a timetable for each venue and worker with anything in it, and last the manifest
/// that lists them.
///
/// # Errors
/// If a writer fails.
pub fn bundle(view: &WeekView<'_>, manifest: &Manifest) -> io::Result<Vec<OutputFile>> {
    let mut files = vec![
        file("rota.csv".to_owned(), |to| write_rota_csv(view, to))?,
        file("score.json".to_owned(), |to| write_score_json(view, to))?,
        file("summary.txt".to_owned(), |to| write_summary(view, to))?,
    ];
    files.extend(venue_timetables(view)?);
    files.extend(worker_timetables(view)?);
    let last = file(MANIFEST.to_owned(), |to| write_manifest_json(manifest, view.problem(), &files, to))?;
    files.push(last);
    Ok(files)
}

fn venue_timetables(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    let problem = view.problem();
    let names = stems(problem.venues().map(|venue| problem[venue].code.as_str()));
    let written = problem.venues().zip(names).filter(|&(venue, _)| has_events(view, venue));
    written
        .map(|(venue, name)| file(format!("venues/{name}.csv"), |to| write_venue_timetable(view, venue, to)))
        .collect()
}

fn worker_timetables(view: &WeekView<'_>) -> io::Result<Vec<OutputFile>> {
    let problem = view.problem();
    let names = stems(problem.workers().map(|worker| problem[worker].code.as_str()));
    let written = problem.workers().zip(names).filter(|&(worker, _)| has_work(view, worker));
    written
        .map(|(worker, name)| file(format!("workers/{name}.csv"), |to| write_worker_timetable(view, worker, to)))
        .collect()
}

fn file(name: String, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<OutputFile> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    Ok(OutputFile { name, bytes })
}
