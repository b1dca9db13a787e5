//! One worker's week as the rota makes it: tasks, stretches, travel, waiting and paid minutes. It judges nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::{Day, Duty, Interval, Means, Minutes, Problem, Session, Spot, Task, WorkerId};

/// A task of a worker: a session of the rota, or a duty.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// When and where, in minutes of the day.
    pub task: Task,
    /// The session; `None` for a duty.
    pub session: Option<&'a Session>,
    /// The duty; `None` for a session.
    pub duty: Option<&'a Duty>,
}

/// A worker's tasks within one shift interval of a day: base → tasks in time order → base.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The shift interval; `None` for tasks that lie in no shift, which a valid rota has not.
    pub shift: Option<Interval>,
    /// The positions of its tasks in the day, never empty.
    pub pieces: Range<usize>,
    /// Travel from the base to the first task.
    pub leg_out: Minutes,
    /// Travel between its tasks together.
    pub between: Minutes,
    /// Travel from the last task to the base.
    pub leg_home: Minutes,
}

impl Stretch {
    /// All its travel, base legs included.
    #[must_use]
    pub fn travel(&self) -> Minutes {
        self.leg_out + self.between + self.leg_home
    }
}

/// One day of a worker with at least one task.
#[derive(Clone, Debug)]
pub struct WorkDay<'a> {
    /// The day.
    pub day: Day,
    /// Its tasks in order of time, then duties before sessions, then by request.
    pub pieces: Vec<Piece<'a>>,
    /// Travel from each task to the next: by way of the base where the next lies in another stretch.
    pub legs: Vec<Minutes>,
    /// Its stretches in order.
    pub stretches: Vec<Stretch>,
}

impl<'a> WorkDay<'a> {
    fn new(problem: &Problem, worker: WorkerId, day: Day, mut pieces: Vec<Piece<'a>>) -> Self {
        pieces.sort_by_key(|piece| (piece.task.time, piece.session.map(|session| session.request)));
        let shifts = &problem[worker].shifts[day.index()];
        let shift_of: Vec<_> = pieces.iter().map(|piece| shifts.span_holding(piece.task.time)).collect();
        let base = Spot::Venue(problem[worker].base);
        let drive = |from, to| problem.travel(from, to, Means::Car);
        let leg = |next: usize| {
            let (from, to) = (pieces[next - 1].task.at, pieces[next].task.at);
            if shift_of[next - 1] == shift_of[next] { drive(from, to) } else { drive(from, base) + drive(base, to) }
        };
        let legs: Vec<_> = (1..pieces.len()).map(leg).collect();
        let mut stretches = Vec::new();
        let mut begin = 0;
        for run in shift_of.chunk_by(|a, b| a == b) {
            let end = begin + run.len();
            stretches.push(Stretch {
                shift: run[0].map(|position| shifts.spans()[position]),
                pieces: begin..end,
                leg_out: drive(base, pieces[begin].task.at),
                between: legs[begin..end - 1].iter().copied().sum(),
                leg_home: drive(pieces[end - 1].task.at, base),
            });
            begin = end;
        }
        Self { day, pieces, legs, stretches }
    }

    /// The sessions among its tasks.
    pub fn sessions(&self) -> impl Iterator<Item = &'a Session> + '_ {
        self.pieces.iter().filter_map(|piece| piece.session)
    }

    /// All travel of the day.
    #[must_use]
    pub fn travel(&self) -> Minutes {
        self.stretches.iter().map(Stretch::travel).sum()
    }

    /// Idle minutes of a stretch of this day: what is left between its tasks after travel and recording, 0 and up.
    #[must_use]
    pub fn waiting(&self, stretch: &Stretch, recording: Minutes) -> Minutes {
        let pieces = &self.pieces[stretch.pieces.clone()];
        let pauses: Minutes =
            pieces.windows(2).map(|two| two[1].task.time.from - two[0].task.time.to - recording).sum();
        (pauses - stretch.between).max(Minutes::ZERO)
    }

    /// Paid minutes of the day: tasks, travel, and `recording` for each session.
    #[must_use]
    pub fn paid(&self, recording: Minutes) -> Minutes {
        let tasks: Minutes = self.pieces.iter().map(|piece| piece.task.time.length()).sum();
        self.travel() + tasks + self.sessions().map(|_| recording).sum()
    }
}

/// One worker's week.
#[derive(Clone, Debug)]
pub struct WorkerWeek<'a> {
    /// The worker.
    pub worker: WorkerId,
    /// The days with a task, in order.
    pub days: Vec<WorkDay<'a>>,
    /// Paid minutes of the week.
    pub paid: Minutes,
}

impl<'a> WorkerWeek<'a> {
    pub(super) fn new(problem: &Problem, worker: WorkerId, pieces: Vec<(Day, Piece<'a>)>) -> Self {
        let mut by_day: BTreeMap<Day, Vec<Piece<'a>>> = BTreeMap::new();
        for (day, piece) in pieces {
            by_day.entry(day).or_default().push(piece);
        }
        let days: Vec<_> = by_day.into_iter().map(|(day, pieces)| WorkDay::new(problem, worker, day, pieces)).collect();
        let paid = days.iter().map(|day| day.paid(problem.policy().recording)).sum();
        Self { worker, days, paid }
    }
}
