//! A rota: planned sessions, and the published ones that a new rota is compared with.

use super::calendar::Day;
use super::ids::{RequestId, RoomId, WorkerId};
use super::interval::Interval;
use super::place::Site;
use super::quantity::Minutes;

/// One planned session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    /// The request it belongs to.
    pub request: RequestId,
    /// Its day.
    pub day: Day,
    /// Its start, in minutes of the day.
    pub start: Minutes,
    /// Where it is.
    pub site: Site,
    /// Its room, at a venue.
    pub room: Option<RoomId>,
    /// Its workers, in order.
    pub workers: Vec<WorkerId>,
}

impl Session {
    /// From its start for `minutes`, in minutes of the day.
    #[must_use]
    pub fn time(&self, minutes: Minutes) -> Interval {
        Interval::new(self.start, self.start + minutes)
    }
}

/// The planned sessions of a week; due sessions that are not here are unplaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rota {
    /// In no particular order.
    pub sessions: Vec<Session>,
}

/// Something a published rota names: still in the input, or gone from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<T> {
    /// Still in the input.
    Here(T),
    /// No longer in the input.
    Gone,
}

impl<T: Copy> Reference<T> {
    /// The thing, if it is still there.
    #[must_use]
    pub fn here(self) -> Option<T> {
        match self {
            Self::Here(thing) => Some(thing),
            Self::Gone => None,
        }
    }
}

/// One planned session of a published rota of the same week, of a request that is still in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedSession {
    /// The request.
    pub request: RequestId,
    /// Its day.
    pub day: Day,
    /// Its start, in minutes of the day.
    pub start: Minutes,
    /// Where it was to be.
    pub site: Reference<Site>,
    /// The room it was to have, if any.
    pub room: Option<Reference<RoomId>>,
    /// The workers it was to have.
    pub workers: Vec<Reference<WorkerId>>,
}

impl PublishedSession {
    /// The session as it was to be, with the workers who are still there; `None` if its site or its room is gone.
    #[must_use]
    pub fn as_planned(&self) -> Option<Session> {
        let room = match self.room {
            Some(room) => Some(room.here()?),
            None => None,
        };
        let workers = self.workers.iter().filter_map(|worker| worker.here()).collect();
        Some(Session {
            request: self.request,
            day: self.day,
            start: self.start,
            site: self.site.here()?,
            room,
            workers,
        })
    }
}

impl From<&Session> for PublishedSession {
    fn from(session: &Session) -> Self {
        Self {
            request: session.request,
            day: session.day,
            start: session.start,
            site: Reference::Here(session.site),
            room: session.room.map(Reference::Here),
            workers: session.workers.iter().copied().map(Reference::Here).collect(),
        }
    }
}
