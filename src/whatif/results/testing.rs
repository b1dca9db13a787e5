//! Results of invented runs, for the tests of those who write them.

use super::{Results, Verdict};
use crate::bench::Limit;
use crate::whatif::outcome::{Outcome, Use};
use crate::whatif::{Effort, Kind, Listed, Point, Rates, Store, Sweep};

/// A run with this cost, bound and sessions met of ten due, half of each of the first two classes.
fn outcome(objective: i64, bound: i64, met: u32) -> Outcome {
    let split = |sessions: u32| [sessions / 2, sessions - sessions / 2, 0, 0];
    Outcome {
        due: split(10),
        met: split(met),
        due_minutes: split(10).map(|sessions| i64::from(sessions) * 60),
        met_minutes: split(met).map(|sessions| i64::from(sessions) * 60),
        objective,
        bound: Some(bound),
        terms: [("child_travel".to_owned(), 200), ("unplaced".to_owned(), objective - 200)].into(),
        reasons: [("rooms_full".to_owned(), 10 - met)].into(),
        continuity: [8, 10],
        child_travel: [200, 10],
        rooms: Use { taken: vec![20; 336], there: vec![60; 336] },
        workers: Use { taken: vec![40; 336], there: vec![60; 336] },
    }
}

/// Scenarios of which a sixth room is the best buy, with so many replications.
fn of(replications: i64) -> Results {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let scenario = |name: &str, kind, pounds, runs: &dyn Fn(i64) -> Outcome| {
        let keep = |replication: i64| {
            let file = format!("{}-{replication}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
            store.keep(&file, runs(replication)).unwrap();
            file
        };
        let series = name.contains("rooms").then(|| Point { series: "{n} rooms".to_owned(), n: 2 });
        Listed {
            name: name.to_owned(),
            kind,
            pounds,
            series,
            parts: Vec::new(),
            runs: (1..=replications).map(keep).collect(),
        }
    };
    let scenarios = vec![
        scenario("as it is", Kind::AsItIs, None, &|r| outcome(9_000 + 10 * r, 8_800 + 10 * r, 6)),
        scenario("two workers", Kind::Given, Some(60_000), &|r| outcome(6_000 + 9 * r, 5_900, 8)),
        scenario("a sixth room", Kind::Given, Some(20_000), &|r| outcome(6_500 + 12 * r, 6_400, 8)),
        scenario("2 rooms", Kind::Given, Some(90_000), &|r| outcome(5_500 + 12 * r, 5_400, 8)),
        scenario("paint", Kind::Given, Some(1), &|r| outcome(8_990 + 10 * r, 8_800, 6)),
        scenario("a fifth more", Kind::Given, None, &|r| outcome(12_000 + 15 * r, 11_900, 6)),
        scenario("without room A", Kind::Without, None, &|r| outcome(11_000 + 30 * r, 10_800, 4)),
        scenario(
            "one more room like A, Monday 15:00–18:00",
            Kind::Priced { saves: 900_000, minutes: 180 },
            None,
            &|r| outcome(8_500 + 10 * r, 8_400, 7),
        ),
        scenario("the same worker × 2", Kind::Weighting, None, &|_| Outcome { bound: None, ..outcome(9_100, 0, 6) }),
    ];
    let sweep = Sweep {
        program: "kintime".to_owned(),
        version: "0.1.0".to_owned(),
        input: "0".repeat(64),
        week: "2026-11-30".to_owned(),
        effort: Effort::new(Limit::Work(1_000), 0.0),
        seed: 1,
        rates: Rates::default(),
        scenarios,
    };
    Results::gather(sweep, &store).unwrap()
}

/// With four replications.
pub(in crate::whatif) fn results() -> Results {
    of(4)
}

/// With one.
pub(in crate::whatif) fn one_replication() -> Results {
    of(1)
}

#[test]
fn differences_need_to_exceed_chance_and_the_solvers_gap() {
    let results = results();
    let verdicts: Vec<Verdict> = results.scenarios.iter().map(|one| one.against.verdict).collect();
    assert_eq!(verdicts[0], Verdict::Same);
    assert_eq!(verdicts[1..4], [Verdict::Difference; 3]);
    assert_eq!(verdicts[4], Verdict::WithinSolverGap, "10 points of 200 that are open");
    assert_eq!(verdicts[5..7], [Verdict::Difference; 2], "losses are differences too");
    assert_eq!(verdicts[8], Verdict::WithinSolverGap, "no bound, nothing proven");
}

#[test]
fn the_ranking_is_by_value_for_a_pound_and_sure_things_first() {
    let results = results();
    let ranked: Vec<&str> = results.ranking.iter().map(|&at| results.scenarios[at].name.as_str()).collect();
    assert_eq!(ranked, ["a sixth room", "two workers", "2 rooms", "paint"]);
    let room = &results.scenarios[2];
    assert!((room.against.saved.mean - 2_495.0).abs() < 1e-9 && (room.against.sessions.mean - 2.0).abs() < 1e-9);
    assert!((room.against.saved_per_1000_pounds.unwrap() - 124.75).abs() < 1e-9);
}

/// The names of the ranking when scenarios have other prices, and the third is part of the fourth.
fn ranked(pounds: impl Fn(&str) -> Option<u64>) -> Vec<String> {
    let mut results = results();
    results.sweep.scenarios[3].parts = vec![2];
    for findings in &mut results.scenarios {
        findings.pounds = pounds(&findings.name);
    }
    let order = super::ranking(&results.scenarios, &results.sweep.scenarios);
    order.into_iter().map(|at| results.scenarios[at].name.clone()).collect()
}

#[test]
fn without_prices_a_bundle_counts_with_what_it_adds() {
    assert_eq!(ranked(|_| None), ["two workers", "a sixth room", "2 rooms", "paint"]);
    assert_eq!(ranked(|name| (name == "paint").then_some(1)), ["two workers", "a sixth room", "2 rooms", "paint"]);
}

#[test]
fn what_costs_nothing_comes_before_what_costs_something() {
    let free = ranked(|name| Some(if name == "2 rooms" { 0 } else { 20_000 }));
    assert_eq!(free, ["2 rooms", "two workers", "a sixth room", "paint"]);
}

#[test]
fn a_bundle_of_the_best_buy_is_not_the_next() {
    let mut results = results();
    assert_eq!((results.ranking[..2].to_vec(), results.next()), (vec![2, 1], Some(1)));
    results.sweep.scenarios[1].parts = vec![2];
    assert_eq!(results.next(), Some(3));
}

#[test]
fn what_happens_is_not_ranked() {
    let mut results = results();
    results.scenarios[1].kind = Kind::Happens;
    let order = super::ranking(&results.scenarios, &results.sweep.scenarios);
    assert_eq!(order, [2, 3, 4]);
}

#[test]
fn prices_stand_beside_what_a_new_plan_makes_of_them() {
    let results = results();
    let checked = super::prices(&results);
    assert_eq!(checked.len(), 1);
    assert!((checked[0].an_hour - 300.0).abs() < 1e-9 && (checked[0].planned.mean - 500.0).abs() < 1e-9);
}

#[test]
fn a_pair_differs_by_less_than_its_parts() {
    let results = results();
    let (base, room) = (&results.scenarios[0], &results.scenarios[2]);
    let width = |estimate: crate::whatif::statistics::Estimate| estimate.half_width.unwrap();
    assert!(width(room.against.saved) < width(base.cost) + width(room.cost));
    assert!((base.unmet_hours[0].mean - 2.0).abs() < 1e-9);
}
