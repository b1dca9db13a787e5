//! The whole week as one mixed-integer program: its least cost is the least cost of any rota. `docs/model.md` has the
//! mathematics. Each pass below states one group of rules and owns the columns it needs; only the columns of placements,
//! rooms and workers, and those of the workers' ways, are shared.

mod choices;
mod classes;
mod cliques;
mod count_changes;
mod count_waiting;
mod decode;
mod give_breaks;
mod hold_rooms;
mod keep_people_apart;
mod keep_to_few_workers;
mod labels;
mod limit_children;
mod meet_requirements;
mod network;
mod pay_workers;
mod place_each_session;
mod program;
mod route_workers;
mod staff_each_session;

use crate::domain::Rota;

use super::Model;
use choices::Choices;
use classes::Classes;
use count_changes::count_changes;
use count_waiting::count_waiting;
use decode::Key;
use give_breaks::give_breaks;
use hold_rooms::hold_rooms;
use keep_people_apart::keep_people_apart;
use keep_to_few_workers::keep_to_few_workers;
use limit_children::limit_children;
use meet_requirements::meet_requirements;
use pay_workers::pay_workers;
use place_each_session::place_each_session;
use route_workers::route_workers;
use staff_each_session::staff_each_session;

pub use program::{Column, ColumnId, Program, Row, Sense, Values};

/// A week as a mixed-integer program, with the key that turns its solutions into rotas.
#[derive(Clone, Debug)]
pub struct WholeModel {
    program: Program,
    key: Key,
}

/// A week with more placements and workers for them than a program should be built of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the whole model of this week would need more than {most} columns: {needed} for placements, rooms and workers alone"
)]
pub struct TooLarge {
    /// Columns for placements, rooms and workers.
    pub needed: usize,
    /// Columns allowed.
    pub most: usize,
}

impl WholeModel {
    /// Builds the program of a week, whatever its size.
    #[must_use]
    pub fn build(model: &Model<'_>) -> Self {
        let mut program = Program::default();
        let classes = Classes::new(model);
        let choices = Choices::offer(&mut program, model, &classes);
        Self::complete(program, model, &classes, choices)
    }

    /// Builds the program of a week unless placements, rooms and workers alone take more than `most` columns.
    ///
    /// # Errors
    /// If they do.
    pub fn build_within(model: &Model<'_>, most: usize) -> Result<Self, TooLarge> {
        let pairs: usize = model.demands().iter().map(|demand| demand.placements.len()).sum();
        if pairs > most {
            return Err(TooLarge { needed: pairs, most });
        }
        let mut program = Program::default();
        let classes = Classes::new(model);
        let choices = Choices::offer(&mut program, model, &classes);
        let needed = program.columns().len();
        if needed > most {
            Err(TooLarge { needed, most })
        } else {
            Ok(Self::complete(program, model, &classes, choices))
        }
    }

    fn complete(mut program: Program, model: &Model<'_>, classes: &Classes, choices: Choices) -> Self {
        place_each_session(&mut program, model, &choices);
        meet_requirements(&mut program, model, &choices);
        hold_rooms(&mut program, classes, &choices);
        staff_each_session(&mut program, model, &choices);
        keep_to_few_workers(&mut program, model, &choices);
        keep_people_apart(&mut program, model, &choices);
        limit_children(&mut program, model, &choices);
        let stretches = route_workers(&mut program, model, &choices);
        give_breaks(&mut program, model, &stretches);
        count_waiting(&mut program, model, &stretches);
        pay_workers(&mut program, model, &stretches);
        count_changes(&mut program, model, classes, &choices);
        Self { program, key: Key::new(model, classes, choices) }
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// All columns, in order of creation.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        self.program.columns()
    }

    /// All rows, in order of creation.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.program.rows()
    }

    /// The rota that a solution stands for: one value for each column, whole where the column is whole, up to a small
    /// error. Only for solutions of all rows is it a rota that obeys the rules.
    ///
    /// # Panics
    /// If there are fewer values than columns.
    #[must_use]
    pub fn decode(&self, values: &[f64]) -> Rota {
        self.key.decode(values)
    }
}
