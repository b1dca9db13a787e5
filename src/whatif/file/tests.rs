//! Tests of files of scenarios: what they say, and every defect with its place.

use super::parse_scenarios;
use crate::domain::Minutes;
use crate::domain::testing::week;
use crate::rules::testing::Fixture;
use crate::whatif::{Change, Rates, ScenarioFile};

fn read(text: &str) -> Result<ScenarioFile, Vec<(usize, usize, &'static str)>> {
    parse_scenarios("what.toml", text, &Fixture::new().service, week()).map_err(|defects| {
        defects.into_iter().map(|defect| (defect.mark.line, defect.mark.column, defect.code)).collect()
    })
}

fn names(text: &str) -> Vec<String> {
    read(text).unwrap().scenarios.into_iter().map(|scenario| scenario.name).collect()
}

#[test]
fn a_scenario_has_a_name_a_price_and_changes_in_order() {
    let file = read(
        r#"
        [chance]
        demand = 40
        sickness = 4.5
        [[scenario]]
        name = "more"
        cost = 20000
        close_rooms = ["A", "B"]
        add_workers = { like = "W1", count = 2, contracted_hours = 18.5 }
        policy.turnaround_minutes = 30
        [[scenario.add_rooms]]
        room = "D"
        like = "C"
        "#,
    )
    .unwrap();
    assert_eq!(file.rates, Some(Rates { demand: 40, sickness: 450, cancellations: 0 }));
    let more = &file.scenarios[0];
    assert_eq!((more.name.as_str(), more.pounds, more.changes.len()), ("more", Some(20_000), 5));
    assert!(matches!(&more.changes[0], Change::AddRoom(room) if room.code == "D"));
    let hired =
        |change: &Change| matches!(change, Change::AddWorkers(new) if new.terms.contracted == Some(Minutes(1110)));
    assert!(hired(&more.changes[3]), "{:?}", more.changes[3]);
}

#[test]
fn a_range_is_a_series_of_scenarios() {
    let text = r#"
        [[scenario]]
        name = "{n} workers"
        range = { from = 1, to = 5, step = 2 }
        cost = 100
        cost_each = 30000
        add_workers = { like = "W1", count = "{n}" }
    "#;
    let scenarios = read(text).unwrap().scenarios;
    assert_eq!(names(text), ["1 workers", "3 workers", "5 workers"]);
    assert_eq!(scenarios.iter().map(|one| one.pounds).collect::<Vec<_>>(), [30_100, 90_100, 150_100].map(Some));
    assert!(scenarios.iter().all(|one| one.series.as_ref().unwrap().series == "{n} workers"));
    assert!(matches!(&scenarios[1].changes[0], Change::AddWorkers(new) if new.count == 3));
}

const THREE: &str = r#"
    [[scenario]]
    name = "a"
    cost = 1
    close_rooms = "A"
    [[scenario]]
    name = "b"
    close_rooms = "B"
    [[scenario]]
    name = "{n}c"
    range = [1, 2]
    cost_each = 10
    add_workers = { like = "W1", count = "{n}" }
"#;

#[test]
fn a_grid_makes_all_combinations() {
    let text = format!("{THREE}[[grid]]\nof = [\"a\", [\"b\", \"1c\"]]");
    assert_eq!(names(&text), ["a", "b", "1c", "2c", "a + b", "a + 1c"]);
    let scenarios = read(&text).unwrap().scenarios;
    assert_eq!((scenarios[4].pounds, scenarios[5].pounds), (None, Some(11)), "unknown and known prices");
    assert_eq!(names(&format!("{THREE}[[grid]]\nof = [\"a\", \"{{n}}c\"]"))[4..], ["a + 1c", "a + 2c"]);
}

#[test]
fn every_defect_is_reported_with_its_place() {
    let text = "[[scenario]]\nname = \"x\"\nclose_rooms = [\"A\", \"Z\"]\ncost = -1\nadd_rooms = { room = \"B\", like = \"C\", \
                size = 3 }\n[[scenario]]\nname = \"x\"\nscale_demand = { percent = 120, class = \"courts\" }\nrange = \
                3\n[other]\n";
    let found = read(text).unwrap_err();
    let expected = [
        (3, 21, "unknown-id"),
        (4, 8, "bad-value"),
        (5, 22, "impossible-change"),
        (5, 39, "unknown-key"),
        (7, 8, "duplicate-name"),
        (8, 41, "unknown-word"),
        (9, 9, "bad-value"),
        (10, 2, "unknown-key"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn single_defects() {
    let scenario = |line: &str| format!("[[scenario]]\nname = \"x\"\n{line}\n");
    let code = |text: &str| read(text).unwrap_err().into_iter().map(|(line, _, code)| (line, code)).collect::<Vec<_>>();
    assert_eq!(code(&scenario("")), [(1, "missing-key")]);
    assert_eq!(code("[[scenario]]\nclose_rooms = \"A\""), [(1, "missing-key")]);
    assert_eq!(code(&scenario("policy.turnaround = 3")), [(3, "unknown-key")]);
    assert_eq!(code(&scenario("policy.turnaround_minutes = \"x\"")), [(3, "bad-number")]);
    assert_eq!(code(&scenario("lose_days = \"tomorrow\"")), [(3, "bad-value")]);
    assert_eq!(code(&scenario("lose_days = [2027-01-01]")), [(3, "impossible-change")]);
    assert_eq!(code(&scenario("venue_hours = { venue = \"V1\", sat = \"9-5\" }")), [(3, "bad-time")]);
    assert_eq!(code(&scenario("change_workers = { worker = \"W1\" }")), [(3, "missing-key")]);
    assert_eq!(code(&scenario("close_rooms = 3")), [(3, "bad-value")]);
    assert_eq!(code("a = ["), [(1, "bad-toml")]);
    assert_eq!(code(&format!("{THREE}[[grid]]\nof = [\"a\", \"d\"]")), [(15, "unknown-id")]);
    assert_eq!(code(&format!("{THREE}[[scenario]]\nname = \"a\"\nclose_rooms = \"B\"")), [(15, "duplicate-name")]);
}
