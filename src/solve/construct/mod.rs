//! The first rota: sessions go in one by one, those with the least choice and the greatest worth first; or, if that is
//! cheaper, in order of time, which packs workers' days where sessions have little choice of it.

use std::cmp::Reverse;

use crate::domain::{Cost, Rota};
use crate::model::{Demand, DemandId, Model};

use super::Stop;
use super::draft::{Draft, MISSING, Nothing, Seat, best_insertion, keep, seat_of};

/// Plans every session that fits at its cheapest place, in the better of two orders.
pub(crate) fn construct<'m>(model: &'m Model<'m>, is_cancelled: Stop<'_>) -> Draft<'m> {
    let (urgent_first, early_first) = rayon::join(
        || planned_in(model, in_order_of_urgency(model), is_cancelled),
        || planned_in(model, in_order_of_time(model), is_cancelled),
    );
    if early_first.cost() < urgent_first.cost() { early_first } else { urgent_first }
}

fn planned_in<'m>(model: &'m Model<'m>, order: Vec<DemandId>, is_cancelled: Stop<'_>) -> Draft<'m> {
    let mut draft = Draft::new(model);
    plan_required(&mut draft, &order);
    for demand in order {
        while draft.left_out(demand) > 0 && !is_cancelled() {
            let Some(insertion) = best_insertion(&draft, demand, &mut Nothing) else { break };
            draft.insert(demand, insertion.seat);
        }
    }
    draft
}

/// Plans the sessions that must be there, those first that must have a certain room, before any other can take what they
/// need.
fn plan_required(draft: &mut Draft<'_>, order: &[DemandId]) {
    let demands = draft.model().demands();
    let required = |id: &DemandId| demands[id.index()].requirements.iter().filter(|required| required.must_be);
    let mut all: Vec<(DemandId, bool)> =
        order.iter().flat_map(|id| required(id).map(|required| (*id, required.room.is_none()))).collect();
    all.sort_by_key(|(_, is_free)| *is_free);
    for (id, _) in all {
        let insertion = best_insertion(draft, id, &mut Nothing);
        if let Some(insertion) = insertion.filter(|insertion| insertion.delta.0 < -MISSING.0 / 2) {
            draft.insert(id, insertion.seat);
        }
    }
}

/// A draft with the sessions of a rota that still fit, fixed ones first, and all others at their cheapest places.
pub(crate) fn mended<'m>(model: &'m Model<'m>, rota: &Rota) -> Draft<'m> {
    let mut draft = Draft::new(model);
    let mut seats: Vec<(DemandId, Seat)> = rota.sessions.iter().filter_map(|session| seat_of(model, session)).collect();
    seats.sort_by_key(|(id, seat)| precedence(&model.demands()[id.index()], seat));
    for (id, seat) in seats {
        keep(&mut draft, id, &seat);
    }
    draft.fill();
    draft
}

/// First what must be there, then what else is fixed, then the rest.
fn precedence(demand: &Demand, seat: &Seat) -> (bool, bool) {
    let placement = &demand.placements[seat.placement];
    let is_required = demand.requirements_on(placement.day, placement.start).any(|required| required.must_be);
    (!is_required, demand.requirements.is_empty())
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
