//! One venue's door list: which room is held when, for which request, and which workers come. Families appear by initials,
//! or by id where the input has no name; the type of a line has no place for more.

use std::io;

use crate::domain::{Day, Duty, Interval, PersonId, Problem, VenueId};
use crate::output::dates::long_date;
use crate::output::initials::initials_or_code;
use crate::output::paper::{Paper, Table, write_paper};
use crate::output::spreadsheet::cell;
use crate::output::view::{SessionView, WeekView};

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

/// What a venue's staff may know of somebody who comes: the initials, or the id.
struct Initials(String);

impl Initials {
    fn of(problem: &Problem, person: PersonId) -> Self {
        Self(initials_or_code(problem, person))
    }
}

/// A session or duty in a room of the venue.
struct DoorLine {
    day: Day,
    date: String,
    time: Interval,
    room: String,
    hold: Interval,
    what: String,
    children: Vec<Initials>,
    adults: Vec<Initials>,
    workers: Vec<String>,
    needs: Vec<String>,
}

impl DoorLine {
    fn of_session(view: &WeekView<'_>, seen: &SessionView<'_>) -> Self {
        let (problem, session) = (view.problem(), seen.session);
        let request = &problem[session.request];
        let initials = |people: &[PersonId]| people.iter().map(|&person| Initials::of(problem, person)).collect();
        Self {
            day: session.day,
            date: view.date(session),
            time: seen.time,
            room: view.room(session).to_owned(),
            hold: problem.room_hold(session.request, session.start),
            what: request.code.clone(),
            children: initials(&request.children),
            adults: initials(&request.adults),
            workers: session.workers.iter().map(|&worker| problem[worker].name.clone()).collect(),
            needs: request.needs.iter().cloned().collect(),
        }
    }

    fn of_duty(view: &WeekView<'_>, duty: &Duty) -> Self {
        let problem = view.problem();
        Self {
            day: duty.day,
            date: problem.week().date(duty.day).to_string(),
            time: duty.time,
            room: duty.room.map_or_else(String::new, |room| problem[room].code.clone()),
            hold: duty.time,
            what: format!("duty {}", duty.code),
            children: Vec::new(),
            adults: Vec::new(),
            workers: vec![problem[duty.worker].name.clone()],
            needs: Vec::new(),
        }
    }

    /// Cells from the start on; lists with this between their items.
    fn cells(&self, between: &str) -> [String; 10] {
        let initials = |list: &[Initials]| list.iter().map(|one| one.0.as_str()).collect::<Vec<_>>().join(between);
        [
            self.time.from.clock().to_string(),
            self.time.to.clock().to_string(),
            self.room.clone(),
            self.hold.from.clock().to_string(),
            self.hold.to.clock().to_string(),
            self.what.clone(),
            initials(&self.children),
            initials(&self.adults),
            self.workers.join(between),
            self.needs.join(between),
        ]
    }
}

/// Whether there is anything to write for a venue.
pub(in crate::output) fn has_events(view: &WeekView<'_>, venue: VenueId) -> bool {
    view.at_venue(venue).next().is_some() || duties_at(view, venue).next().is_some()
}

/// Writes a venue's door list in order of date, start and room: sessions, and duties in its rooms.
///
/// # Errors
/// If writing fails.
pub fn write_door_list_csv(view: &WeekView<'_>, venue: VenueId, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    for line in lines(view, venue) {
        let cells = [line.date.clone(), line.day.name().to_owned()].into_iter().chain(line.cells(";"));
        csv.write_record(cells.map(|text| cell(&text)))?;
    }
    csv.flush()
}

/// Writes a venue's door list for paper, a table for each day.
///
/// # Errors
/// If writing fails.
pub fn write_door_list_html(view: &WeekView<'_>, venue: VenueId, to: impl io::Write) -> io::Result<()> {
    const HEADS: [&str; 10] =
        ["start", "end", "room", "held from", "held to", "request", "children", "adults", "workers", "needs"];
    let lines = lines(view, venue);
    let day_table = |of_day: &[DoorLine]| {
        let heading = long_date(view.problem().week().date(of_day[0].day));
        Table::new(&heading, &HEADS, of_day.iter().map(|line| line.cells(", ").into()).collect())
    };
    let paper = Paper {
        title: format!("Door list: {}", view.problem()[venue].name),
        subtitle: format!("week of {}", view.problem().week()),
        warnings: view.draft_warning(),
        tables: lines.chunk_by(|a, b| a.day == b.day).map(day_table).collect(),
        ..Paper::default()
    };
    write_paper(paper, to)
}

fn lines(view: &WeekView<'_>, venue: VenueId) -> Vec<DoorLine> {
    let sessions = view.at_venue(venue).map(|seen| DoorLine::of_session(view, seen));
    let duties = duties_at(view, venue).map(|duty| DoorLine::of_duty(view, duty));
    let mut lines: Vec<DoorLine> = sessions.chain(duties).collect();
    lines.sort_by(|a, b| (a.day, a.time.from, &a.room, &a.what).cmp(&(b.day, b.time.from, &b.room, &b.what)));
    lines
}

fn duties_at<'a>(view: &WeekView<'a>, venue: VenueId) -> impl Iterator<Item = &'a Duty> {
    view.problem().duties().iter().filter(move |duty| duty.venue == venue && duty.room.is_some())
}
