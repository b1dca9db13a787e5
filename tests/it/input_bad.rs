//! Every folder of `tests/bad` has exactly the defect that it is named after, reported word for word as in its
//! `report.txt`. Its files replace those of `tests/bad/_base`; `NAME.absent` takes the file away. What follows a dot in
//! the name of a folder only tells variants apart.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use kintime::domain::Week;
use kintime::input::{Against, Defect, Severity, read_folder, report};
use miette::{GraphicalReportHandler, GraphicalTheme};

use crate::shared;

/// What is reported for a folder in the week from 30 November 2026.
pub(crate) fn defects(folder: &Path) -> Vec<Defect> {
    let week = Week::new("2026-11-30".parse().unwrap()).unwrap();
    match read_folder(folder, week, &Against::default()) {
        Ok(reading) => reading.warnings,
        Err(defects) => defects.0,
    }
}

/// A folder of its own with the files of `tests/bad/_base`.
pub(crate) fn base_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    lay(&root().join("_base"), folder.path());
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

fn lay(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        match name.strip_suffix(".absent") {
            Some(absent) => fs::remove_file(to.join(absent)).unwrap(),
            None => drop(fs::copy(&path, to.join(name)).unwrap()),
        }
    }
}

fn written(defects: &[Defect]) -> String {
    report(defects, &GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100))
}

#[test]
fn the_base_has_no_defect() {
    assert_eq!(defects(&root().join("_base")), []);
}

#[test]
fn every_bad_folder_has_its_defect_and_no_other() {
    let folders = shared::subfolders(&root());
    assert!(folders.len() > 100);
    let mut wrong = Vec::new();
    for bad in folders.iter().filter(|path| !path.ends_with("_base")) {
        let folder = base_folder();
        lay(bad, folder.path());
        let defects = defects(folder.path());
        let name = bad.file_name().unwrap().to_str().unwrap();
        let codes: Vec<&str> = defects.iter().map(|defect| defect.code).collect();
        if codes == [name.split('.').next().unwrap()] {
            expect_file![bad.join("report.txt")].assert_eq(&written(&defects));
        } else {
            wrong.push(format!("{name}: {codes:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn only_the_warnings_of_the_manual_are_warnings() {
    let mut codes: Vec<&str> = Vec::new();
    for bad in shared::subfolders(&root()) {
        let folder = base_folder();
        lay(&bad, folder.path());
        codes.extend(defects(folder.path()).iter().filter(|d| d.severity == Severity::Warning).map(|d| d.code));
    }
    codes.sort_unstable();
    codes.dedup();
    let expected = ["ending-soon", "gone-from-input", "long-booking", "missing-cells", "over-level", "short-rest"];
    assert_eq!(codes[..6], expected);
    assert_eq!(codes[6..], ["teenager", "unknown-column"]);
}

#[test]
fn defects_of_all_files_are_reported_in_one_run() {
    let folder = base_folder();
    for (name, old, new) in [
        ("venues.csv", "NG24 1", "Newark"),
        ("people.csv", "2020-05-17", "17 May"),
        ("requests.csv", "2/week", "twice"),
        ("duties.csv", "14:00,15:00", "10:30,11:30"),
        ("history.csv", "held", "hold"),
        ("travel.csv", "35", "-1"),
        ("service.toml", "grid_minutes", "grid"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen(old, new, 1)).unwrap();
    }
    let codes: Vec<&str> = defects(folder.path()).iter().map(|defect| defect.code).collect();
    assert_eq!(
        codes,
        ["unknown-key", "bad-postcode", "bad-date", "bad-frequency", "unknown-word", "out-of-range"],
        "the duties wait for the settings they are judged by"
    );
}

#[test]
fn a_report_shows_no_other_cell_of_a_row() {
    let folder = base_folder();
    let path = folder.path().join("people.csv");
    let text = "person,name,kind,born,postcode\nkim,Secret Name,child,2020-13-01,NG7 1AA\npat,,adult,,\n";
    fs::write(&path, text).unwrap();
    let shown = written(&defects(folder.path()));
    assert!(shown.contains("2020-13-01") && shown.contains("people.csv:2:23"), "{shown}");
    assert!(!shown.contains("Secret") && !shown.contains("NG7"), "{shown}");
}

#[test]
fn many_defects_are_counted_and_not_all_shown() {
    let folder = base_folder();
    let rows: String = (0..2000).map(|row| format!("pat,nobody-{row},30\n")).collect();
    fs::write(folder.path().join("keep_apart.csv"), format!("person_a,person_b,minutes\n{rows}")).unwrap();
    let defects = defects(folder.path());
    assert_eq!((defects.len(), defects[500].code), (501, "more-defects"));
    assert!(defects[500].problem.starts_with("1500 more"));
    assert_eq!(written(&defects).matches("unknown-id").count(), 50);
}
