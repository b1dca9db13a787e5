//! H14 and frozen sessions: what must be there is there, with the workers it must have. Its start, site and room are
//! settled already, for nothing else is offered.

use crate::model::{DemandId, Model};

use super::choices::{Choice, Choices};
use super::labels;
use super::program::{ColumnId, Program, sum};

/// `Σ x = 1` on a date that must have a session; `y = x` for a worker whom a session must have.
pub(super) fn meet_requirements(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    for (index, demand) in model.demands().iter().enumerate() {
        for required in demand.requirements.iter().filter(|required| required.must_be) {
            let there = choices.on(DemandId::new(index), required.day).iter().map(|choice| choice.column);
            let name = format!("must_be[{} {}]", labels::request(model, demand), required.day.word());
            program.equal(name, sum(there), 1);
        }
    }
    for choice in choices.all().iter().filter(|choice| !choice.required.is_empty()) {
        for (worker, column) in required_workers(choice) {
            let name = format!("must_have[{} {worker}]", program.columns()[choice.column.index()].name);
            program.equal(name, vec![(column, 1), (choice.column, -1)], 0);
        }
    }
}

fn required_workers(choice: &Choice) -> impl Iterator<Item = (usize, ColumnId)> + '_ {
    let required = choice.workers.iter().filter(|(worker, _)| choice.required.contains(worker));
    required.map(|&(worker, column)| (worker.index(), column))
}
