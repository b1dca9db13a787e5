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

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.problem().requests().map(|request| of_request(week, request)).sum()
}

fn of_request(week: &RotaWeek<'_>, request: RequestId) -> Cost {
    let (published, planned) = (week.published(request), week.of_request(request));
    let weights = week.problem().weights();
    if published.len() <= planned.len() {
        least_matching(published, planned, |p, n| of_pair(weights, p, n))
    } else {
        least_matching(planned, published, |n, p| of_pair(weights, p, n))
    }
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

/// The least cost of giving each of `few` a partner of its own among `many`, by the sets of `few` that have one so far.
fn least_matching<A, B>(few: &[&A], many: &[&B], cost: impl Fn(&A, &B) -> Cost) -> Cost {
    let few = &few[..few.len().min(MOST_PAIRS)];
    let mut least: BTreeMap<u32, Cost> = BTreeMap::from([(0, Cost::ZERO)]);
    for partner in many {
        let mut next = least.clone();
        for (&matched, &so_far) in &least {
            for (position, one) in few.iter().enumerate().filter(|(position, _)| matched & (1 << position) == 0) {
                let total = so_far + cost(one, partner);
                next.entry(matched | 1 << position).and_modify(|old| *old = total.min(*old)).or_insert(total);
            }
        }
        least = next;
    }
    least[&((1 << few.len()) - 1)]
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
