//! A bound that takes one moment: what each session costs at the least, as if it were alone in the week, and what a day of
//! a worker costs where no worker could have two of a set of sessions on one day.
//!
//! The cost of a rota is at least the sum over requests of what their placements cost by themselves, what their workers
//! cost as strangers, and what stays unplaced; for each request the least is taken day by day, since its sessions are on
//! different dates. Each session of such a set besides opens a worker's day of its own: the agency day, and the journey
//! there and back. The terms left out (pay beyond duties, spacing, extra workers, changes) are never negative.

use crate::domain::{Cost, Day};
use crate::model::{Candidate, Demand, Model};

use super::cliques;

/// The sum over all requests of the least their sessions can cost.
pub(crate) fn separable_bound(model: &Model<'_>) -> Cost {
    let alone: Vec<Cost> = model.demands().iter().map(|demand| least_cost(demand, Cost::ZERO)).collect();
    let with_days = model.demands().iter().map(|demand| least_cost(demand, least_days(model, demand)));
    let worth: Vec<i64> = with_days.zip(&alone).map(|(with_days, alone)| (with_days - *alone).0).collect();
    let chosen = cliques::dearest(model, &worth);
    alone.into_iter().sum::<Cost>() + Cost(chosen.into_iter().map(|index| worth[index]).sum())
}

/// The least that the sessions of a demand cost, where each costs `besides` if it is planned.
fn least_cost(demand: &Demand, besides: Cost) -> Cost {
    let workers: Cost = demand.candidates.iter().take(demand.workers).map(|candidate| candidate.cost).sum();
    let on_day = |day: &Day| {
        let placements = demand.placements.iter().filter(|placement| placement.day == *day);
        placements.map(|placement| placement.cost + workers + besides).min()
    };
    let mut by_day: Vec<Cost> = Day::ALL.iter().filter_map(on_day).collect();
    by_day.sort_unstable();
    let placed = by_day.into_iter().map(|cost| cost.min(demand.unplaced));
    placed.chain(std::iter::repeat(demand.unplaced)).take(demand.due as usize).sum()
}

/// The least that the days of a session's workers cost, if each has no other session that counts.
fn least_days(model: &Model<'_>, demand: &Demand) -> Cost {
    let of_candidate = |candidate: &Candidate| least_day(model, demand, candidate);
    let least = demand.candidates.iter().map(of_candidate).min().unwrap_or(Cost::ZERO);
    least * demand.workers as i64
}

/// The least that a day of a worker with a session of a demand costs: nothing where duties pay for it.
fn least_day(model: &Model<'_>, demand: &Demand, candidate: &Candidate) -> Cost {
    let roster = &model.roster()[candidate.worker.index()];
    if roster.days.iter().any(|day| !day.duties.is_empty()) {
        return Cost::ZERO;
    }
    let (spots, weights) = (model.spots(), model.problem().weights());
    let journey = |site: &crate::model::SiteOption| {
        let spot = site.task_spot.unwrap_or(roster.base);
        spots.drive_at_least(roster.base, spot) + spots.drive_at_least(spot, roster.base)
    };
    let travel = demand.sites.iter().map(journey).min().unwrap_or_default().cost(weights.worker_minute);
    let agency = if model.problem()[candidate.worker].agency { weights.agency_day } else { Cost::ZERO };
    travel + agency
}
