//! The random tiny weeks are valid input, and the reader sees in their files what the generator meant.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use kintime::domain::{Minutes, Week};
use kintime::input::{Against, read_folder, read_rota};
use kintime::rules::audit;

use crate::support::random::Random;
use crate::support::tiny::{TinyWeek, feasible_rota, tiny_week};
use crate::support::{folder, rota_csv};

#[test]
fn are_read_as_they_were_meant() {
    for seed in 0..150 {
        let week = tiny_week(seed);
        let directory = tempfile::tempdir().unwrap();
        folder::write(&week.service, week.week, directory.path());
        let reading = read_folder(directory.path(), week.week, &against(&week, directory.path()));
        let read = reading.unwrap_or_else(|defects| panic!("week {seed}: {:?}", defects.errors().next())).problem;
        assert_same(&week, &read, seed, directory.path());
    }
}

fn assert_same(week: &TinyWeek, read: &kintime::domain::Problem, seed: u64, directory: &Path) {
    let meant = week.problem();
    let rota = feasible_rota(&mut Random::new(seed), &meant);
    let path = directory.join("rota.csv");
    fs::write(&path, rota_csv::of_rota(&meant, &rota)).unwrap();
    let mut seen = read_rota(&path, read).unwrap().rota;
    assert_eq!(audit(&meant, &rota).cost, audit(read, &seen).cost, "week {seed}");
    seen.sessions.sort();
    let mut sessions = rota.sessions.clone();
    sessions.sort();
    assert_eq!(seen.sessions, sessions, "week {seed}");
    let codes = |audit: kintime::rules::Audit| audit.violations.iter().map(|v| v.rule.code()).collect::<Vec<_>>();
    assert_eq!(codes(audit(&meant, &rota)), codes(audit(read, &rota)), "week {seed}");
}

/// Writes the published rota, if there is one.
fn against(week: &TinyWeek, directory: &Path) -> Against {
    let published = week.situation.published.as_ref().map(|published| {
        let path = directory.join("published.csv");
        fs::write(&path, rota_csv::of_published(&week.problem(), published)).unwrap();
        path
    });
    let moment = |week: Week, Minutes(minutes): Minutes| {
        week.monday().and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(i64::from(minutes))
    };
    Against { published, now: week.situation.now.map(|now| moment(week.week, now)), ..Against::default() }
}
