//! `rota.csv`: one row for each session due. Ids stand exactly as in the input, for other programs compare them; so
//! nothing here is made safe for spreadsheets (the timetables are).

use std::io;

use super::view::{SessionView, UnplacedView, WeekView};

const COLUMNS: [&str; 10] =
    ["request", "session", "status", "date", "start", "end", "venue", "room", "workers", "reason"];

/// Writes the rota.
///
/// # Errors
/// If writing fails.
pub fn write_rota_csv(view: &WeekView<'_>, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    for line in &view.sessions {
        csv.write_record(planned_row(view, line))?;
    }
    for line in &view.unplaced {
        csv.write_record(unplaced_row(view, line))?;
    }
    csv.flush()
}

fn planned_row(view: &WeekView<'_>, line: &SessionView<'_>) -> [String; 10] {
    let session = line.session;
    let time = view.time(session);
    [
        view.problem()[session.request].code.clone(),
        line.number.to_string(),
        "planned".to_owned(),
        view.date(session),
        time.from.clock().to_string(),
        time.to.clock().to_string(),
        view.site(session).to_owned(),
        view.room(session).to_owned(),
        view.worker_codes(session),
        String::new(),
    ]
}

fn unplaced_row(view: &WeekView<'_>, line: &UnplacedView) -> [String; 10] {
    let mut row: [String; 10] = Default::default();
    row[0] = view.problem()[line.unplaced.request].code.clone();
    row[1] = line.number.to_string();
    row[2] = "unplaced".to_owned();
    row[9] = line.unplaced.reason.word().to_owned();
    row
}
