//! The auditor agrees with the independent checker on every rota: the same rules broken, the same cost term by term.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kintime::domain::{Problem, Rota};
use kintime::rules::{Audit, audit};

use crate::support::checker::{Case, Verdict, check};
use crate::support::random::Random;
use crate::support::tiny::{TinyWeek, feasible_rota, tiny_week, wild_rota};
use crate::support::{folder, rota_csv};

const WEEKS: u64 = 300;

#[test]
fn random_rotas_of_tiny_weeks() {
    let directory = tempfile::tempdir().unwrap();
    let mut cases = Vec::new();
    let mut audits = Vec::new();
    for seed in 0..WEEKS {
        let week = tiny_week(seed);
        let problem = week.problem();
        let folder = directory.path().join(seed.to_string());
        write(&week, &problem, &folder);
        for (position, rota) in rotas(seed, &problem).into_iter().enumerate() {
            let path = folder.join(format!("rota{position}.csv"));
            fs::write(&path, rota_csv::of_rota(&problem, &rota)).unwrap();
            cases.push(case(&week, &folder, path));
            audits.push((seed, rota.clone(), audit(&problem, &rota)));
        }
    }
    for (verdict, (seed, rota, audit)) in check(&cases).iter().zip(&audits) {
        assert_agrees(verdict, audit, &format!("week {seed}: {rota:?}"));
    }
    assert_all_rules_and_terms_are_seen(&audits);
}

fn rotas(seed: u64, problem: &Problem) -> Vec<Rota> {
    let random = &mut Random::new(seed.wrapping_mul(7919));
    let mut rotas = vec![Rota::default(), feasible_rota(random, problem)];
    rotas.extend((0..4).map(|_| wild_rota(random, problem)));
    rotas
}

fn write(week: &TinyWeek, problem: &Problem, folder: &Path) {
    fs::create_dir(folder).unwrap();
    folder::write(&week.service, week.week, folder);
    if let Some(published) = problem.published() {
        fs::write(folder.join("published.csv"), rota_csv::of_published(problem, published)).unwrap();
    }
}

fn case(week: &TinyWeek, folder: &Path, rota: std::path::PathBuf) -> Case {
    Case {
        folder: folder.to_owned(),
        week: week.week.to_string(),
        rota,
        published: week.situation.published.as_ref().map(|_| folder.join("published.csv")),
        now: week.situation.now.map(|now| folder::moment(week.week, now)),
    }
}

pub(crate) fn assert_agrees(verdict: &Verdict, audit: &Audit, what: &str) {
    let codes: BTreeSet<&str> = audit.violations.iter().map(|violation| violation.rule.code()).collect();
    assert_eq!(verdict.codes(), codes, "rules broken in {what}; {:#?}", audit.violations);
    for (term, cost) in audit.cost.iter() {
        assert_eq!(verdict.terms[term.word()], cost.0, "{} in {what}", term.word());
    }
    assert_eq!(verdict.objective(), audit.cost.total().0, "{what}");
}

/// The comparison is worth something only if every rule is broken and every term costs something now and then.
fn assert_all_rules_and_terms_are_seen(audits: &[(u64, Rota, Audit)]) {
    for rule in kintime::rules::Rule::ALL {
        let broken = audits.iter().any(|(_, _, audit)| audit.violations.iter().any(|v| v.rule == rule));
        assert!(broken, "no rota breaks {}", rule.code());
    }
    for term in kintime::domain::Term::ALL {
        assert!(audits.iter().any(|(_, _, audit)| audit.cost[term].0 > 0), "no rota costs {}", term.word());
    }
    assert!(audits.iter().filter(|(_, rota, audit)| audit.is_feasible() && !rota.sessions.is_empty()).count() > 100);
}
