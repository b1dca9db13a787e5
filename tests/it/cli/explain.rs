//! `kintime explain`: which kind of no it is, and changes that would help, each of which is applied to the files here.

use std::fs;

use serde_json::Value;

use super::county::County;
use super::program::{assert_accepted, kintime, plan};

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason";

fn explained(county: &County, further: &[&str]) -> Value {
    let mut command = kintime(county, "explain");
    let said =
        command.args(["--rota", "out/rota.csv", "--json"]).args(further).assert().code(0).get_output().stdout.clone();
    serde_json::from_slice::<Value>(&said).unwrap()[0].clone()
}

fn with_rota(county: County, rows: &[&str]) -> County {
    fs::create_dir_all(county.out()).unwrap();
    fs::write(county.out().join("rota.csv"), format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    county
}

/// The county with one request of its own.
fn asked(request: &str) -> County {
    County::new().with(
        "requests.csv",
        &format!("request,children,adults,frequency,minutes,status,windows,venues,skills\n{request}\n"),
    )
}

/// All changes that are offered, single or in sets.
fn offers(said: &Value) -> Vec<String> {
    let offers = said["unplaced"]["relaxations"].as_array().unwrap().iter();
    offers
        .map(|offer| {
            offer["changes"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect::<Vec<_>>().join(" + ")
        })
        .collect()
}

/// Whether the request is planned, and the checker agrees, now that the files have changed.
fn is_placed(county: &County, request: &str) -> bool {
    plan(county).assert().code(0);
    assert_accepted(county, &county.out(), &[]);
    fs::read_to_string(county.out().join("rota.csv")).unwrap().contains(&format!("{request},1,planned"))
}

#[test]
fn a_placed_session_has_its_price_and_the_next_best_place() {
    let county = County::new();
    plan(&county).assert().code(0);
    let said = explained(&county, &["Q2"]);
    assert_eq!(said["placed"].as_array().unwrap().len(), 1);
    assert!(said["placed"][0]["terms"]["child_travel"].as_i64().unwrap() > 0);
    assert!(said["placed"][0]["next"]["more"].as_i64().unwrap() >= 0);
    assert_eq!(said["unplaced"], Value::Null);
}

#[test]
fn no_place_at_all_because_of_the_windows_and_half_an_hour_later_helps() {
    let request = "Q1,C1,A1,1/week,60,care_order,mon 17:00-17:45,V1,";
    let county = with_rota(asked(request), &["Q1,1,unplaced,,,,,,,no_time"]);
    let said = explained(&county, &["--all"]);
    assert_eq!(
        (said["unplaced"]["no"].as_str(), said["unplaced"]["reason"].as_str()),
        (Some("no_place"), Some("no_time"))
    );
    let blockers = said["unplaced"]["blockers"].as_array().unwrap();
    assert!(blockers.iter().any(|b| b["what"].as_str().unwrap().contains("H5") && b["ruled_out"] == b["of"]), "{said}");
    let offers = offers(&said);
    for offer in
        ["30 minutes earlier than its windows", "30 minutes later than its windows", "45 minutes in place of 60"]
    {
        assert!(offers.iter().any(|one| one == offer), "{offers:?}");
    }
    assert!(!is_placed(&county, "Q1"));
    assert!(is_placed(&asked(&request.replace("17:00-17:45", "16:30-17:45")), "Q1"));
    assert!(is_placed(&asked(&request.replace("17:00-17:45", "17:00-18:15")), "Q1"));
    assert!(is_placed(&asked(&request.replace(",60,", ",45,")), "Q1"));
}

#[test]
fn a_closed_venue_would_have_to_open_on_that_day() {
    let request = "Q1,C1,A1,1/week,60,care_order,thu 18:15-19:15,V1,";
    let late = |county: County| {
        let workers = fs::read_to_string(county.folder().join("workers.csv")).unwrap();
        county.with("workers.csv", &workers.replace("18:30", "20:00"))
    };
    let county = with_rota(late(asked(request)), &["Q1,1,unplaced,,,,,,,no_time"]);
    let offers = offers(&explained(&county, &["Q1"]));
    assert!(offers.iter().any(|one| one == "one more hour after at V1 on Thursday"), "{offers:?}");
    assert!(!is_placed(&county, "Q1"));
    let venues = fs::read_to_string(county.folder().join("venues.csv")).unwrap();
    let thursday = "09:00-18:30,09:00-18:30\nV2";
    let open = venues.replacen(thursday, "09:00-19:30,09:00-18:30\nV2", 1);
    assert_ne!(open, venues);
    assert!(is_placed(&county.with("venues.csv", &open), "Q1"));
}

#[test]
fn a_skill_that_nobody_has_needs_one_more_worker() {
    let request = "Q1,C1,A1,1/week,60,care_order,mon 10:00-12:00,V1,makaton";
    let county = with_rota(asked(request), &["Q1,1,unplaced,,,,,,,no_worker"]);
    let said = explained(&county, &["Q1"]);
    assert_eq!(said["unplaced"]["no"], "no_place");
    assert_eq!(offers(&said), ["one more worker from V1 with makaton on Monday"]);
    let workers = fs::read_to_string(county.folder().join("workers.csv")).unwrap();
    let county = county.with("workers.csv", &format!("{workers}W3,Wim Example,V1,37,0,makaton,yes,07:00-21:00,,,,\n"));
    assert!(is_placed(&county, "Q1"));
}

#[test]
fn what_is_fixed_blocks_and_what_is_not_is_displaced_at_a_price() {
    let requests = "request,children,adults,frequency,minutes,status,windows,venues
Q1,C1,A1,1/week,90,interim_care_order,mon 10:00-11:30,V2
Q2,C2,A2,1/week,60,care_order,mon 10:00-11:00;sat 10:00-11:00;mon 16:00-17:00,V2
";
    let people = "person,kind,born,education,latitude,longitude
A1,adult,,,53.10,-1.10\nA2,adult,,,53.08,-0.90\nC1,child,2024-03-01,none,53.15,-1.20\nC2,child,2022-05-05,none,53.08,-0.82\n";
    let county = County::new().with("requests.csv", requests).with("people.csv", people);
    let rows = ["Q2,1,planned,2026-11-30,10:00,11:00,V2,V2-R1,W2,", "Q1,1,unplaced,,,,,,,rooms_full"];
    let county = with_rota(county, &rows);
    let said = explained(&county, &["Q1"]);
    assert_eq!(said["unplaced"]["no"], "displaces");
    assert!(said["unplaced"]["place"]["moves"][0].as_str().unwrap().contains("-> 2026-11-30 16:00-17:00"), "{said}");
    assert_eq!(offers(&said), ["any venue in place of those it names"]);
    let county = county.with("fixed.csv", "request,date,start\nQ2,2026-11-30,10:00\n");
    assert_eq!(explained(&county, &["Q1"])["unplaced"]["no"], "fixed");
    assert!(!is_placed(&county, "Q1"));
    let anywhere = requests.replacen("11:30,V2", "11:30,", 1);
    assert!(is_placed(&county.with("requests.csv", &anywhere), "Q1"));
}

#[test]
fn what_fits_is_said_to_fit() {
    let county = with_rota(
        County::new(),
        &["Q1,1,unplaced,,,,,,,clash", "Q1,2,unplaced,,,,,,,clash", "Q2,1,unplaced,,,,,,,clash"],
    );
    let said = explained(&county, &["Q2"]);
    assert_eq!(
        (said["unplaced"]["no"].as_str(), said["unplaced"]["reason"].as_str()),
        (Some("fits"), Some("too_costly"))
    );
    assert!(said["unplaced"]["place"]["more"].as_i64().unwrap() < 0);
}
