//! What became of a published rota: each session of it that is another now, is gone or is new.

use crate::domain::{Cost, PublishedSession, Reference, RequestId, Session, WorkerId};
use crate::rules::cost::changes::{Pair, pairs};
use crate::rules::week::RotaWeek;

/// One change to what was published.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The request.
    pub request: RequestId,
    /// What was published; `None` for a new session.
    pub before: Option<&'a PublishedSession>,
    /// The session that it is now; `None` where it was dropped.
    pub now: Option<&'a Session>,
    /// Whether date, start or site differ.
    pub moved: bool,
    /// Whether only the room differs.
    pub other_room: bool,
    /// Published workers who are no longer on it and still in the service.
    pub workers_lost: Vec<WorkerId>,
    /// Published workers who have left the service.
    pub workers_gone: usize,
    /// What the change costs; sessions that are dropped or new cost nothing under this name.
    pub cost: Cost,
}

impl Change<'_> {
    /// Some words for people: `moved`, `new`, `dropped`, `other room`, `other worker`.
    #[must_use]
    pub fn words(&self) -> String {
        if self.before.is_none() {
            return "new".to_owned();
        }
        if self.now.is_none() {
            return "dropped".to_owned();
        }
        let other_worker = !self.workers_lost.is_empty() || self.workers_gone > 0;
        let parts = [(self.moved, "moved"), (self.other_room, "other room"), (other_worker, "other worker")];
        parts.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
    }
}

/// All changes to the published rota, by request; none where none was given.
#[must_use]
pub fn changes<'a>(week: &RotaWeek<'a>) -> Vec<Change<'a>> {
    if week.problem().published().is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for request in week.problem().requests() {
        let pairs = pairs(week, request);
        found.extend(pairs.iter().map(of_pair).filter(is_change));
        let told = |before: &PublishedSession| pairs.iter().any(|pair| std::ptr::eq(pair.published, before));
        let dropped = week.published(request).iter().filter(|before| !told(before));
        found.extend(dropped.map(|before| Change { before: Some(before), ..unchanged(request) }));
        let has_partner = |now: &Session| pairs.iter().any(|pair| std::ptr::eq(pair.planned, now));
        let new = week.of_request(request).iter().filter(|now| !has_partner(now));
        found.extend(new.map(|now| Change { now: Some(now), ..unchanged(request) }));
    }
    found
}

fn unchanged<'a>(request: RequestId) -> Change<'a> {
    Change {
        request,
        before: None,
        now: None,
        moved: false,
        other_room: false,
        workers_lost: Vec::new(),
        workers_gone: 0,
        cost: Cost::ZERO,
    }
}

fn is_change(change: &Change<'_>) -> bool {
    change.moved || change.other_room || !change.workers_lost.is_empty() || change.workers_gone > 0
}

fn of_pair<'a>(pair: &Pair<'a>) -> Change<'a> {
    let (before, now) = (pair.published, pair.planned);
    let moved = (before.day, before.start) != (now.day, now.start) || before.site != Reference::Here(now.site);
    let lost = before.workers.iter().filter_map(|worker| worker.here()).filter(|worker| !now.workers.contains(worker));
    Change {
        before: Some(before),
        now: Some(now),
        moved,
        other_room: !moved && before.room != now.room.map(Reference::Here),
        workers_lost: lost.collect(),
        workers_gone: before.workers.iter().filter(|worker| worker.here().is_none()).count(),
        cost: pair.cost,
        ..unchanged(now.request)
    }
}
