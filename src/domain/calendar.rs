//! The planning week: which dates it has, and where a moment lies in it. Local wall-clock time: no time zones here.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::quantity::Minutes;

/// A day of the planning week, Monday (0) to Sunday (6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u8);

impl Day {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6)];

    /// 0 for Monday … 6 for Sunday.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The day's first minute, as a moment of the week.
    #[must_use]
    pub fn midnight(self) -> Minutes {
        Minutes::DAY * i32::from(self.0)
    }

    /// The day of the week that `date` falls on, whatever its week.
    #[must_use]
    pub fn of_date(date: NaiveDate) -> Self {
        Self::ALL[date.weekday().num_days_from_monday() as usize]
    }

    /// The English name as the files abbreviate it: `mon` … `sun`.
    #[must_use]
    pub fn word(self) -> &'static str {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][self.index()]
    }

    /// The English name in full.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][self.index()]
    }

    /// Whether it is Monday to Friday.
    #[must_use]
    pub fn is_weekday(self) -> bool {
        self.0 < 5
    }
}

/// A date that is no Monday where a planning week must begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is a {name}, and a planning week begins on a Monday", name = Day::of_date(*.0).name())]
pub struct NotMonday(pub NaiveDate);

/// A planning week, Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week that begins on `monday`.
    ///
    /// # Errors
    /// If the date is another day of the week.
    pub fn new(monday: NaiveDate) -> Result<Self, NotMonday> {
        if Day::of_date(monday).index() == 0 { Ok(Self { monday }) } else { Err(NotMonday(monday)) }
    }

    /// Its first date.
    #[must_use]
    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// The week after it.
    #[must_use]
    pub fn next(self) -> Self {
        self.later(1)
    }

    /// The week that begins so many weeks after it.
    #[must_use]
    pub fn later(self, weeks: usize) -> Self {
        Self { monday: self.monday + Days::new(7 * weeks as u64) }
    }

    /// The date of a day of it.
    #[must_use]
    pub fn date(self, day: Day) -> NaiveDate {
        self.monday + Days::new(day.index() as u64)
    }

    /// The day of it that a date is, if the date lies in it.
    #[must_use]
    pub fn day_of(self, date: NaiveDate) -> Option<Day> {
        let offset = (date - self.monday).num_days();
        usize::try_from(offset).ok().and_then(|offset| Day::ALL.get(offset).copied())
    }

    /// A moment (a date and a minute of it) as minutes since this week's first midnight, at most some 2,000 years away.
    #[must_use]
    pub fn moment(self, date: NaiveDate, minute: Minutes) -> Minutes {
        const FAR: i64 = 1_000_000_000;
        let days = (date - self.monday).num_days();
        let moment = (days * i64::from(Minutes::DAY.0)).clamp(-FAR, FAR);
        Minutes(i32::try_from(moment).expect("clamped to 32 bits")) + minute
    }

    /// The first date of the `weeks` whole weeks before this one; the earliest date there is where that is too far.
    #[must_use]
    pub fn weeks_before(self, weeks: u32) -> NaiveDate {
        self.monday.checked_sub_days(Days::new(7 * u64::from(weeks))).unwrap_or(NaiveDate::MIN)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.monday)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Week};
    use crate::domain::Minutes;
    use chrono::NaiveDate;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_across_the_year_has_its_seven_dates() {
        let week = Week::new(date("2026-12-28")).unwrap();
        assert_eq!(week.date(Day::ALL[6]), date("2027-01-03"));
        assert_eq!(week.day_of(date("2027-01-01")), Some(Day::ALL[4]));
        assert_eq!(week.day_of(date("2026-12-27")), None);
        assert_eq!(week.day_of(date("2027-01-04")), None);
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert!(Week::new(date("2026-12-01")).is_err());
    }

    #[test]
    fn moments_before_the_week_are_negative_and_far_ones_are_held() {
        let week = Week::new(date("2026-11-30")).unwrap();
        assert_eq!(week.moment(date("2026-11-29"), Minutes(60)), Minutes(60 - 1440));
        assert!(week.moment(NaiveDate::MAX, Minutes(0)) > week.moment(date("3000-01-01"), Minutes(0)));
    }
}
