//! Shortages in the words of `kintime validate` and `kintime plan`: one case of each kind, and beside it the same week with
//! just enough.

use predicates::prelude::*;
use serde_json::Value;

use super::county::County;
use super::program::{kintime, plan};

/// A county with three more families, each of a small child and an adult.
fn county(requests: &[&str]) -> County {
    let header = "request,children,adults,frequency,minutes,status,needs,skills,windows\n";
    let rows: Vec<String> = requests.iter().map(|row| format!("{row}\n")).collect();
    (3..6)
        .flat_map(|n| {
            [
                format!("A{n},Ada Sample,adult,,,53.10,-1.10,car"),
                format!("C{n},Cora Sample,child,2024-03-01,none,53.15,-1.20,"),
            ]
        })
        .fold(County::new(), |county, line| county.and_line("people.csv", &line))
        .with("requests.csv", &(header.to_owned() + &rows.concat()))
}

/// The county with one worker who signs, besides another who does not.
fn with_one_signer(county: County) -> County {
    let hours = "09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30";
    let header = "worker,base,contracted_hours,skills,mon,tue,wed,thu,fri";
    county.with("workers.csv", &format!("{header}\nW1,V1,30,bsl,{hours}\nW2,V2,30,,{hours}\n"))
}

/// The county with two workers who are paid for two hours of the week each.
fn with_little_pay(county: County) -> County {
    let hours = "09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30";
    county.with(
        "workers.csv",
        &format!("worker,base,contracted_hours,mon,tue,wed,thu,fri\nW1,V1,2,{hours}\nW2,V2,2,{hours}\n"),
    )
}

fn shortages(county: &County) -> Vec<Value> {
    let output = kintime(county, "validate").arg("--json").assert().code(0).get_output().stdout.clone();
    let said: Value = serde_json::from_slice(&output).expect("one JSON object on standard output");
    said["shortages"].as_array().expect("a list of shortages").clone()
}

fn texts(county: &County) -> Vec<String> {
    shortages(county).iter().map(|short| short["text"].as_str().expect("a sentence").to_owned()).collect()
}

/// The county with a third worker, so that rooms alone are short.
fn with_enough_workers(county: County) -> County {
    let hours = "09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30";
    county.and_line("workers.csv", &format!("W3,Wilma Example,V2,30,0,,no,{hours}"))
}

const IN_THE_GARDEN: [&str; 3] = [
    "Q1,C3,A3,1/week,60,care_order,garden,,thu 16:00-18:30",
    "Q2,C4,A4,1/week,60,care_order,garden,,thu 16:00-18:30",
    "Q3,C5,A5,1/week,60,care_order,garden,,thu 16:00-18:30",
];
const SIGNED: [&str; 2] =
    ["Q1,C3,A3,1/week,60,care_order,,bsl,thu 16:00-18:30", "Q2,C4,A4,1/week,60,care_order,,bsl,thu 16:00-18:30"];
const AT_ANY_TIME: [&str; 3] =
    ["Q1,C3,A3,1/week,60,care_order,,,", "Q2,C4,A4,1/week,60,care_order,,,", "Q3,C5,A5,1/week,60,care_order,,,"];

#[test]
fn three_sessions_do_not_fit_into_an_evening_of_one_room() {
    let expected = "on Thursday 16:00-18:15, 3 sessions need a room with `garden` at `V2`; the only one that suits has room for 2 at most (requests: `Q1`, `Q2`, `Q3`)";
    assert_eq!(texts(&with_enough_workers(county(&IN_THE_GARDEN))), [expected]);
    assert!(texts(&county(&IN_THE_GARDEN[..2])).is_empty());
}

#[test]
fn a_worker_cannot_do_two_sessions_in_a_short_evening() {
    let expected = "on Thursday 16:00-18:15, 2 sessions need a worker with `bsl`; the only one that suits can do 1 at most (requests: `Q1`, `Q2`)";
    assert_eq!(texts(&with_one_signer(county(&SIGNED))), [expected]);
    assert!(texts(&with_one_signer(county(&SIGNED[..1]))).is_empty());
}

#[test]
fn paid_time_runs_out_before_free_time() {
    let expected = "from Monday to Friday 09:15-18:15, 3 sessions need a worker; the paid hours of the 2 that suit allow 2 at most (requests: `Q1`, `Q2`, `Q3`)";
    assert_eq!(texts(&with_little_pay(county(&AT_ANY_TIME))), [expected]);
    assert!(texts(&with_little_pay(county(&AT_ANY_TIME[..2]))).is_empty());
}

#[test]
fn a_child_has_no_more_dates_than_its_age_allows() {
    let both_parents = ["Q1,C3,A3,2/week,60,care_order,,,", "Q2,C3,A4,2/week,60,care_order,,,"];
    let expected =
        "4 sessions due for child `C3`, whose dates and daily minutes allow 3 at most (requests: `Q1`, `Q2`)";
    assert_eq!(texts(&county(&both_parents)), [expected]);
    let ordered = both_parents.map(|row| row.replace("2/week,60,care_order", "2/week,45,care_order"));
    assert!(texts(&county(&ordered.each_ref().map(String::as_str))).is_empty(), "two of 45 minutes fit into a date");
}

#[test]
fn two_sessions_need_two_dates() {
    let expected = "2 sessions due, and the dates with any placement allow 1 at most (request: `Q1`)";
    assert_eq!(texts(&county(&["Q1,C3,A3,2/week,60,care_order,,,mon 10:00-18:00"])), [expected]);
    assert!(texts(&county(&["Q1,C3,A3,2/week,60,care_order,,,mon-tue 10:00-18:00"])).is_empty());
}

#[test]
fn a_request_without_placement_says_what_stands_against_it() {
    let hopeless = county(&[
        "Q1,C3,A3,1/week,60,care_order,,juggling,",
        "Q2,C4,A4,1/week,60,care_order,pool,,",
        "Q3,C5,A5,1/week,60,care_order,,,sun 10:00-12:00",
        "Q4,C2,A2,1/week,95,care_order,,,",
    ]);
    let found = shortages(&hopeless);
    let kinds: Vec<&str> = found.iter().map(|short| short["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["level", "time", "site", "qualification"]);
    assert!(found.iter().all(|short| (&short["due"], &short["most"]) == (&1.into(), &0.into())));
}

#[test]
fn validate_warns_and_plan_says_so_in_brief() {
    let county = with_enough_workers(county(&IN_THE_GARDEN));
    let sum = predicate::str::contains("shortages: 1, and at least 1 of the sessions due stays unplaced");
    let warning = predicate::str::contains("warning: on Thursday 16:00-18:15, 3 sessions need a room");
    kintime(&county, "validate").assert().code(0).stdout(sum).stderr(warning);
    let brief = predicate::str::contains("warning: at least 1 of the sessions due stays unplaced");
    plan(&county).assert().code(0).stderr(brief);
    kintime(&county, "validate").arg("--quiet").assert().code(0).stdout("").stderr("");
}
