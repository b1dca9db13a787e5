//! The same seed and limit of work give the same bytes of every file, whatever the number of threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kintime::domain::Week;
use kintime::generate::{Knobs, Recipe, Size};

use super::county::{County, WEEK};
use super::program::{files_below, read_json};
use crate::support::program::plan;

/// All that a run writes, by name: the manifest without the number of threads that it was asked for, the trace without
/// its seconds.
fn written(folder: &Path, work: u64, threads: &str) -> BTreeMap<String, String> {
    let here = tempfile::tempdir().unwrap();
    let (out, trace) = (here.path().join("out"), here.path().join("trace.csv"));
    plan(folder, &out, work, &["--seed", "7", "--threads", threads, "--trace", trace.to_str().unwrap()]);
    let readable = |bytes| String::from_utf8(bytes).unwrap_or_else(|other| other.as_bytes().escape_ascii().to_string());
    let text = |name: String| (name.clone(), readable(fs::read(out.join(name)).unwrap()));
    let mut files: BTreeMap<String, String> = files_below(&out).into_iter().map(text).collect();
    let mut manifest = read_json(&out.join("manifest.json"));
    let asked = manifest["options"].as_object_mut().unwrap().remove("threads");
    assert_eq!(asked.unwrap().to_string(), threads);
    files.insert("manifest.json".to_owned(), manifest.to_string());
    files.insert("trace.csv".to_owned(), without_seconds(&fs::read_to_string(trace).unwrap()));
    files
}

fn without_seconds(trace: &str) -> String {
    trace.lines().map(|row| row.split_once(',').unwrap().1).fold(String::new(), |rows, row| rows + row + "\n")
}

/// Plans on one, two and eight threads, and returns what each of them wrote.
fn planned_alike(folder: &Path, work: u64) -> BTreeMap<String, String> {
    let one = written(folder, work, "1");
    for threads in ["2", "8"] {
        let more = written(folder, work, threads);
        assert_eq!(one.keys().collect::<Vec<_>>(), more.keys().collect::<Vec<_>>(), "{threads} threads");
        for (name, text) in &one {
            assert_eq!(text, &more[name], "{name} on {threads} threads");
        }
    }
    one
}

#[test]
fn a_small_week_is_planned_alike_on_any_number_of_threads() {
    let county = County::new();
    let files = planned_alike(&county.folder(), 1_000);
    let rota = ["manifest.json", "rota.csv", "score.json", "summary.txt", "trace.csv"];
    let parts = ["rota.xlsx", "venues/V1.csv", "workers/W1.html", "parents/Q1-A1.html", "registers.html", "notify.csv"];
    let calendars = ["calendars/memory.json", "calendars/room-V1-R1.ics", "calendars/worker-W1.ics"];
    for name in rota.into_iter().chain(parts).chain(calendars) {
        assert!(files.contains_key(name), "{name} is not written");
    }
}

/// Rounds enough for search and bound to bring something each.
#[test]
fn a_week_of_a_team_is_planned_alike_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let week = Week::new(WEEK.parse().unwrap()).unwrap();
    let recipe = Recipe { size: Size::Team, week, seed: 1, knobs: Knobs::default() };
    for file in recipe.files().unwrap() {
        fs::write(folder.path().join(file.name), file.bytes).unwrap();
    }
    let files = planned_alike(folder.path(), 30_000);
    assert!(files["trace.csv"].contains(",search\n") && files["trace.csv"].contains(",bound\n"));
}
