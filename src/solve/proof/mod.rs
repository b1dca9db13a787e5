//! The proof that no rota costs less, once the bound is near the best rota: all days of workers that a cheaper rota could
//! hold are written down, and the integer program over them is solved.
//!
//! Under the prices of the bound, a rota costs the bound and, for each of its days, what that day costs beyond the best one
//! (Baldacci, Christofides, Mingozzi, Mathematical Programming 115, 2008, 10.1007/s10107-007-0178-5, solve routing problems
//! this way). So days that cost more than the gap belong to no cheaper rota. The rows of the program are implied by the
//! rules, so what it costs at the least is a bound, whatever rules have no row; and if its answer is a rota by the plain
//! rules, at that cost, that rota is the best.

use std::time::Duration;

use crate::domain::Cost;
use crate::model::Model;
use crate::rules::audit;

use super::Stop;
use super::bound::{Column, Coupling, in_points};
use super::draft::{Draft, Plan};
use super::exact;
use super::recombine::{IntegerMaster, put_in};

/// How many columns may be written down: programs that are solved soon first, larger ones if there is no other way.
const SIZES: &[usize] = if cfg!(feature = "highs") { &[8_000, 40_000] } else { &[4_000, 20_000] };
/// How hard to solve: costs are whole points, so less than one apart is the same.
const EFFORT: exact::Effort = exact::Effort { nodes: 5_000, gap: 990.0, left: None };
/// Thousandths of a point by which the solver's answer may be from the best.
const ALMOST_A_POINT: i64 = 990;
/// Most programs of one proof.
const TRIES: usize = 6;
/// Into how many parts the gap is cut at the most before the proof is given up for the present.
const PARTS: i64 = 16;

/// What became of a proof.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proof {
    /// No rota costs less, if anything is proven.
    pub(crate) bound: Option<Cost>,
    /// The best plan met on the way with its cost, which may be above that of the best known.
    pub(crate) plan: Option<(Cost, Plan)>,
}

/// Tries to prove that no rota costs less than the best plan, or at least that none costs less than somewhat above what is
/// `proven` already.
pub(crate) fn prove<'m>(
    model: &'m Model<'m>,
    coupling: &mut dyn Coupling,
    best: &(Cost, Plan),
    proven: Cost,
    left: Option<Duration>,
    stop: Stop<'_>,
) -> Proof {
    for &most in SIZES {
        let mut parts = 1;
        while parts <= PARTS && proven < best.0 && !stop() {
            let limit = proven + Cost(((best.0 - proven).0 + parts - 1) / parts);
            let columns = coupling.columns_below(limit, &best.1, most, stop);
            if let Some(columns) = columns {
                return over(model, coupling, limit, &columns, exact::Effort { left, ..EFFORT }, stop);
            }
            parts *= 2;
        }
    }
    Proof::default()
}

/// The best rota over these columns, which are all that a rota below `limit` could hold. Sessions of an answer that exclude
/// each other are excluded from then on.
fn over<'m>(
    model: &'m Model<'m>,
    coupling: &mut dyn Coupling,
    limit: Cost,
    columns: &[Column],
    effort: exact::Effort,
    stop: Stop<'_>,
) -> Proof {
    let mut proof = Proof::default();
    for _ in 0..TRIES {
        let nothing = Draft::new(model);
        let master = IntegerMaster::over(&nothing, coupling, columns.iter().collect());
        let Some(answer) = master.solve_to_value(effort, stop) else { break };
        let mut draft = Draft::new(model);
        put_in(&mut draft, &answer.sessions);
        let least = in_points(answer.value + coupling.constant() - ALMOST_A_POINT);
        if answer.proven {
            proof.bound = proof.bound.max(Some(limit.min(least)));
        }
        let cheaper = proof.plan.as_ref().is_none_or(|(cost, _)| draft.cost() < *cost);
        if cheaper && audit(model.problem(), &draft.rota()).is_feasible() {
            proof.plan = Some((draft.cost(), draft.plan()));
        }
        let chosen = answer.sessions.iter().map(|(id, index, _)| ((*id, *index), 1.0)).collect();
        if least >= limit || draft.cost() <= least || coupling.exclude_among(&chosen) == 0 {
            break;
        }
    }
    proof
}
