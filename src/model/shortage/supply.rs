//! What is scarce, a room or a worker, as free time; and how many sessions fit into it at most, by counting alone.

use crate::domain::{Interval, Minutes};

/// One room or worker.
#[derive(Clone, Debug)]
pub(super) struct Supply {
    /// Free spans of each day, Monday to Sunday, in minutes of the day: whatever is used lies inside one of them.
    pub(super) free: [Vec<Interval>; 7],
    /// Most sessions on a date.
    pub(super) most_a_day: u32,
    /// Most paid minutes of sessions in the week, where anybody is paid.
    pub(super) most_paid: Option<Minutes>,
}

/// How far before and after a session's start a room or a worker is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    /// Before the start.
    pub(super) lead: Minutes,
    /// After the start, the session's length included.
    pub(super) tail: Minutes,
}

impl Hold {
    pub(super) fn length(self) -> Minutes {
        self.lead + self.tail
    }

    pub(super) fn least(self, other: Self) -> Self {
        Self { lead: self.lead.min(other.lead), tail: self.tail.min(other.tail) }
    }

    pub(super) fn widest(self, other: Self) -> Self {
        Self { lead: self.lead.max(other.lead), tail: self.tail.max(other.tail) }
    }
}

/// What every session of a set takes at least, and what it may take at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// All of them lie inside this span of their day.
    pub(super) span: Interval,
    /// Shortest session.
    pub(super) minutes: Minutes,
    /// Shortest lead and tail, each for itself.
    pub(super) least: Hold,
    /// Longest lead, and longest tail after a session's end.
    pub(super) around: Hold,
    /// Starts are multiples of this.
    pub(super) grid: Minutes,
}

impl Shape {
    /// How many such sessions fit one after the other into the free spans of a day, at most: the starts of two lie apart
    /// by at least the shortest tail of the one and the shortest lead of the other, rounded up to the grid.
    pub(super) fn slots(&self, free: &[Interval]) -> u32 {
        let step = round_up(self.least.length(), self.grid).max(self.grid);
        let of_piece = |piece: &Interval| {
            let first = round_up(self.span.from.max(piece.from + self.least.lead), self.grid);
            let last = (self.span.to - self.minutes).min(piece.to - self.least.tail);
            if last < first { 0 } else { 1 + (last - first).0.unsigned_abs() / step.0.unsigned_abs() }
        };
        free.iter().map(of_piece).sum()
    }

    /// The minutes of the free spans that such sessions could take at most.
    pub(super) fn usable(&self, free: &[Interval]) -> Minutes {
        let (from, to) = (self.span.from - self.around.lead, self.span.to + self.around.tail);
        let of_piece = |piece: &Interval| (piece.to.min(to) - piece.from.max(from)).max(Minutes::ZERO);
        free.iter().map(of_piece).sum()
    }
}

/// The least multiple of `grid` that is not below `minutes`.
fn round_up(minutes: Minutes, grid: Minutes) -> Minutes {
    Minutes(-(-minutes.0).div_euclid(grid.0) * grid.0)
}

/// What is left of the spans when `taken` is cut out.
pub(super) fn without(free: Vec<Interval>, taken: Interval) -> Vec<Interval> {
    if taken.length() <= Minutes::ZERO {
        return free;
    }
    let parts = |piece: Interval| {
        [Interval::new(piece.from, piece.to.min(taken.from)), Interval::new(piece.from.max(taken.to), piece.to)]
    };
    free.into_iter().flat_map(parts).filter(|part| part.from < part.to).collect()
}

/// How many of some things of these sizes, each given with its number, go into `room` at most.
pub(super) fn fill(mut sizes: Vec<(i64, u32)>, room: i64) -> u32 {
    sizes.sort_unstable();
    let mut left = room.max(0);
    let mut fitting = 0;
    for (size, number) in sizes {
        let fit = if size <= 0 { number } else { number.min(u32::try_from(left / size).unwrap_or(u32::MAX)) };
        left -= size * i64::from(fit);
        fitting += fit;
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::{Hold, Shape, fill, without};
    use crate::domain::{Interval, Minutes};

    fn span(from: i32, to: i32) -> Interval {
        Interval::new(Minutes(from), Minutes(to))
    }

    /// Sessions of an hour with a quarter to tidy up.
    fn hours_between(from: i32, to: i32) -> Shape {
        let hold = Hold { lead: Minutes(0), tail: Minutes(75) };
        let around = Hold { lead: Minutes(0), tail: Minutes(15) };
        Shape { span: span(from, to), minutes: Minutes(60), least: hold, around, grid: Minutes(15) }
    }

    #[test]
    fn the_last_session_may_end_with_the_window() {
        let open = [span(540, 1140 + 15)];
        assert_eq!(hours_between(930, 1140).slots(&open), 3);
        assert_eq!(hours_between(945, 1140).slots(&open), 2);
        assert_eq!(hours_between(945, 1155).slots(&open), 2);
    }

    #[test]
    fn starts_are_on_the_grid() {
        assert_eq!(hours_between(947, 1020).slots(&[span(0, 1440)]), 1);
        assert_eq!(hours_between(947, 1019).slots(&[span(0, 1440)]), 0);
    }

    #[test]
    fn a_piece_that_is_taken_away_is_not_used() {
        let free = without(vec![span(540, 1155)], span(600, 1080));
        assert_eq!(free, [span(540, 600), span(1080, 1155)]);
        assert_eq!(hours_between(0, 1440).slots(&free), 1);
        assert_eq!(hours_between(960, 1140).usable(&free), Minutes(75));
        assert_eq!(without(free.clone(), span(550, 550)), free);
    }

    #[test]
    fn the_smallest_go_first() {
        assert_eq!(fill(vec![(90, 2), (60, 3)], 300), 4);
        assert_eq!(fill(vec![(90, 2), (60, 3)], 359), 4);
        assert_eq!(fill(vec![(90, 2), (60, 3)], 360), 5);
        assert_eq!(fill(vec![(90, 2)], -5), 0);
    }
}
