//! Each worker's week day by day: shifts, leave, and every journey, session, duty and pause in order of time.

use std::ops::AddAssign;

use super::clip::of_day;
use super::index::SessionIndex;
use crate::domain::{Absentee, Day, Duty, Interval, Minutes, Problem, Session, Spot, WorkerId};
use crate::rules::worker_week::{Stretch, WorkDay, WorkerWeek};

/// One worker's week.
#[derive(Clone, Debug)]
pub struct WorkerView<'a> {
    /// Who.
    pub worker: WorkerId,
    /// Monday to Sunday, free days included.
    pub days: Vec<WorkerDay<'a>>,
    /// The sums of all days.
    pub tally: Tally,
    /// The hours of the contract.
    pub contracted: Minutes,
}

impl WorkerView<'_> {
    /// Journeys between tasks, to the first and from the last.
    #[must_use]
    pub fn journeys(&self) -> usize {
        let items = self.days.iter().flat_map(|day| &day.items);
        items.filter(|item| matches!(item.what, What::Travel(_))).count()
    }
}

/// One worker's day.
#[derive(Clone, Debug)]
pub struct WorkerDay<'a> {
    /// Which.
    pub day: Day,
    /// Shift hours.
    pub shifts: Vec<Interval>,
    /// Leave and other absences within the day.
    pub leave: Vec<Interval>,
    /// What the worker does, in order of time; none on a day without a task.
    pub items: Vec<Item<'a>>,
    /// The sums of the day.
    pub tally: Tally,
}

/// A piece of a worker's day.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Which stretch of the day it belongs to, 1 and up.
    pub stretch: usize,
    /// When, in minutes of the day.
    pub time: Interval,
    /// What.
    pub what: What<'a>,
}

/// What a worker does in a piece of the day.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// Drives, so as to arrive when the next task begins.
    Travel(Leg),
    /// The session at this position of the view's sessions, journeys with the children included.
    Session(usize),
    /// A duty.
    Duty(&'a Duty),
    /// Neither task nor journey: recording, waiting, or a break.
    Pause(Pause),
}

/// A journey of a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Where it begins.
    pub from: Spot,
    /// Where it ends.
    pub to: Spot,
    /// By road, estimated.
    pub metres: i64,
}

/// What a pause counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Long enough to be a break.
    Break,
    /// Shorter than a break.
    Short,
}

/// Sums over a worker's day or week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sessions.
    pub sessions: usize,
    /// Minutes of the sessions themselves.
    pub contact: Minutes,
    /// Minutes of duties.
    pub duties: Minutes,
    /// Minutes of journeys between tasks, to the first and from the last, as the rules count travel.
    pub travel: Minutes,
    /// Minutes of recording, paid without a fixed time.
    pub recording: Minutes,
    /// Idle minutes that count as waiting.
    pub waiting: Minutes,
    /// All paid minutes.
    pub paid: Minutes,
    /// Metres driven, estimated; with children in the car too.
    pub metres: i64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.sessions += other.sessions;
        self.contact += other.contact;
        self.duties += other.duties;
        self.travel += other.travel;
        self.recording += other.recording;
        self.waiting += other.waiting;
        self.paid += other.paid;
        self.metres += other.metres;
    }
}

/// Looks at one worker's week.
pub(super) fn worker_view<'a>(problem: &'a Problem, week: &WorkerWeek<'a>, index: &SessionIndex) -> WorkerView<'a> {
    let worker = week.worker;
    let day_view = |day: Day| {
        let worked = week.days.iter().find(|worked| worked.day == day);
        let absences = problem.absences(Absentee::Worker(worker));
        WorkerDay {
            day,
            shifts: problem[worker].shifts[day.index()].spans().to_vec(),
            leave: of_day(absences, day),
            items: worked.map_or_else(Vec::new, |worked| items(problem, worker, worked, index)),
            tally: worked.map_or_else(Tally::default, |worked| tally(problem, worker, worked)),
        }
    };
    let days: Vec<_> = Day::ALL.into_iter().map(day_view).collect();
    let mut sum = Tally::default();
    days.iter().for_each(|day| sum += day.tally);
    WorkerView { worker, days, tally: sum, contracted: problem[worker].contracted }
}

fn items<'a>(problem: &Problem, worker: WorkerId, day: &WorkDay<'a>, index: &SessionIndex) -> Vec<Item<'a>> {
    let of_stretch = |(number, stretch): (usize, &Stretch)| {
        let of = OfStretch { problem, number, base: Spot::Venue(problem[worker].base), day, index };
        of.items(stretch)
    };
    (1..).zip(&day.stretches).flat_map(of_stretch).collect()
}

/// One stretch of a worker's day.
struct OfStretch<'v, 'a> {
    problem: &'v Problem,
    number: usize,
    base: Spot,
    day: &'v WorkDay<'a>,
    index: &'v SessionIndex,
}

impl<'a> OfStretch<'_, 'a> {
    fn items(&self, stretch: &Stretch) -> Vec<Item<'a>> {
        let mut items = Vec::new();
        let (mut from, mut leg, mut free_since) = (self.base, stretch.leg_out, None);
        for at in stretch.pieces.clone() {
            let piece = &self.day.pieces[at];
            let begin = piece.task.time.from;
            items.extend(free_since.and_then(|end| self.pause(Interval::new(end, begin - leg))));
            items.extend(self.journey(Interval::new(begin - leg, begin), from, piece.task.at));
            let session = piece.session.map(|session| What::Session(self.index.of(session)));
            let what = session.or(piece.duty.map(What::Duty));
            items.extend(what.map(|what| self.item(piece.task.time, what)));
            (from, free_since) = (piece.task.at, Some(piece.task.time.to));
            leg = self.day.legs.get(at).copied().unwrap_or_default();
        }
        let end = free_since.unwrap_or_default();
        items.extend(self.journey(Interval::new(end, end + stretch.leg_home), from, self.base));
        items
    }

    fn item(&self, time: Interval, what: What<'a>) -> Item<'a> {
        Item { stretch: self.number, time, what }
    }

    fn journey(&self, time: Interval, from: Spot, to: Spot) -> Option<Item<'a>> {
        let leg = Leg { from, to, metres: self.problem.road_metres(from, to) };
        (time.length() > Minutes::ZERO).then(|| self.item(time, What::Travel(leg)))
    }

    fn pause(&self, time: Interval) -> Option<Item<'a>> {
        let is_break = time.length() >= self.problem.policy().break_length;
        let pause = if is_break { Pause::Break } else { Pause::Short };
        (time.length() > Minutes::ZERO).then(|| self.item(time, What::Pause(pause)))
    }
}

fn tally(problem: &Problem, worker: WorkerId, day: &WorkDay<'_>) -> Tally {
    let recording = problem.policy().recording;
    let contact = |session: &Session| problem[session.request].minutes;
    let duties = day.pieces.iter().filter(|piece| piece.duty.is_some());
    Tally {
        sessions: day.sessions().count(),
        contact: day.sessions().map(contact).sum(),
        duties: duties.map(|piece| piece.task.time.length()).sum(),
        travel: day.travel(),
        recording: day.sessions().map(|_| recording).sum(),
        waiting: day.stretches.iter().map(|stretch| day.waiting(stretch, recording)).sum(),
        paid: day.paid(recording),
        metres: metres(problem, worker, day),
    }
}

/// Metres of all legs of the day, and of the journeys with children within its sessions.
fn metres(problem: &Problem, worker: WorkerId, day: &WorkDay<'_>) -> i64 {
    let base = Spot::Venue(problem[worker].base);
    let of_stretch = |stretch: &Stretch| {
        let spots = day.pieces[stretch.pieces.clone()].iter().map(|piece| piece.task.at);
        let round: Vec<Spot> = [base].into_iter().chain(spots).chain([base]).collect();
        round.windows(2).map(|leg| problem.road_metres(leg[0], leg[1])).sum::<i64>()
    };
    let with_children = |session: &Session| transport_metres(problem, session);
    day.stretches.iter().map(of_stretch).sum::<i64>() + day.sessions().map(with_children).sum::<i64>()
}

/// Metres there and back with the children in a worker's car; none where a carer takes them.
fn transport_metres(problem: &Problem, session: &Session) -> i64 {
    let home = Spot::Home(problem[session.request].first_child());
    match (problem[session.request].transport, session.site.venue()) {
        (crate::domain::Transport::Worker, Some(venue)) => {
            let venue = Spot::Venue(venue);
            problem.road_metres(home, venue) + problem.road_metres(venue, home)
        }
        _ => 0,
    }
}
