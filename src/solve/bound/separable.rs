//! A bound that takes one moment: what each session costs at the least, as if it were alone in the week.
//!
//! The cost of a rota is at least the sum over requests of what their placements cost by themselves, what their workers
//! cost as strangers, and what stays unplaced; for each request the least is taken day by day, since its sessions are on
//! different dates. The terms left out (workers' days and pay beyond duties, spacing, extra workers, changes) are never
//! negative.

use crate::domain::{Cost, Day};
use crate::model::{Demand, Model};

/// The sum over all requests of the least their sessions can cost.
pub(crate) fn separable_bound(model: &Model<'_>) -> Cost {
    model.demands().iter().map(least_cost).sum()
}

fn least_cost(demand: &Demand) -> Cost {
    let workers: Cost = demand.candidates.iter().take(demand.workers).map(|candidate| candidate.cost).sum();
    let on_day = |day: &Day| {
        let placements = demand.placements.iter().filter(|placement| placement.day == *day);
        placements.map(|placement| placement.cost + workers).min()
    };
    let mut by_day: Vec<Cost> = Day::ALL.iter().filter_map(on_day).collect();
    by_day.sort_unstable();
    let placed = by_day.into_iter().map(|cost| cost.min(demand.unplaced));
    placed.chain(std::iter::repeat(demand.unplaced)).take(demand.due as usize).sum()
}
