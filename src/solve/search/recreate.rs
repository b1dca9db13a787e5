//! Putting sessions back, one after another at their cheapest places.

use fastrand::Rng;

use crate::domain::Cost;
use crate::model::DemandId;
use crate::solve::draft::{Draft, Overlook, Seat, best_insertion};

/// One placement in so many is overlooked, so that the same ruin is not always mended the same way.
const BLINK: u32 = 100;
/// Most left-out sessions of other demands that a step tries.
const OTHERS: usize = 6;

/// So often, of so many times, the sessions of a request are planned together.
const TOGETHER: (u8, u8) = (1, 2);

/// More candidates than this are many.
const MANY: usize = 60;
/// Of many candidates so many are always looked at: the cheapest, who are those that the family knows.
const ALWAYS: usize = 12;
/// And of the others, about so many.
const OFTEN: usize = 16;

/// What a step overlooks by chance (Christiaens, Vanden Berghe, Slack induction by string removals, Transportation Science
/// 54(2), 2020, call that a blink): a placement now and then, and most candidates where there are many.
struct Blinks<'r>(&'r mut Rng);

impl Overlook for Blinks<'_> {
    fn placement(&mut self) -> bool {
        self.0.u32(..BLINK) == 0
    }

    fn candidate(&mut self, position: usize, candidates: usize) -> bool {
        candidates > MANY && position >= ALWAYS && self.0.usize(..candidates - ALWAYS) >= OFTEN
    }
}

/// Plans the demands (one session for each time a demand is named) and some that were left out before, in a random order
/// of a random kind; returns what was planned.
pub(super) fn recreate(
    draft: &mut Draft<'_>,
    rng: &mut Rng,
    demands: impl Iterator<Item = DemandId>,
) -> Vec<(DemandId, Seat)> {
    let mut waiting: Vec<DemandId> = demands.collect();
    waiting.extend(left_out_before(draft, rng, &waiting));
    order(draft, rng, &mut waiting);
    let mut planned = Vec::with_capacity(waiting.len());
    for demand in waiting {
        if is_a_series(draft, demand) && rng.u8(..TOGETHER.1) < TOGETHER.0 {
            planned.extend(plan_with_one_worker(draft, demand).into_iter().map(|seat| (demand, seat)));
        }
        if draft.left_out(demand) == 0 {
            continue;
        }
        if let Some(insertion) = best_insertion(draft, demand, &mut Blinks(rng)) {
            draft.insert(demand, insertion.seat.clone());
            planned.push((demand, insertion.seat));
        }
    }
    planned
}

/// Whether nothing of a request with several sessions due, each with one worker, is planned.
fn is_a_series(draft: &Draft<'_>, id: DemandId) -> bool {
    let demand = &draft.model().demands()[id.index()];
    demand.workers == 1 && draft.left_out(id) > 1 && draft.seats(id).is_empty()
}

/// Plans as many sessions of a request as fit with one worker, the one with whom they cost least together: session by session,
/// each would go to whoever is cheapest for it, who may not be there for the next. Returns what was planned.
fn plan_with_one_worker(draft: &mut Draft<'_>, id: DemandId) -> Vec<Seat> {
    let before = draft.cost();
    let mut best: (Cost, Vec<Seat>) = (Cost::ZERO, Vec::new());
    for position in 0..draft.model().demands()[id.index()].candidates.len().min(ALWAYS) {
        let seats = plan_all(draft, id, &mut Only(position));
        let cost = draft.cost() - before;
        if cost < best.0 {
            best = (cost, seats.clone());
        }
        for seat in seats {
            take_out(draft, id, &seat);
        }
    }
    for seat in &best.1 {
        draft.insert(id, seat.clone());
    }
    best.1
}

/// Plans session after session at its cheapest place.
fn plan_all(draft: &mut Draft<'_>, id: DemandId, overlook: &mut impl Overlook) -> Vec<Seat> {
    let mut seats = Vec::new();
    while draft.left_out(id) > 0 {
        let Some(insertion) = best_insertion(draft, id, overlook) else { break };
        draft.insert(id, insertion.seat.clone());
        seats.push(insertion.seat);
    }
    seats
}

/// Takes a session out again, if it is there.
pub(super) fn take_out(draft: &mut Draft<'_>, id: DemandId, seat: &Seat) {
    if let Some(at) = draft.seats(id).iter().position(|planned| planned == seat) {
        draft.remove(id, at);
    }
}

/// Overlooks all candidates but one.
struct Only(usize);

impl Overlook for Only {
    fn placement(&mut self) -> bool {
        false
    }

    fn candidate(&mut self, position: usize, _: usize) -> bool {
        position != self.0
    }
}

fn left_out_before(draft: &Draft<'_>, rng: &mut Rng, named: &[DemandId]) -> Vec<DemandId> {
    let all = (0..draft.model().demands().len()).map(DemandId::new);
    let mut others: Vec<DemandId> = all.filter(|id| draft.left_out(*id) > 0 && !named.contains(id)).collect();
    rng.shuffle(&mut others);
    others.truncate(OTHERS);
    others
}

/// Shuffles, then sometimes sorts by worth, by choice or by length.
fn order(draft: &Draft<'_>, rng: &mut Rng, waiting: &mut [DemandId]) {
    rng.shuffle(waiting);
    let demand = |id: &DemandId| &draft.model().demands()[id.index()];
    match rng.u8(..8) {
        0 | 1 => waiting.sort_by_key(|id| std::cmp::Reverse(demand(id).unplaced)),
        2 | 3 => waiting.sort_by_key(|id| demand(id).placements.len()),
        4 => waiting.sort_by_key(|id| std::cmp::Reverse(demand(id).minutes)),
        _ => {}
    }
}
