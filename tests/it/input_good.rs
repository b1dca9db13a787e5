//! Forms in which a file may come, each read as the plain one, and what is read where a file says little or much.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use kintime::domain::{Absentee, Day, Frequency, Interval, Minutes, PersonId, RequestId, VenueId, Week, WorkerId};
use kintime::input::{Against, Reading, read_folder};

use crate::input_bad::base_folder;

fn week(monday: &str) -> Week {
    Week::new(monday.parse().unwrap()).unwrap()
}

fn read(folder: &Path) -> Reading {
    read_in(folder, "2026-11-30")
}

fn read_in(folder: &Path, monday: &str) -> Reading {
    let reading = read_folder(folder, week(monday), &Against::default());
    reading.unwrap_or_else(|defects| panic!("{:#?}", defects.0))
}

/// Reads the base with each of its files changed, and with a file added.
fn with_every_file(change: impl Fn(&str) -> String) -> Reading {
    let folder = base_folder();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            fs::write(&path, change(&fs::read_to_string(&path).unwrap())).unwrap();
        }
    }
    read(folder.path())
}

fn with(name: &str, text: &str) -> Reading {
    let folder = base_folder();
    fs::write(folder.path().join(name), text).unwrap();
    read(folder.path())
}

fn is_the_base(reading: &Reading) {
    let base = read(base_folder().path());
    assert_eq!(format!("{:?}", reading.problem.service()), format!("{:?}", base.problem.service()));
    assert_eq!(reading.warnings, []);
}

#[test]
fn a_byte_order_mark_and_crlf() {
    is_the_base(&with_every_file(|text| format!("\u{feff}{}", text.replace('\n', "\r\n"))));
}

#[test]
fn spaces_round_cells_and_blank_lines() {
    is_the_base(&with_every_file(|text| text.replace(',', " , ").replace('\n', " \n\n   \n")));
}

#[test]
fn every_cell_quoted() {
    let quoted = |line: &str| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\n";
    is_the_base(&with_every_file(|text| text.lines().map(quoted).collect()));
}

#[test]
fn columns_in_reverse_order_and_no_last_newline() {
    let reversed = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
    is_the_base(&with_every_file(|text| text.lines().map(reversed).collect::<Vec<_>>().join("\n")));
}

#[test]
fn rows_of_commas_alone_are_blank_lines() {
    is_the_base(&with_every_file(|text| format!("{text},,\n,\n")));
}

#[test]
fn quoted_newlines_commas_and_quotes_are_text() {
    const PEOPLE: &str = r#"person,kind,born,latitude,longitude,name
kim,child,2020-05-17,53,-1,"Kim
of ""Elm, """
lee,child,2024-02-29,53,-1,
pat,adult,,53,-1,
quy,adult,,53,-1,x
"#;
    let reading = with("people.csv", PEOPLE);
    let names: Vec<&str> = reading.problem.people().map(|person| reading.problem[person].name.as_str()).collect();
    assert_eq!(names, ["Kim\nof \"Elm, \"", "lee", "pat", "x"]);
}

#[test]
fn optional_files_may_be_absent_or_only_a_header() {
    let folder = base_folder();
    let optional = ["availability", "terms", "keep_apart", "duties", "history", "fixed", "travel"];
    for name in optional {
        fs::remove_file(folder.path().join(format!("{name}.csv"))).unwrap();
    }
    let without = read(folder.path());
    assert_eq!((without.files.len(), without.problem.service().terms.clone()), (6, None));
    for (name, columns) in
        kintime::input::tables().filter(|(name, _)| optional.contains(&name.trim_end_matches(".csv")))
    {
        let header: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
        fs::write(folder.path().join(name), header.join(",")).unwrap();
    }
    let headers = read(folder.path());
    assert_eq!(headers.files.len(), 13);
    assert_eq!(headers.problem.service().terms, Some(Vec::new()));
    assert!(!headers.problem.is_school_day(Day::ALL[0]) && without.problem.is_school_day(Day::ALL[0]));
}

#[test]
fn a_service_without_demand_is_a_service() {
    let folder = base_folder();
    for name in ["keep_apart", "history", "fixed", "duties", "availability", "travel"] {
        fs::remove_file(folder.path().join(format!("{name}.csv"))).unwrap();
    }
    fs::write(folder.path().join("requests.csv"), "request,children,adults,frequency,minutes,status\n").unwrap();
    fs::write(folder.path().join("rooms.csv"), "room,venue,capacity\n").unwrap();
    assert_eq!(read(folder.path()).problem.sessions_due(), 0);
}

#[test]
fn files_are_listed_with_their_hash() {
    let reading = with("terms.csv", "from,to\n");
    let terms = reading.files.iter().find(|file| file.name == "terms.csv").unwrap();
    assert_eq!(terms.bytes, 8);
    assert_eq!(terms.sha256, "576697c4afba1c8b3279ef5ed172ae77c79c87b26f2e3729f313bfd2e190b235");
}

#[test]
fn ids_are_in_byte_order_whatever_the_order_of_rows() {
    let folder = base_folder();
    for name in ["rooms", "workers", "people", "requests", "venues"] {
        let path = folder.path().join(format!("{name}.csv"));
        let text = fs::read_to_string(&path).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let rows: String = rows.lines().rev().map(|row| format!("{row}\n")).collect();
        fs::write(&path, format!("{header}\n{rows}")).unwrap();
    }
    is_the_base(&read(folder.path()));
}

#[test]
fn blank_cells_take_the_defaults_of_the_manual() {
    let reading = read(base_folder().path());
    let problem = &reading.problem;
    let request = &problem[RequestId::new(1)];
    assert_eq!((request.workers, request.frequency), (1, Frequency::EveryWeeks(2)));
    assert!(request.venues.is_empty() && request.windows.is_none() && request.main_worker.is_none());
    let worker = &problem[WorkerId::new(1)];
    assert_eq!((worker.contracted, worker.overtime, worker.max_sessions_per_day), (Minutes(1110), Minutes(0), 4));
    assert_eq!(problem[VenueId::new(1)].area, None);
    assert_eq!(problem[PersonId::new(2)].name, "Pat Example");
    assert!(problem.service().rooms[0].features.contains("lift"), "a room has its venue's features");
}

#[test]
fn a_date_alone_is_a_whole_day_also_where_the_clocks_change() {
    let text = "kind,id,from,to,note\nworker,w2,2026-10-25,2026-10-25,\nvenue,oak,2026-10-24 12:00,2026-10-25 02:30,\n";
    let folder = base_folder();
    fs::write(folder.path().join("availability.csv"), text).unwrap();
    let problem = read_in(folder.path(), "2026-10-19").problem;
    let sunday = Day::ALL[6].midnight();
    let whole = Interval::new(sunday, sunday + Minutes::DAY);
    assert_eq!(problem.absences(Absentee::Worker(WorkerId::new(1))), [whole]);
    let night = Interval::new(sunday - Minutes(720), sunday + Minutes(150));
    assert_eq!(problem.absences(Absentee::Venue(VenueId::new(1))), [night]);
}

#[test]
fn a_week_across_the_years_end_has_rows_of_both_years() {
    let folder = base_folder();
    let duties = "duty,worker,date,from,to\na,w1,2026-12-31,10:00,11:00\nb,w1,2026-12-27,10:00,11:00\nc,w1,2027-01-01,10:00,11:00\nd,w1,2027-01-04,10:00,11:00\n";
    fs::write(folder.path().join("duties.csv"), duties).unwrap();
    let problem = read_in(folder.path(), "2026-12-28").problem;
    let days: Vec<(&str, usize)> = problem.duties().iter().map(|duty| (duty.code.as_str(), duty.day.index())).collect();
    assert_eq!(days, [("a", 3), ("c", 4)]);
    assert!(problem.is_bank_holiday(Day::ALL[4]));
}

#[test]
fn a_million_rows_of_history_are_read() {
    let first: NaiveDate = "2024-01-01".parse().unwrap();
    let mut text = String::from("request,date,start,venue,workers,status\n");
    for row in 0..1_000_000_u64 {
        let date = first + chrono::Days::new(row % 1100);
        let (request, worker) = (row % 3, 1 + row % 2);
        writeln!(text, "r{request},{date},16:00,elm,w{worker},held").unwrap();
    }
    let reading = with("history.csv", &text);
    // Every third row is of a request that is gone, 1064 of 1100 dates are before the week.
    let before = (0..1_000_000_u64).filter(|row| row % 3 > 0 && row % 1100 < 1064).count();
    assert_eq!(reading.problem.service().history.len(), before);
    assert_eq!(reading.warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(), ["gone-from-input"]);
}
