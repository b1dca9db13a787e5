//! One venue's timetable, as its door list: which room is held when, for which request, and which workers come. Families
//! appear by initials, or by id where the input has no name; nobody's placement or home appears at all.

use std::io;

use super::initials::initials_or_code;
use super::spreadsheet::cell;
use super::view::{WeekView, joined};
use crate::domain::{Duty, Session, VenueId};

const COLUMNS: [&str; 12] = [
    "date",
    "day",
    "start",
    "end",
    "room",
    "held_from",
    "held_to",
    "request",
    "children",
    "adults",
    "workers",
    "needs",
];

/// Whether there is anything to write for a venue.
pub(super) fn has_events(view: &WeekView<'_>, venue: VenueId) -> bool {
    view.at_venue(venue).next().is_some() || duties_at(view, venue).next().is_some()
}

/// Writes a venue's timetable in order of date, start and room: sessions, and duties in its rooms.
///
/// # Errors
/// If writing fails.
pub fn write_venue_timetable(view: &WeekView<'_>, venue: VenueId, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    let sessions = view.at_venue(venue).map(|of_venue| session_row(view, of_venue.session));
    let mut rows: Vec<[String; 12]> = sessions.chain(duties_at(view, venue).map(|duty| duty_row(view, duty))).collect();
    rows.sort_by(|a, b| [&a[0], &a[2], &a[4], &a[7]].cmp(&[&b[0], &b[2], &b[4], &b[7]]));
    for row in rows {
        csv.write_record(row.map(|text| cell(&text)))?;
    }
    csv.flush()
}

fn duties_at<'a>(view: &WeekView<'a>, venue: VenueId) -> impl Iterator<Item = &'a Duty> {
    view.problem().duties().iter().filter(move |duty| duty.venue == venue && duty.room.is_some())
}

fn session_row(view: &WeekView<'_>, session: &Session) -> [String; 12] {
    let problem = view.problem();
    let (time, hold) = (view.time(session), problem.room_hold(session.request, session.start));
    [
        view.date(session),
        session.day.name().to_owned(),
        time.from.clock().to_string(),
        time.to.clock().to_string(),
        view.room(session).to_owned(),
        hold.from.clock().to_string(),
        hold.to.clock().to_string(),
        problem[session.request].code.clone(),
        view.children(session.request, initials_or_code),
        view.adults(session.request, initials_or_code),
        joined(session.workers.iter().map(|&worker| problem[worker].name.clone())),
        joined(problem[session.request].needs.iter().cloned()),
    ]
}

fn duty_row(view: &WeekView<'_>, duty: &Duty) -> [String; 12] {
    let problem = view.problem();
    let mut row: [String; 12] = Default::default();
    row[0] = problem.week().date(duty.day).to_string();
    duty.day.name().clone_into(&mut row[1]);
    row[2] = duty.time.from.clock().to_string();
    row[3] = duty.time.to.clock().to_string();
    row[4] = duty.room.map_or_else(String::new, |room| problem[room].code.clone());
    (row[5], row[6]) = (row[2].clone(), row[3].clone());
    row[7] = format!("duty {}", duty.code);
    row[10] = problem[duty.worker].name.clone();
    row
}
