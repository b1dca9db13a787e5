//! Calendars as other programs read them: valid, with the right local times on both sides of a clock change, and updated
//! by a second plan instead of doubled.

use std::fs;

use expect_test::expect_file;
use icalendar::{Calendar, CalendarComponent, Component};

use super::county::County;

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason\n";

/// The calendar of worker W1 after reports of these rotas, one after the other, in the week of a Monday.
fn calendar(monday: &str, rotas: &[&str]) -> String {
    let county = County::new();
    for rota in rotas {
        fs::write(county.root().join("hand.csv"), format!("{HEADER}{rota}")).unwrap();
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime"));
        command.current_dir(county.root()).args(["report", "county", "--week", monday, "hand.csv", "--out", "out"]);
        assert!(command.arg("--quiet").status().unwrap().success());
    }
    fs::read_to_string(county.out().join("calendars/worker-W1.ics")).unwrap()
}

/// A value of every event.
fn values(calendar: &str, name: &str) -> Vec<String> {
    let calendar: Calendar = calendar.parse().unwrap();
    let events = calendar.components.iter().filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event.property_value(name).unwrap().to_owned()),
        _ => None,
    });
    events.collect()
}

#[test]
fn a_calendar_is_as_it_is_written() {
    let rota = "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,unplaced,,,,,,,workers_busy
";
    let text = calendar("2026-11-30", &[rota]);
    expect_file!["../../golden/worker.ics"].assert_eq(&text.replace("\r\n", "\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends in CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
}

#[test]
fn local_times_stay_local_across_the_clock_change() {
    let week = |monday: &str, friday: &str| {
        let row = |number, date| format!("Q1,{number},planned,{date},10:00,11:30,V1,V1-R1,W1,\n");
        format!("{}{}Q2,1,unplaced,,,,,,,workers_busy\n", row(1, monday), row(2, friday))
    };
    for (monday, friday) in [("2026-10-19", "2026-10-23"), ("2026-10-26", "2026-10-30"), ("2027-03-22", "2027-03-26")] {
        let text = calendar(monday, &[&week(monday, friday)]);
        let expected = [monday, friday].map(|date| format!("{}T095000", date.replace('-', "")));
        assert_eq!(values(&text, "DTSTART"), expected);
        assert_eq!(text.matches("DTSTART;TZID=Europe/London:").count(), 2);
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    }
}

#[test]
fn a_second_plan_updates_entries_and_cancels_those_that_went() {
    let both = "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,unplaced,,,,,,,workers_busy
";
    let moved = "Q1,1,planned,2026-12-01,10:00,11:30,V1,V1-R1,W1,
Q1,2,unplaced,,,,,,,workers_busy
Q2,1,unplaced,,,,,,,workers_busy
";
    let (first, second) = (calendar("2026-11-30", &[both]), calendar("2026-11-30", &[both, moved]));
    let sorted = |calendar: &str| {
        let mut uids = values(calendar, "UID");
        uids.sort();
        uids
    };
    assert_eq!(sorted(&first), sorted(&second));
    assert_eq!(values(&second, "STATUS"), ["CONFIRMED", "CANCELLED"]);
    assert_eq!(values(&second, "SEQUENCE"), ["1", "1"]);
    assert_eq!(calendar("2026-11-30", &[both, both]), first);
}
