//! `kintime plan --weeks`: each week is what planning it after recording the weeks before would be.

use std::fs;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use predicates::prelude::*;

use super::county::County;
use super::program::kintime;
use crate::support::program::accepted;

const REQUESTS: &str = "request,children,adults,frequency,minutes,status,court_ordered,prefers_venues
Q1,C1,A1,1/week,90,interim_care_order,yes,V1
Q2,C2,A2,1/2weeks,60,care_order,no,
";

fn run(county: &County, arguments: &[&str]) {
    let said = Command::new(cargo_bin("kintime")).current_dir(county.root()).args(arguments).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn weeks_follow_one_another_as_if_each_had_been_recorded() {
    let county = County::new().with("requests.csv", REQUESTS);
    let said = predicate::str::contains("with the main worker: 3 of 3");
    kintime(&county, "plan")
        .args(["--out", "out", "--work-limit", "3000", "--weeks", "3"])
        .assert()
        .code(0)
        .stdout(said);
    let overview = fs::read_to_string(county.out().join("overview.csv")).unwrap();
    let due: Vec<&str> = overview.lines().skip(1).map(|row| row.split(',').nth(1).unwrap()).collect();
    assert_eq!(due, ["2", "1", "2"], "every second week: {overview}");
    for week in ["2026-11-30", "2026-12-07", "2026-12-14"] {
        run(&county, &["plan", "county", "--week", week, "--out", "alone", "--work-limit", "3000"]);
        let rota = |folder: &str| fs::read_to_string(county.root().join(folder).join("rota.csv")).unwrap();
        assert_eq!(rota("alone"), rota(&format!("out/{week}")));
        accepted(&county.folder(), week, &county.out().join(week), &[]);
        run(&county, &["record", "county", "alone/rota.csv"]);
    }
}

#[test]
fn what_is_of_one_week_is_refused_for_several() {
    let county = County::new();
    for other in [["--now", "2026-12-01 08:30"], ["--cancel", "Q1@2026-12-02"], ["--trace", "trace.csv"]] {
        let refused = predicate::str::contains("cannot be used with");
        kintime(&county, "plan").args(["--out", "out", "--weeks", "2"]).args(other).assert().code(2).stderr(refused);
    }
    assert!(!county.out().exists());
}
