//! Windows of the week, `mon-fri 16:00-18:30;sat 10:00-16:00`.

use super::items;
use super::times::span;
use crate::domain::{Day, DayWindows};
use crate::input::refusal::{Hint, Parsed, Refusal, quoted};

/// Windows by day: at least one.
pub(in crate::input) fn day_windows<'a>(text: &str) -> Parsed<'a, DayWindows> {
    let mut windows = DayWindows::default();
    for (offset, item) in items(text) {
        let (days, time) = window(item).map_err(|refusal| refusal.within(offset, item.len()))?;
        for day in days {
            windows.0[day.index()].push(time);
        }
    }
    let any = windows.0.iter().any(|day| !day.is_empty());
    if any { Ok(windows) } else { Err(unlike_window(text)) }
}

fn unlike_window<'a>(text: &str) -> Refusal<'a> {
    Refusal::unlike("bad-window", text, "days and a span of time, as mon-fri 16:00-18:30")
}

fn window<'a>(text: &str) -> Parsed<'a, (Vec<Day>, crate::domain::Interval)> {
    let mut words = text.split_whitespace();
    let (Some(days), Some(time), None) = (words.next(), words.next(), words.next()) else {
        return Err(unlike_window(text));
    };
    let time = span(time).map_err(|refusal| refusal.within(text.len() - time.len(), time.len()))?;
    Ok((days_of(days)?, time))
}

/// `mon`, `mon-fri` in week order, or several of them with commas between.
fn days_of<'a>(text: &str) -> Parsed<'a, Vec<Day>> {
    let mut days = Vec::new();
    let mut offset = 0;
    for part in text.split(',') {
        days.extend(run_of_days(part).map_err(|refusal| refusal.within(offset, part.len()))?);
        offset += part.len() + 1;
    }
    Ok(days)
}

fn run_of_days<'a>(text: &str) -> Parsed<'a, Vec<Day>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (day(first)?, day(last)?);
    if to < from {
        let problem = format!("{} runs against the week", quoted(text));
        let hint = Hint::Say("a week runs from `mon` to `sun`: write `fri-sun` and `mon` as two windows");
        return Err(Refusal::new("bad-window", problem, "days in week order").hint(hint));
    }
    Ok(Day::ALL[from.index()..=to.index()].to_vec())
}

fn day<'a>(text: &str) -> Parsed<'a, Day> {
    const WORDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let found = Day::ALL.into_iter().find(|day| day.word() == text);
    found.ok_or_else(|| Refusal::unlike("bad-window", text, "a day, mon to sun").hint(Hint::OneOf(&WORDS)))
}

#[cfg(test)]
mod tests {
    use super::day_windows;
    use crate::domain::{Interval, Minutes};

    #[test]
    fn days_and_runs_of_days() {
        let windows = day_windows("mon-wed 16:00-18:30; sat,mon 10:00-24:00").unwrap();
        let count = windows.0.each_ref().map(Vec::len);
        assert_eq!(count, [2, 1, 1, 0, 0, 1, 0]);
        assert_eq!(windows.0[5], [Interval::new(Minutes(600), Minutes(1440))]);
    }

    #[test]
    fn what_is_no_window() {
        let bad = [
            "fri-mon 10:00-12:00",
            "Mon 10:00-12:00",
            "mon",
            "mon 10:00",
            "mon, tue 10:00-12:00",
            ";",
            "mon 12:00-10:00",
        ];
        assert!(bad.iter().all(|text| day_windows(text).is_err()));
        assert_eq!(day_windows("mon 10:00-12:00;tue,wde 10:00-12:00").unwrap_err().span, Some(20..23));
    }
}
