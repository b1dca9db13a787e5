//! Rota files: what is read of them, and where they stray from the form.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::PathBuf;

use kintime::domain::{Day, Minutes, Problem, Reason, Reference, RequestId, RoomId, Site, VenueId, Week, WorkerId};
use kintime::input::{Against, RotaFile, read_folder, read_rota};

use crate::input_bad::base_folder;
use crate::shared;

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason\n";
const GOOD: &str = "r1,1,planned,2026-12-01,16:00,17:00,elm,elm-1,w1,\n\
                    r1,2,planned,2026-12-02,16:30,17:30,elm,elm-1,w1,\n\
                    r2,1,unplaced,,,,,,,no_time\n";

fn week() -> Week {
    Week::new("2026-11-30".parse().unwrap()).unwrap()
}

fn base() -> Problem {
    read_folder(base_folder().path(), week(), &Against::default()).unwrap().problem
}

fn written(rota: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rota.csv");
    fs::write(&path, rota).unwrap();
    (folder, path)
}

fn read(rota: &str) -> RotaFile {
    read_rota(&written(rota).1, &base()).unwrap()
}

/// The form's defects of the good rota with a change, as `line:column problem`.
fn strays(old: &str, new: &str) -> Vec<String> {
    let rota = format!("{HEADER}{GOOD}");
    assert!(rota.contains(old), "{old}");
    let (_folder, path) = written(&rota.replacen(old, new, 1));
    let file = read_rota(&path, &base()).unwrap();
    let line = |form: &kintime::input::FormDefect| {
        let defect = &form.defect;
        format!("{}:{} {}", defect.mark.line, defect.mark.column, defect.problem)
    };
    file.form.iter().map(line).collect()
}

#[test]
fn a_good_rota_is_read_whole() {
    let file = read(&format!("{HEADER}{GOOD}"));
    assert_eq!(file.form, []);
    assert_eq!(file.unplaced, [(RequestId::new(1), Some(Reason::NoTime))]);
    let session = &file.rota.sessions[1];
    assert_eq!((session.request, session.day, session.start), (RequestId::new(0), Day::ALL[2], Minutes(990)));
    assert_eq!((session.site, session.room), (Site::Venue(VenueId::new(0)), Some(RoomId::new(0))));
    assert_eq!(session.workers, [WorkerId::new(0)]);
    assert_eq!(file.rota.sessions.len(), 2);
}

#[test]
fn each_stray_from_the_form_is_told_at_its_place() {
    let cases = [
        ("request,session", "session,request", "1:1 the header is not"),
        ("r2,1,unplaced", "r3,1,unplaced", "4:1 there is no request `r3`"),
        ("r1,1,planned", "r1,one,planned", "2:4 `one` is no session number"),
        ("r1,2,planned", "r1,3,planned", "3:4 3 is not this session's number"),
        ("r1,2,planned", "r1,2,done", "3:6 `done` is not `planned` or `unplaced`"),
        ("2026-12-02,16:30", "2026-12-2,16:30", "3:14 `2026-12-2` is not a date"),
        ("2026-12-02,16:30", "2026-12-07,16:30", "3:14 2026-12-07 is not in the week from 2026-11-30"),
        ("16:30,17:30", "4:30,17:30", "3:25 `4:30` is not a time of day"),
        ("16:30,17:30", "16:30,17:29", "3:31 the session ends at 17:30, not 17:29"),
        ("17:30,elm,", "17:30,ash,", "3:37 there is no venue `ash`"),
        ("17:30,elm,elm-1", "17:30,elm,elm-9", "3:41 there is no room `elm-9`"),
        ("elm-1,w1,\nr1,2", "elm-1,w1;w9,\nr1,2", "2:50 there is no worker `w9`"),
        ("elm-1,w1,\nr1,2", "elm-1,w2;w1,\nr1,2", "2:47 the workers are not in order"),
        (",,,,,,no_time", ",,,,oak,,no_time", "4:19 an unplaced session has no such value"),
        ("no_time", "", "4:21 the reason is missing"),
        ("no_time", "bad_luck", "4:21 `bad_luck` is no reason"),
    ];
    for (old, new, expected) in cases {
        let found = strays(old, new);
        assert!(found.iter().any(|stray| stray.starts_with(expected)), "{new}: {found:?}");
    }
}

#[test]
fn what_can_be_judged_is_kept() {
    let rota = format!("{HEADER}{GOOD}");
    let kept = |old, new| read(&rota.replacen(old, new, 1)).rota.sessions;
    assert_eq!(kept("17:30,elm,elm-1", "17:30,elm,elm-9")[1].room, None);
    assert_eq!(kept("elm-1,w1,\nr1,2", "elm-1,w1;w9,\nr1,2")[0].workers, [WorkerId::new(0)]);
    assert_eq!(kept("17:30,elm,", "17:30,ash,").len(), 1);
    assert_eq!(kept("16:30,17:30", "16:30,17:29").len(), 2);
    assert_eq!(kept("elm-1,w1,\nr1,2", "elm-1,w1;w1,\nr1,2")[0].workers.len(), 2);
}

#[test]
fn rows_are_counted_and_in_order() {
    let rows: Vec<&str> = GOOD.lines().collect();
    let problems = |rows: &[&str]| -> Vec<String> {
        let file = read(&format!("{HEADER}{}\n", rows.join("\n")));
        file.form.iter().map(|form| form.defect.problem.clone()).collect()
    };
    assert_eq!(problems(&[rows[1], rows[0], rows[2]]), ["the row belongs before the one above it"]);
    assert_eq!(problems(&[rows[0], rows[2], rows[1]]), ["the row belongs before the one above it"]);
    assert_eq!(problems(&[rows[0], rows[1]]), ["0 rows of a request with 1 sessions due"]);
    assert_eq!(problems(&[rows[0], rows[2]]), ["1 rows of a request with 2 sessions due"]);
}

#[test]
fn a_rota_that_is_none_is_an_error() {
    let problem = base();
    let code = |rota: &str| read_rota(&written(rota).1, &problem).unwrap_err().0[0].code;
    assert_eq!(code(""), "empty-file");
    assert_eq!(code("request,session\nr1,1\n"), "missing-column");
    assert_eq!(read_rota(&PathBuf::from("/nowhere/rota.csv"), &problem).unwrap_err().0[0].code, "missing-file");
}

#[test]
fn the_benchmarks_rotas_have_the_form() {
    let mut count = 0;
    for folder in shared::benchmarks() {
        let problem = read_folder(&folder, week(), &Against::default()).unwrap().problem;
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.to_str().unwrap().ends_with(".rota.csv") {
                let file = read_rota(&path, &problem).unwrap();
                assert_eq!(file.form, [], "{}", path.display());
                assert_eq!(file.rota.sessions.len(), problem.sessions_due() as usize);
                count += 1;
            }
        }
    }
    assert_eq!(count, 34);
}

#[test]
fn a_published_rota_may_name_what_is_gone() {
    let rows = "r1,1,planned,2026-12-01,16:00,17:00,ash,ash-1,w1;w9,\n\
                r1,2,planned,2026-12-02,16:30,17:30,virtual,,,\n\
                r9,1,planned,2026-12-02,16:30,17:30,elm,elm-1,w1,\n\
                r1,3,planned,2026-12-07,16:30,17:30,elm,elm-1,w1,\n\
                r2,1,unplaced,,,,,,,no_time\n";
    let (_folder, path) = written(&format!("{HEADER}{rows}"));
    let now = "2026-11-29T22:30:59".parse().unwrap();
    let against = Against { published: Some(path), now: Some(now), ..Against::default() };
    let reading = read_folder(base_folder().path(), week(), &against).unwrap();
    assert_eq!(reading.problem.now(), Some(Minutes(-90)));
    let published = reading.problem.published().unwrap();
    assert_eq!(published.len(), 2);
    assert_eq!((published[0].site, published[0].room), (Reference::Gone, Some(Reference::Gone)));
    assert_eq!(published[0].workers, [Reference::Here(WorkerId::new(0)), Reference::Gone]);
    assert_eq!((published[1].site, published[1].room), (Reference::Here(Site::Virtual), None));
    assert_eq!(reading.files.last().unwrap().name, "rota.csv");
}

#[test]
fn a_published_rota_that_cannot_be_read_is_an_error() {
    let (_folder, path) = written(&format!("{HEADER}r1,1,planned,2026-12-01,25:00,17:00,elm,elm-1,w1,\n"));
    let against = Against { published: Some(path), now: None, ..Against::default() };
    let defects = read_folder(base_folder().path(), week(), &against).unwrap_err();
    assert_eq!(defects.0.iter().map(|defect| defect.code).collect::<Vec<_>>(), ["bad-time"]);
    let against = Against { published: Some(PathBuf::from("/nowhere/rota.csv")), now: None, ..Against::default() };
    assert_eq!(read_folder(base_folder().path(), week(), &against).unwrap_err().0[0].code, "missing-file");
}

#[test]
fn a_frozen_fixed_session_needs_no_notice() {
    let folder = base_folder();
    let now = Some("2026-12-02T12:00:00".parse().unwrap());
    let late = read_folder(folder.path(), week(), &Against { published: None, now, ..Against::default() }).unwrap_err();
    assert_eq!(late.0.iter().map(|defect| defect.code).collect::<Vec<_>>(), ["impossible-fixed"]);
    let (_folder, path) = written(&format!("{HEADER}{GOOD}"));
    assert!(read_folder(folder.path(), week(), &Against { published: Some(path), now, ..Against::default() }).is_ok());
}
