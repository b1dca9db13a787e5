//! Every place that one more session of a demand could have in a draft as it is, with its best workers.

use crate::domain::{Cost, Day, WorkerId};
use crate::model::DemandId;
use crate::solve::draft::{Draft, Seat, has_its_people, insert_at, tasks_in_the_way};

/// Of sessions with two workers, so many of those who are free are looked at, the best known to the family first.
const MOST_OF_TWO: usize = 16;

/// A place for one more session, and the difference that it makes to the draft's cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) seat: Seat,
    pub(super) delta: Cost,
}

/// The places for one more session of a demand, the cheapest first: one for each day, start and site where it fits.
pub(super) fn places(draft: &mut Draft<'_>, id: DemandId) -> Vec<Place> {
    let placements = draft.model().demands()[id.index()].placements.len();
    let mut found: Vec<Place> = (0..placements).filter_map(|placement| best_at(draft, id, placement)).collect();
    found.sort_by_key(|place| place.delta);
    found
}

fn best_at(draft: &mut Draft<'_>, id: DemandId, placement: usize) -> Option<Place> {
    if !has_its_people(draft, id, placement) {
        return None;
    }
    let teams = teams(draft, id, placement);
    let tried = teams.into_iter().filter_map(|team| with_team(draft, id, placement, &team));
    tried.min_by_key(|place| place.delta)
}

/// The session at a placement with these workers, if it fits; the draft is as it was afterwards.
fn with_team(draft: &mut Draft<'_>, id: DemandId, placement: usize, team: &[WorkerId]) -> Option<Place> {
    let before = draft.cost();
    if !insert_at(draft, id, placement, team) {
        return None;
    }
    let delta = draft.cost() - before;
    let last = draft.seats(id).len() - 1;
    Some(Place { seat: draft.remove(id, last), delta })
}

/// Every set of workers that a session at a placement could have, as far as their other tasks go.
fn teams(draft: &Draft<'_>, id: DemandId, placement: usize) -> Vec<Vec<WorkerId>> {
    let demand = &draft.model().demands()[id.index()];
    let is_free = |worker: &WorkerId| {
        tasks_in_the_way(draft, id, placement, *worker).is_some_and(|in_the_way| in_the_way.is_empty())
    };
    let free = demand.candidates.iter().map(|candidate| candidate.worker).filter(is_free);
    match demand.workers {
        0 => vec![Vec::new()],
        1 => free.map(|worker| vec![worker]).collect(),
        _ => pairs(&free.take(MOST_OF_TWO).collect::<Vec<_>>()),
    }
}

/// Every two of some workers.
pub(super) fn pairs(workers: &[WorkerId]) -> Vec<Vec<WorkerId>> {
    let with_later = |(at, &one): (usize, &WorkerId)| {
        workers[at + 1..].iter().map(move |&other| vec![one.min(other), one.max(other)]).collect::<Vec<_>>()
    };
    workers.iter().enumerate().flat_map(with_later).collect()
}

/// Takes the session of a demand on a day out of a draft.
pub(super) fn take_out(draft: &mut Draft<'_>, id: DemandId, day: Day) -> Option<Seat> {
    let at = draft.seats(id).iter().position(|seat| draft.placement(id, seat).day == day)?;
    Some(draft.remove(id, at))
}
