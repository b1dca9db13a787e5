//! The school year round the planning week, with terms of the usual English shape: a week off at the end of October and in
//! the middle of February, two at Christmas and at Easter.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::Week;

/// 1 September of the school year of a week.
pub(super) fn first_day(week: Week) -> NaiveDate {
    let monday = week.monday();
    let year = if monday.month() < 9 { monday.year() - 1 } else { monday.year() };
    date(year, 9, 1)
}

/// The first and last dates of its terms.
pub(super) fn terms(week: Week) -> [(NaiveDate, NaiveDate); 6] {
    let (autumn, spring) = (first_day(week).year(), first_day(week).year() + 1);
    let october = monday_on_or_before(date(autumn, 10, 31));
    let christmas = monday_on_or_before(date(autumn, 12, 22));
    let february = monday_on_or_before(date(spring, 2, 18));
    let easter = monday_on_or_before(date(spring, 4, 5));
    let may = monday_on_or_before(date(spring, 5, 31));
    let after = |holiday: NaiveDate, weeks: u64| holiday + Days::new(7 * weeks);
    let before = |holiday: NaiveDate| holiday - Days::new(3);
    [
        (date(autumn, 9, 2), before(october)),
        (after(october, 1), before(christmas)),
        (after(christmas, 2), before(february)),
        (after(february, 1), before(easter)),
        (after(easter, 2), before(may)),
        (after(may, 1), date(spring, 7, 21)),
    ]
}

/// A date so many years before another, which is no 29 February.
pub(super) fn years_before(from: NaiveDate, years: i32) -> NaiveDate {
    from.with_year(from.year() - years).expect("the day is in every year")
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of every year")
}

fn monday_on_or_before(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}

#[cfg(test)]
mod tests {
    use super::{first_day, terms};
    use crate::domain::Week;

    fn week(monday: &str) -> Week {
        Week::new(monday.parse().unwrap()).unwrap()
    }

    #[test]
    fn terms_are_in_order_and_begin_on_mondays_but_for_the_first() {
        for monday in ["2026-11-30", "2027-02-22", "2028-08-28", "2023-09-04"] {
            let terms = terms(week(monday));
            assert!(terms.iter().all(|(from, to)| from < to), "{terms:?}");
            assert!(terms.windows(2).all(|pair| (pair[1].0 - pair[0].1).num_days() >= 10), "{terms:?}");
        }
    }

    #[test]
    fn a_school_year_begins_in_september() {
        assert_eq!(first_day(week("2026-11-30")).to_string(), "2026-09-01");
        assert_eq!(first_day(week("2027-08-30")).to_string(), "2026-09-01");
        assert_eq!(first_day(week("2026-09-07")).to_string(), "2026-09-01");
    }
}
