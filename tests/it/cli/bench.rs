//! `kintime bench`: what it runs, what it says of it, and that no bad rota or bound passes.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use predicates::prelude::*;
use serde_json::Value;

use super::county::{County, WEEK};
use super::program::{assert_whole, files_below, plan, read_json};
use crate::shared;

/// A bench of the county with little work, in the county's root.
fn bench(county: &County, further: &[&str]) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::from_std(Command::new(cargo_bin("kintime")));
    command.current_dir(county.root()).args(["bench", "county", "--out", "bench", "--week", WEEK]).args(further);
    command
}

/// With an outside solver called `x` as the only engine.
fn outside(county: &County, solver: &str) -> assert_cmd::Command {
    let engine = format!("command:x={solver}");
    bench(county, &["--work-limits", "100", "--engine", &engine])
}

fn runs(county: &County) -> Vec<Value> {
    read_json(&county.root().join("bench/results.json"))["runs"].as_array().unwrap().clone()
}

/// The only run of a bench.
fn run(county: &County) -> Value {
    let runs = runs(county);
    assert_eq!(runs.len(), 1);
    runs[0].clone()
}

/// A script for `sh` in the county's root.
fn script(county: &County, text: &str) {
    fs::write(county.root().join("solve.sh"), text).unwrap();
}

/// A county with its best rota in `out`.
fn planned() -> County {
    let county = County::new();
    plan(&county).assert().code(0);
    county
}

fn best(county: &County) -> Value {
    read_json(&county.out().join("score.json"))["objective"].clone()
}

#[test]
fn every_engine_seed_and_limit_is_run_and_all_reach_the_best_of_a_tiny_week() {
    let county = planned();
    let engines = ["--engine", "kintime", "--engine", "whole", "--seeds", "1,2", "--work-limits", "1000,2000"];
    bench(&county, &engines).assert().code(0).stdout(predicate::str::contains("whole-")).stderr(
        predicate::str::contains("1/8  county, kintime, seed 1, 1000 units")
            .and(predicate::str::contains("8/8  county")),
    );
    let runs = runs(&county);
    assert_eq!(runs.len(), 8);
    for run in &runs {
        assert_eq!((&run["found"]["objective"], &run["found"]["bound"]), (&best(&county), &best(&county)), "{run}");
        assert_eq!((&run["sessions_due"], &run["defects"]), (&3.into(), &Value::Array(Vec::new())));
    }
    if cfg!(target_os = "linux") {
        assert!(runs.iter().all(|run| run["peak_kib"].as_u64().is_some_and(|kib| kib > 1000)), "{runs:?}");
    }
    let out = county.root().join("bench");
    assert_eq!(files_below(&out), ["manifest.json", "results.csv", "results.html", "results.json"]);
    assert_whole(&out);
    assert_eq!(fs::read_to_string(out.join("results.csv")).unwrap().lines().count(), 9);
}

#[test]
fn a_suite_is_a_folder_of_planning_folders() {
    let county = County::new();
    let mut command = assert_cmd::Command::from_std(Command::new(cargo_bin("kintime")));
    command.current_dir(county.root()).args(["bench", ".", "--out", "bench", "--week", WEEK, "--work-limits", "100"]);
    command.args(["--quiet"]).assert().code(0).stdout("").stderr("");
    assert_eq!(run(&county)["folder"], "county");
}

#[test]
fn a_rota_of_an_outside_solver_is_judged_by_our_rules() {
    let county = planned();
    outside(&county, "cp out/rota.csv {rota}").assert().code(0);
    let run = run(&county);
    assert_eq!((&run["engine"], &run["found"]["objective"]), (&"x".into(), &best(&county)));
    assert_eq!(run["found"]["bound"], 0, "nothing is proven by a rota alone");
}

#[test]
fn an_outside_rota_that_breaks_a_rule_is_a_defect() {
    let county = planned();
    let rota = fs::read_to_string(county.out().join("rota.csv")).unwrap();
    let rooms: Vec<&str> =
        rota.lines().filter_map(|line| line.split(',').nth(7)).filter(|room| room.contains("R")).collect();
    let nowhere = rota.replace(rooms[0], "");
    fs::write(county.root().join("bad.csv"), nowhere).unwrap();
    let defect = predicate::str::contains("DEFECT: H4");
    outside(&county, "cp bad.csv {rota}").assert().code(1).stdout(defect);
    assert!(fs::read_to_string(county.root().join("bench/results.html")).unwrap().contains("DEFECT: H4"));
}

#[test]
fn a_solution_of_the_exported_model_is_decoded() {
    let county = County::new();
    let name_of_a_column = "awk '/^ UP bound/ { print $3, 0; exit }' \"$1\" > \"$2\"";
    script(&county, name_of_a_column);
    outside(&county, "sh solve.sh {mps} {solution}").assert().code(0);
    let found = run(&county)["found"].clone();
    assert_eq!((&found["sessions_planned"], &found["objective"]), (&0.into(), &(2 * 8000 + 2000).into()));
    script(&county, "echo nothing 1 > \"$2\"");
    outside(&county, "sh solve.sh {mps} {solution}")
        .assert()
        .code(0)
        .stdout(predicate::str::contains("names no column"));
}

#[test]
fn a_bound_above_its_own_rota_is_a_defect() {
    let county = planned();
    script(&county, "cp out/rota.csv \"$1\"; printf 'seconds,objective,bound\\n0.5,99999,99999\\n' > \"$2\"");
    let defect = predicate::str::contains("its bound of 99999 is above the cost of its own rota");
    outside(&county, "sh solve.sh {rota} {trace}").assert().code(1).stdout(defect);
}

#[test]
fn a_bound_above_the_rota_of_another_engine_is_a_defect() {
    let county = planned();
    fs::write(
        county.root().join("none.csv"),
        fs::read_to_string(county.out().join("rota.csv")).unwrap().lines().next().unwrap(),
    )
    .unwrap();
    let unplaced = "Q1,1,unplaced,,,,,,,too_costly\nQ1,2,unplaced,,,,,,,too_costly\nQ2,1,unplaced,,,,,,,too_costly\n";
    script(
        &county,
        &format!(
            "(cat none.csv; printf '\\n{}') > \"$1\"; printf 'seconds,objective,bound\\n0,18000,18000\\n' > \"$2\"",
            unplaced.replace('\n', "\\n")
        ),
    );
    let engines = ["--work-limits", "1000", "--engine", "kintime", "--engine", "command:x=sh solve.sh {rota} {trace}"];
    bench(&county, &engines).assert().code(1).stdout(predicate::str::contains("above the cost of another rota"));
}

#[test]
fn a_solver_that_fails_is_told_and_is_no_defect() {
    let county = County::new();
    outside(&county, "sh -c false {rota}")
        .assert()
        .code(0)
        .stdout(predicate::str::contains("no rota: it ended with code 1"));
    outside(&county, "/no/such/solver {rota}").assert().code(0).stdout(predicate::str::contains("cannot be run"));
    outside(&county, "true {rota}").assert().code(0).stdout(predicate::str::contains("it left no rota"));
}

#[test]
fn ours_stands_beside_the_published_value_and_may_not_undercut_a_proof() {
    let county = planned();
    let best = best(&county).as_i64().unwrap();
    let expect = |best_known: i64, code: i32, says: &str| {
        let text = format!(r#"{{"week":"{WEEK}","best_known":{best_known},"proved":true}}"#);
        fs::write(county.folder().join("EXPECTED.json"), text).unwrap();
        let mut command = assert_cmd::Command::from_std(Command::new(cargo_bin("kintime")));
        command.current_dir(county.root()).args(["bench", "county", "--out", "bench", "--work-limits", "1000"]);
        command.assert().code(code).stdout(predicate::str::contains(says));
    };
    expect(best, 0, &format!("{best} proven, reached"));
    expect(best + 1, 1, "below the proven");
    expect(best - 1, 1, "above the published rota");
}

#[test]
fn older_results_say_what_became_of_a_run() {
    let county = planned();
    bench(&county, &["--work-limits", "1000"]).assert().code(0);
    fs::rename(county.root().join("bench/results.json"), county.root().join("old.json")).unwrap();
    let against = |further: &[&str], says: &str| {
        bench(&county, further).args(["--compare", "old.json"]).assert().code(0).stdout(predicate::str::contains(says));
    };
    against(&["--work-limits", "1000"], "same, +0.00 %, gap +0.00 points");
    against(&["--work-limits", "2000"], "not comparable: other limit");
    against(&["--work-limits", "1000", "--seeds", "5"], "not comparable: other seed");
    bench(&county, &["--compare", "missing.json"]).assert().code(1).stderr(predicate::str::contains("missing.json"));
}

#[test]
fn what_makes_no_sense_is_refused_before_any_run() {
    let county = County::new();
    let refused = |further: &[&str], says: &str| {
        bench(&county, further).assert().code(2).stderr(predicate::str::contains(says));
        assert!(!county.root().join("bench").exists(), "{says}");
    };
    refused(&["--engine", "kintime", "--engine", "kintime"], "two engines");
    refused(&["--engine", "best"], "command:NAME=PROGRAM");
    refused(&["--engine", "command:x=p {rota} {seconds}", "--work-limits", "5"], "{seconds}");
    refused(&["--time-limits", "1s", "--work-limits", "5"], "--work-limits");
    let mut command = assert_cmd::Command::from_std(Command::new(cargo_bin("kintime")));
    command.current_dir(county.root()).args(["bench", "county", "--out", "bench"]);
    command
        .assert()
        .code(2)
        .stderr(predicate::str::contains("no week is known for `county`").and(predicate::str::contains("--week")));
    for out in ["county", "county/../county"] {
        bench(&county, &["--out", out]).assert().code(2);
    }
    assert_eq!(files_below(&county.folder()).len(), 5);
}

#[test]
fn errors_of_a_folder_are_reported_as_those_of_any_verb() {
    let county = County::new().and_line("rooms.csv", "V9-R1,V9,4,");
    bench(&county, &["--work-limits", "5"]).assert().code(2).stderr(predicate::str::contains("rooms.csv"));
}

#[test]
fn a_public_instance_is_compared_with_its_proven_value() {
    let out = tempfile::tempdir().unwrap();
    let instance = shared::folder().join("benchmarks/uhhc/A1");
    let mut command = assert_cmd::Command::from_std(Command::new(cargo_bin("kintime")));
    command.arg("bench").arg(&instance).arg("--out").arg(out.path()).args(["--work-limits", "20000"]);
    command.assert().code(0).stdout(predicate::str::contains("521 proven, reached"));
    assert_whole(out.path());
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_the_finished_runs_and_kills_the_one_under_way() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let county = County::new();
    script(&county, "[ \"$2\" = 1 ] || { mkfifo wait; read never < wait; }; cp none.csv \"$1\"");
    fs::write(county.root().join("none.csv"), "nothing").unwrap();
    let mut command = Command::new(cargo_bin("kintime"));
    command.current_dir(county.root()).args(["bench", "county", "--out", "bench", "--week", WEEK]);
    command.args(["--work-limits", "100", "--seeds", "1,2", "--engine", "command:x=sh solve.sh {rota} {seed}"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("2/2")), "the second run begins");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(lines.any(|line| line.unwrap().contains("interrupted after 1 runs")));
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(run(&county)["seed"], 1);
    assert!(passing_files(&county.root().join("bench")).is_empty());
}

#[cfg(unix)]
fn passing_files(folder: &Path) -> Vec<String> {
    files_below(folder).into_iter().filter(|name| name.starts_with('.')).collect()
}
