//! H10: a worker's day as a flow through time and space. From the base to the first task, from task to task, and back.
//!
//! For each worker, date and shift span there are two kinds of node: *ready* at a spot at a time when some task starts
//! there, and *done* at a spot at a time when some task ends there. Tasks lead from ready to done, legs from done to
//! ready, waiting from ready to the next ready of the same spot. A leg never follows a leg, so a journey in two legs is
//! never taken for one in one, which would be shorter where the triangle inequality fails. One unit may flow, so given the
//! tasks, all that flows is the one day that has them.

use crate::domain::{Cost, Day, Interval, Minutes, WorkerId};
use crate::model::{Model, SpotId};

use super::choices::Choices;
use super::labels;
use super::network::Network;
use super::program::{Column, ColumnId, Program, Values};

/// Something a worker may do or must do in a shift span.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// 1 if the worker does it.
    pub(super) column: ColumnId,
    /// When, in minutes of the day.
    pub(super) time: Interval,
    /// Where.
    pub(super) spot: SpotId,
    /// What it is paid, recording included.
    pub(super) paid: Minutes,
}

/// What flows in one shift span of a worker: columns of 0 to 1 with minutes.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// Travel, in minutes: all legs.
    pub(super) travel: Vec<(ColumnId, Minutes)>,
    /// Waiting between tasks, in minutes.
    pub(super) waiting: Vec<(ColumnId, Minutes)>,
    /// Legs with a rest, with the end of the task before.
    pub(super) rests: Vec<(ColumnId, Minutes)>,
    /// First legs, with the time at which they leave the base.
    pub(super) first: Vec<(ColumnId, Minutes)>,
    /// Last legs, with the time at which they reach the base.
    pub(super) last: Vec<(ColumnId, Minutes)>,
}

/// One shift span of a worker, with all that may happen in it.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// Whose.
    pub(super) worker: WorkerId,
    /// The day.
    pub(super) day: Day,
    /// The span, in minutes of the day.
    pub(super) shift: Interval,
    /// Tasks that fit the span, at least one.
    pub(super) pieces: Vec<Piece>,
    /// 1 if any of them is done.
    pub(super) used: ColumnId,
    /// What flows.
    pub(super) flow: Flow,
}

/// A network for each worker, date and shift span with something to do; in that order.
pub(super) fn route_workers(program: &mut Program, model: &Model<'_>, choices: &Choices) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for worker in model.problem().workers() {
        for day in Day::ALL {
            let pieces = pieces(program, model, choices, worker, day);
            stretches.extend(stretches_of_day(program, model, worker, day, pieces));
        }
    }
    stretches
}

fn pieces(program: &mut Program, model: &Model<'_>, choices: &Choices, worker: WorkerId, day: Day) -> Vec<Piece> {
    let roster = &model.roster()[worker.index()];
    let recording = model.problem().policy().recording;
    let session = |(choice, column): (&super::choices::Choice, ColumnId)| Piece {
        column,
        time: choice.task,
        spot: choice.task_spot.unwrap_or(roster.base),
        paid: choice.task.length() + recording,
    };
    let mut pieces: Vec<Piece> = choices.of_worker(worker, day).map(session).collect();
    for (number, &(time, spot)) in roster.days[day.index()].duties.iter().enumerate() {
        let name = format!("duty[{} {number}]", labels::worker_day(model, worker, day));
        let column = program.column(Column { name, lower: 1, upper: 1, values: Values::Any, cost: Cost::ZERO });
        pieces.push(Piece { column, time, spot, paid: time.length() });
    }
    pieces
}

fn stretches_of_day(
    program: &mut Program,
    model: &Model<'_>,
    worker: WorkerId,
    day: Day,
    mut pieces: Vec<Piece>,
) -> Vec<Stretch> {
    let roster = &model.roster()[worker.index()];
    let mut stretches = Vec::new();
    for &shift in &roster.days[day.index()].shifts {
        let fits = |piece: &Piece| {
            let spots = model.spots();
            let out = spots.drive_at_least(roster.base, piece.spot);
            let back = spots.drive_at_least(piece.spot, roster.base);
            shift.holds(Interval::new(piece.time.from - out, piece.time.to + back))
        };
        let (inside, outside): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(fits);
        pieces = outside;
        if !inside.is_empty() {
            stretches.push(stretch(program, model, worker, day, shift, inside));
        }
    }
    for piece in pieces {
        let name = format!("no_shift[{}]", program.columns()[piece.column.index()].name);
        program.equal(name, vec![(piece.column, 1)], 0);
    }
    let rests = super::give_breaks::stretches_in_need(model.problem().policy(), &stretches);
    for (stretch, rest) in stretches.iter_mut().zip(rests) {
        stretch.flow = Network::new(program, model, stretch, rest).connect();
    }
    stretches
}

fn stretch(
    program: &mut Program,
    model: &Model<'_>,
    worker: WorkerId,
    day: Day,
    shift: Interval,
    pieces: Vec<Piece>,
) -> Stretch {
    let name = format!("out[{} {}]", labels::worker_day(model, worker, day), shift.from.clock());
    let used = program.number(name, 1, Cost::ZERO);
    Stretch { worker, day, shift, pieces, used, flow: Flow::default() }
}
