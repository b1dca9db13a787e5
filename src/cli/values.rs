//! From words on the command line to domain objects. An error says what was expected, in the style of all messages.

use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::domain::Week;
use crate::generate::{Mix, Percent, Size};
use crate::output::Part;
use crate::whatif::Shard;

/// A share of the objective, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Gap(pub(super) f64);

/// Years that are planned for: weeks around them never leave the calendar.
const YEARS: RangeInclusive<i32> = 1900..=2999;

/// A planning week by its Monday.
pub(super) fn week(text: &str) -> Result<Week, String> {
    let date: Option<NaiveDate> = text.parse().ok().filter(|date: &NaiveDate| YEARS.contains(&date.year()));
    let date = date.ok_or_else(|| "expected a date of our time, such as `2026-11-30`".to_owned())?;
    Week::new(date).map_err(|not_monday| format!("{not_monday}{}", nearest_mondays(date)))
}

fn nearest_mondays(date: NaiveDate) -> String {
    let before = date - Days::new(date.weekday().num_days_from_monday().into());
    format!("; hint: the nearest are `{before}` and `{}`", before + Days::new(7))
}

/// A moment to the minute.
pub(super) fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let read = |format| NaiveDateTime::parse_from_str(text, format).ok();
    read("%Y-%m-%d %H:%M")
        .or_else(|| read("%Y-%m-%dT%H:%M"))
        .ok_or_else(|| "expected a moment such as `2026-12-01 08:30`".to_owned())
}

/// A session of a request, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The request's id.
    pub(super) request: String,
    /// The date; any where `None`.
    pub(super) date: Option<NaiveDate>,
}

/// A request and a date, as `R0123@2026-12-02`, or a request alone.
pub(super) fn occurrence(text: &str) -> Result<Occurrence, String> {
    let (request, date) = match text.rsplit_once('@') {
        Some((request, date)) => {
            (request, Some(date.parse().map_err(|_| "expected a date after `@`, such as `R0123@2026-12-02`")?))
        }
        None => (text, None),
    };
    Ok(Occurrence { request: request.to_owned(), date })
}

/// A length of time: a whole number with `s`, `m` or `h`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    const EXPECTED: &str = "expected a whole number with its unit, such as `90s`, `2m` or `1h`";
    let (number, unit) = text.split_at(text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len());
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return Err(EXPECTED.to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| EXPECTED.to_owned())?;
    number.checked_mul(seconds).map(Duration::from_secs).ok_or_else(|| "that is too long".to_owned())
}

/// A gap as a percentage or a share.
pub(super) fn gap(text: &str) -> Result<Gap, String> {
    let (number, whole) = text.strip_suffix('%').map_or((text, 1.0), |percent| (percent, 100.0));
    let share = number.trim_end().parse::<f64>().ok().map(|number| number / whole);
    let share = share.filter(|share| (0.0..=1.0).contains(share));
    share.map(Gap).ok_or_else(|| "expected `0%` to `100%`, such as `0.5%`, or the same as a share, `0.005`".to_owned())
}

/// A number of threads, 1 and up.
pub(super) fn threads(text: &str) -> Result<usize, String> {
    const MOST: usize = 1024;
    let number = text.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| format!("expected a whole number from 1 to {MOST}"))
}

/// Which part of how many, as `2/8`, or `auto` for what a cluster says.
pub(super) fn shard(text: &str) -> Result<Shard, String> {
    if text == "auto" {
        return shard_of_cluster(|name| std::env::var(name).ok());
    }
    let numbers = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    let shard = numbers.map(|(part, of)| Shard { part, of }).filter(|shard| (1..=shard.of).contains(&shard.part));
    shard.ok_or_else(|| "expected a part of several, such as `1/8`, or `auto`".to_owned())
}

/// The part that a Slurm array task or a pod of a Kubernetes Indexed Job has by its variables.
fn shard_of_cluster(variable: impl Fn(&str) -> Option<String>) -> Result<Shard, String> {
    let number = |name: &str| variable(name)?.parse::<usize>().ok();
    let slurm = || {
        let first = number("SLURM_ARRAY_TASK_MIN").unwrap_or_default();
        Some((number("SLURM_ARRAY_TASK_ID")?.checked_sub(first)?, number("SLURM_ARRAY_TASK_COUNT")?))
    };
    let kubernetes = || Some((number("JOB_COMPLETION_INDEX")?, number("JOB_COMPLETIONS")?));
    let found = slurm().or_else(kubernetes).filter(|(index, of)| index < of);
    found.map(|(index, of)| Shard { part: index + 1, of }).ok_or_else(|| {
        "`auto` needs SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, or JOB_COMPLETION_INDEX and JOB_COMPLETIONS"
            .to_owned()
    })
}

/// How many other sessions may move, 0 to 2.
pub(super) fn moving(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| (0..=2).contains(number)).ok_or_else(|| "expected `0`, `1` or `2`".to_owned())
}

/// A part of a report, by its name.
pub(super) fn part() -> impl TypedValueParser<Value = Part> {
    let named = |word: String| Part::ALL.into_iter().find(|part| part.word() == word).ok_or("no such part");
    PossibleValuesParser::new(Part::ALL.map(Part::word)).try_map(named)
}

/// A size of an invented service, by its name.
pub(super) fn size() -> impl TypedValueParser<Value = Size> {
    let named = |word: String| Size::ALL.into_iter().find(|size| size.word() == word).ok_or("no such size");
    PossibleValuesParser::new(Size::ALL.map(Size::word)).try_map(named)
}

/// Whole per cent within a range.
pub(super) fn percent<const LEAST: usize, const MOST: usize>(text: &str) -> Result<Percent, String> {
    let number = text.strip_suffix('%').unwrap_or(text).parse().ok();
    let number = number.filter(|number| (LEAST..=MOST).contains(number));
    number.map(Percent).ok_or_else(|| format!("expected a whole number from {LEAST} to {MOST}"))
}

/// The shares of four priority classes.
pub(super) fn mix(text: &str) -> Result<Mix, String> {
    let shares: Option<Vec<Percent>> = text.split(',').map(|share| share.trim().parse().ok().map(Percent)).collect();
    let shares: Option<[Percent; 4]> = shares.and_then(|shares| shares.try_into().ok());
    let mix = shares.and_then(Mix::new);
    mix.ok_or_else(|| "expected four whole numbers that are 100 together, such as `37,30,31,2`".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Gap, duration, gap, mix, moment, percent, shard, shard_of_cluster, threads, week};
    use crate::whatif::Shard;

    #[test]
    fn a_week_that_does_not_begin_on_monday_names_the_nearest_that_do() {
        assert!(week("2026-11-30").is_ok());
        let error = week("2026-12-02").unwrap_err();
        assert!(error.contains("Wednesday") && error.contains("`2026-11-30` and `2026-12-07`"), "{error}");
        assert!(week("30.11.2026").unwrap_err().contains("`2026-11-30`"));
        assert!(week("+262142-12-31").is_err() && week("0001-01-01").is_err());
    }

    #[test]
    fn a_duration_needs_its_unit() {
        assert_eq!(duration("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(duration("1h"), Ok(Duration::from_secs(3600)));
        for wrong in ["", "60", "s", "1.5m", "-1s", "1 s", "1d", "9999999999999999999h"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_gap_is_a_percentage_or_a_share() {
        assert_eq!(gap("0.5%"), Ok(Gap(0.005)));
        assert_eq!(gap("0.005"), Ok(Gap(0.005)));
        assert_eq!(gap("100 %"), Ok(Gap(1.0)));
        for wrong in ["", "%", "101%", "-1%", "NaN", "inf", "1,5%", "5"] {
            assert!(gap(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_to_the_minute() {
        assert_eq!(moment("2026-12-01 08:30"), moment("2026-12-01T08:30"));
        assert!(moment("2026-12-01").is_err() && moment("2026-12-01 24:30").is_err());
    }

    #[test]
    fn there_is_at_least_one_thread() {
        assert_eq!(threads("1"), Ok(1));
        assert!(threads("0").is_err() && threads("1000000").is_err());
    }

    #[test]
    fn a_percentage_lies_within_its_range() {
        assert_eq!(percent::<30, 200>("80"), percent::<30, 200>("80%"));
        assert!(percent::<30, 200>("30").is_ok() && percent::<30, 200>("200").is_ok());
        for wrong in ["29", "201", "-1", "80.5", "", "eighty"] {
            assert!(percent::<30, 200>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_shard_is_a_part_of_several() {
        assert_eq!(shard("2/8"), Ok(Shard { part: 2, of: 8 }));
        for wrong in ["0/8", "9/8", "8", "1/0", "a/b", ""] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_cluster_says_which_shard_it_is() {
        let told = |variables: &[(&str, &str)]| {
            let find = |name: &str| variables.iter().find(|(found, _)| *found == name);
            shard_of_cluster(|name| find(name).map(|(_, value)| (*value).to_owned()))
        };
        let slurm = [("SLURM_ARRAY_TASK_ID", "3"), ("SLURM_ARRAY_TASK_MIN", "1"), ("SLURM_ARRAY_TASK_COUNT", "4")];
        assert_eq!(told(&slurm), Ok(Shard { part: 3, of: 4 }));
        let pod = [("JOB_COMPLETION_INDEX", "0"), ("JOB_COMPLETIONS", "4")];
        assert_eq!(told(&pod), Ok(Shard { part: 1, of: 4 }));
        assert!(told(&[]).is_err() && told(&pod[..1]).is_err());
    }

    #[test]
    fn a_mix_is_four_shares_of_a_hundred() {
        assert!(mix("100,0,0,0").is_ok() && mix("40, 30, 20, 10").is_ok());
        for wrong in ["", "100", "40,30,20", "40,30,20,11", "40,30,20,10,0", "40,30,40,-10"] {
            assert!(mix(wrong).is_err(), "{wrong}");
        }
    }
}
