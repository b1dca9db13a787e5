//! Venues and their rooms.

use std::collections::BTreeSet;

use super::ids::VenueId;
use super::interval::Hours;
use super::place::Coordinates;

/// A contact venue.
#[derive(Clone, Debug, PartialEq)]
pub struct Venue {
    /// Its id in the files.
    pub code: String,
    /// What people call it; its id where the file gives no name.
    pub name: String,
    /// The area of the county it belongs to, if the service has areas.
    pub area: Option<String>,
    /// Where it is.
    pub at: Coordinates,
    /// What it offers in every room.
    pub features: BTreeSet<String>,
    /// Whether other staff are on site in opening hours.
    pub staffed: bool,
    /// Opening hours, Monday to Sunday, in minutes of the day.
    pub open: [Hours; 7],
}

/// A room for one session at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its id in the files.
    pub code: String,
    /// The venue it is in.
    pub venue: VenueId,
    /// People it takes, workers included.
    pub capacity: u32,
    /// What it offers, its venue's features among them.
    pub features: BTreeSet<String>,
}
