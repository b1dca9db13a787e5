//! Half-open spans of time and sorted sets of them.

use super::quantity::Minutes;

/// `[from, to)`: `from` belongs to it, `to` does not. Minutes of a day or of the week, as the context says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The first minute.
    pub from: Minutes,
    /// The first minute after it.
    pub to: Minutes,
}

impl Interval {
    /// `[from, to)`.
    #[must_use]
    pub fn new(from: Minutes, to: Minutes) -> Self {
        Self { from, to }
    }

    /// How long it is.
    #[must_use]
    pub fn length(self) -> Minutes {
        self.to - self.from
    }

    /// Whether some minute belongs to both: `[9:00, 10:00)` and `[10:00, 11:00)` do not meet.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The same span, `by` minutes later.
    #[must_use]
    pub fn shifted(self, by: Minutes) -> Self {
        Self::new(self.from + by, self.to + by)
    }
}

/// Opening or shift hours of one day: in order, none touching the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours(Vec<Interval>);

impl Hours {
    /// Sorts the spans and makes one of those that touch or overlap.
    #[must_use]
    pub fn new(mut spans: Vec<Interval>) -> Self {
        spans.sort_unstable();
        let mut merged: Vec<Interval> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }

    /// The spans in order.
    #[must_use]
    pub fn spans(&self) -> &[Interval] {
        &self.0
    }

    /// The position of the span that holds all of `part`, if one does.
    #[must_use]
    pub fn span_holding(&self, part: Interval) -> Option<usize> {
        self.0.iter().position(|span| span.holds(part))
    }

    /// All minutes of the spans together.
    #[must_use]
    pub fn total(&self) -> Minutes {
        self.0.iter().map(|span| span.length()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Hours, Interval};
    use crate::domain::Minutes;

    fn span(from: i32, to: i32) -> Interval {
        Interval::new(Minutes(from), Minutes(to))
    }

    #[test]
    fn neighbours_do_not_meet() {
        assert!(!span(540, 600).meets(span(600, 660)));
        assert!(span(540, 601).meets(span(600, 660)));
    }

    #[test]
    fn hours_that_touch_or_overlap_are_one() {
        let hours = Hours::new(vec![span(780, 1020), span(540, 720), span(720, 760)]);
        assert_eq!(hours.spans(), [span(540, 760), span(780, 1020)]);
        assert_eq!(hours.span_holding(span(700, 730)), Some(0));
        assert_eq!(hours.span_holding(span(750, 790)), None);
        assert_eq!(hours.total(), Minutes(460));
    }
}
