//! Every planning folder in `data/` is what its SOURCE.md says: without errors, with no warning but those named there,
//! and planned to a rota that the independent checker accepts, the same bytes on one thread and on two.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kintime::domain::Week;
use kintime::input::{Against, Defect, read_folder};
use tempfile::TempDir;

use crate::shared::subfolders;
use crate::support::program::{WEEK, accepted, plan};

/// One round of search: enough to run every part of the program.
const LITTLE: u64 = 1_000;

/// The planning folders.
fn folders() -> Vec<PathBuf> {
    let data = subfolders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"));
    let folders: Vec<PathBuf> = data.into_iter().filter(|folder| folder.join("requests.csv").exists()).collect();
    assert!(folders.len() >= 3, "{folders:?}");
    folders
}

/// Where the data come from, and what is deliberate in them.
fn source(folder: &Path) -> String {
    let path = folder.join("SOURCE.md");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder planned with little work.
fn planned(folder: &Path, further: &[&str]) -> TempDir {
    let out = tempfile::tempdir().unwrap();
    plan(folder, out.path(), LITTLE, further);
    out
}

#[test]
fn has_no_errors_and_no_warning_that_its_source_does_not_name() {
    for folder in folders() {
        let week = Week::new(WEEK.parse().unwrap()).unwrap();
        let reading = read_folder(&folder, week, &Against::default());
        let warnings = reading.unwrap_or_else(|defects| panic!("{}: {:#?}", folder.display(), defects.0)).warnings;
        let source = source(&folder);
        let surprise = warnings.iter().find(|warning| !source.contains(&declaration(&folder, warning)));
        assert_eq!(surprise, None, "{}: SOURCE.md does not name it", folder.display());
    }
}

/// The words by which SOURCE.md owns up to a warning: the id that it is about, or the reviews that are due as a whole.
fn declaration(folder: &Path, warning: &Defect) -> String {
    let mark = &warning.mark;
    match (warning.code, &*mark.file) {
        ("ending-soon", _) => "end within two weeks".to_owned(),
        (_, "requests.csv") => {
            let text = fs::read_to_string(folder.join("requests.csv")).unwrap();
            let row = text.lines().nth(mark.line - 1).unwrap();
            format!("| {} |", row.split(',').next().unwrap())
        }
        _ => format!("| {} |", mark.text),
    }
}

#[test]
fn is_planned_alike_on_one_thread_and_on_two() {
    for folder in folders() {
        let [one, two] = ["1", "2"].map(|threads| planned(&folder, &["--threads", threads]));
        for file in ["rota.csv", "score.json"] {
            let read = |out: &TempDir| fs::read_to_string(out.path().join(file)).unwrap();
            assert_eq!(read(&one), read(&two), "{file} of {}", folder.display());
        }
        accepted(&folder, WEEK, two.path(), &[]);
    }
}

#[test]
fn leaves_unplaced_what_its_source_says_with_the_reason_that_it_gives() {
    for folder in folders() {
        let out = planned(&folder, &[]);
        let rota = fs::read_to_string(out.path().join("rota.csv")).unwrap();
        let source = source(&folder);
        let promised = promises(&source);
        assert!(!promised.is_empty(), "{}", folder.display());
        for (request, reason) in promised {
            let unplaced = |row: &str| row.starts_with(&format!("{request},")) && row.ends_with(&format!(",{reason}"));
            assert!(rota.lines().any(unplaced), "{request} is not `{reason}` in {}", folder.display());
        }
    }
}

/// The requests that a table of SOURCE.md calls impossible, each with its reason.
fn promises(source: &str) -> BTreeSet<(&str, &str)> {
    let rows = source.lines().filter(|line| line.starts_with("| R"));
    rows.filter_map(|row| {
        let reason = ["over_level", "no_time", "no_site", "no_worker"];
        let reason = reason.into_iter().find(|reason| row.contains(&format!("`{reason}`")))?;
        Some((row.split('|').nth(1)?.trim(), reason))
    })
    .collect()
}
