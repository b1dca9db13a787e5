//! The cost of a worker's idle time between tasks: full quarters of an hour of each stretch, recording taken off.

use crate::domain::Cost;
use crate::model::Model;

use super::labels;
use super::program::{Program, times};
use super::route_workers::Stretch;

/// `15 · quarters ≥ waiting − recording · (tasks − 1) − 14`; the row says nothing where no task is done.
pub(super) fn count_waiting(program: &mut Program, model: &Model<'_>, stretches: &[Stretch]) {
    let weight = model.problem().weights().waiting_quarter;
    if weight == Cost::ZERO {
        return;
    }
    let recording = i64::from(model.problem().policy().recording.0);
    for stretch in stretches.iter().filter(|stretch| stretch.pieces.len() > 1) {
        let day = labels::worker_day(model, stretch.worker, stretch.day);
        let label = format!("{day} {}", stretch.shift.from.clock());
        let most = stretch.shift.length().full_quarters();
        let quarters = program.whole(format!("quarters[{label}]"), most, weight);
        let mut terms = vec![(quarters, 15), (stretch.used, -recording)];
        terms.extend(times(recording, stretch.pieces.iter().map(|piece| piece.column)));
        terms.extend(stretch.flow.waiting.iter().map(|&(arc, minutes)| (arc, -i64::from(minutes.0))));
        program.at_least(format!("waiting[{label}]"), terms, -14);
    }
}
