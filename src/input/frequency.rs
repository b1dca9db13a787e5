//! How often: `n/week`, `1/kweeks`, `n/year`.

use super::cells::count;
use super::refusal::{Parsed, Refusal, quoted};
use crate::domain::Frequency;

/// A frequency.
pub(super) fn frequency<'a>(text: &str) -> Parsed<'a, Frequency> {
    const MOST_WEEKS: u32 = 520;
    let unlike = || Refusal::unlike("bad-frequency", text, "a frequency as 2/week, 1/2weeks or 6/year");
    let (times, span) = text.split_once('/').ok_or_else(unlike)?;
    let within = |refusal: Refusal<'a>| refusal.within(0, times.len());
    match span {
        "week" => count(1..=7)(times).map(Frequency::PerWeek).map_err(within),
        "year" => count(1..=366)(times).map(Frequency::PerYear).map_err(within),
        _ => {
            let weeks = span.strip_suffix("weeks").ok_or_else(unlike)?;
            let offset = times.len() + 1;
            let weeks = count(1..=MOST_WEEKS)(weeks).map_err(|refusal| refusal.within(offset, weeks.len()))?;
            if times == "1" { Ok(Frequency::EveryWeeks(weeks)) } else { Err(not_once(times).within(0, times.len())) }
        }
    }
}

fn not_once<'a>(times: &str) -> Refusal<'a> {
    Refusal::new(
        "bad-frequency",
        format!("{} times in several weeks", quoted(times)),
        "once in several weeks, as 1/2weeks",
    )
}

#[cfg(test)]
mod tests {
    use super::frequency;
    use crate::domain::Frequency;

    #[test]
    fn what_is_displayed_is_read_back() {
        for often in [Frequency::PerWeek(3), Frequency::EveryWeeks(2), Frequency::PerYear(6)] {
            assert_eq!(frequency(&often.to_string()), Ok(often));
        }
    }

    #[test]
    fn three_ways_to_say_how_often() {
        assert_eq!(frequency("3/week"), Ok(Frequency::PerWeek(3)));
        assert_eq!(frequency("1/2weeks"), Ok(Frequency::EveryWeeks(2)));
        assert_eq!(frequency("6/year"), Ok(Frequency::PerYear(6)));
        let bad = ["", "weekly", "0/week", "8/week", "2/2weeks", "1/0weeks", "1/weeks", "0/year", "1/month", "-1/week"];
        assert!(bad.iter().all(|text| frequency(text).is_err()));
    }
}
