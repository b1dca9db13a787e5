//! The solver of the default build, microlp, in portions of nodes: `good_lp` makes its model, and between two portions
//! there is time to stop. It knows the program, not what it is about.

use std::time::Duration;

use good_lp::microlp;
use microlp::{Error, ResumeOptions, SolveOptions, SolveOutcome};

use crate::model::whole::Program;

use super::{Effort, Ended, linear};

/// Nodes between two looks at the bound and at who waits.
const PORTION: u64 = 64;
/// How often to look at who says stop, where there is a limit of time.
const LOOK: Duration = Duration::from_millis(200);

/// Solves a program.
pub(super) fn solve(program: &Program, effort: Effort, is_cancelled: &dyn Fn() -> bool) -> Ended {
    let nodes = effort.nodes;
    let (unknowns, columns, objective) = linear::unknowns(program);
    let mut model = unknowns.minimise(objective).using(microlp);
    linear::add_rows(&mut model, program, &columns);
    let mut options = SolveOptions::default();
    options.node_limit = Some(PORTION.min(nodes));
    options.time_limit = effort.left.map(|left| left.min(LOOK));
    let mut outcome = model.as_inner().solve_with(options);
    loop {
        match outcome {
            Err(Error::Infeasible) => return Ended::Infeasible,
            Err(_) => return Ended::Stopped(None),
            Ok(found) if is_proven(&found, effort.gap) => {
                return found.into_solution().map_or(Ended::Stopped(None), optimal);
            }
            Ok(found) if found.stats().nodes_solved >= nodes || is_cancelled() => {
                return Ended::Stopped(values(&found));
            }
            Ok(found) => {
                let mut more = ResumeOptions::default();
                more.node_limit = Some(PORTION.min(nodes - found.stats().nodes_solved));
                more.time_limit = effort.left.map(|left| left.min(LOOK));
                outcome = found.resume_with(more);
            }
        }
    }
}

fn is_proven(found: &SolveOutcome, gap: f64) -> bool {
    let bound = found.stats().best_bound;
    let close = |cost: f64| bound.is_some_and(|bound| cost - bound < gap);
    found.is_optimal() || found.solution().is_some_and(|solution| close(solution.objective()))
}

fn optimal(solution: microlp::Solution) -> Ended {
    Ended::Optimal(solution.iter().map(|(_, value)| value).collect())
}

fn values(found: &SolveOutcome) -> Option<Vec<f64>> {
    found.solution().map(|solution| solution.iter().map(|(_, value)| value).collect())
}
