//! One worker's week sheet: every journey, session and duty of the week in order of time, with paid minutes. It names the
//! people whom the worker meets and no address.

use std::io;

use crate::domain::{Duty, Interval, Minutes, PersonId, Problem, Session, Spot, VenueId, Worker, WorkerId};
use crate::output::dates::long_date;
use crate::output::paper::{Paper, Table, duration, write_paper};
use crate::output::spreadsheet::cell;
use crate::output::view::WeekView;
use crate::rules::worker_week::{Piece, Stretch, WorkDay};

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
    /// All cells, safe for a spreadsheet.
    fn cells(self) -> [String; 13] {
        let mut cells = self.texts();
        cells.iter_mut().skip(6).for_each(|text| *text = cell(text));
        cells
    }

    /// Cells of a page, from the time on.
    fn shown(self) -> Vec<String> {
        self.texts()[3..].iter().map(|text| text.replace(';', ", ")).collect()
    }

    fn texts(self) -> [String; 13] {
        let clock =
            |minute: fn(Interval) -> Minutes| self.time.map_or_else(String::new, |t| minute(t).clock().to_string());
        let (from, to) = (clock(|t| t.from), clock(|t| t.to));
        [
            self.date,
            self.day,
            self.stretch,
            from,
            to,
            self.minutes,
            self.activity,
            self.site,
            self.room,
            self.request,
            self.session,
            self.children,
            self.adults,
        ]
    }
}

/// Whether there is anything to write for a worker.
pub(in crate::output) fn has_work(view: &WeekView<'_>, worker: WorkerId) -> bool {
    !view.of_worker(worker).days.is_empty()
}

/// Writes a worker's week sheet: rows of `travel`, `session`, `recording` and `duty`, a total for each day, and one for
/// the week beside the contract.
///
/// # Errors
/// If writing fails.
pub fn write_week_sheet_csv(view: &WeekView<'_>, worker: WorkerId, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    let week = view.of_worker(worker);
    let base = view.problem()[worker].base;
    let of_days = week.days.iter().flat_map(|day| day_rows(view, day, base));
    for row in of_days.chain(week_rows(&view.problem()[worker], week.paid)) {
        csv.write_record(row.cells())?;
    }
    csv.flush()
}

/// Writes a worker's week sheet for paper, a table for each day.
///
/// # Errors
/// If writing fails.
pub fn write_week_sheet_html(view: &WeekView<'_>, worker: WorkerId, to: impl io::Write) -> io::Result<()> {
    let (problem, week) = (view.problem(), view.of_worker(worker));
    let tables = week.days.iter().map(|day| {
        let heading = long_date(problem.week().date(day.day));
        let rows = day_rows(view, day, problem[worker].base).into_iter();
        Table::new(&heading, &COLUMNS[3..], rows.map(Row::shown).collect())
    });
    let (paid, contracted) = (week.paid, problem[worker].contracted);
    let facts = [("Paid", paid), ("Contracted", contracted), ("Above the contract", paid - contracted)];
    let paper = Paper {
        title: format!("Week sheet: {}", code_and_name(&problem[worker].code, &problem[worker].name)),
        subtitle: format!("week of {}", problem.week()),
        warnings: view.draft_warning(),
        facts: facts.map(|(name, minutes)| (name.to_owned(), duration(minutes))).into(),
        tables: tables.collect(),
        notes: vec![
            "A session's time runs from the worker's arrival to the end of the handover, journeys with the children \
             included; recording is paid and has no fixed time."
                .to_owned(),
        ],
    };
    write_paper(paper, to)
}

fn day_rows(view: &WeekView<'_>, day: &WorkDay<'_>, base: VenueId) -> Vec<Row> {
    let problem = view.problem();
    let mut rows = Vec::new();
    for (number, stretch) in (1..).zip(&day.stretches) {
        let of_stretch = stretch_rows(view, day, stretch, base).into_iter();
        rows.extend(of_stretch.map(|row| Row { stretch: format!("{number}"), ..row }));
    }
    rows.push(total("paid on this day", day.paid(problem.policy().recording)));
    for row in &mut rows {
        row.date = problem.week().date(day.day).to_string();
        day.day.name().clone_into(&mut row.day);
    }
    rows
}

fn stretch_rows(view: &WeekView<'_>, day: &WorkDay<'_>, stretch: &Stretch, base: VenueId) -> Vec<Row> {
    let problem = view.problem();
    let mut rows = Vec::new();
    let mut leg = stretch.leg_out;
    for at in stretch.pieces.clone() {
        let piece = &day.pieces[at];
        let begin = piece.task.time.from;
        rows.extend(travel_row(problem, Interval::new(begin - leg, begin), piece.task.at));
        rows.extend(piece_rows(view, piece));
        leg = day.legs.get(at).copied().unwrap_or_default();
    }
    let end = day.pieces[stretch.pieces.end - 1].task.time.to;
    rows.extend(travel_row(problem, Interval::new(end, end + stretch.leg_home), Spot::Venue(base)));
    rows
}

/// The row of a journey, begun so as to arrive when the next task begins; none where there is no way to go.
fn travel_row(problem: &Problem, time: Interval, to: Spot) -> Option<Row> {
    let site = match to {
        Spot::Venue(venue) => problem[venue].code.clone(),
        Spot::Home(person) => format!("home of {}", problem[person].code),
    };
    (time.length() > Minutes::ZERO).then(|| Row { site, ..timed("travel", time) })
}

fn piece_rows(view: &WeekView<'_>, piece: &Piece<'_>) -> Vec<Row> {
    let of_session = piece.session.map(|session| {
        let recording = total("recording", view.problem().policy().recording);
        [session_row(view, session, piece.task.time), Row { request: request(view, session), ..recording }]
    });
    let of_duty = piece.duty.map(|duty| duty_row(view.problem(), duty));
    of_session.into_iter().flatten().chain(of_duty).collect()
}

fn duty_row(problem: &Problem, duty: &Duty) -> Row {
    let activity = format!("duty {} ({})", duty.code, duty.kind.words());
    let room = duty.room.map_or_else(String::new, |room| problem[room].code.clone());
    Row { site: problem[duty.venue].code.clone(), room, ..timed(&activity, duty.time) }
}

fn session_row(view: &WeekView<'_>, session: &Session, task: Interval) -> Row {
    let time = view.time(session);
    Row {
        site: view.site(session).to_owned(),
        room: view.room(session).to_owned(),
        request: request(view, session),
        session: format!("{}-{}", time.from.clock(), time.to.clock()),
        children: view.children(session.request, person_text),
        adults: view.adults(session.request, person_text),
        ..timed("session", task)
    }
}

fn request(view: &WeekView<'_>, session: &Session) -> String {
    view.problem()[session.request].code.clone()
}

fn week_rows(worker: &Worker, paid: Minutes) -> [Row; 3] {
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

fn person_text(problem: &Problem, person: PersonId) -> String {
    code_and_name(&problem[person].code, &problem[person].name)
}

fn code_and_name(code: &str, name: &str) -> String {
    if name == code { code.to_owned() } else { format!("{code} {name}") }
}
