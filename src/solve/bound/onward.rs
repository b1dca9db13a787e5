//! The least that the rest of a day can cost, place by place: what may follow a task depends on where and when it ends, so
//! tasks that end alike share the answer, and sessions at one place are asked together.

use crate::domain::Minutes;

/// More than any day costs.
pub(super) const NEVER: i64 = i64::MAX / 4;

/// The demand of a duty: none.
pub(super) const DUTY: usize = usize::MAX;

/// The cheapest way on, and the cheapest that begins with another demand, for no demand may follow itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cheapest {
    best: (i64, usize),
    other: (i64, usize),
}

impl Default for Cheapest {
    fn default() -> Self {
        Self { best: (NEVER, DUTY), other: (NEVER, DUTY) }
    }
}

impl Cheapest {
    /// Takes a way on that begins with a demand into account.
    pub(super) fn offer(&mut self, cost: i64, demand: usize) {
        if cost < self.best.0 {
            if demand != self.best.1 {
                self.other = self.best;
            }
            self.best = (cost, demand);
        } else if demand != self.best.1 && cost < self.other.0 {
            self.other = (cost, demand);
        }
    }

    /// Takes all ways on of another into account, each dearer by `more`.
    pub(super) fn offer_all(&mut self, ways: &Self, more: i64) {
        for (cost, demand) in [ways.best, ways.other] {
            if cost < NEVER {
                self.offer(cost + more, demand);
            }
        }
    }

    /// What the cheapest way on from this demand costs.
    pub(super) fn after(&self, demand: usize) -> i64 {
        if demand != DUTY && demand == self.best.1 { self.other.0 } else { self.best.0 }
    }
}

/// What may be begun at one place from some time on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct From {
    pub(super) cheapest: Cheapest,
    /// The most sessions.
    pub(super) most: u32,
}

/// What may be begun at one place, by time.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The latest first; each holds for its time and later.
    by_time: Vec<(Minutes, From)>,
}

impl Place {
    /// Adds a task that begins no later than all before it, with the cost of it and what follows.
    pub(super) fn add(&mut self, time: Minutes, cost: i64, demand: usize, most: u32) {
        let mut from = self.by_time.last().map_or(From::default(), |(_, from)| *from);
        from.cheapest.offer(cost, demand);
        from.most = from.most.max(most);
        match self.by_time.last_mut() {
            Some(last) if last.0 == time => last.1 = from,
            _ => self.by_time.push((time, from)),
        }
    }

    /// What may be begun from a time on, if anything.
    pub(super) fn from(&self, time: Minutes) -> Option<&From> {
        let later = self.by_time.partition_point(|(begins, _)| *begins >= time);
        later.checked_sub(1).map(|last| &self.by_time[last].1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cheapest, DUTY, NEVER, Place};
    use crate::domain::Minutes;

    #[test]
    fn no_demand_follows_itself_but_duties_follow_duties() {
        let mut ways = Cheapest::default();
        assert_eq!(ways.after(1), NEVER);
        for (cost, demand) in [(5, 1), (3, 2), (4, 2), (2, 1)] {
            ways.offer(cost, demand);
        }
        assert_eq!((ways.after(1), ways.after(2), ways.after(3), ways.after(DUTY)), (3, 2, 2, 2));
        let mut more = Cheapest::default();
        more.offer(9, DUTY);
        more.offer_all(&ways, 10);
        assert_eq!((more.after(DUTY), more.after(1)), (9, 9));
    }

    #[test]
    fn a_place_knows_what_is_left_of_the_day() {
        let mut place = Place::default();
        for (time, cost, demand) in [(900, 7, 1), (840, 8, 2), (840, 5, 3), (600, 6, 1)] {
            place.add(Minutes(time), cost, demand, 2);
        }
        let from = |time| place.from(Minutes(time)).map(|from| from.cheapest.after(3));
        assert_eq!((from(901), from(900), from(841), from(840), from(0)), (None, Some(7), Some(7), Some(7), Some(6)));
    }
}
