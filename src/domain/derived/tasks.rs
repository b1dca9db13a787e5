//! What a session asks of a worker and of a room.

use crate::domain::{Interval, Minutes, Policy, Request, Spot};

/// A piece of a worker's day: a session with all that belongs to it, or a duty. It begins and ends at one spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// When, in minutes of the day; it may begin before midnight and end after it.
    pub time: Interval,
    /// Where it begins and ends.
    pub at: Spot,
}

/// Time before a session when its agreement may have to be talked through.
pub(in crate::domain) fn extra(request: &Request, policy: &Policy) -> Minutes {
    match request.agreement {
        crate::domain::Agreement::Needed => policy.agreement,
        crate::domain::Agreement::Signed => Minutes::ZERO,
    }
}

/// The time a room is held for a session.
pub(in crate::domain) fn room_hold(request: &Request, start: Minutes, policy: &Policy) -> Interval {
    Interval::new(start - extra(request, policy), start + request.minutes + policy.turnaround)
}

/// The time a session takes of a worker, with the journeys `out` and `back` of transport by the worker (else 0).
pub(in crate::domain) fn task_time(
    request: &Request,
    start: Minutes,
    legs: (Minutes, Minutes),
    policy: &Policy,
) -> Interval {
    let from = start - policy.arrival - extra(request, policy) - legs.0;
    let to = start + request.minutes + policy.handover + legs.1;
    Interval::new(from, to)
}
