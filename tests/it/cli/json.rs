//! `--json`: one object on standard output, whatever the verb and however it ends.

use serde_json::Value;

use super::county::County;
use super::program::{files_below, kintime, plan, read_json};

fn printed(command: &mut assert_cmd::Command, code: i32) -> Value {
    let output = command.assert().code(code).get_output().stdout.clone();
    serde_json::from_slice(&output).expect("one JSON object on standard output")
}

#[test]
fn plan_prints_score_reasons_and_files() {
    let county = County::new().with_impossible_court_order();
    let said = printed(plan(&county).arg("--json"), 0);
    assert_eq!(said["score"], read_json(&county.out().join("score.json")));
    let impossible = said["unplaced"].as_array().unwrap().iter().find(|unplaced| unplaced["request"] == "Q1").unwrap();
    assert_eq!(impossible["class"], "court");
    assert_eq!(said["files"].as_array().unwrap().len(), files_below(&county.out()).len());
}

#[test]
fn plan_prints_the_defects_of_its_input() {
    let county = County::new().and_line("rooms.csv", "V9-R1,V9,4,");
    let said = printed(plan(&county).arg("--json"), 2);
    assert_eq!(said["valid"], false);
    let defect = said["defects"].as_array().unwrap().iter().find(|defect| defect["severity"] == "error").unwrap();
    assert_eq!((&defect["file"], &defect["line"], &defect["name"]), (&"rooms.csv".into(), &5.into(), &"venue".into()));
}

#[test]
fn validate_prints_whether_the_folder_is_valid() {
    let county = County::new();
    let said = printed(kintime(&county, "validate").arg("--json"), 0);
    assert_eq!((&said["valid"], &said["sessions_due"]), (&true.into(), &3.into()));
}

#[test]
fn check_prints_breaches_and_cost() {
    let county = County::new();
    plan(&county).assert().code(0);
    let said = printed(kintime(&county, "check").args(["out/rota.csv", "--json"]), 0);
    let score = read_json(&county.out().join("score.json"));
    assert_eq!((&said["feasible"], &said["violations"]), (&true.into(), &Value::Array(Vec::new())));
    assert_eq!((&said["objective"], &said["terms"]), (&score["objective"], &score["terms"]));
}

#[test]
fn the_gap_has_six_decimals() {
    let county = County::new();
    let output = plan(&county).arg("--json").assert().code(0).get_output().stdout.clone();
    let text = String::from_utf8(output).unwrap();
    let gap = text.lines().find_map(|line| line.trim().strip_prefix("\"gap\": ")).expect("a gap").trim_end_matches(',');
    assert_eq!(gap.split_once('.').map(|(_, decimals)| decimals.len()), Some(6), "{gap}");
}
