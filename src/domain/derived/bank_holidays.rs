//! Bank holidays of England and Wales by the standing rules; one-off days are for `extra_bank_holidays`.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether the standing rules make `date` a bank holiday. A substitute day stands instead of a weekend day.
#[must_use]
pub fn is_bank_holiday(date: NaiveDate) -> bool {
    is_easter_holiday(date) || is_monday_of_may_or_august(date) || is_new_year(date) || is_christmas(date)
}

/// Good Friday or Easter Monday.
fn is_easter_holiday(date: NaiveDate) -> bool {
    let Some(easter) = easter_sunday(date.year()) else { return false };
    let days = (date - easter).num_days();
    days == -2 || days == 1
}

/// The first or last Monday of May, the last of August.
fn is_monday_of_may_or_august(date: NaiveDate) -> bool {
    let last_seven = date.day() > 24;
    date.weekday() == Weekday::Mon
        && match date.month() {
            5 => date.day() <= 7 || last_seven,
            8 => last_seven,
            _ => false,
        }
}

/// 1 January, or the Monday after it when it falls on a weekend.
fn is_new_year(date: NaiveDate) -> bool {
    date.month() == 1
        && match date.weekday() {
            Weekday::Sat | Weekday::Sun => false,
            Weekday::Mon => date.day() <= 3,
            _ => date.day() == 1,
        }
}

/// 25 and 26 December with their substitutes.
fn is_christmas(date: NaiveDate) -> bool {
    if date.month() != 12 {
        return false;
    }
    let christmas = date.weekday().days_since(Weekday::Mon) as i64 - i64::from(date.day()) + 25;
    let holidays = match christmas.rem_euclid(7) {
        4 => [25, 28],
        5 => [27, 28],
        6 => [26, 27],
        _ => [25, 26],
    };
    holidays.contains(&date.day())
}

/// Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature, 20 April 1876).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (b - (b + 8).div_euclid(25) + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let l = (32 + 2 * e + 2 * c.div_euclid(4) - h - c.rem_euclid(4)).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let day_of_march = u64::try_from(h + l - 7 * m + 21).ok()?;
    NaiveDate::from_ymd_opt(year, 3, 1)?.checked_add_days(Days::new(day_of_march))
}

#[cfg(test)]
mod tests {
    use super::is_bank_holiday;
    use chrono::NaiveDate;

    /// The published dates, one-off days left out (gov.uk, England and Wales).
    #[test]
    fn published_years() {
        let expected = [
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2023, "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
            (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        ];
        for (year, dates) in expected {
            let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let found: Vec<_> = start.iter_days().take(365).filter(|&d| is_bank_holiday(d)).collect();
            let texts: Vec<_> = found.iter().map(|d| d.format("%m-%d").to_string()).collect();
            assert_eq!(texts.join(" "), dates, "{year}");
        }
    }

    #[test]
    fn a_christmas_on_sunday_moves_to_tuesday() {
        let is = |text: &str| is_bank_holiday(text.parse().unwrap());
        assert!(is("2022-12-26") && is("2022-12-27") && !is("2022-12-25"));
    }
}
