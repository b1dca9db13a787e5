//! `rota.xlsx`: the week for the team leader, to be filtered and printed. Every sheet is one table with real dates and
//! times. Texts are text cells: no program runs them, whatever they look like.

mod changes;
mod costs;
mod height;
mod sheet;
mod unplaced;
mod venues;
mod workers;

use std::io;

use chrono::NaiveTime;
use rust_xlsxwriter::{DocProperties, Workbook};

use super::view::WeekView;
use sheet::{Cell, Sheet, add_sheet};

/// Writes the workbook. Its date of creation is the planned Monday: the same week gives the same bytes.
///
/// # Errors
/// If a sheet is larger than the format allows, or writing fails.
pub fn write_workbook(view: &WeekView<'_>, mut to: impl io::Write) -> io::Result<()> {
    let mut workbook = Workbook::new();
    let made = view.problem().week().monday().and_time(NaiveTime::MIN).and_utc();
    let title = format!("Family time, week of {}", view.problem().week());
    workbook.set_properties(&DocProperties::new().set_title(&title).set_creation_datetime(&made));
    for sheet in sheets(view) {
        add_sheet(&mut workbook, &title, sheet).map_err(io::Error::other)?;
    }
    to.write_all(&workbook.save_to_buffer().map_err(io::Error::other)?)
}

fn sheets(view: &WeekView<'_>) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    if !view.breaches.is_empty() {
        sheets.push(warnings(view));
    }
    sheets.extend([
        venues::sheet(view),
        workers::sheet(view),
        unplaced::sheet(view),
        changes::sheet(view),
        costs::of_week(view),
        costs::of_sessions(view),
    ]);
    sheets
}

/// The rules that a rota made by hand breaks, before everything else.
fn warnings(view: &WeekView<'_>) -> Sheet {
    let rows = view.breaches.iter().map(|breach| vec![Cell::text(breach)]).collect();
    Sheet { name: "Rules broken", columns: &[("This rota breaks rules", 120.0)], rows }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use calamine::{Data, Reader, Xlsx};

    use super::write_workbook;
    use crate::domain::{Cost, Reason, RequestId, Rota, Session};
    use crate::output::view::WeekView;
    use crate::rota::{PlannedWeek, Unplaced};
    use crate::rules::audit;
    use crate::rules::testing::{Fixture, MON, WED, duty, published, session};

    fn bytes(fixture: &Fixture, sessions: &[Session], breaches: &[&str]) -> Vec<u8> {
        let problem = fixture.problem();
        let rota = Rota { sessions: sessions.to_vec() };
        let cost = audit(&problem, &rota).cost;
        let unplaced = vec![Unplaced::new(RequestId::new(1), Reason::WorkersBusy)];
        let planned = PlannedWeek { problem: &problem, rota, unplaced, cost, bound: Cost::ZERO };
        let mut view = WeekView::new(&planned);
        view.breaches = breaches.iter().map(|&breach| breach.to_owned()).collect();
        let mut bytes = Vec::new();
        write_workbook(&view, &mut bytes).unwrap();
        bytes
    }

    /// The rows of a sheet as texts; dates and times as calamine reads them.
    fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let range = book.worksheet_range(sheet).unwrap();
        let cell = |cell: &Data| match cell {
            Data::DateTime(moment) => moment.as_datetime().unwrap().to_string(),
            other => other.to_string(),
        };
        range.rows().map(|row| row.iter().map(cell).collect()).collect()
    }

    fn sheet_names(bytes: &[u8]) -> Vec<String> {
        Xlsx::new(Cursor::new(bytes.to_vec())).map(|book: Xlsx<_>| book.sheet_names()).unwrap()
    }

    /// The heights in points that the rows of the n-th sheet are given; none where it is the usual one.
    fn heights(bytes: &[u8], sheet: usize) -> Vec<Option<String>> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(&format!("xl/worksheets/sheet{sheet}.xml")).unwrap().read_to_string(&mut text).unwrap();
        let rows = text.split("<row ").skip(1).map(|row| row.split_once('>').unwrap().0);
        rows.map(|row| Some(row.split_once("ht=\"")?.1.split_once('"')?.0.to_owned())).collect()
    }

    #[test]
    fn rows_are_as_high_as_their_texts() {
        let of = |name: &str| {
            let fixture = Fixture::with(|f| f.service.people[0].name = name.to_owned());
            let bytes = bytes(&fixture, &[session(1, MON, "10:00")], &["short", &"long ".repeat(50)]);
            (heights(&bytes, 1), heights(&bytes, 3))
        };
        let high = |points: &str| Some(points.to_owned());
        // Of the workers: headings of two lines, the session, the sum of the day.
        assert_eq!(of("Ash"), (vec![None, None, high("45")], vec![high("30"), None, None]));
        assert_eq!(of("Ash Example the Very Much Younger").1, [high("30"), high("30"), None]);
        assert_eq!(of(&"x".repeat(10_000)).1, [high("30"), high("408.75"), None]);
    }

    #[test]
    fn every_sheet_is_a_table_with_real_dates_and_times() {
        let room = Some(crate::domain::RoomId::new(1));
        let mut fixture = Fixture::with(|f| f.service.duties = vec![duty(1, MON, "12:00-12:30", room)]);
        let (monday, wednesday) = (session(1, MON, "10:00"), session(1, WED, "11:15"));
        fixture.situation.published = Some(vec![published(&monday), published(&session(1, WED, "10:00"))]);
        let bytes = bytes(&fixture, &[monday, wednesday], &[]);
        let names = ["By venue", "By worker", "Unplaced", "Changes", "Costs", "Costs by session"];
        assert_eq!(sheet_names(&bytes), names);
        let venue = rows(&bytes, "By venue");
        assert_eq!(venue.len(), 4, "{venue:?}");
        assert_eq!(
            venue[1][..6],
            ["V1", "2026-11-30 00:00:00", "Monday", "A", "1899-12-31 10:00:00", "1899-12-31 11:00:00"]
        );
        assert_eq!(rows(&bytes, "Unplaced")[1][..4], ["R2", "1", "looked_after", "workers_busy"]);
        assert_eq!(rows(&bytes, "Changes")[1][..2], ["R1", "moved"]);
        assert_eq!(rows(&bytes, "Costs").last().unwrap()[..2], ["all", "2152"]);
        let what: Vec<String> = rows(&bytes, "By worker")[1..].iter().map(|row| row[4].clone()).collect();
        assert_eq!(what, ["session", "break", "duty", "paid in all", "session", "paid in all"]);
    }

    #[test]
    fn formulas_are_texts_and_the_bytes_are_always_the_same() {
        let fixture = Fixture::with(|f| {
            f.service.people[0].name = "=HYPERLINK(\"http://x\")".to_owned();
            f.service.workers[0].name = "+1\n\u{202e}@x".to_owned();
            f.service.people[2].name = "x".repeat(100_000);
        });
        let sessions = [session(1, MON, "10:00")];
        let first = bytes(&fixture, &sessions, &["=cmd()"]);
        assert_eq!(first, bytes(&fixture, &sessions, &["=cmd()"]));
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(first.clone())).unwrap();
        for name in sheet_names(&first) {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        }
        assert_eq!(rows(&first, "Rules broken")[1], ["=cmd()"]);
        let worker = rows(&first, "By worker");
        assert!(worker.iter().any(|row| row[0] == "W1 +1  @x"), "{:?}", worker[1]);
    }
}
