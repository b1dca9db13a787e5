//! Putting sessions back, one after another at their cheapest places.

use fastrand::Rng;

use crate::model::DemandId;
use crate::solve::draft::{Draft, Overlook, Seat, best_insertion};

/// One placement in so many is overlooked, so that the same ruin is not always mended the same way.
const BLINK: u32 = 100;
/// Most left-out sessions of other demands that a step tries.
const OTHERS: usize = 6;

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
