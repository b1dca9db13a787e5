//! The week by venue and room. Families appear by initials: this sheet may hang at a venue.

use super::sheet::{Cell, Sheet};
use crate::domain::{Duty, RoomId, VenueId};
use crate::output::initials::initials_or_code;
use crate::output::view::{HeldBy, RoomDay, SessionView, VenueView, WeekView, joined};

const COLUMNS: &[(&str, f64)] = &[
    ("Venue", 16.0),
    ("Date", 15.0),
    ("Day", 11.0),
    ("Room", 14.0),
    ("Start", 7.0),
    ("End", 7.0),
    ("Held from", 7.0),
    ("Held to", 7.0),
    ("What", 14.0),
    ("Class", 13.0),
    ("Children", 12.0),
    ("Adults", 12.0),
    ("Workers", 26.0),
    ("Needs", 18.0),
];

/// Every session and duty in a room, by venue, date, start and room; then sessions elsewhere.
pub(super) fn sheet(view: &WeekView<'_>) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = view.venues.iter().flat_map(|venue| venue_rows(view, venue)).collect();
    let elsewhere = view.sessions.iter().filter(|session| session.session.room.is_none());
    rows.extend(elsewhere.map(|session| session_row(view, None, session)));
    Sheet { name: "By venue", columns: COLUMNS, rows }
}

fn venue_rows(view: &WeekView<'_>, venue: &VenueView<'_>) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for day in &venue.days {
        let rooms = venue.rooms.iter().map(|room| (room.room, &room.days[day.day.index()]));
        let mut of_day: Vec<_> =
            rooms.flat_map(|(room, of_room)| hold_rows(view, venue.venue, room, of_room)).collect();
        of_day.sort_by_key(|&(from, _)| from);
        rows.extend(of_day.into_iter().map(|(_, row)| row));
    }
    rows
}

fn hold_rows(
    view: &WeekView<'_>,
    venue: VenueId,
    room: RoomId,
    day: &RoomDay<'_>,
) -> Vec<(crate::domain::Minutes, Vec<Cell>)> {
    let row = |held: &HeldBy<'_>| match *held {
        HeldBy::Session(at) => session_row(view, Some(room), &view.sessions[at]),
        HeldBy::Duty(duty) => duty_row(view, venue, room, duty),
    };
    day.holds.iter().map(|hold| (hold.time.from, row(&hold.by))).collect()
}

fn session_row(view: &WeekView<'_>, room: Option<RoomId>, seen: &SessionView<'_>) -> Vec<Cell> {
    let problem = view.problem();
    let session = seen.session;
    let workers = joined(seen.workers.iter().map(|why| problem[why.worker].name.clone()));
    let held = |of: fn(crate::domain::Interval) -> Cell| seen.hold.map_or(Cell::Nothing, of);
    vec![
        Cell::text(view.site(session)),
        Cell::Date(problem.week().date(session.day)),
        Cell::text(session.day.name()),
        room.map_or(Cell::Nothing, |room| Cell::text(&problem[room].code)),
        Cell::Time(seen.time.from),
        Cell::Time(seen.time.to),
        held(|hold| Cell::Time(hold.from)),
        held(|hold| Cell::Time(hold.to)),
        Cell::text(&problem[session.request].code),
        Cell::text(seen.class.word()),
        Cell::text(&view.children(session.request, initials_or_code)),
        Cell::text(&view.adults(session.request, initials_or_code)),
        Cell::text(&workers),
        Cell::text(&joined(problem[session.request].needs.iter().cloned())),
    ]
}

fn duty_row(view: &WeekView<'_>, venue: VenueId, room: RoomId, duty: &Duty) -> Vec<Cell> {
    let problem = view.problem();
    let mut row = vec![
        Cell::text(&problem[venue].code),
        Cell::Date(problem.week().date(duty.day)),
        Cell::text(duty.day.name()),
        Cell::text(&problem[room].code),
        Cell::Time(duty.time.from),
        Cell::Time(duty.time.to),
        Cell::Time(duty.time.from),
        Cell::Time(duty.time.to),
        Cell::text(&format!("duty {} ({})", duty.code, duty.kind.words())),
    ];
    row.extend([Cell::Nothing, Cell::Nothing, Cell::Nothing]);
    row.extend([Cell::text(&problem[duty.worker].name), Cell::Nothing]);
    row
}
