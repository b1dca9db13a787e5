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

const THREE: &str = "request,children,adults,frequency,minutes,status
Q1,C1,A1,1/week,90,care_order
Q2,C2,A2,1/2weeks,60,care_order
Q3,C1,A1,1/2weeks,60,care_order
";

/// A column of the overview, week by week.
fn column(county: &County, name: &str) -> Vec<String> {
    let mut overview = csv::Reader::from_path(county.out().join("overview.csv")).unwrap();
    let at = overview.headers().unwrap().iter().position(|head| head == name).unwrap();
    overview.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

#[test]
fn what_begins_together_goes_to_different_weeks_unless_all_is_to_be_as_due() {
    let county = County::new().with("requests.csv", THREE);
    let weeks = ["--out", "out", "--work-limit", "1000", "--weeks", "4", "--only", "rota"];
    let said =
        predicate::str::contains("put off so that the work of the weeks is even:\n  2026-11-30: `Q2` to 2026-12-07\n");
    kintime(&county, "plan").args(weeks).assert().code(0).stdout(said);
    assert_eq!(column(&county, "put_off"), ["Q2@2026-12-07", "", "", ""]);
    assert_eq!(column(&county, "sessions_due"), ["3", "2", "2", "2"], "put off is due all the same");
    assert_eq!(column(&county, "sessions_planned"), ["2", "2", "2", "2"]);
    let summary = fs::read_to_string(county.out().join("2026-11-30/summary.txt")).unwrap();
    assert!(
        summary.contains("Q2: put off to the week of 2026-12-07, so that the work of the weeks is even (no_time)"),
        "{summary}"
    );
    kintime(&county, "plan").args(weeks).arg("--as-due").assert().code(0);
    assert_eq!(column(&county, "put_off"), ["", "", "", ""]);
    assert_eq!(column(&county, "sessions_planned"), ["3", "1", "3", "1"]);
}

#[test]
fn what_is_put_off_is_as_if_it_had_been_cancelled_for_the_week() {
    let county = County::new().with("requests.csv", THREE);
    run(&county, &["plan", "county", "--week", "2026-11-30", "--out", "out", "--work-limit", "1000", "--weeks", "3"]);
    let weeks = ["2026-11-30", "2026-12-07", "2026-12-14"];
    let called_off: [&[&str]; 3] = [&["--cancel", "Q2@2026-11-30/2026-12-06"], &[], &[]];
    for (week, called_off) in weeks.into_iter().zip(called_off) {
        run(
            &county,
            &[&["plan", "county", "--week", week, "--out", "alone", "--work-limit", "1000"], called_off].concat(),
        );
        let rota = |folder: &str| fs::read_to_string(county.root().join(folder).join("rota.csv")).unwrap();
        assert_eq!(rota("alone"), rota(&format!("out/{week}")));
        run(&county, &["record", "county", "alone/rota.csv"]);
    }
}

#[test]
fn as_due_is_refused_for_one_week() {
    let refused = predicate::str::contains("--weeks");
    kintime(&County::new(), "plan").args(["--out", "out", "--as-due"]).assert().code(2).stderr(refused);
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
