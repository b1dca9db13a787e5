//! `kintime diff`: what lies between two rotas of a week.

use std::fs;

use expect_test::expect;
use predicates::prelude::*;

use super::county::County;
use super::program::kintime;

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason";

/// The county with two rotas of these rows beside its folder.
fn with_rotas(before: &[&str], after: &[&str]) -> County {
    let county = County::new();
    for (name, rows) in [("a.csv", before), ("b.csv", after)] {
        fs::write(county.root().join(name), format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    }
    county
}

const MONDAY: &str = "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,";
const WEDNESDAY: &str = "Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,";
const UNPLACED: &str = "Q2,1,unplaced,,,,,,,too_costly";

#[test]
fn sessions_people_and_costs_are_compared() {
    let thursday = "Q1,2,planned,2026-12-03,10:00,11:30,V1,V1-R2,W2,";
    let new = "Q2,1,planned,2026-12-02,16:30,17:30,V1,V1-R1,W1,";
    let county = with_rotas(&[MONDAY, WEDNESDAY, UNPLACED], &[MONDAY, new, thursday]);
    let said = kintime(&county, "diff").args(["a.csv", "b.csv"]).assert().code(0).get_output().stdout.clone();
    expect![[r#"
        planned: 2 before, 3 after, of 3 sessions due
        changes: 2
          `Q1` moved, other worker: 2026-12-02 10:00-11:30 V1 V1-R1 W1 -> 2026-12-03 10:00-11:30 V1 V1-R2 W2
          `Q2` new: not planned -> 2026-12-02 16:30-17:30 V1 V1-R1 W1
        affected: 2 families (2 requests, 4 people), 2 workers

        cost                  before       after  difference
        total                   2120         814       -1306
        unplaced                2000           0       -2000
        extra_workers              0         120        +120
        child_travel              36         207        +171
        adult_travel              84         131         +47
        worker_travel              0         116        +116
        changes                    0         240        +240
    "#]]
    .assert_eq(&String::from_utf8(said).unwrap());
}

#[test]
fn a_rota_is_no_change_to_itself() {
    let county = with_rotas(&[MONDAY, WEDNESDAY, UNPLACED], &[MONDAY, WEDNESDAY, UNPLACED]);
    let said = kintime(&county, "diff").args(["a.csv", "b.csv", "--json"]).assert().code(0).get_output().stdout.clone();
    let said: serde_json::Value = serde_json::from_slice(&said).unwrap();
    assert_eq!(said["changes"], serde_json::json!([]));
    assert_eq!(said["affected"], serde_json::json!({"families": 0, "requests": 0, "people": 0, "workers": 0}));
    assert_eq!(said["objective"], serde_json::json!([2120, 2120]));
    assert_eq!(said["terms"][1]["changes"], 0);
}

#[test]
fn a_rota_that_breaks_rules_is_compared_with_a_warning_and_an_unreadable_one_refused() {
    let two_rooms = "Q2,1,planned,2026-11-30,10:00,11:00,V1,V1-R1,W2,";
    let county = with_rotas(&[MONDAY, WEDNESDAY, UNPLACED], &[two_rooms, MONDAY, WEDNESDAY]);
    let warned = predicate::str::contains("`b.csv` breaks rules");
    kintime(&county, "diff").args(["a.csv", "b.csv"]).assert().code(0).stderr(warned);
    let county = with_rotas(&[MONDAY], &["Q1,1,planned,2026-11-30,10:00,11:30,V9,V1-R1,W1,"]);
    kintime(&county, "diff").args(["a.csv", "b.csv"]).assert().code(2).stderr(predicate::str::contains("V9"));
}
