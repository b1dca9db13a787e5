//! Repairs of the example weeks after disruptions by chance: nothing frozen moves and the independent checker accepts each, on a
//! copy of the folder whose files say what the options said.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::program::{WEEK, accepted, plan};
use crate::support::random::Random;

/// One round of search: enough to run every part of the program.
const LITTLE: u64 = 1_000;
/// Disruptions of each week.
const TIMES: u64 = 3;

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// A copy of a planning folder with another row of `availability.csv`.
fn with_absence(folder: &Path, row: &str) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    let file = copy.path().join("availability.csv");
    let old = fs::read_to_string(&file).unwrap_or_else(|_| "kind,id,from,to,note\n".to_owned());
    let blank = old.lines().next().unwrap().split(',').count() - 4;
    fs::write(&file, format!("{}\n{row}{}\n", old.trim_end(), ",".repeat(blank))).unwrap();
    copy
}

/// The planned rows of a rota, each as its cells.
fn planned(out: &Path) -> Vec<Vec<String>> {
    let rota = fs::read_to_string(out.join("rota.csv")).unwrap();
    let rows = rota.lines().filter(|row| row.contains(",planned,"));
    rows.map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

/// Something that a random session of the rota needs, with its option and its kind.
fn disruption(random: &mut Random, rows: &[Vec<String>]) -> (&'static str, &'static str, String, String) {
    let staffed: Vec<&Vec<String>> = rows.iter().filter(|row| !row[7].is_empty() && !row[8].is_empty()).collect();
    let row = staffed[random.below(staffed.len())];
    let worker = row[8].split(';').next().unwrap();
    let (option, kind, id) = match random.below(4) {
        0 | 1 => ("--worker-away", "worker", worker),
        2 => ("--room-closed", "room", row[7].as_str()),
        _ => ("--cancel", "request", row[0].as_str()),
    };
    (option, kind, id.to_owned(), row[3].clone())
}

#[test]
fn random_disruptions_are_repaired_within_the_rules() {
    for name in ["first-week", "hertfordshire"] {
        let told = tempfile::tempdir().unwrap();
        plan(&data(name), told.path(), LITTLE, &["--only", "rota"]);
        let rota = told.path().join("rota.csv");
        for seed in 0..TIMES {
            let (option, kind, id, date) = disruption(&mut Random::new(seed), &planned(told.path()));
            let now = format!("{date} 08:30");
            let situation = ["--published", rota.to_str().unwrap(), "--now", &now];
            let out = tempfile::tempdir().unwrap();
            let absence = format!("{id}@{date}");
            plan(&data(name), out.path(), LITTLE, &[&situation[..], &[option, &absence, "--only", "changes"]].concat());
            let copy = with_absence(&data(name), &format!("{kind},{id},{date},{date}"));
            accepted(copy.path(), WEEK, out.path(), &situation);
            assert!(out.path().join("changes.csv").exists(), "{name}: {option} {absence}");
        }
    }
}
