//! H1 and H2: every session due is placed once or unplaced; sessions of one request are on different dates.

use crate::domain::Day;
use crate::model::{DemandId, Model};

use super::choices::Choices;
use super::labels;
use super::program::{Program, sum};

/// Sessions of a request are interchangeable, so they are counted: `Σ x + unplaced = due`, and `Σ x ≤ 1` on each date.
pub(super) fn place_each_session(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    for (index, demand) in model.demands().iter().enumerate() {
        let id = DemandId::new(index);
        let name = labels::request(model, demand);
        let due = i64::from(demand.due);
        let unplaced = program.number(format!("unplaced[{name}]"), due, demand.unplaced);
        let placed = choices.of(id).iter().map(|choice| choice.column);
        program.equal(format!("due[{name}]"), sum(placed.chain([unplaced])), due);
        for day in Day::ALL {
            let that_day = choices.on(id, day).iter().map(|choice| choice.column);
            program.at_most(format!("once[{name} {}]", day.word()), sum(that_day), 1);
        }
    }
}
