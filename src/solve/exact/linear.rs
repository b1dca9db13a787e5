//! The whole model in the terms of `good_lp`, whichever solver comes after it.

use good_lp::{Constraint, Expression, ProblemVariables, SolverModel, Variable, variable, variables};

use crate::model::whole::{Column, Program, Row, Sense, Values};

/// A number of the model in floating point: all of them are far below 2^53.
#[allow(clippy::cast_precision_loss, reason = "numbers of a model are minutes, points and counts, far below 2^53")]
pub(super) fn number(whole: i64) -> f64 {
    whole as f64
}

/// The cost of values of the columns.
pub(super) fn objective(program: &Program, values: &[f64]) -> f64 {
    program.columns().iter().zip(values).map(|(column, value)| number(column.cost.0) * value).sum()
}

/// The cheapest values of a program without rows, which solvers may call empty and refuse.
pub(super) fn cheapest(program: &Program) -> Vec<f64> {
    let cheapest = |column: &Column| if column.cost.0 < 0 { column.upper } else { column.lower };
    program.columns().iter().map(|column| number(cheapest(column))).collect()
}

/// The unknowns and the objective of a program.
pub(super) fn unknowns(program: &Program) -> (ProblemVariables, Vec<Variable>, Expression) {
    let mut unknowns = variables!();
    let columns: Vec<Variable> = program.columns().iter().map(|column| unknowns.add(unknown(column))).collect();
    let mut objective = Expression::with_capacity(columns.len());
    for (column, &unknown) in program.columns().iter().zip(&columns) {
        objective.add_mul(number(column.cost.0), unknown);
    }
    (unknowns, columns, objective)
}

fn unknown(column: &Column) -> good_lp::VariableDefinition {
    let bounded = variable().clamp(number(column.lower), number(column.upper));
    match column.values {
        Values::Whole => bounded.integer(),
        Values::Any => bounded,
    }
}

/// Adds every row that has terms; the others hold or the program is not solved at all.
pub(super) fn add_rows(solver: &mut impl SolverModel, program: &Program, columns: &[Variable]) {
    for row in program.rows().iter().filter(|row| !row.terms.is_empty()) {
        solver.add_constraint(constraint(row, columns));
    }
}

fn constraint(row: &Row, columns: &[Variable]) -> Constraint {
    let mut terms = Expression::with_capacity(row.terms.len());
    for &(column, factor) in &row.terms {
        terms.add_mul(number(factor), columns[column.index()]);
    }
    match row.sense {
        Sense::AtMost => terms.leq(number(row.right)),
        Sense::AtLeast => terms.geq(number(row.right)),
        Sense::Equal => terms.eq(number(row.right)),
    }
}
