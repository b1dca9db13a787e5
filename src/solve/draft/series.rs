//! What the sessions of one request cost together: more workers than a session needs, changes to what was published, and
//! the penalty for a session that must be there and is not.

use smallvec::SmallVec;

use crate::domain::{Cost, PublishedSession, Reference, Site, WorkerId};
use crate::model::{Demand, Model, Requirement};

use super::Seat;

/// A rota without a session that must be there is no rota: this outweighs every honest cost.
pub(crate) const MISSING: Cost = Cost(1_000_000_000);

/// The cost of these sessions of a demand together, unplaced sessions included.
pub(crate) fn cost(model: &Model<'_>, demand: &Demand, seats: &[Seat]) -> Cost {
    let left_out = i64::from(demand.due) - seats.len() as i64;
    demand.unplaced * left_out
        + extra_workers(model, demand, seats)
        + missing(demand, seats)
        + changes(model, demand, seats)
}

fn extra_workers(model: &Model<'_>, demand: &Demand, seats: &[Seat]) -> Cost {
    let mut different: SmallVec<[WorkerId; 8]> = SmallVec::new();
    for &worker in seats.iter().flat_map(|seat| &seat.workers) {
        if !different.contains(&worker) {
            different.push(worker);
        }
    }
    let extra = different.len().saturating_sub(demand.workers);
    model.problem().weights().extra_worker * extra as i64
}

fn missing(demand: &Demand, seats: &[Seat]) -> Cost {
    let is_met = |required: &&Requirement| {
        let there = |seat: &Seat| demand.placements[seat.placement].day == required.day;
        seats.iter().any(there)
    };
    let missing = demand.requirements.iter().filter(|required| required.must_be && !is_met(required)).count();
    MISSING * missing as i64
}

/// As many pairs of a published and a new session as possible, in the way that costs least: a table over the sets of
/// partners taken on the longer side.
fn changes(model: &Model<'_>, demand: &Demand, seats: &[Seat]) -> Cost {
    let Some(published) = model.problem().published() else { return Cost::ZERO };
    let before: SmallVec<[&PublishedSession; 7]> = published.iter().filter(|s| s.request == demand.request).collect();
    if before.is_empty() || seats.is_empty() {
        return Cost::ZERO;
    }
    let fewer_before = before.len() <= seats.len();
    let (short, long) = if fewer_before { (before.len(), seats.len()) } else { (seats.len(), before.len()) };
    let pair = |a: usize, b: usize| {
        let (old, new) = if fewer_before { (a, b) } else { (b, a) };
        change(model, demand, before[old], &seats[new])
    };
    least_matching(short, long, pair)
}

/// The least cost of giving each of `short` things a partner of its own among `long` (at most 16).
fn least_matching(short: usize, long: usize, pair: impl Fn(usize, usize) -> Cost) -> Cost {
    const NEVER: Cost = Cost(i64::MAX / 4);
    let mut best = vec![NEVER; 1 << long];
    best[0] = Cost::ZERO;
    for taken in 0_usize..1 << long {
        let thing = taken.count_ones() as usize;
        if thing >= short || best[taken] == NEVER {
            continue;
        }
        for partner in (0..long).filter(|partner| taken & (1 << partner) == 0) {
            let with = taken | (1 << partner);
            best[with] = best[with].min(best[taken] + pair(thing, partner));
        }
    }
    let full = (0..best.len()).filter(|taken| taken.count_ones() as usize == short);
    full.map(|taken| best[taken]).min().unwrap_or(Cost::ZERO)
}

fn change(model: &Model<'_>, demand: &Demand, old: &PublishedSession, new: &Seat) -> Cost {
    let weights = model.problem().weights();
    let placement = &demand.placements[new.placement];
    let site: Site = demand.site_of(placement).site;
    let stays = old.day == placement.day && old.start == placement.start && old.site == Reference::Here(site);
    let same_room = old.room == new.room.map(Reference::Here);
    let gone = |worker: &&Reference<WorkerId>| worker.here().is_none_or(|worker| !new.workers.contains(&worker));
    let lost = old.workers.iter().filter(gone).count() as i64;
    let place = match (stays, same_room) {
        (false, _) => weights.moved,
        (true, false) => weights.room_changed,
        (true, true) => Cost::ZERO,
    };
    place + weights.worker_changed * lost
}

#[cfg(test)]
mod tests {
    use super::least_matching;
    use crate::domain::Cost;

    #[test]
    fn matching_takes_the_cheapest_pairs_together() {
        let costs = [[1, 2, 9], [1, 8, 9]];
        assert_eq!(least_matching(2, 3, |a, b| Cost(costs[a][b])), Cost(3));
        assert_eq!(least_matching(1, 1, |_, _| Cost(7)), Cost(7));
    }
}
