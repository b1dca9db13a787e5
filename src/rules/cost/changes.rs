//! "What families have been told should change as little as possible."
//!
//! Formula: per request, as many pairs (published, planned) as possible, matched in the way that costs least. A pair costs
//! `moved` where date, start or site differ, else `room_changed` where only the room does; besides, `worker_changed` for
//! each published worker who is no longer on it. Sessions without a partner cost nothing here.
//!
//! Source: SPEC 5, `changes`, and 7. Nottinghamshire's public description aims to let families know of a change.

use std::collections::BTreeMap;

use crate::domain::{Cost, PublishedSession, Reference, RequestId, Session, Weights};
use crate::rules::week::RotaWeek;

/// Of more sessions than this on both sides the first ones are matched. No more than seven are ever due, so only a rota
/// that breaks H1 has them; its cost has no meaning, but must not take for ever.
const MOST_PAIRS: usize = 10;

/// A published session and the planned one that it became.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What families were told.
    pub published: &'a PublishedSession,
    /// What is planned now.
    pub planned: &'a Session,
    /// What the change costs; nothing where there is none.
    pub cost: Cost,
}

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.problem().requests().flat_map(|request| pairs(week, request)).map(|pair| pair.cost).sum()
}

/// The pairs of one request: as many as possible, matched in the way that costs least.
#[must_use]
pub fn pairs<'a>(week: &RotaWeek<'a>, request: RequestId) -> Vec<Pair<'a>> {
    let (published, planned) = (week.published(request), week.of_request(request));
    let cost = |told: usize, now: usize| of_pair(week.problem().weights(), published[told], planned[now]);
    let matched = if published.len() <= planned.len() {
        least_matching(published.len(), planned.len(), cost)
    } else {
        let turned = least_matching(planned.len(), published.len(), |now, told| cost(told, now));
        turned.into_iter().map(|(now, told)| (told, now)).collect()
    };
    let pair = |(told, now)| Pair { published: published[told], planned: planned[now], cost: cost(told, now) };
    matched.into_iter().map(pair).collect()
}

/// What it costs that a published session became this planned one.
fn of_pair(weights: &Weights, published: &PublishedSession, planned: &Session) -> Cost {
    let same_time = (published.day, published.start) == (planned.day, planned.start);
    let placed = if !same_time || published.site != Reference::Here(planned.site) {
        weights.moved
    } else if published.room != planned.room.map(Reference::Here) {
        weights.room_changed
    } else {
        Cost::ZERO
    };
    let stays = |worker: &&Reference<_>| worker.here().is_some_and(|worker| planned.workers.contains(&worker));
    let lost = published.workers.iter().filter(|worker| !stays(worker));
    placed + lost.map(|_| weights.worker_changed).sum()
}

/// A partner of its own for each of `few` among `many`, in the way that costs least, by the sets of `few` that have one so
/// far.
fn least_matching(few: usize, many: usize, cost: impl Fn(usize, usize) -> Cost) -> Vec<(usize, usize)> {
    let few = few.min(MOST_PAIRS);
    let mut least: BTreeMap<u32, (Cost, Vec<(usize, usize)>)> = BTreeMap::from([(0, (Cost::ZERO, Vec::new()))]);
    for partner in 0..many {
        let mut next = least.clone();
        for (&matched, (so_far, pairs)) in &least {
            for position in (0..few).filter(|position| matched & (1 << position) == 0) {
                let total = *so_far + cost(position, partner);
                let set = matched | 1 << position;
                if next.get(&set).is_none_or(|(old, _)| total < *old) {
                    let with = pairs.iter().copied().chain([(position, partner)]).collect();
                    next.insert(set, (total, with));
                }
            }
        }
        least = next;
    }
    least.remove(&((1 << few) - 1)).map_or_else(Vec::new, |(_, pairs)| pairs)
}

#[cfg(test)]
mod tests {
    use std::borrow::Borrow;

    use crate::domain::{Session, Term};
    use crate::rules::testing::{Fixture, MON, SUN, TUE, WED, in_room, published, session, with_workers};

    fn against<E: Borrow<Session>, P: Borrow<Session>>(earlier: &[E], planned: &[P]) -> i64 {
        let published = Some(earlier.iter().map(|session| published(session.borrow())).collect());
        Fixture::with(|f| f.situation.published = published).cost(Term::Changes, planned)
    }

    #[test]
    fn a_pair_costs_what_changed() {
        let told = session(1, MON, "10:00");
        assert_eq!(against(&[&told], &[&told]), 0);
        assert_eq!(against(&[&told], &[session(1, MON, "10:15")]), 150);
        assert_eq!(against(&[&told], &[session(1, TUE, "10:00")]), 150);
        assert_eq!(against(&[&told], &[in_room(1, told.clone())]), 10);
        assert_eq!(against(&[&told], &[in_room(2, told.clone())]), 150, "another venue has other rooms");
        assert_eq!(against(&[&told], &[with_workers(&[2], told.clone())]), 90);
        assert_eq!(against(&[&told], &[with_workers(&[1, 2], told.clone())]), 0, "one more is no change");
        assert_eq!(against(&[with_workers(&[1, 2], told.clone())], &[with_workers(&[3], in_room(1, told))]), 190);
    }

    #[test]
    fn as_many_pairs_as_possible_in_the_cheapest_way() {
        let (monday, wednesday) = (session(1, MON, "10:00"), session(1, WED, "10:00"));
        let moved = with_workers(&[2], session(1, TUE, "10:00"));
        assert_eq!(against(&[wednesday.clone(), monday.clone()], &[monday.clone(), wednesday.clone()]), 0);
        assert_eq!(against(&[monday.clone(), wednesday.clone()], &[&wednesday]), 0, "one was dropped");
        assert_eq!(against(&[&monday], &[wednesday.clone(), monday.clone()]), 0, "one is new");
        assert_eq!(against(&[monday.clone(), wednesday], &[moved, monday]), 240);
    }

    #[test]
    fn a_pair_is_made_even_where_none_would_cost_less() {
        assert_eq!(against(&[session(1, MON, "10:00")], &[with_workers(&[2], session(1, SUN, "12:00"))]), 240);
        assert_eq!(
            against(&[session(1, MON, "10:00")], &[session(2, MON, "10:00")]),
            0,
            "another request is no partner"
        );
    }

    #[test]
    fn without_a_published_rota_nothing_changes() {
        assert_eq!(Fixture::new().cost(Term::Changes, &[session(1, MON, "10:00")]), 0);
    }

    #[test]
    fn absurdly_many_sessions_are_still_compared() {
        let many = vec![session(1, MON, "10:00"); 40];
        assert_eq!(against(&many, &many), 0);
    }
}
