//! Registers for the manager: what was ordered against what is provided, work, reports and reviews that fall due,
//! agreements and mileage. Each is a table of its own for spreadsheets, and all are one page for paper. Managers read
//! names; nobody's home or placement is in any of them.

mod children;
mod deadlines;
mod mileage;
mod workers;

use std::io;

use super::paper::{Paper, Table, write_paper};
use super::spreadsheet::cell;
use super::view::WeekView;
use crate::domain::Minutes;

/// One register.
#[derive(Clone, Debug)]
pub struct Register {
    /// What its file is called, without ending.
    pub name: &'static str,
    title: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
    note: &'static str,
}

/// All registers of a week, in the order in which they are read.
#[must_use]
pub fn registers(view: &WeekView<'_>) -> Vec<Register> {
    vec![
        children::register(view),
        workers::register(view),
        deadlines::reports(view),
        deadlines::reviews(view),
        deadlines::agreements(view),
        mileage::register(view),
    ]
}

/// Writes one register as a table.
///
/// # Errors
/// If writing fails.
pub fn write_register_csv(register: &Register, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(register.columns)?;
    for row in &register.rows {
        csv.write_record(row.iter().map(|text| if is_number(text) { text.clone() } else { cell(text) }))?;
    }
    csv.flush()
}

/// Writes all registers as one page.
///
/// # Errors
/// If writing fails.
pub fn write_registers_html(view: &WeekView<'_>, registers: &[Register], to: impl io::Write) -> io::Result<()> {
    let table = |register: &Register| {
        let columns: Vec<String> = register.columns.iter().map(|name| name.replace('_', " ")).collect();
        Table { heading: register.title.to_owned(), columns, rows: register.rows.clone() }
    };
    let paper = Paper {
        title: "Registers".to_owned(),
        subtitle: format!("week of {}", view.problem().week()),
        warnings: view.draft_warning(),
        tables: registers.iter().map(table).collect(),
        notes: registers.iter().map(|register| format!("{}: {}", register.title, register.note)).collect(),
        ..Paper::default()
    };
    write_paper(paper, to)
}

/// A difference may be negative: it is a number, and no formula.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
}

/// Minutes as hours with two decimals, rounded to the nearest.
fn hours(minutes: Minutes) -> String {
    let sign = if minutes.0 < 0 { "-" } else { "" };
    let hundredths = (minutes.0.unsigned_abs() * 100 + 30) / 60;
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Metres as miles with one decimal, rounded to the nearest; a mile is 1609.344 m.
fn miles(metres: i64) -> String {
    let tenths = (metres * 10_000 + 804_672) / 1_609_344;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{hours, is_number, miles, registers};
    use crate::domain::testing::date;
    use crate::domain::{Agreement, Cost, Means, Minutes, Reason, RequestId, Rota, Session, Site};
    use crate::output::view::WeekView;
    use crate::rota::{PlannedWeek, Unplaced};
    use crate::rules::audit;
    use crate::rules::testing::{Fixture, MON, WED, session};

    fn rows(fixture: &Fixture, sessions: &[Session], name: &str) -> Vec<String> {
        let problem = fixture.problem();
        let rota = Rota { sessions: sessions.to_vec() };
        let cost = audit(&problem, &rota).cost;
        let unplaced = vec![Unplaced::new(RequestId::new(1), Reason::Clash)];
        let planned = PlannedWeek { problem: &problem, rota, unplaced, cost, bound: Cost::ZERO };
        let register = registers(&WeekView::new(&planned)).into_iter().find(|register| register.name == name).unwrap();
        assert!(register.rows.iter().all(|row| row.len() == register.columns.len()));
        register.rows.iter().map(|row| row.join(",")).collect()
    }

    fn two() -> [Session; 2] {
        [session(1, MON, "10:00"), session(1, WED, "10:00")]
    }

    #[test]
    fn each_child_has_what_was_ordered_and_what_is_provided() {
        let mut fixture = Fixture::new();
        fixture.service.requests[1].court_ordered = true;
        let expected = ["C1,C1,2,2,0,2.00,2.00,0,0", "C2,C2,1,0,1,1.00,0.00,1,0"];
        assert_eq!(rows(&fixture, &two(), "children"), expected);
    }

    #[test]
    fn each_worker_has_hours_and_miles() {
        let expected = "W1,W1,2,2.00,0.00,0.00,1.00,0.00,3.67,20.00,-16.33,0.0";
        assert_eq!(rows(&Fixture::new(), &two(), "workers")[0], expected);
    }

    #[test]
    fn reports_fall_due_after_five_working_days() {
        let expected = ["R1,1,2026-11-30,W1,2026-12-07", "R1,2,2026-12-02,W1,2026-12-09"];
        assert_eq!(rows(&Fixture::new(), &two(), "reports_due"), expected);
    }

    #[test]
    fn bookings_that_end_soon_are_to_be_reviewed_and_agreements_to_be_signed() {
        let mut fixture = Fixture::new();
        assert!(rows(&fixture, &two(), "reviews").is_empty() && rows(&fixture, &two(), "agreements").is_empty());
        fixture.service.requests[0].ends = Some(date("2026-12-20"));
        fixture.service.requests[1].ends = Some(date("2026-12-21"));
        fixture.service.requests[0].agreement = Agreement::Needed;
        assert_eq!(rows(&fixture, &two(), "reviews"), ["R1,C1,,2026-12-20,3"]);
        assert_eq!(rows(&fixture, &two(), "agreements"), ["R1,C1,P1,2026-11-30,09:45"]);
    }

    #[test]
    fn mileage_is_paid_by_car_alone() {
        let mut fixture = Fixture::new();
        fixture.service.people[2].home.latitude += 0.1;
        let problem = fixture.problem();
        let home = crate::rules::testing::at_home(2);
        let one_way = problem.road_metres(home, crate::rules::testing::at_venue(0));
        let all = miles(4 * one_way);
        let pence = (4 * one_way * 14 * 1000 + 804_672) / 1_609_344;
        let pounds = format!("{}.{:02}", pence / 100, pence % 100);
        let expected = format!("adult,P1,P1,car,4,{all},14,{pounds}");
        assert_eq!(rows(&fixture, &two(), "mileage")[0], expected);
        fixture.service.people[2].travels_by = Means::Transit;
        assert_eq!(rows(&fixture, &two(), "mileage")[0], format!("adult,P1,P1,transit,4,{all},,"));
    }

    #[test]
    fn a_difference_is_a_number_and_a_name_is_none() {
        assert!(["-6.17", "0", "12.5"].into_iter().all(is_number));
        assert!(!["", "-x", "=1", "-1+1", "+1"].into_iter().any(is_number));
    }

    #[test]
    fn where_a_session_in_the_community_is_nobody_is_paid_for_it() {
        let mut fixture = Fixture::new();
        fixture.service.people[2].home.latitude += 0.1;
        fixture.service.requests[0].mode = crate::domain::Mode::Community;
        let outside = Session { site: Site::Community, room: None, ..session(1, MON, "10:00") };
        assert!(rows(&fixture, &[outside], "mileage").iter().all(|row| !row.starts_with("adult")));
    }

    #[test]
    fn hours_and_miles_are_rounded_to_the_nearest() {
        assert_eq!([0, 20, 90, -20, -90].map(|m| hours(Minutes(m))), ["0.00", "0.33", "1.50", "-0.33", "-1.50"]);
        assert_eq!([0, 80, 81, 1609, 16_093].map(miles), ["0.0", "0.0", "0.1", "1.0", "10.0"]);
    }
}
