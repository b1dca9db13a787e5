//! One worker's timetable: every journey, session and duty of the week in order of time, with paid minutes. It names the
//! people a worker has to know and no address.

use std::io;

use super::spreadsheet::cell;
use super::view::WeekView;
use super::worker_days::{Leg, Piece, Stretch, Work, WorkerDay, worker_days};
use crate::domain::{DutyKind, Interval, Minutes, PersonId, Problem, Session, Spot, WorkerId};

const COLUMNS: [&str; 13] = [
    "date", "day", "stretch", "from", "to", "minutes", "activity", "site", "room", "request", "session", "children",
    "adults",
];

/// One row, by column; only the first columns stand in every row.
#[derive(Default)]
struct Row {
    date: String,
    day: String,
    stretch: String,
    time: Option<Interval>,
    minutes: String,
    activity: String,
    site: String,
    room: String,
    request: String,
    session: String,
    children: String,
    adults: String,
}

impl Row {
    fn cells(self) -> [String; 13] {
        let clock =
            |minute: fn(Interval) -> Minutes| self.time.map_or_else(String::new, |t| minute(t).clock().to_string());
        let (from, to) = (clock(|t| t.from), clock(|t| t.to));
        let texts = [self.activity, self.site, self.room, self.request, self.session, self.children, self.adults];
        let [activity, site, room, request, session, children, adults] = texts.map(|text| cell(&text));
        [
            self.date,
            self.day,
            self.stretch,
            from,
            to,
            self.minutes,
            activity,
            site,
            room,
            request,
            session,
            children,
            adults,
        ]
    }
}

/// Whether there is anything to write for a worker.
pub(super) fn has_work(view: &WeekView<'_>, worker: WorkerId) -> bool {
    !worker_days(view.planned, worker).is_empty()
}

/// Writes a worker's timetable: rows of `travel`, `session`, `recording` and `duty`, a total for each day, and one for
/// the week beside the contract.
///
/// # Errors
/// If writing fails.
pub fn write_worker_timetable(view: &WeekView<'_>, worker: WorkerId, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    let days = worker_days(view.planned, worker);
    for day in &days {
        for row in day_rows(view, day) {
            csv.write_record(row.cells())?;
        }
    }
    let paid = days.iter().map(|day| day.paid(view.problem())).sum();
    for row in week_rows(&view.problem()[worker], paid) {
        csv.write_record(row.cells())?;
    }
    csv.flush()
}

fn day_rows(view: &WeekView<'_>, day: &WorkerDay<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, stretch) in (1..).zip(&day.stretches) {
        let first = rows.len();
        rows.extend(stretch_rows(view, stretch));
        rows[first..].iter_mut().for_each(|row: &mut Row| row.stretch = format!("{number}"));
    }
    rows.push(total("paid on this day", day.paid(view.problem())));
    for row in &mut rows {
        row.date = view.problem().week().date(day.day).to_string();
        day.day.name().clone_into(&mut row.day);
    }
    rows
}

fn stretch_rows(view: &WeekView<'_>, stretch: &Stretch<'_>) -> Vec<Row> {
    let problem = view.problem();
    let mut rows = Vec::new();
    let (last, before) = stretch.legs.split_last().expect("a stretch ends at the base");
    for (leg, piece) in before.iter().zip(&stretch.pieces) {
        rows.extend(leg_row(problem, leg));
        rows.extend(piece_rows(view, piece));
    }
    rows.extend(leg_row(problem, last));
    rows
}

/// The row of a journey; none where there is no way to go.
fn leg_row(problem: &Problem, leg: &Leg) -> Option<Row> {
    let site = match leg.to {
        Spot::Venue(venue) => problem[venue].code.clone(),
        Spot::Home(person) => format!("home of {}", problem[person].code),
    };
    let row = Row { site, ..timed("travel", leg.time) };
    (leg.time.length() > Minutes::ZERO).then_some(row)
}

fn piece_rows(view: &WeekView<'_>, piece: &Piece<'_>) -> Vec<Row> {
    match piece.work {
        Work::Session(session) => {
            let recording = total("recording", view.problem().policy().recording);
            vec![session_row(view, session, piece.task.time), Row { request: request(view, session), ..recording }]
        }
        Work::Duty(duty) => {
            let problem = view.problem();
            let room = duty.room.map_or_else(String::new, |room| problem[room].code.clone());
            let activity = format!("duty {} ({})", duty.code, duty_word(duty.kind));
            let site = problem[duty.venue].code.clone();
            vec![Row { activity, site, room, ..timed("", duty.time) }]
        }
    }
}

fn session_row(view: &WeekView<'_>, session: &Session, task: Interval) -> Row {
    let time = view.time(session);
    Row {
        site: view.site(session).to_owned(),
        room: view.room(session).to_owned(),
        request: request(view, session),
        session: format!("{}-{}", time.from.clock(), time.to.clock()),
        children: view.children(session.request, code_and_name),
        adults: view.adults(session.request, code_and_name),
        ..timed("session", task)
    }
}

fn request(view: &WeekView<'_>, session: &Session) -> String {
    view.problem()[session.request].code.clone()
}

fn week_rows(worker: &crate::domain::Worker, paid: Minutes) -> [Row; 3] {
    [
        total("paid in this week", paid),
        total("contracted", worker.contracted),
        total("above (+) or below (-) the contract", paid - worker.contracted),
    ]
}

fn timed(activity: &str, time: Interval) -> Row {
    Row { time: Some(time), minutes: time.length().0.to_string(), activity: activity.to_owned(), ..Row::default() }
}

/// A row of minutes that have no fixed time.
fn total(activity: &str, minutes: Minutes) -> Row {
    Row { minutes: minutes.0.to_string(), activity: activity.to_owned(), ..Row::default() }
}

fn code_and_name(problem: &Problem, person: PersonId) -> String {
    let person = &problem[person];
    if person.name == person.code { person.code.clone() } else { format!("{} {}", person.code, person.name) }
}

fn duty_word(kind: DutyKind) -> &'static str {
    match kind {
        DutyKind::DropIn => "drop-in",
        DutyKind::Review => "review",
        DutyKind::Training => "training",
        DutyKind::Other => "other",
    }
}
