//! The invented map: a plane in whole metres, laid over the open North Sea so that no point of it is anybody's address.
//! All sums are in whole numbers, so that every machine writes the same coordinates.

use super::random::Chance;
use crate::domain::{Minutes, Policy};

/// A place on the map, in metres east and north of its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// Metres east.
    pub(super) east: i32,
    /// Metres north.
    pub(super) north: i32,
}

/// The middle of the map in hundred-thousandths of a degree: on the Dogger Bank.
const MIDDLE: (i64, i64) = (5_470_000, 230_000);
/// Metres of a degree of latitude, and of longitude at the middle.
const DEGREE: (i64, i64) = (111_195, 64_254);

impl Point {
    /// The middle of the map.
    pub(super) const MIDDLE: Self = Self { east: 0, north: 0 };

    /// Somewhere else from here.
    pub(super) fn moved(self, east: i32, north: i32) -> Self {
        Self { east: self.east + east, north: self.north + north }
    }

    /// Somewhere within so many metres of here, every spot as likely.
    pub(super) fn somewhere_near(self, metres: i32, chance: &mut Chance) -> Self {
        loop {
            let point = self.moved(chance.between(-metres, metres), chance.between(-metres, metres));
            if self.metres_to(point) <= i64::from(metres) {
                return point;
            }
        }
    }

    /// The straight line in whole metres.
    pub(super) fn metres_to(self, other: Self) -> i64 {
        let square = |a: i32, b: i32| i64::from(a - b).pow(2);
        (square(self.east, other.east) + square(self.north, other.north)).isqrt()
    }

    /// Minutes by car under the default policy, but for the curvature of the Earth.
    pub(super) fn minutes_to(self, other: Self) -> Minutes {
        let policy = Policy::default();
        let metres = self.metres_to(other);
        if metres < 50 {
            return Minutes::ZERO;
        }
        let minutes = metres * i64::from(policy.detour_percent) * 60 / (100_000 * i64::from(policy.car_kmh)) + 1;
        policy.leg + Minutes(i32::try_from(minutes).expect("the map is small"))
    }

    /// Degrees north, as the files write them.
    pub(super) fn latitude(self) -> String {
        degrees(MIDDLE.0 + i64::from(self.north) * 100_000 / DEGREE.0)
    }

    /// Degrees east, as the files write them.
    pub(super) fn longitude(self) -> String {
        degrees(MIDDLE.1 + i64::from(self.east) * 100_000 / DEGREE.1)
    }
}

/// Hundred-thousandths of a degree as a decimal number; 0 and up, which all of the map is.
fn degrees(units: i64) -> String {
    format!("{}.{:05}", units / 100_000, units % 100_000)
}

#[cfg(test)]
mod tests {
    use super::Point;
    use crate::domain::Minutes;
    use crate::generate::random::{Chance, Subject};

    #[test]
    fn coordinates_are_plain_decimals() {
        let point = Point::MIDDLE.moved(-6_425, 1_112);
        assert_eq!((point.latitude(), point.longitude()), ("54.71000".to_owned(), "2.20001".to_owned()));
    }

    #[test]
    fn a_journey_takes_the_policys_minutes() {
        assert_eq!(Point::MIDDLE.minutes_to(Point::MIDDLE.moved(6_000, 8_000)), Minutes(5 + 20));
        assert_eq!(Point::MIDDLE.minutes_to(Point::MIDDLE.moved(30, 30)), Minutes::ZERO);
    }

    #[test]
    fn near_is_within_the_radius() {
        let mut chance = Chance::new(1, Subject::Venues);
        assert!((0..100).all(|_| Point::MIDDLE.somewhere_near(500, &mut chance).metres_to(Point::MIDDLE) <= 500));
    }
}
