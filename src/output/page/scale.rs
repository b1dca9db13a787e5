//! Time drawn to scale: the span of the day that all timetables share, and where a time lies on it. Positions are whole
//! minutes, and the page's style has a rule for each that occurs: a policy that forbids inline styles allows no others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::timetable::{Row, Timetable};
use crate::domain::{Interval, Minutes};
use crate::output::view::WeekView;

const HOUR: i32 = 60;

/// An hour of the time axis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Hour {
    /// 0 to 23.
    pub(super) name: i32,
    /// Per cent of the width.
    left: f64,
}

/// The hours of the day that are drawn: whole ones, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale(Interval);

impl Scale {
    /// From the first hour in which anything is open, on shift or in use to the last.
    pub(super) fn of(view: &WeekView<'_>) -> Self {
        let halves = view.usage.workers.iter().map(Vec::len).max().unwrap_or(0);
        let length = i32::try_from(halves).unwrap_or(0) * 30;
        Self::around(Interval::new(view.usage.from, view.usage.from + Minutes(length)))
    }

    fn around(span: Interval) -> Self {
        let from = span.from.0.div_euclid(HOUR).min(23) * HOUR;
        let to = (span.to.0 + HOUR - 1).div_euclid(HOUR) * HOUR;
        Self(Interval::new(Minutes(from), Minutes(to.max(from + HOUR))))
    }

    /// What of a span is drawn; nothing of one that lies outside.
    pub(super) fn clip(self, span: Interval) -> Option<Interval> {
        let clipped = Interval::new(span.from.max(self.0.from), span.to.min(self.0.to));
        (clipped.length() > Minutes::ZERO).then_some(clipped)
    }

    /// A span as it is drawn: one outside is a minute at the edge, so that no session is lost.
    pub(super) fn keep(self, span: Interval) -> Interval {
        self.clip(span).unwrap_or_else(|| {
            let from = span.from.clamp(self.0.from, self.0.to - Minutes(1));
            Interval::new(from, from + Minutes(1))
        })
    }

    /// The hours, and where each begins.
    pub(super) fn hours(self) -> Vec<Hour> {
        let first = self.0.from.0 / HOUR;
        let count = self.0.length().0 / HOUR;
        (0..count).map(|at| Hour { name: first + at, left: f64::from(at * 100) / f64::from(count) }).collect()
    }

    /// The rules that put everything in its place.
    pub(super) fn style(self, timetables: &[Timetable]) -> String {
        let rows = || timetables.iter().flat_map(Timetable::rows);
        let spans = || rows().flat_map(Row::spans);
        let tracks = || rows().flat_map(|row| (0..=row.tracks).map(|track| i32::try_from(track).unwrap_or(0)));
        let mut style = format!(
            ":root{{--from:{};--span:{};--hours:{}}}\n",
            self.0.from.0,
            self.0.length().0,
            self.0.length().0 / HOUR
        );
        add_rules(&mut style, 'l', spans().map(|(left, _)| left));
        add_rules(&mut style, 'w', spans().map(|(_, width)| width));
        add_rules(&mut style, 't', tracks());
        style
    }
}

/// A class for each value, as `.l540{--l:540}`.
fn add_rules(style: &mut String, name: char, values: impl Iterator<Item = i32>) {
    for value in values.collect::<BTreeSet<i32>>() {
        write!(style, ".{name}{value}{{--{name}:{value}}}").expect("a text takes all that is written");
    }
    style.push('\n');
}

#[cfg(test)]
mod tests {
    use super::Scale;
    use crate::rules::testing::span;

    #[test]
    fn whole_hours_hold_everything() {
        let hours = |text: &str| Scale::around(span(text)).hours().iter().map(|hour| hour.name).collect::<Vec<_>>();
        assert_eq!(hours("08:30-19:15"), (8..20).collect::<Vec<_>>());
        assert_eq!(hours("00:00-00:00"), [0]);
        assert_eq!(hours("23:30-24:00"), [23]);
    }

    #[test]
    fn what_lies_outside_is_not_drawn_but_a_session_is() {
        let scale = Scale::around(span("09:00-17:00"));
        assert_eq!(scale.clip(span("08:00-09:30")), Some(span("09:00-09:30")));
        assert_eq!(scale.clip(span("07:00-09:00")), None);
        assert_eq!(scale.keep(span("07:00-09:00")), span("09:00-09:01"));
        assert_eq!(scale.keep(span("18:00-19:00")), span("16:59-17:00"));
    }
}
