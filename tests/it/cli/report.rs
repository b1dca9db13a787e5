//! `kintime report`: any rota becomes the files of its readers; a broken one with a warning, an unreadable one not at all.

use std::fs;

use predicates::prelude::PredicateBooleanExt;

use super::county::County;
use super::program::{assert_whole, files_below, kintime, plan, read_json};

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason\n";
const BY_HAND: &str = "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,unplaced,,,,,,,workers_busy
";

fn county(rota: &str) -> County {
    let county = County::new();
    fs::write(county.root().join("hand.csv"), format!("{HEADER}{rota}")).unwrap();
    county
}

fn report(county: &County, further: &[&str]) -> assert_cmd::assert::Assert {
    kintime(county, "report").args(["hand.csv", "--out", "out"]).args(further).assert()
}

#[test]
fn a_rota_made_by_hand_has_every_file() {
    let county = county(BY_HAND);
    let said = report(&county, &[]).code(0);
    let text = String::from_utf8(said.get_output().stdout.clone()).unwrap();
    assert!(text.starts_with("week of 2026-11-30: 2 of 3 sessions planned\nwrote "), "{text}");
    assert_whole(&county.out());
    let expected = [
        "calendars/memory.json",
        "calendars/room-V1-R1.ics",
        "calendars/worker-W1.ics",
        "carers.csv",
        "carers/Q1-C1.html",
        "carers/Q2-C2.html",
        "manifest.json",
        "notify.csv",
        "parents.csv",
        "parents/Q1-A1.html",
        "parents/Q2-A2.html",
        "referrers.csv",
        "referrers/Q1.html",
        "referrers/Q2.html",
        "registers.html",
        "registers/agreements.csv",
        "registers/children.csv",
        "registers/mileage.csv",
        "registers/reports_due.csv",
        "registers/reviews.csv",
        "registers/workers.csv",
        "rota.csv",
        "rota.html",
        "rota.xlsx",
        "summary.txt",
        "venues/V1.csv",
        "venues/V1.html",
        "workers/W1.csv",
        "workers/W1.html",
    ];
    let written = files_below(&county.out());
    let missing: Vec<_> = expected.iter().filter(|name| !written.iter().any(|other| other == *name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(fs::read_to_string(county.out().join("rota.csv")).unwrap(), format!("{HEADER}{BY_HAND}"));
    let inputs = read_json(&county.out().join("manifest.json"))["inputs"].to_string();
    assert!(inputs.contains("hand.csv"), "{inputs}");
}

#[test]
fn a_plan_is_reported_as_it_was_written() {
    let county = County::new();
    plan(&county).assert().code(0);
    let said = kintime(&county, "report").args(["out/rota.csv", "--out", "again"]).assert().code(0);
    said.stderr(predicates::str::contains("warning").not());
    let again = county.root().join("again");
    // A rota that is given has no bound to show.
    let apart = ["manifest.json", "rota.html", "summary.txt"];
    for name in files_below(&again).iter().filter(|name| !apart.contains(&name.as_str())) {
        assert!(fs::read(again.join(name)).unwrap() == fs::read(county.out().join(name)).unwrap(), "{name} differs");
    }
}

#[test]
fn only_the_parts_that_are_wanted_are_written() {
    let county = county(BY_HAND);
    report(&county, &["--only", "xlsx"]).code(0);
    assert_eq!(files_below(&county.out()), ["manifest.json", "rota.csv", "rota.xlsx", "summary.txt"]);
    report(&county, &["--only", "registers,ics"]).code(0);
    let names = files_below(&county.out());
    assert!(names.iter().any(|name| name == "calendars/worker-W1.ics") && !names.contains(&"rota.xlsx".to_owned()));
    report(&county, &["--only", "xlsx"]).code(0);
    assert!(county.out().join("calendars/memory.json").exists(), "the next calendars must know what the last said");
    report(&county, &["--only", "rota"]).code(0);
    assert_eq!(files_below(&county.out()), ["calendars/memory.json", "manifest.json", "rota.csv", "summary.txt"]);
    report(&county, &["--only", "pdf"]).code(2);
}

#[test]
fn a_rota_that_breaks_rules_is_reported_with_a_warning() {
    let county = county(&BY_HAND.replace("2026-11-30,10:00,11:30", "2026-11-30,10:05,11:35"));
    let said = report(&county, &[]).code(0);
    let error = String::from_utf8(said.get_output().stderr.clone()).unwrap();
    assert!(error.contains("warning: the rota breaks rules"), "{error}");
    let summary = fs::read_to_string(county.out().join("summary.txt")).unwrap();
    assert!(summary.contains("rules are broken") && summary.contains("H1: Q1 on 2026-11-30 at 10:05"), "{summary}");
    for page in ["venues/V1.html", "workers/W1.html", "parents/Q1-A1.html", "registers.html"] {
        let page = fs::read_to_string(county.out().join(page)).unwrap();
        assert!(page.contains("Draft: this week") && !page.contains("H1"), "{page}");
    }
}

#[test]
fn a_session_that_the_rota_leaves_out_has_a_reason() {
    let county = county("Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,\n");
    report(&county, &[]).code(0);
    let rota = fs::read_to_string(county.out().join("rota.csv")).unwrap();
    assert!(
        rota.contains("Q1,2,unplaced,,,,,,,too_costly") && rota.contains("Q2,1,unplaced,,,,,,,too_costly"),
        "{rota}"
    );
}

#[test]
fn an_unreadable_rota_is_refused_with_every_defect() {
    let county = county(
        "Q1,1,planned,2026-11-31,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V9,V1-R1,W9,
Q9,1,unplaced,,,,,,,workers_busy
",
    );
    let said = report(&county, &[]).code(2);
    let error = String::from_utf8(said.get_output().stderr.clone()).unwrap();
    for word in ["2026-11-31", "V9", "W9", "Q9"] {
        assert!(error.contains(word), "{word} is not in {error}");
    }
    assert!(!county.out().exists());
}

#[test]
fn a_report_does_not_replace_its_rota() {
    let county = County::new();
    plan(&county).assert().code(0);
    kintime(&county, "report").args(["out/rota.csv", "--out", "out"]).assert().code(1);
    assert!(county.out().join("score.json").exists());
}

#[test]
#[cfg(unix)]
fn every_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let county = county(BY_HAND);
    report(&county, &[]).code(0);
    for name in files_below(&county.out()) {
        let mode = fs::metadata(county.out().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}
