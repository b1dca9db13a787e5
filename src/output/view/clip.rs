//! Times of the week, cut to one day.

use crate::domain::{Day, Interval, Minutes};

/// The parts of spans of the week that lie in `day`, in minutes of it, in order.
pub(super) fn of_day(spans: &[Interval], day: Day) -> Vec<Interval> {
    let mut parts: Vec<Interval> =
        spans.iter().filter_map(|span| common(span.shifted(-day.midnight()), WHOLE_DAY)).collect();
    parts.sort_unstable();
    parts
}

const WHOLE_DAY: Interval = Interval { from: Minutes::ZERO, to: Minutes::DAY };

/// What two spans have in common, if anything.
pub(super) fn common(a: Interval, b: Interval) -> Option<Interval> {
    a.meets(b).then(|| Interval::new(a.from.max(b.from), a.to.min(b.to)))
}

/// The minutes of `span` in which some of `of` lie, each counted once.
pub(super) fn covered(span: Interval, of: &[Interval]) -> Minutes {
    let inside = of.iter().filter_map(|&part| common(part, span)).collect();
    crate::domain::Hours::new(inside).total()
}

#[cfg(test)]
mod tests {
    use super::{covered, of_day};
    use crate::domain::{Day, Interval, Minutes};

    fn span(from: i32, to: i32) -> Interval {
        Interval::new(Minutes(from), Minutes(to))
    }

    #[test]
    fn an_absence_over_midnight_is_cut_in_two() {
        let away = [span(1440 - 60, 1440 + 120)];
        assert_eq!(of_day(&away, Day::ALL[0]), [span(1380, 1440)]);
        assert_eq!(of_day(&away, Day::ALL[1]), [span(0, 120)]);
        assert_eq!(of_day(&away, Day::ALL[2]), []);
    }

    #[test]
    fn minutes_that_overlap_are_counted_once() {
        assert_eq!(covered(span(540, 570), &[span(500, 550), span(545, 560), span(560, 600)]), Minutes(30));
        assert_eq!(covered(span(540, 570), &[span(570, 600)]), Minutes(0));
    }
}
