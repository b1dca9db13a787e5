//! `rooms.csv`.

use super::cells::count;
use super::folder::Folder;
use super::listing::Listing;
use super::row::Row;
use super::table::{Column, Need};
use super::things::{code, entries, words};
use super::venues::Venues;
use crate::domain::{Room, RoomId, VenueId};

/// Its name.
pub(super) const FILE: &str = "rooms.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] =
    &[("room", Need::Required), ("venue", Need::Required), ("capacity", Need::Required), ("features", Need::Optional)];

/// All rooms.
pub(super) type Rooms = Listing<RoomId, Room>;

/// Reads the file. A room has its venue's features too.
pub(super) fn read(folder: &Folder, venues: &Venues) -> Rooms {
    let entries = entries(folder, FILE, COLUMNS, ("room", code), |row, code| room(row, code, venues));
    Listing::new(("room", FILE), entries, RoomId::new, &folder.defects)
}

fn room(row: &Row<'_>, code: String, venues: &Venues) -> Room {
    const MOST: u32 = 1000;
    let venue = row.need("venue", |text| venues.refer(text));
    let mut features = words(row, "features");
    if let Some(venue) = venue {
        features.extend(venues.entries()[venue.index()].thing.features.iter().cloned());
    }
    Room {
        venue: venue.unwrap_or(VenueId::new(0)),
        capacity: row.need("capacity", count(1..=MOST)).unwrap_or(1),
        features,
        code,
    }
}
