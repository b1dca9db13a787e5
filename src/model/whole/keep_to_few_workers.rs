//! The cost of a family that meets more workers in the week than a session needs.

use crate::domain::{Cost, Day};
use crate::model::{Demand, DemandId, Model};

use super::choices::{Choice, Choices};
use super::labels;
use super::program::{ColumnId, Program, sum};

/// `used ≥ Σ y` over each date, `more ≥ Σ used − workers`. One session alone never has more.
pub(super) fn keep_to_few_workers(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    let weight = model.problem().weights().extra_worker;
    for (index, demand) in model.demands().iter().enumerate() {
        if demand.due > 1 && demand.workers > 0 && weight > Cost::ZERO {
            count_workers(program, model, choices, DemandId::new(index), demand);
        }
    }
}

fn count_workers(program: &mut Program, model: &Model<'_>, choices: &Choices, id: DemandId, demand: &Demand) {
    let name = labels::request(model, demand);
    let mut terms = Vec::new();
    for candidate in &demand.candidates {
        let label = format!("{name} {}", labels::worker(model, candidate.worker));
        let used = program.number(format!("used[{label}]"), 1, Cost::ZERO);
        terms.push((used, -1));
        for day in Day::ALL {
            let mut supervised = sum(choices.on(id, day).iter().filter_map(|c| column_of(c, candidate.worker)));
            if !supervised.is_empty() {
                supervised.push((used, -1));
                program.at_most(format!("use[{label} {}]", day.word()), supervised, 0);
            }
        }
    }
    let most = i64::try_from(demand.candidates.len()).expect("fewer than 2^63 workers");
    let more = program.number(format!("more[{name}]"), most, model.problem().weights().extra_worker);
    terms.push((more, 1));
    let needed = i64::try_from(demand.workers).expect("at most 2 workers");
    program.at_least(format!("few[{name}]"), terms, -needed);
}

/// The column of a worker in a choice, if the worker may supervise it.
pub(super) fn column_of(choice: &Choice, worker: crate::domain::WorkerId) -> Option<ColumnId> {
    choice.workers.iter().find(|(who, _)| *who == worker).map(|&(_, column)| column)
}
