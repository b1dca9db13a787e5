//! Whole minutes and whole points of cost, as types of their own so that one is never taken for the other.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl Mul<$inner> for $name {
            type Output = Self;
            fn mul(self, factor: $inner) -> Self {
                Self(self.0 * factor)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self::ZERO, Add::add)
            }
        }
    };
}

quantity!(
    /// A number of minutes: a length, a time of day (minutes since its midnight) or a moment of the week (minutes since
    /// the midnight that begins its Monday, negative before it), as the name of the value says.
    Minutes(i32)
);
quantity!(
    /// Points of cost, 0 and up in a rota; negative only as a difference.
    Cost(i64)
);

impl Minutes {
    /// A day and night.
    pub const DAY: Self = Self(24 * 60);

    /// This many minutes at `weight` points each.
    #[must_use]
    pub fn cost(self, weight: Cost) -> Cost {
        weight * i64::from(self.0)
    }

    /// How many full quarters of an hour these minutes hold (0 and up; none for a negative length).
    #[must_use]
    pub fn full_quarters(self) -> i64 {
        i64::from(self.0.max(0) / 15)
    }

    /// A time of day in the way the files write it, `HH:MM`.
    #[must_use]
    pub fn clock(self) -> Clock {
        Clock(self)
    }
}

/// Displays a time of day as `HH:MM`.
#[derive(Clone, Copy, Debug)]
pub struct Clock(Minutes);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.0;
        write!(f, "{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Minutes};

    #[test]
    fn quarters_are_full_ones() {
        assert_eq!([-20, 0, 14, 15, 44, 45].map(|m| Minutes(m).full_quarters()), [0, 0, 0, 1, 2, 3]);
    }

    #[test]
    fn a_clock_has_two_digits_each() {
        assert_eq!(Minutes(485).clock().to_string(), "08:05");
        assert_eq!(Minutes::DAY.clock().to_string(), "24:00");
    }

    #[test]
    fn minutes_cost_their_weight_each() {
        assert_eq!(Minutes(12).cost(Cost(3)), Cost(36));
    }
}
