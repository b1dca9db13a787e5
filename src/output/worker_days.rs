//! A worker's week as it will be lived: days, stretches between leaving the base and coming back, tasks and journeys.
//! It follows SPEC section 3 and judges nothing.

use crate::domain::{Day, Duty, Interval, Means, Minutes, Problem, Session, Spot, Task, WorkerId};
use crate::rota::PlannedWeek;

/// What a task is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Work<'a> {
    /// Family time.
    Session(&'a Session),
    /// Fixed work.
    Duty(&'a Duty),
}

/// A task and what it is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) task: Task,
    pub(super) work: Work<'a>,
}

/// A journey of the worker alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    /// When, in minutes of the day: so as to arrive when the next task begins, or as soon as possible at the base.
    pub(super) time: Interval,
    /// Where it ends.
    pub(super) to: Spot,
}

/// From the base through tasks in order of time and back, within one shift.
#[derive(Clone, Debug)]
pub(super) struct Stretch<'a> {
    /// At least one.
    pub(super) pieces: Vec<Piece<'a>>,
    /// One before each task, and the last back to the base.
    pub(super) legs: Vec<Leg>,
}

/// A date with work.
#[derive(Clone, Debug)]
pub(super) struct WorkerDay<'a> {
    pub(super) day: Day,
    pub(super) stretches: Vec<Stretch<'a>>,
}

impl WorkerDay<'_> {
    /// Paid minutes: tasks, recording of sessions, travel.
    pub(super) fn paid(&self, problem: &Problem) -> Minutes {
        self.stretches.iter().map(|stretch| stretch.paid(problem.policy().recording)).sum()
    }
}

impl Stretch<'_> {
    fn paid(&self, recording: Minutes) -> Minutes {
        let tasks: Minutes = self.pieces.iter().map(|piece| piece.task.time.length()).sum();
        let legs: Minutes = self.legs.iter().map(|leg| leg.time.length()).sum();
        let recorded = self.pieces.iter().filter(|piece| matches!(piece.work, Work::Session(_)));
        tasks + legs + recorded.map(|_| recording).sum()
    }
}

/// The days of the week with work for `worker`, in order.
pub(super) fn worker_days<'a>(planned: &'a PlannedWeek<'_>, worker: WorkerId) -> Vec<WorkerDay<'a>> {
    let day_of = |day| WorkerDay { day, stretches: stretches(planned, worker, day) };
    Day::ALL.into_iter().map(day_of).filter(|day| !day.stretches.is_empty()).collect()
}

fn stretches<'a>(planned: &'a PlannedWeek<'_>, worker: WorkerId, day: Day) -> Vec<Stretch<'a>> {
    let problem = planned.problem;
    let shift = &problem[worker].shifts[day.index()];
    let pieces = pieces(planned, worker, day);
    let same_shift = |a: &Piece<'_>, b: &Piece<'_>| shift.span_holding(a.task.time) == shift.span_holding(b.task.time);
    pieces.chunk_by(same_shift).map(|pieces| stretch(problem, worker, pieces.to_vec())).collect()
}

fn pieces<'a>(planned: &'a PlannedWeek<'_>, worker: WorkerId, day: Day) -> Vec<Piece<'a>> {
    let problem = planned.problem;
    let base = problem[worker].base;
    let session_piece = |session: &'a Session| {
        let task = problem.task(session.request, session.start, session.site, base);
        Piece { task, work: Work::Session(session) }
    };
    let duty_piece = |duty: &'a Duty| {
        let task = Task { time: duty.time, at: Spot::Venue(duty.venue) };
        Piece { task, work: Work::Duty(duty) }
    };
    let sessions = planned.rota.sessions.iter().filter(|s| s.day == day && s.workers.contains(&worker));
    let duties = planned.problem.duties().iter().filter(|duty| duty.day == day && duty.worker == worker);
    let mut pieces: Vec<Piece<'a>> = sessions.map(session_piece).chain(duties.map(duty_piece)).collect();
    pieces.sort_by_key(|piece| piece.task);
    pieces
}

fn stretch<'a>(problem: &Problem, worker: WorkerId, pieces: Vec<Piece<'a>>) -> Stretch<'a> {
    let base = Spot::Venue(problem[worker].base);
    let mut at = base;
    let mut legs: Vec<Leg> = Vec::with_capacity(pieces.len() + 1);
    for Task { time, at: to } in pieces.iter().map(|piece| piece.task) {
        let travel = problem.travel(at, to, Means::Car);
        legs.push(Leg { time: Interval::new(time.from - travel, time.from), to });
        at = to;
    }
    if let Some(last) = pieces.last() {
        let travel = problem.travel(at, base, Means::Car);
        legs.push(Leg { time: Interval::new(last.task.time.to, last.task.time.to + travel), to: base });
    }
    Stretch { pieces, legs }
}
