//! Places that a session could have if one or two others went elsewhere: those in its way are taken out, it goes in, and they
//! go back to their own best places. Nothing that is fixed or frozen moves.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::places::{pairs, take_out};
use crate::domain::{Cost, Day, RoomId, WorkerId};
use crate::model::{Demand, DemandId};
use crate::solve::draft::{
    Draft, InTheWay, Nothing, Seat, best_insertion, holds_in_the_way, insert_at, people_in_the_way, tasks_in_the_way,
};

/// So many ways are tried to their end, those that look the cheapest first.
const MOST_TRIED: usize = 400;
/// Of sessions with two workers, so many are looked at, the best known to the family first.
const MOST_OF_TWO: usize = 6;

/// A place for a session and where those in its way go.
#[derive(Clone, Debug)]
pub(super) struct Displacement {
    pub(super) seat: Seat,
    pub(super) delta: Cost,
    /// Who moves, and from where to where.
    pub(super) moved: Vec<(DemandId, Seat, Seat)>,
}

/// A place that looks possible.
#[derive(Clone, Debug)]
struct Way {
    placement: usize,
    team: Vec<WorkerId>,
    out: InTheWay,
    /// What the place costs by itself.
    at_least: Cost,
}

/// The ways to give a demand one more session by moving one to `most` others, the cheapest first.
pub(super) fn displacements(draft: &Draft<'_>, id: DemandId, most: usize) -> Vec<Displacement> {
    let mut ways = ways(draft, id, most);
    ways.sort_by_key(|way| (way.out.len(), way.at_least));
    ways.truncate(MOST_TRIED);
    let mut found: Vec<Displacement> = ways.par_iter().filter_map(|way| tried(draft.clone(), id, way)).collect();
    found.sort_by_key(|way| way.delta);
    found
}

/// The places with one to `most` sessions in their way that may move.
fn ways(draft: &Draft<'_>, id: DemandId, most: usize) -> Vec<Way> {
    let demand = &draft.model().demands()[id.index()];
    let of_room = sessions_of_rooms(draft);
    let taken = |day: Day| draft.seats(id).iter().any(|seat| draft.placement(id, seat).day == day);
    let mut found = Vec::new();
    for (placement, at) in demand.placements.iter().enumerate().filter(|(_, at)| !taken(at.day)) {
        let people = people_in_the_way(draft, id, placement);
        if people.len() > most {
            continue;
        }
        let Some(housed) = with_room(draft, (id, placement), &people, &of_room) else { continue };
        for (team, cost) in teams(demand) {
            let Some(out) = with_team(draft, (id, placement), &team, &housed) else { continue };
            let movable = out.iter().all(|&other| other != id && may_move(draft, other, at.day));
            if (1..=most).contains(&out.len()) && movable {
                found.push(Way { placement, team, out, at_least: at.cost + cost });
            }
        }
    }
    found
}

/// Carries a way out in a draft of its own.
fn tried(mut draft: Draft<'_>, id: DemandId, way: &Way) -> Option<Displacement> {
    let before = draft.cost();
    let day = draft.model().demands()[id.index()].placements[way.placement].day;
    let mut left: Vec<(DemandId, Seat)> = Vec::new();
    for &other in &way.out {
        left.push((other, take_out(&mut draft, other, day)?));
    }
    if !insert_at(&mut draft, id, way.placement, &way.team) {
        return None;
    }
    let seat = draft.seats(id).last()?.clone();
    let mut moved = Vec::new();
    for (other, old) in left {
        let new = best_insertion(&draft, other, &mut Nothing)?.seat;
        draft.insert(other, new.clone());
        moved.push((other, old, new));
    }
    Some(Displacement { seat, delta: draft.cost() - before, moved })
}

fn sessions_of_rooms(draft: &Draft<'_>) -> FxHashMap<RoomId, Vec<(DemandId, Day)>> {
    let mut of_room: FxHashMap<RoomId, Vec<(DemandId, Day)>> = FxHashMap::default();
    for (id, _, seat) in draft.sessions() {
        if let Some(room) = seat.room {
            of_room.entry(room).or_default().push((id, draft.placement(id, seat).day));
        }
    }
    of_room
}

/// Those in the way with the room in which the fewest are; nobody more where no room is needed.
fn with_room(
    draft: &Draft<'_>,
    (id, placement): (DemandId, usize),
    people: &InTheWay,
    of_room: &FxHashMap<RoomId, Vec<(DemandId, Day)>>,
) -> Option<InTheWay> {
    let demand = &draft.model().demands()[id.index()];
    let site = demand.site_of(&demand.placements[placement]);
    if site.site.venue().is_none() {
        return Some(people.clone());
    }
    let of = |room: &RoomId| of_room.get(room).map_or(&[][..], Vec::as_slice);
    let with = site.rooms.iter().map(|room| united(people, &holds_in_the_way(draft, (id, placement), *room, of(room))));
    with.min_by_key(|out| out.len())
}

fn with_team(
    draft: &Draft<'_>,
    (id, placement): (DemandId, usize),
    team: &[WorkerId],
    others: &InTheWay,
) -> Option<InTheWay> {
    let mut out = others.clone();
    for &worker in team {
        out = united(&out, &tasks_in_the_way(draft, id, placement, worker)?);
    }
    Some(out)
}

/// The workers that a session may have, with what they cost as no main workers.
fn teams(demand: &Demand) -> Vec<(Vec<WorkerId>, Cost)> {
    match demand.workers {
        0 => vec![(Vec::new(), Cost::ZERO)],
        1 => demand.candidates.iter().map(|candidate| (vec![candidate.worker], candidate.cost)).collect(),
        _ => {
            let few: Vec<WorkerId> = demand.candidates.iter().take(MOST_OF_TWO).map(|c| c.worker).collect();
            pairs(&few).into_iter().map(|pair| (pair, Cost::ZERO)).collect()
        }
    }
}

/// Whether the session of a demand on a day is neither fixed nor frozen.
fn may_move(draft: &Draft<'_>, id: DemandId, day: Day) -> bool {
    let demand = &draft.model().demands()[id.index()];
    demand.requirements.iter().all(|required| required.day != day)
}

fn united(a: &InTheWay, b: &InTheWay) -> InTheWay {
    let mut all = a.clone();
    all.extend(b.iter().copied().filter(|other| !a.contains(other)));
    all
}
