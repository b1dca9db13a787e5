//! What can be turned of an invented service besides its size, with the defaults. Each knob means what
//! `docs/generate.md` says of it.

use std::fmt;

use crate::domain::PriorityClass;

/// A share in whole per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub usize);

impl Percent {
    /// That share of a number, to the nearest, halves up.
    pub(super) fn of(self, number: usize) -> usize {
        (number * self.0 + 50) / 100
    }
}

/// The shares of the sessions due by priority class; together 100 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mix([Percent; 4]);

impl Mix {
    /// In the order of [`PriorityClass::ALL`]; none if they are not 100 per cent together.
    #[must_use]
    pub fn new(shares: [Percent; 4]) -> Option<Self> {
        let total = shares.iter().try_fold(0, |sum: usize, share| sum.checked_add(share.0));
        (total == Some(100)).then_some(Self(shares))
    }

    /// How many of so many sessions each class has: exact in sum, each within one of its share (largest remainders).
    pub(super) fn split(self, sessions: usize) -> [(PriorityClass, usize); 4] {
        let mut counts = self.0.map(|share| sessions * share.0 / 100);
        let mut by_remainder = [0, 1, 2, 3];
        by_remainder.sort_by_key(|&class| std::cmp::Reverse(sessions * self.0[class].0 % 100));
        let missing = sessions - counts.iter().sum::<usize>();
        by_remainder[..missing].iter().for_each(|&class| counts[class] += 1);
        std::array::from_fn(|class| (PriorityClass::ALL[class], counts[class]))
    }
}

impl fmt::Display for Mix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [court, proceedings, looked_after, spare] = self.0.map(|share| share.0);
        write!(f, "{court},{proceedings},{looked_after},{spare}")
    }
}

/// The knobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knobs {
    /// How much of the capacity of workers and rooms the demand takes, 30 to 200.
    pub tightness: Percent,
    /// The sessions due by class.
    pub mix: Mix,
    /// Of the looked-after sessions due: those of six-a-year links, 0 to 100.
    pub long_term: Percent,
    /// Of the sessions due: those with two workers, 0 to 50.
    pub two_workers: Percent,
    /// Of the sessions due: those in the community or by video, 0 to 50.
    pub elsewhere: Percent,
    /// Weeks of history, 0 to 52.
    pub history_weeks: u32,
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            tightness: Percent(80),
            mix: Mix([Percent(37), Percent(30), Percent(31), Percent(2)]),
            long_term: Percent(10),
            two_workers: Percent(5),
            elsewhere: Percent(6),
            history_weeks: 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Knobs, Mix, Percent};

    #[test]
    fn a_mix_is_a_hundred_per_cent() {
        assert!(Mix::new([100, 0, 0, 0].map(Percent)).is_some());
        assert!(Mix::new([50, 30, 20, 1].map(Percent)).is_none());
        assert!(Mix::new([usize::MAX, 101, 0, 0].map(Percent)).is_none());
    }

    #[test]
    fn the_classes_of_a_mix_make_up_every_session() {
        let counts = |sessions| Knobs::default().mix.split(sessions).map(|(_, count)| count);
        assert_eq!(counts(60), [22, 18, 19, 1]);
        assert_eq!(counts(280), [104, 84, 87, 5]);
        assert!((0..300).all(|sessions| counts(sessions).iter().sum::<usize>() == sessions));
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest() {
        assert_eq!([9, 10, 30].map(|number| Percent(5).of(number)), [0, 1, 2]);
    }
}
