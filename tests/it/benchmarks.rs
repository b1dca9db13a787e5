//! Every public instance is planned, the independent checker accepts the rota, and no result contradicts what is proven
//! elsewhere; the small ones reach the best value known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;

use serde_json::Value;

use crate::shared;
use crate::support::program::{WEEK, accepted, plan, read_json};

/// One round of search: enough to run every part of the program.
const LITTLE: u64 = 1_000;

/// The score of an instance after so much work, judged by the checker and by what is known of the instance.
fn score(folder: &Path, work: u64) -> Value {
    let out = tempfile::tempdir().unwrap();
    plan(folder, out.path(), work, &[]);
    accepted(folder, WEEK, out.path(), &[]);
    let score = read_json(&out.path().join("score.json"));
    let best = best_known(folder);
    let (objective, bound) = (score["objective"].as_i64().unwrap(), score["bound"].as_i64().unwrap());
    assert!(bound <= best && best <= objective, "{}: {bound} to {objective}, best {best}", folder.display());
    score
}

/// The objective of the best rota there is: every instance is proven.
fn best_known(folder: &Path) -> i64 {
    let expected = read_json(&folder.join("EXPECTED.json"));
    assert_eq!(expected["proved"], true, "{}", folder.display());
    expected["best_known"].as_i64().unwrap()
}

fn every_instance_of(family: &str, instances: usize) {
    let folders = shared::subfolders(&shared::folder().join("benchmarks").join(family));
    assert_eq!(folders.len(), instances);
    for folder in folders {
        score(&folder, LITTLE);
    }
}

fn reaches(instance: &str, work: u64) {
    let folder = shared::folder().join("benchmarks").join(instance);
    assert_eq!(score(&folder, work)["objective"], best_known(&folder), "{instance} after {work} steps");
}

#[test]
fn home_visits_are_planned() {
    every_instance_of("uhhc", 10);
}

#[test]
fn personnel_tasks_are_planned() {
    every_instance_of("smptsp", 8);
}

#[test]
fn course_timetables_are_planned() {
    every_instance_of("cbctt", 8);
}

#[test]
fn small_home_visits_reach_the_optimum() {
    for instance in ["uhhc/A1", "uhhc/A2", "uhhc/A3", "uhhc/A4", "uhhc/A5"] {
        reaches(instance, 20_000);
    }
}

#[test]
fn a_small_personnel_task_reaches_the_optimum() {
    reaches("smptsp/data_1_23_40_66", 1_000);
}

#[test]
fn a_course_timetable_places_every_lecture() {
    reaches("cbctt/comp01", 1_000);
}
