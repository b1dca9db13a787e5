//! The quarter hours of a day as a set: a look at two numbers says that most things do not fit, before anything is
//! reckoned to the minute.

use crate::domain::{Interval, Minutes};

const QUARTER: i32 = 15;

/// Some quarter hours of a day; what lies beyond midnight is in no set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Quarters(u128);

impl Quarters {
    /// All quarter hours of which a time has any part.
    pub(super) fn touched(time: Interval) -> Self {
        let (from, to) = within_day(time);
        Self::between(from / QUARTER, (to + QUARTER - 1) / QUARTER)
    }

    /// All quarter hours that a time fills.
    pub(super) fn filled(time: Interval) -> Self {
        let (from, to) = within_day(time);
        Self::between((from + QUARTER - 1) / QUARTER, to / QUARTER)
    }

    /// The quarter hours from one number up to, but without, another.
    fn between(first: i32, end: i32) -> Self {
        let below = |number: i32| (1_u128 << number) - 1;
        if first < end { Self(below(end) & !below(first)) } else { Self(0) }
    }

    /// Takes others in.
    pub(super) fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// All others of the day.
    pub(super) fn others(self) -> Self {
        Self(Self::filled(Interval::new(Minutes::ZERO, Minutes::DAY)).0 & !self.0)
    }

    /// Whether the two have any in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

fn within_day(time: Interval) -> (i32, i32) {
    let clamped = |minutes: Minutes| minutes.0.clamp(0, Minutes::DAY.0);
    (clamped(time.from), clamped(time.to))
}

#[cfg(test)]
mod tests {
    use super::Quarters;
    use crate::domain::{Interval, Minutes};

    fn time(from: i32, to: i32) -> Interval {
        Interval::new(Minutes(from), Minutes(to))
    }

    /// Where what one fills meets what the other touches, the times themselves meet.
    #[test]
    fn what_is_filled_meets_what_is_touched_only_where_times_meet() {
        let all: Vec<_> = (0..46).flat_map(|from| (from + 1..46).map(move |to| time(from, to))).collect();
        for &one in all.iter().step_by(7) {
            for &other in &all {
                let in_short = Quarters::filled(one).meets(Quarters::touched(other));
                assert!(!in_short || one.meets(other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn whole_quarters_are_filled_and_met() {
        let hour = Quarters::filled(time(600, 660));
        assert!(hour.meets(Quarters::touched(time(659, 700))));
        assert!(!hour.meets(Quarters::touched(time(660, 700))));
        assert!(hour.others().meets(Quarters::touched(time(660, 661))));
        assert!(!hour.others().meets(Quarters::touched(time(600, 660))));
        assert!(Quarters::filled(time(-100, 2000)).meets(Quarters::touched(time(1439, 1500))));
        assert_eq!(Quarters::touched(time(1440, 1500)), Quarters::default());
    }
}
