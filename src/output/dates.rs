//! Dates as people write them, and the working days in which deadlines are counted.

use chrono::{Days, NaiveDate};

use crate::domain::{Day, Problem, is_bank_holiday};

/// A date with its weekday, as `Monday 30 November 2026`.
pub(super) fn long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// The date that lies so many working days after another: Monday to Friday, bank holidays left out.
pub(super) fn working_days_after(problem: &Problem, date: NaiveDate, days: u32) -> NaiveDate {
    let holiday = |date: &NaiveDate| is_bank_holiday(*date) || problem.policy().extra_bank_holidays.contains(date);
    let works = |date: &NaiveDate| Day::of_date(*date).is_weekday() && !holiday(date);
    let later = (1..).map_while(|days| date.checked_add_days(Days::new(days)));
    later.filter(works).nth((days as usize).saturating_sub(1)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::{long_date, working_days_after};
    use crate::domain::testing::date;
    use crate::rules::testing::Fixture;

    #[test]
    fn a_long_date_has_no_noughts() {
        assert_eq!(long_date(date("2026-12-01")), "Tuesday 1 December 2026");
    }

    #[test]
    fn weekends_and_bank_holidays_do_not_count() {
        let mut fixture = Fixture::new();
        let after =
            |fixture: &Fixture, from: &str, days| working_days_after(&fixture.problem(), date(from), days).to_string();
        assert_eq!(after(&fixture, "2026-11-30", 5), "2026-12-07");
        assert_eq!(after(&fixture, "2026-12-05", 5), "2026-12-11");
        assert_eq!(after(&fixture, "2026-12-24", 1), "2026-12-29");
        fixture.service.policy.extra_bank_holidays.insert(date("2026-12-29"));
        assert_eq!(after(&fixture, "2026-12-24", 1), "2026-12-30");
    }
}
