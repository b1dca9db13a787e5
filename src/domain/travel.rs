//! How long a journey takes.

use rustc_hash::FxHashMap;

use super::place::{Coordinates, Means, Spot};
use super::policy::Policy;
use super::quantity::Minutes;

/// Mean radius of the Earth in metres.
const EARTH_RADIUS: f64 = 6_371_008.8;
/// Places nearer than this many metres are one place.
const SAME_PLACE: i64 = 50;

/// A journey time that the service knows better, for one direction and means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownJourney {
    /// Where it begins.
    pub from: Spot,
    /// Where it ends.
    pub to: Spot,
    /// By which means.
    pub by: Means,
    /// How long it takes, 0 and up.
    pub minutes: Minutes,
}

/// Journey times: the known ones, else from the distance as the crow flies.
#[derive(Clone, Debug)]
pub(super) struct Travel {
    known: FxHashMap<(Spot, Spot, Means), Minutes>,
    leg: Minutes,
    detour_percent: i64,
    car_kmh: i64,
    transit_kmh: i64,
}

impl Travel {
    pub(super) fn new(policy: &Policy, journeys: &[KnownJourney]) -> Self {
        Self {
            known: journeys.iter().map(|j| ((j.from, j.to, j.by), j.minutes)).collect(),
            leg: policy.leg,
            detour_percent: i64::from(policy.detour_percent),
            car_kmh: i64::from(policy.car_kmh),
            transit_kmh: i64::from(policy.transit_kmh),
        }
    }

    /// Minutes from one spot to another, given their coordinates.
    pub(super) fn minutes(&self, from: (Spot, Coordinates), to: (Spot, Coordinates), by: Means) -> Minutes {
        if from.0 == to.0 {
            return Minutes::ZERO;
        }
        if let Some(&minutes) = self.known.get(&(from.0, to.0, by)) {
            return minutes;
        }
        let metres = metres_between(from.1, to.1);
        if metres < SAME_PLACE { Minutes::ZERO } else { self.leg + self.driving(metres, by) }
    }

    /// Metres by road from one spot to another: the straight line and the policy's detour, whatever minutes are known.
    pub(super) fn road_metres(&self, from: (Spot, Coordinates), to: (Spot, Coordinates)) -> i64 {
        let metres = if from.0 == to.0 { 0 } else { metres_between(from.1, to.1) };
        if metres < SAME_PLACE { 0 } else { metres * self.detour_percent / 100 }
    }

    /// Whole minutes, rounded up, for a straight line of `metres`.
    fn driving(&self, metres: i64, by: Means) -> Minutes {
        let kmh = match by {
            Means::Car => self.car_kmh,
            Means::Transit => self.transit_kmh,
        };
        let minutes = (metres * self.detour_percent * 60 + 100_000 * kmh - 1) / (100_000 * kmh);
        Minutes(i32::try_from(minutes).unwrap_or(i32::MAX / 4))
    }
}

/// The haversine distance in whole metres.
#[allow(clippy::cast_possible_truncation, reason = "at most half the Earth's circumference")]
fn metres_between(a: Coordinates, b: Coordinates) -> i64 {
    let (lat_a, lon_a) = (a.latitude.to_radians(), a.longitude.to_radians());
    let (lat_b, lon_b) = (b.latitude.to_radians(), b.longitude.to_radians());
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    (2.0 * EARTH_RADIUS * h.min(1.0).sqrt().asin() + 0.5).floor() as i64
}

#[cfg(test)]
mod tests {
    use super::{KnownJourney, Travel, metres_between};
    use crate::domain::{Coordinates, Means, Minutes, PersonId, Policy, Spot, VenueId};

    const MANSFIELD: Coordinates = Coordinates { latitude: 53.1472, longitude: -1.1987 };
    const NEWARK: Coordinates = Coordinates { latitude: 53.0770, longitude: -0.8090 };

    #[test]
    fn a_journey_is_rounded_up_after_the_detour() {
        let travel = Travel::new(&Policy::default(), &[]);
        let metres = metres_between(MANSFIELD, NEWARK);
        let (home, venue) = ((Spot::Home(PersonId::new(0)), MANSFIELD), (Spot::Venue(VenueId::new(0)), NEWARK));
        let exact = f64::from(i32::try_from(metres).unwrap()) * 1.3 / 1000.0 / 40.0 * 60.0;
        let minutes = travel.minutes(home, venue, Means::Car).0 - 5;
        assert!(f64::from(minutes) >= exact && f64::from(minutes) < exact + 1.0, "{minutes} for {exact}");
    }

    #[test]
    fn the_same_spot_and_the_next_door_are_no_journey() {
        let travel = Travel::new(&Policy::default(), &[]);
        let near = Coordinates { latitude: MANSFIELD.latitude + 0.0004, ..MANSFIELD };
        let (a, b) = (Spot::Venue(VenueId::new(0)), Spot::Venue(VenueId::new(1)));
        assert_eq!(travel.minutes((a, MANSFIELD), (a, NEWARK), Means::Car), Minutes(0));
        assert_eq!(travel.minutes((a, MANSFIELD), (b, near), Means::Car), Minutes(0));
    }

    #[test]
    fn a_known_journey_holds_for_one_direction_and_means() {
        let (a, b) = (Spot::Venue(VenueId::new(0)), Spot::Venue(VenueId::new(1)));
        let known = KnownJourney { from: a, to: b, by: Means::Car, minutes: Minutes(3) };
        let travel = Travel::new(&Policy::default(), &[known]);
        assert_eq!(travel.minutes((a, MANSFIELD), (b, NEWARK), Means::Car), Minutes(3));
        assert_ne!(travel.minutes((b, NEWARK), (a, MANSFIELD), Means::Car), Minutes(3));
        assert_ne!(travel.minutes((a, MANSFIELD), (b, NEWARK), Means::Transit), Minutes(3));
    }
}
