//! The first rota: sessions go in one by one, those with the least choice and the greatest worth first; or, if that is
//! cheaper, in order of time, which packs workers' days where sessions have little choice of it.

use std::cmp::Reverse;

use crate::domain::{Cost, Rota};
use crate::model::{Demand, DemandId, Model};

use super::draft::{Draft, Nothing, Seat, best_insertion, keep, seat_of};

/// Plans every session that fits at its cheapest place, in the better of two orders.
pub(crate) fn construct<'m>(model: &'m Model<'m>, is_cancelled: &dyn Fn() -> bool) -> Draft<'m> {
    let urgent_first = planned_in(model, in_order_of_urgency(model), is_cancelled);
    let early_first = planned_in(model, in_order_of_time(model), is_cancelled);
    if early_first.cost() < urgent_first.cost() { early_first } else { urgent_first }
}

fn planned_in<'m>(model: &'m Model<'m>, order: Vec<DemandId>, is_cancelled: &dyn Fn() -> bool) -> Draft<'m> {
    let mut draft = Draft::new(model);
    for demand in order {
        while draft.left_out(demand) > 0 && !is_cancelled() {
            let Some(insertion) = best_insertion(&draft, demand, &mut Nothing) else { break };
            draft.insert(demand, insertion.seat);
        }
    }
    draft
}

/// A draft with the sessions of a rota that still fit, fixed ones first, and all others at their cheapest places.
pub(crate) fn mended<'m>(model: &'m Model<'m>, rota: &Rota) -> Draft<'m> {
    let mut draft = Draft::new(model);
    let mut seats: Vec<(DemandId, Seat)> = rota.sessions.iter().filter_map(|session| seat_of(model, session)).collect();
    seats.sort_by_key(|(id, _)| model.demands()[id.index()].requirements.is_empty());
    for (id, seat) in seats {
        keep(&mut draft, id, &seat);
    }
    draft.fill();
    draft
}

/// By the earliest start.
fn in_order_of_time(model: &Model<'_>) -> Vec<DemandId> {
    let mut order: Vec<DemandId> = (0..model.demands().len()).map(DemandId::new).collect();
    let earliest = |id: &DemandId| {
        let placements = model.demands()[id.index()].placements.iter();
        placements.map(|placement| (placement.day, placement.start)).min()
    };
    order.sort_by_key(earliest);
    order
}

/// Required sessions first, then the dearest class, then the fewest placements for each session due.
fn in_order_of_urgency(model: &Model<'_>) -> Vec<DemandId> {
    let mut order: Vec<DemandId> = (0..model.demands().len()).map(DemandId::new).collect();
    order.sort_by_key(|id| urgency(&model.demands()[id.index()]));
    order
}

fn urgency(demand: &Demand) -> (bool, Reverse<Cost>, usize) {
    let required = demand.requirements.iter().any(|required| required.must_be);
    let choice = demand.placements.len() * demand.candidates.len().max(1) / demand.due as usize;
    (!required, Reverse(demand.unplaced), choice)
}
