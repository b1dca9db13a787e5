//! Every public instance is planned, the independent checker accepts the rota, and no result contradicts what is proven
//! elsewhere; most reach the best value known and prove it.

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

/// The best value known is reached and proven, with no more than so much work.
fn proves(instance: &str, work: u64) {
    let folder = shared::folder().join("benchmarks").join(instance);
    let score = score(&folder, work);
    assert_eq!(score["objective"], best_known(&folder), "{instance} after {work} steps");
    assert_eq!(score["status"], "optimal", "{instance} after {work} steps");
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
fn small_home_visits_are_proven_optimal() {
    for instance in ["uhhc/A1", "uhhc/A2", "uhhc/A3", "uhhc/A4", "uhhc/A5"] {
        proves(instance, 20_000);
    }
}

/// On B3 the days of workers alone leave a gap of 5 %.
#[test]
fn home_visits_are_proven_optimal_across_a_gap() {
    for instance in ["uhhc/B1", "uhhc/B2", "uhhc/B3"] {
        proves(instance, 100_000);
    }
}

#[test]
fn personnel_tasks_are_proven_optimal() {
    for instance in ["data_1_23_40_66", "data_25_120_200_33", "data_30_25_219_66", "data_66_348_600_33"] {
        proves(&format!("smptsp/{instance}"), 100_000);
    }
}

#[test]
fn course_timetables_place_every_lecture() {
    for instance in ["comp01", "comp05", "comp07"] {
        proves(&format!("cbctt/{instance}"), 50_000);
    }
}
