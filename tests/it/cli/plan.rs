//! `kintime plan`: what it writes, how it ends, what it refuses.

use std::fs;

use predicates::prelude::*;

use super::county::County;
use super::program::{assert_accepted, assert_whole, files_below, kintime, plan, read_json, sha256};

#[test]
fn a_plan_is_accepted_by_the_independent_checker_and_its_counts_add_up() {
    let county = County::new();
    plan(&county).assert().code(0);
    let checked = assert_accepted(&county, &county.out(), &[]);
    assert_whole(&county.out());
    let score = read_json(&county.out().join("score.json"));
    let unplaced: u64 = score["unplaced"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(score["sessions_due"], 3);
    assert_eq!(score["sessions_planned"].as_u64().unwrap() + unplaced, 3);
    assert_eq!(checked["planned"], score["sessions_planned"]);
}

#[test]
fn the_manifest_names_input_options_and_output() {
    let county = County::new();
    kintime(&county, "plan").args(["--out", "out", "--work-limit", "1000", "--seed", "9"]).assert().code(0);
    let manifest = read_json(&county.out().join("manifest.json"));
    assert_eq!(manifest["week"], "2026-11-30");
    assert_eq!(manifest["options"]["seed"], 9);
    assert_eq!(manifest["options"]["work_limit"], 1000);
    assert_eq!(manifest["sizes"]["sessions_due"], 3);
    let inputs = manifest["inputs"].as_array().unwrap();
    let requests = inputs.iter().find(|input| input["file"] == "requests.csv").expect("requests.csv is listed");
    assert_eq!(requests["sha256"], sha256(&fs::read(county.folder().join("requests.csv")).unwrap()));
    let outputs: Vec<&str> =
        manifest["outputs"].as_array().unwrap().iter().map(|output| output["file"].as_str().unwrap()).collect();
    let mut written = files_below(&county.out());
    written.retain(|name| name != "manifest.json");
    assert_eq!(written.len(), outputs.len());
    assert!(written.iter().all(|name| outputs.contains(&name.as_str())));
}

#[test]
fn a_folder_with_errors_ends_in_2_and_writes_nothing() {
    let county = County::new().and_line("rooms.csv", "V9-R1,V9,4,");
    plan(&county).assert().code(2).stderr(predicate::str::contains("V9"));
    assert!(!county.out().exists());
}

#[test]
fn a_missing_folder_ends_in_2() {
    let county = County::new();
    fs::remove_dir_all(county.folder()).unwrap();
    plan(&county).assert().code(2).stderr(predicate::str::contains("county"));
}

#[test]
fn strict_ends_in_3_when_a_court_ordered_session_is_unplaced_and_the_rota_is_written() {
    let county = County::new().with_impossible_court_order();
    plan(&county).arg("--strict").assert().code(3).stderr(predicate::str::contains("court-ordered"));
    assert_accepted(&county, &county.out(), &[]);
    assert!(fs::read_to_string(county.out().join("rota.csv")).unwrap().contains("Q1,1,unplaced"));
    plan(&county).assert().code(0);
}

#[test]
fn strict_does_not_mind_other_sessions() {
    let requests = "request,children,adults,frequency,minutes,status,skills\nQ1,C1,A1,1/week,60,care_order,juggling\n";
    let county = County::new().with("requests.csv", requests);
    plan(&county).arg("--strict").assert().code(0);
}

#[test]
fn the_planning_folder_is_no_place_for_output() {
    let county = County::new();
    let before = files_below(&county.folder());
    for out in ["county", "county/", "./county/../county"] {
        kintime(&county, "plan")
            .args(["--out", out])
            .assert()
            .code(2)
            .stderr(predicate::str::contains("planning folder"));
    }
    for trace in ["county/requests.csv", "county/trace.csv"] {
        plan(&county).args(["--trace", trace]).assert().code(2).stderr(predicate::str::contains("planning folder"));
    }
    assert_eq!(files_below(&county.folder()), before);
}

#[test]
fn output_may_lie_in_a_folder_of_the_planning_folder() {
    let county = County::new();
    kintime(&county, "plan").args(["--out", "county/out", "--work-limit", "1000"]).assert().code(0);
    assert_whole(&county.folder().join("out"));
}

#[test]
fn a_file_in_place_of_the_output_folder_ends_in_1_and_stays() {
    let county = County::new();
    fs::write(county.out(), "mine").unwrap();
    plan(&county).assert().code(1).stderr(predicate::str::contains("out").and(predicate::str::contains("hint: ")));
    assert_eq!(fs::read_to_string(county.out()).unwrap(), "mine");
}

#[test]
fn files_of_others_in_the_output_folder_stay() {
    let county = County::new();
    fs::create_dir(county.out()).unwrap();
    fs::write(county.out().join("notes.txt"), "mine").unwrap();
    plan(&county).assert().code(0);
    plan(&county).assert().code(0);
    assert_eq!(fs::read_to_string(county.out().join("notes.txt")).unwrap(), "mine");
    assert_whole(&county.out());
}

#[test]
fn a_trace_is_a_table_of_two_curves_that_end_at_the_score() {
    let county = County::new();
    plan(&county).args(["--trace", "trace.csv"]).assert().code(0);
    let trace = fs::read_to_string(county.root().join("trace.csv")).unwrap();
    let rows: Vec<Vec<&str>> = trace.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0], ["seconds", "work", "objective", "bound", "found_by"]);
    assert_eq!(rows[1][4], "construct");
    let curve = |column: usize| rows[1..].iter().map(|row| row[column].parse::<f64>().unwrap()).collect::<Vec<_>>();
    assert!(curve(0).is_sorted() && curve(1).is_sorted() && curve(3).is_sorted(), "{trace}");
    assert!(curve(2).is_sorted_by(|before, after| before >= after), "{trace}");
    let score = read_json(&county.out().join("score.json"));
    let last = |column: usize| curve(column).last().copied();
    assert_eq!((last(2), last(3)), (score["objective"].as_f64(), score["bound"].as_f64()));
}

#[test]
fn a_trace_replaces_an_older_one_as_a_whole() {
    let county = County::new();
    fs::write(county.root().join("trace.csv"), "old\n".repeat(10_000)).unwrap();
    plan(&county).args(["--trace", "trace.csv"]).assert().code(0);
    let trace = fs::read_to_string(county.root().join("trace.csv")).unwrap();
    assert!(trace.starts_with("seconds,") && !trace.contains("old"), "{trace}");
    assert_eq!(files_below(county.root()).iter().filter(|name| name.starts_with('.')).count(), 0);
}

#[test]
fn a_plan_against_its_own_rota_changes_nothing_that_costs() {
    let county = County::new();
    plan(&county).assert().code(0);
    plan(&county).args(["--published", "out/rota.csv"]).assert().code(0);
    let rota = county.out().join("rota.csv");
    assert_accepted(&county, &county.out(), &["--published", rota.to_str().unwrap()]);
    assert_eq!(read_json(&county.out().join("score.json"))["terms"]["changes"], 0);
}

#[test]
fn a_week_that_begins_on_another_day_names_the_nearest_mondays() {
    let county = County::new();
    let mut command =
        assert_cmd::Command::from_std(std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime")));
    command.current_dir(county.root()).args(["plan", "county", "--out", "out", "--week", "2026-12-02"]);
    let mondays = predicate::str::contains("`2026-11-30` and `2026-12-07`");
    command.assert().code(2).stderr(predicate::str::contains("Wednesday").and(mondays));
}

#[cfg(unix)]
#[test]
fn all_that_is_written_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let county = County::new();
    plan(&county).args(["--trace", "trace.csv"]).assert().code(0);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&county.out()), 0o700);
    assert_eq!(mode(&county.root().join("trace.csv")), 0o600);
    for name in files_below(&county.out()) {
        assert_eq!(mode(&county.out().join(&name)), 0o600, "{name}");
        assert_eq!(mode(county.out().join(&name).parent().unwrap()), 0o700, "{name}");
    }
}
