//! All things that rows refer to by id, as far as they have been read.

use super::people::People;
use super::refusal::{Hint, Parsed, Refusal, quoted};
use super::rooms::Rooms;
use super::venues::Venues;
use super::workers::Workers;
use crate::domain::{RoomId, Site, Spot, VenueId};

/// Venues, rooms, workers and people by id.
#[derive(Debug)]
pub(super) struct Directory {
    /// The venues.
    pub(super) venues: Venues,
    /// The rooms.
    pub(super) rooms: Rooms,
    /// The workers.
    pub(super) workers: Workers,
    /// The people.
    pub(super) people: People,
}

impl Directory {
    /// A venue, `community` or `virtual`.
    pub(super) fn site(&self, text: &str) -> Parsed<'_, Site> {
        match text {
            Site::COMMUNITY => Ok(Site::Community),
            Site::VIRTUAL => Ok(Site::Virtual),
            _ => self.venues.refer(text).map(Site::Venue),
        }
    }

    /// A venue or a person's home.
    pub(super) fn spot(&self, text: &str) -> Parsed<'_, Spot> {
        if let Some(person) = self.people.find(text) {
            return Ok(Spot::Home(person));
        }
        self.venues.refer(text).map(Spot::Venue).map_err(|refusal| {
            if refusal.follows || !self.people.is_complete() {
                return Refusal::following();
            }
            let people = self.people.entries().iter().map(|entry| entry.code.as_str());
            let venues = self.venues.entries().iter().map(|entry| entry.code.as_str());
            let problem = format!("there is no venue or person {}", quoted(text));
            let hint = Hint::Listed("venues.csv or people.csv", venues.chain(people).collect());
            Refusal::new("unknown-id", problem, "a venue of venues.csv or a person of people.csv").hint(hint)
        })
    }

    /// A room of a certain venue.
    pub(super) fn room_at(&self, venue: Option<VenueId>, text: &str) -> Parsed<'_, RoomId> {
        let room = self.rooms.refer(text)?;
        match venue {
            Some(venue) if self.is_elsewhere(room, venue) => {
                let code = &self.venues.entries()[venue.index()].code;
                let problem = format!("{} is not a room of {}", quoted(text), quoted(code));
                Err(Refusal::new("room-elsewhere", problem, format!("a room of {}", quoted(code))))
            }
            _ => Ok(room),
        }
    }

    fn is_elsewhere(&self, room: RoomId, venue: VenueId) -> bool {
        let entry = &self.rooms.entries()[room.index()];
        entry.sound && entry.thing.venue != venue
    }
}
