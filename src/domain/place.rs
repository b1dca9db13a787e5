//! Where things happen: points on the map, and the sites a session may have.

use super::ids::{PersonId, VenueId};

/// A point in degrees, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// −90 to 90.
    pub latitude: f64,
    /// −180 to 180.
    pub longitude: f64,
}

/// A place between which people travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// A venue.
    Venue(VenueId),
    /// Where a person lives: a child's placement, an adult's home.
    Home(PersonId),
}

/// Where a session is held. The order is not that of the files: there `community` and `virtual` sort among the venues' codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Site {
    /// In a room of a venue.
    Venue(VenueId),
    /// In the community: for travel, at the first child's home.
    Community,
    /// By video or telephone: for travel, at each worker's own base.
    Virtual,
}

impl Site {
    /// What the files call a session in the community.
    pub const COMMUNITY: &'static str = "community";
    /// What the files call a virtual session.
    pub const VIRTUAL: &'static str = "virtual";

    /// The venue, where the site is one.
    #[must_use]
    pub fn venue(self) -> Option<VenueId> {
        match self {
            Self::Venue(venue) => Some(venue),
            Self::Community | Self::Virtual => None,
        }
    }
}

/// How somebody travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Means {
    /// By car: workers and children always.
    #[default]
    Car,
    /// By bus, tram or train.
    Transit,
}
