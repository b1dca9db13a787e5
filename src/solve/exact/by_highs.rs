//! The solver of the feature `highs`. It cannot be stopped between nodes; one thread and a limit of nodes make its answer
//! repeatable. It knows the program, not what it is about.

use good_lp::solvers::SolutionStatus;
use good_lp::{ResolutionError, Solution, SolverModel, highs};

use crate::model::whole::Program;

use super::{Effort, Ended, linear};

/// Solves a program.
pub(super) fn solve(program: &Program, effort: Effort, is_cancelled: &dyn Fn() -> bool) -> Ended {
    if is_cancelled() {
        return Ended::Stopped(None);
    }
    let (unknowns, columns, objective) = linear::unknowns(program);
    let mut model = unknowns
        .minimise(objective)
        .using(highs)
        .set_option("mip_rel_gap", 0.0)
        .set_option("mip_abs_gap", effort.gap)
        .set_option("mip_max_nodes", i32::try_from(effort.nodes).unwrap_or(i32::MAX))
        .set_threads(1);
    if let Some(left) = effort.left {
        model = model.set_time_limit(left.as_secs_f64());
    }
    linear::add_rows(&mut model, program, &columns);
    match model.solve() {
        Err(ResolutionError::Infeasible) => Ended::Infeasible,
        Err(_) => Ended::Stopped(None),
        Ok(solution) => {
            let values = columns.iter().map(|&column| solution.value(column)).collect();
            match solution.status() {
                SolutionStatus::Optimal | SolutionStatus::GapLimit => Ended::Optimal(values),
                SolutionStatus::TimeLimit => Ended::Stopped(Some(values)),
            }
        }
    }
}
