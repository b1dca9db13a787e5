//! `kintime plan --published --now` with disruptions: what it changes and whom it tells; the independent checker judges it on a
//! folder whose files say the same as the options did.

use std::fs;
use std::path::Path;

use predicates::prelude::*;

use super::county::County;
use super::program::{assert_accepted, files_below, kintime, plan};
use crate::support::program::read_json;

/// The county planned, its rota published beside it.
fn published() -> County {
    let county = County::new();
    plan(&county).assert().code(0);
    fs::copy(county.out().join("rota.csv"), county.root().join("told.csv")).unwrap();
    county
}

fn repair(county: &County, further: &[&str]) -> assert_cmd::Command {
    let mut command = plan(county);
    command.args(["--published", "told.csv", "--now", "2026-11-29 12:00"]).args(further);
    command
}

/// The checker's word on the repair once the files say what the options said.
fn accepted(county: County, file: &str, text: &str) {
    let county = county.with(file, text);
    let told = county.root().join("told.csv");
    assert_accepted(&county, &county.out(), &["--published", told.to_str().unwrap(), "--now", "2026-11-29 12:00"]);
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The cells of a session's row in a rota.
fn row(county: &County, file: &str, request: &str) -> Vec<String> {
    let rota = read(&county.root().join(file));
    let row = rota.lines().find(|row| row.starts_with(&format!("{request},1,"))).unwrap();
    row.split(',').map(str::to_owned).collect()
}

#[test]
fn a_worker_who_is_away_is_replaced_and_all_concerned_are_told() {
    let county = published();
    let worker = row(&county, "told.csv", "Q2")[8].clone();
    repair(&county, &["--worker-away", &format!("{worker}@2026-11-30/2026-12-06")]).assert().code(0);
    assert_ne!(row(&county, "out/rota.csv", "Q2")[8], worker);
    let changes = read(&county.out().join("changes.csv"));
    let own = changes.lines().find(|line| line.starts_with("Q2,")).unwrap();
    for part in [&format!("{worker} is away"), "parent A2", "carer of C2", &format!("worker {worker}"), ",90"] {
        assert!(own.contains(part), "{part}: {own}");
    }
    let files = files_below(&county.out().join("changes"));
    for file in ["family-Q2-A2.html", "family-Q2-C2.html", "worker-W1.html", "worker-W2.html", "families.csv"] {
        assert!(files.iter().any(|one| one == file), "{files:?}");
    }
    let parent = read(&county.out().join("changes/family-Q2-A2.html"));
    assert!(parent.contains("a worker is not available then") && !parent.contains("is away"), "{parent}");
    assert!(!parent.contains("Carl") && !parent.contains("C2"), "a parent's page has no child's name");
    accepted(county, "availability.csv", &format!("kind,id,from,to\nworker,{worker},2026-11-30,2026-12-06\n"));
}

#[test]
fn rooms_venues_people_and_requests_fall_away_alike() {
    let wednesday = "2026-12-02";
    for (option, kind, id) in [
        ("--room-closed", "room", "V1-R1"),
        ("--venue-closed", "venue", "V1"),
        ("--person-away", "person", "A1"),
        ("--cancel", "request", "Q1"),
    ] {
        let county = published();
        repair(&county, &[option, &format!("{id}@{wednesday}")]).assert().code(0);
        let rota = read(&county.out().join("rota.csv"));
        let column = match kind {
            "room" => 7,
            "venue" => 6,
            _ => 0,
        };
        let code = if kind == "person" { "Q1" } else { id };
        let there = |line: &&str| line.contains(wednesday) && line.split(',').nth(column) == Some(code);
        assert_eq!(rota.lines().find(there), None, "{option}");
        accepted(county, "availability.csv", &format!("kind,id,from,to\n{kind},{id},{wednesday},{wednesday}\n"));
    }
}

#[test]
fn what_is_near_stays_and_what_changes_near_is_to_be_told_at_once() {
    let requests = "request,children,adults,frequency,minutes,status,court_ordered,windows
Q1,C1,A1,2/week,90,interim_care_order,yes,mon 11:00-12:30;wed 10:00-11:30
Q2,C2,A2,1/week,60,care_order,no,
";
    let county = County::new().with("requests.csv", requests);
    let told = "request,session,status,date,start,end,venue,room,workers,reason
Q1,1,planned,2026-11-30,11:00,12:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,planned,2026-12-02,16:30,17:30,V2,V2-R1,W2,
";
    fs::write(county.root().join("told.csv"), told).unwrap();
    let monday = row(&county, "told.csv", "Q1");
    let (now, away) = ("2026-11-30 08:30", "W1@2026-11-30");
    let mut command = plan(&county);
    command.args(["--published", "told.csv", "--now", now, "--worker-away", away]);
    command.assert().code(0).stdout(predicate::str::contains("to be told at once: 1"));
    let kept = row(&county, "out/rota.csv", "Q1");
    assert_eq!(kept[3..8], monday[3..8], "all but the worker stays");
    assert_eq!(kept[8], "W2");
    assert!(read(&county.out().join("changes.csv")).contains(",yes,"));
}

#[test]
fn pins_are_kept_and_further_requests_planned() {
    let county = published();
    let added =
        "request,children,adults,frequency,minutes,status,court_ordered\nQ7,C1,A2,1/week,60,interim_care_order,yes\n";
    fs::write(county.root().join("court.csv"), added).unwrap();
    repair(&county, &["--add", "court.csv", "--pin", "Q2@2026-12-03T16:00/V2/W2"]).assert().code(0);
    let pinned = row(&county, "out/rota.csv", "Q2");
    assert_eq!([&pinned[3], &pinned[4], &pinned[6], &pinned[8]], ["2026-12-03", "16:00", "V2", "W2"]);
    assert_eq!(row(&county, "out/rota.csv", "Q7")[2], "planned");
    let manifest = read_json(&county.out().join("manifest.json"));
    assert_eq!(manifest["options"]["disruptions"]["pin"][0], "Q2@2026-12-03T16:00/V2/W2");
    let county = county.and_line("requests.csv", "Q7,C1,A2,1/week,60,interim_care_order,yes,");
    accepted(county, "fixed.csv", "request,date,start,venue,workers\nQ2,2026-12-03,16:00,V2,W2\n");
}

#[test]
fn every_problem_of_the_command_line_is_listed_at_once() {
    let county = published();
    let wrong = [
        "--worker-away",
        "W9@2026-12-01",
        "--worker-away",
        "W1",
        "--room-closed",
        "V1-R1@2027-01-01",
        "--venue-closed",
        "V1@2026-12-02/2026-12-01",
        "--cancel",
        "Q1@soon",
        "--pin",
        "Q2@2026-12-03T16:00/V9/W8",
        "--pin",
        "Q2@2026-12-03/V1/W1/V2-R1/x",
    ];
    let said = repair(&county, &wrong).assert().code(2).get_output().stderr.clone();
    let said = String::from_utf8(said).unwrap();
    for part in [
        "no worker `W9`",
        "no `@`",
        "is not in the week",
        "ends no later",
        "`soon`",
        "no venue `V9`",
        "no worker `W8`",
        "not a room of `V1`",
        "one part too many",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_pin_that_no_rota_can_have_names_the_rules_it_breaks() {
    let county = published();
    let pins = ["--pin", "Q1@2026-12-02T08:00/V1/W1", "--pin", "Q2@2026-12-03T10:05/V2"];
    let listed = predicate::str::contains("H3: Q1")
        .and(predicate::str::contains("H1: Q2"))
        .and(predicate::str::contains("pins that no rota can have: 2"));
    kintime(&county, "plan").args(["--out", "other"]).args(pins).assert().code(2).stderr(listed);
    assert!(!county.root().join("other").exists());
}
