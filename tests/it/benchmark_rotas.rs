//! The rotas that come with the benchmarks are worth exactly what is published of them, for the auditor as for the
//! independent checker.

use std::path::{Path, PathBuf};

use kintime::domain::{Problem, Term};
use kintime::input::{Against, read_folder, read_rota};
use kintime::rules::{Audit, Rule, audit};
use serde_json::Value;

use crate::parity::assert_agrees;
use crate::shared::benchmarks;
use crate::support::checker::{Case, check};

const WEEK: &str = "2026-11-30";

#[test]
fn are_accepted_at_the_expected_cost() {
    for folder in benchmarks() {
        let expected = expected(&folder);
        let problem = problem(&folder);
        for rota in rotas(&folder, |name| name == "published.rota.csv" || name == "solution.rota.csv") {
            let audit = audit_file(&problem, &rota);
            assert!(audit.is_feasible(), "{}: {:?}", rota.display(), audit.violations.first());
            assert_eq!(audit.cost.total().0, expected["best_known"].as_i64().unwrap(), "{}", rota.display());
            assert_eq!(audit.cost[Term::Unplaced].0, 0, "{}", rota.display());
        }
    }
}

#[test]
fn published_rooms_break_the_rule_on_rooms_as_often_as_expected() {
    let mut seen = 0;
    for folder in benchmarks() {
        let problem = problem(&folder);
        for rota in rotas(&folder, |name| name == "published_rooms.rota.csv") {
            let violations = audit_file(&problem, &rota).violations;
            let text = expected(&folder)["published_rooms_rota"].as_str().unwrap().to_owned();
            assert!(text.contains(&format!("H4 {} times", violations.len())), "{text}: {}", violations.len());
            assert!(violations.iter().all(|violation| violation.rule == Rule::Room));
            seen += 1;
        }
    }
    assert!(seen > 0, "no benchmark has published rooms");
}

#[test]
fn the_checker_says_the_same_of_all_of_them() {
    let mut cases = Vec::new();
    let mut audits = Vec::new();
    for folder in benchmarks() {
        let problem = problem(&folder);
        for rota in rotas(&folder, |_| true) {
            audits.push(audit_file(&problem, &rota));
            cases.push(Case { folder: folder.clone(), week: WEEK.to_owned(), rota, published: None, now: None });
        }
    }
    assert!(!cases.is_empty());
    for ((verdict, audit), case) in check(&cases).iter().zip(&audits).zip(&cases) {
        assert_agrees(verdict, audit, &case.rota.display().to_string());
    }
}

fn expected(folder: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder.join("EXPECTED.json")).unwrap()).unwrap()
}

fn problem(folder: &Path) -> Problem {
    let week = kintime::domain::Week::new(WEEK.parse().unwrap()).unwrap();
    read_folder(folder, week, &Against::default()).unwrap().problem
}

fn rotas(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.ends_with(".rota.csv") && wanted(name)
    };
    files.filter(is_wanted).collect()
}

fn audit_file(problem: &Problem, rota: &Path) -> Audit {
    let file = read_rota(rota, problem).unwrap();
    assert!(file.form.is_empty(), "{}: {:?}", rota.display(), file.form);
    audit(problem, &file.rota)
}
