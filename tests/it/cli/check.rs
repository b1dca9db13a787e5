//! `kintime check`: it accepts what is right and names what is wrong.

use std::fs;

use expect_test::expect;
use predicates::prelude::*;

use super::county::County;
use super::program::{kintime, plan};

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason";

/// What the checker prints of a rota of these rows.
fn checked(county: &County, rows: &[&str], code: i32) -> String {
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    fs::write(county.root().join("rota.csv"), text).expect("a file that can be written");
    let output = kintime(county, "check").arg("rota.csv").assert().code(code).get_output().clone();
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_good_rota_is_accepted_with_its_cost() {
    let rows = [
        "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,",
        "Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,",
        "Q2,1,unplaced,,,,,,,too_costly",
    ];
    expect![[r#"
        no rule is broken
        2 of 3 sessions planned
        cost: 2,120
          unplaced              2,000
          child_travel             36
          adult_travel             84
    "#]]
    .assert_eq(&checked(&County::new(), &rows, 0));
}

#[test]
fn a_planted_violation_is_named_with_its_rule() {
    let rows = [
        "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,",
        "Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,",
        "Q2,1,planned,2026-12-02,16:30,17:30,V1,V1-R2,W2;W1,",
    ];
    expect![[r#"
        rota.csv:4:46: `workers`: the workers are not in order of their ids
        H10: Q2 on 2026-12-02 at 16:30: it needs 1 different workers
          `Q2` 2026-12-02 16:30-17:30 V1 V1-R2 W1 W2
          rule: the right number of suitable workers, each of whom can be there
        H10: W2 on 2026-12-02: cannot be back after 16:20-17:40
          `Q2` 2026-12-02 16:30-17:30 V1 V1-R2 W1 W2
          rule: the right number of suitable workers, each of whom can be there
        breaches: 3
        3 of 3 sessions planned
        cost: 606
          extra_workers           120
          child_travel            207
          adult_travel            131
          worker_travel           116
          waiting                  32
    "#]]
    .assert_eq(&checked(&County::new(), &rows, 1));
}

#[test]
fn a_rota_with_a_row_too_few_is_not_accepted() {
    let rows = ["Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,", "Q2,1,unplaced,,,,,,,too_costly"];
    checked(&County::new(), &rows, 1);
}

#[test]
fn what_plan_writes_is_accepted() {
    let county = County::new();
    plan(&county).assert().code(0);
    kintime(&county, "check")
        .arg("out/rota.csv")
        .assert()
        .code(0)
        .stdout(predicate::str::contains("no rule is broken"));
}

#[test]
fn a_missing_rota_ends_in_2() {
    kintime(&County::new(), "check").arg("rota.csv").assert().code(2).stderr(predicate::str::contains("rota.csv"));
}
