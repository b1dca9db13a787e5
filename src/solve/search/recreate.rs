//! Putting sessions back, one after another at their cheapest places.

use fastrand::Rng;
use smallvec::smallvec;

use crate::domain::Cost;
use crate::model::{Candidate, DemandId};
use crate::solve::draft::{Choice, Draft, Insertion, Nothing, Overlook, Seat, best_among, best_insertion};

use super::guide::Guide;

/// One placement in so many is overlooked, so that the same ruin is not always mended the same way.
const BLINK: u32 = 100;
/// Most left-out sessions of other demands that a step tries.
const OTHERS: usize = 6;

/// Where there is a guide, one step in so many looks everywhere all the same.
const EVERYWHERE: u8 = 100;

/// So often, of so many times, the sessions of a request are planned together.
const TOGETHER: (u8, u8) = (1, 2);

/// Which of many are looked at.
struct OfMany {
    /// More than this are many.
    many: usize,
    /// The cheapest, so many, always are.
    always: usize,
    /// And of the others, about so many.
    often: usize,
}

/// Of candidates, the cheapest are those that the family knows.
const CANDIDATES: OfMany = OfMany { many: 60, always: 12, often: 16 };
/// Of the placements of a day, the cheapest are at the places that the family likes: more venues and starts than these make
/// steps slow and rotas no better.
const PLACEMENTS: OfMany = OfMany { many: 80, always: 16, often: 24 };

impl OfMany {
    /// Whether what is at a position of so many, the cheapest first, is not looked at this time.
    fn overlooks(&self, rng: &mut Rng, position: usize, all: usize) -> bool {
        all > self.many && position >= self.always && rng.usize(..all - self.always) >= self.often
    }
}

/// What a step overlooks by chance (Christiaens, Vanden Berghe, Slack induction by string removals, Transportation Science
/// 54(2), 2020, call that a blink): a placement now and then, and most candidates and placements where there are many.
struct Blinks<'r>(&'r mut Rng);

impl Overlook for Blinks<'_> {
    fn placement(&mut self, position: usize, placements: usize) -> bool {
        self.0.u32(..BLINK) == 0 || PLACEMENTS.overlooks(self.0, position, placements)
    }

    fn candidate(&mut self, position: usize, candidates: usize) -> bool {
        CANDIDATES.overlooks(self.0, position, candidates)
    }
}

/// Plans the demands (one session for each time a demand is named) and some that were left out before, in a random order
/// of a random kind, at the places of the guide, or everywhere where it knows none; returns what was planned.
pub(super) fn recreate(
    draft: &mut Draft<'_>,
    rng: &mut Rng,
    guide: &Guide,
    demands: impl Iterator<Item = DemandId>,
) -> Vec<(DemandId, Seat)> {
    let nothing = Guide::default();
    let guide = if rng.u8(..EVERYWHERE) == 0 { &nothing } else { guide };
    let mut waiting: Vec<DemandId> = demands.collect();
    waiting.extend(left_out_before(draft, rng, guide, &waiting));
    order(draft, rng, &mut waiting);
    let mut planned = Vec::with_capacity(waiting.len());
    for demand in waiting {
        if is_a_series(draft, demand) && rng.u8(..TOGETHER.1) < TOGETHER.0 {
            planned.extend(
                plan_with_one_worker(draft, rng, demand, guide.places(demand)).into_iter().map(|seat| (demand, seat)),
            );
        }
        if draft.left_out(demand) == 0 {
            continue;
        }
        let insertion = match guide.places(demand) {
            Some(places) => best_among(draft, demand, places, &mut Blinks(rng)),
            None => best_insertion(draft, demand, &mut Blinks(rng)),
        };
        if let Some(insertion) = insertion {
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
fn plan_with_one_worker(draft: &mut Draft<'_>, rng: &mut Rng, id: DemandId, places: Option<&[Choice]>) -> Vec<Seat> {
    let before = draft.cost();
    let mut best: (Cost, Vec<Seat>) = (Cost::ZERO, Vec::new());
    let candidates = &draft.model().demands()[id.index()].candidates;
    for (position, candidate) in candidates.iter().enumerate().take(CANDIDATES.always) {
        let own = places.map(|places| places_of(places, candidate));
        let seats = match &own {
            Some(own) => plan_all(draft, id, |draft| best_among(draft, id, own, &mut Nothing)),
            None => plan_all(draft, id, |draft| best_insertion(draft, id, &mut Only(position, &mut *rng))),
        };
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

/// The places of one worker among some.
fn places_of(places: &[Choice], candidate: &Candidate) -> Vec<Choice> {
    let own = places.iter().filter(|choice| choice.candidates.iter().any(|other| other.worker == candidate.worker));
    own.map(|choice| Choice { placement: choice.placement, candidates: smallvec![*candidate] }).collect()
}

/// Plans session after session at its cheapest place.
fn plan_all(
    draft: &mut Draft<'_>,
    id: DemandId,
    mut cheapest: impl FnMut(&Draft<'_>) -> Option<Insertion>,
) -> Vec<Seat> {
    let mut seats = Vec::new();
    while draft.left_out(id) > 0 {
        let Some(insertion) = cheapest(draft) else { break };
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

/// Overlooks all candidates but one, and most placements where there are many.
struct Only<'r>(usize, &'r mut Rng);

impl Overlook for Only<'_> {
    fn placement(&mut self, position: usize, placements: usize) -> bool {
        PLACEMENTS.overlooks(self.1, position, placements)
    }

    fn candidate(&mut self, position: usize, _: usize) -> bool {
        position != self.0
    }
}

fn left_out_before(draft: &Draft<'_>, rng: &mut Rng, guide: &Guide, named: &[DemandId]) -> Vec<DemandId> {
    let has_places = |id: &DemandId| guide.is_empty() || guide.places(*id).is_some();
    let is_other = |id: &DemandId| !named.contains(id) && has_places(id);
    let mut others: Vec<DemandId> = draft.with_left_out().iter().copied().filter(is_other).collect();
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
