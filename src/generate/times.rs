//! Opening hours, shifts and windows, written here as the files write them.

use crate::domain::{Day, Hours, Interval, Minutes};

/// Opening or shift hours of a week, Monday to Sunday.
pub(super) type WeekHours = [Hours; 7];

/// Hours of a week from texts such as `09:00-12:30;14:00-18:30`, blank for none.
pub(super) fn week_hours(days: [&str; 7]) -> WeekHours {
    days.map(|day| Hours::new(day.split(';').filter(|span| !span.is_empty()).map(interval).collect()))
}

/// One span of a day from a text such as `09:00-12:30`.
pub(super) fn interval(text: &str) -> Interval {
    let (from, to) = text.split_once('-').expect("a span is written with a hyphen");
    Interval::new(time(from), time(to))
}

/// A time of day from a text such as `09:00`.
pub(super) fn time(text: &str) -> Minutes {
    let (hours, minutes) = text.split_once(':').expect("a time is written with a colon");
    let number = |part: &str| part.parse::<i32>().expect("a time is written in digits");
    Minutes(number(hours) * 60 + number(minutes))
}

/// The hours of one day as the files write them.
pub(super) fn hours_text(hours: &Hours) -> String {
    let spans: Vec<String> = hours.spans().iter().map(|&span| interval_text(span)).collect();
    spans.join(";")
}

/// A span of a day as the files write it.
pub(super) fn interval_text(span: Interval) -> String {
    format!("{}-{}", span.from.clock(), span.to.clock())
}

/// Windows of a request, such as `mon-thu 15:30-19:00;sat 09:30-13:30`: the text, and what it allows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Windows(pub(super) &'static str);

impl Windows {
    /// Whether some window of a day holds all of `part`.
    pub(super) fn hold(self, day: Day, part: Interval) -> bool {
        self.0.split(';').any(|window| {
            let (days, span) = window.split_once(' ').expect("days and span are written with a space between");
            is_among(day, days) && interval(span).holds(part)
        })
    }
}

/// Whether a day is among `mon`, `mon-fri` or `mon,wed`.
fn is_among(day: Day, days: &str) -> bool {
    let index = |word: &str| Day::ALL.iter().position(|day| day.word() == word).expect("a day of the week");
    match days.split_once('-') {
        Some((first, last)) => (index(first)..=index(last)).contains(&day.index()),
        None => days.split(',').any(|word| word == day.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Windows, hours_text, interval, week_hours};
    use crate::domain::Day;

    #[test]
    fn hours_are_written_as_they_are_read() {
        let hours = week_hours(["", "09:00-12:30;14:00-18:30", "", "", "", "", "10:00-24:00"]);
        assert_eq!(hours_text(&hours[1]), "09:00-12:30;14:00-18:30");
        assert_eq!([&hours[0], &hours[6]].map(hours_text), ["", "10:00-24:00"]);
    }

    #[test]
    fn a_window_holds_on_its_days() {
        let windows = Windows("mon-wed 15:30-19:00;fri,sat 09:30-13:30");
        let held = |day: usize, span| windows.hold(Day::ALL[day], interval(span));
        assert!(held(2, "15:30-17:00") && held(5, "12:00-13:30"));
        assert!(!held(3, "15:30-17:00") && !held(2, "15:15-16:00") && !held(5, "13:00-14:00"));
    }
}
