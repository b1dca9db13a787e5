//! `kintime suggest`: the best places for one session, each of which the rules accept at the price that is named.

use std::fs;

use predicates::prelude::*;
use serde_json::Value;

use super::county::County;
use super::program::{kintime, plan};

fn planned() -> County {
    let county = County::new();
    plan(&county).assert().code(0);
    county
}

fn suggested(county: &County, further: &[&str]) -> Value {
    let mut command = kintime(county, "suggest");
    let said =
        command.args(["--rota", "out/rota.csv", "--json"]).args(further).assert().code(0).get_output().stdout.clone();
    serde_json::from_slice(&said).unwrap()
}

#[test]
fn places_are_ranked_by_what_they_cost_more() {
    let county = planned();
    let said = suggested(&county, &["Q2", "--most", "5"]);
    let more: Vec<i64> =
        said["suggestions"].as_array().unwrap().iter().map(|one| one["more"].as_i64().unwrap()).collect();
    assert_eq!(more.len(), 5);
    assert!(more.is_sorted() && more[0] >= 0, "the rota is the best there is: {more:?}");
    for one in said["suggestions"].as_array().unwrap() {
        let terms: i64 = one["terms"].as_object().unwrap().values().map(|cost| cost.as_i64().unwrap()).sum();
        assert_eq!(one["more"], terms);
        assert_ne!(one["place"], said["now"]);
    }
}

#[test]
fn a_session_that_was_left_out_is_put_back_where_it_was() {
    let county = planned();
    let rota = fs::read_to_string(county.out().join("rota.csv")).unwrap();
    let own = rota.lines().find(|row| row.starts_with("Q2,")).unwrap();
    let without = rota.replace(own, "Q2,1,unplaced,,,,,,,too_costly");
    fs::write(county.out().join("rota.csv"), &without).unwrap();
    let said = suggested(&county, &["Q2"]);
    assert_eq!(said["now"], "`Q2` is not placed");
    let first = &said["suggestions"][0];
    let cells: Vec<&str> = own.split(',').collect();
    let place = format!("`Q2` {} {}-{} {} {} {}", cells[3], cells[4], cells[5], cells[6], cells[7], cells[8]);
    assert_eq!(first["place"], place);
    assert!(first["terms"]["unplaced"].as_i64().unwrap() == -2000 && first["more"].as_i64().unwrap() < -1000);
}

#[test]
fn others_move_only_when_they_may() {
    let one_window = "request,children,adults,frequency,minutes,status,windows,venues
Q1,C1,A1,1/week,90,interim_care_order,mon 10:00-11:30,V2
Q2,C2,A2,1/week,60,care_order,mon 10:00-11:00;tue 10:00-11:00,V2
";
    let county = County::new().with("requests.csv", &one_window.replace("primary", "none"));
    let people = fs::read_to_string(county.folder().join("people.csv")).unwrap().replace("primary", "none");
    let county = county.with("people.csv", &people);
    fs::create_dir(county.out()).unwrap();
    let rota = "request,session,status,date,start,end,venue,room,workers,reason
Q2,1,planned,2026-11-30,10:00,11:00,V2,V2-R1,W2,
Q1,1,unplaced,,,,,,,rooms_full
";
    fs::write(county.out().join("rota.csv"), rota).unwrap();
    assert_eq!(suggested(&county, &["Q1"])["suggestions"], serde_json::json!([]));
    let said = suggested(&county, &["Q1", "--moving", "1"]);
    let first = &said["suggestions"][0];
    assert!(first["place"].as_str().unwrap().contains("2026-11-30 10:00-11:30 V2 V2-R1"), "{said}");
    let moves = first["moves"][0].as_str().unwrap();
    assert!(moves.contains("`Q2` 2026-11-30") && moves.contains("-> 2026-12-01 10:00-11:00"), "{moves}");
    let county = county.with("fixed.csv", "request,date,start\nQ2,2026-11-30,10:00\n");
    assert_eq!(suggested(&county, &["Q1", "--moving", "2"])["suggestions"], serde_json::json!([]), "it is fixed");
}

#[test]
fn a_worker_who_is_away_is_not_suggested() {
    let county = planned();
    let away = ["--worker-away", "W1@2026-11-30/2026-12-04"];
    let said = suggested(&county, &[&["Q2", "--most", "100"][..], &away].concat());
    let places: Vec<&str> =
        said["suggestions"].as_array().unwrap().iter().map(|one| one["place"].as_str().unwrap()).collect();
    assert!(!places.is_empty() && places.iter().all(|place| place.ends_with(" W2")), "{places:?}");
}

#[test]
fn what_is_not_there_is_refused() {
    let county = planned();
    for (session, said) in [("Q9", "no request `Q9`"), ("Q2@2026-12-06", "no session of `Q2` on 2026-12-06")] {
        let refused = predicate::str::contains(said);
        kintime(&county, "suggest").args(["--rota", "out/rota.csv", session]).assert().code(2).stderr(refused);
    }
}
