//! The age band of a child on the week's Monday.

use chrono::{Datelike, NaiveDate};

use crate::domain::{AgeBand, Education};

/// Under one year; else the school, if it is primary or secondary; else by age.
#[must_use]
pub fn age_band(born: NaiveDate, education: Education, monday: NaiveDate) -> AgeBand {
    let birthday_to_come = (monday.month(), monday.day()) < (born.month(), born.day());
    let years = monday.year() - born.year() - i32::from(birthday_to_come);
    match (years, education) {
        (..1, _) => AgeBand::Under1,
        (_, Education::Primary) => AgeBand::Primary,
        (_, Education::Secondary) => AgeBand::Secondary,
        (..5, _) => AgeBand::PreSchool,
        (..11, _) => AgeBand::Primary,
        _ => AgeBand::Secondary,
    }
}

#[cfg(test)]
mod tests {
    use super::age_band;
    use crate::domain::{AgeBand, Education};

    #[test]
    fn bands_change_on_the_birthday() {
        let monday = "2026-11-30".parse().unwrap();
        let band = |born: &str, education| age_band(born.parse().unwrap(), education, monday);
        assert_eq!(band("2025-12-01", Education::None), AgeBand::Under1);
        assert_eq!(band("2025-11-30", Education::None), AgeBand::PreSchool);
        assert_eq!(band("2021-12-01", Education::Nursery), AgeBand::PreSchool);
        assert_eq!(band("2021-11-30", Education::Nursery), AgeBand::Primary);
        assert_eq!(band("2022-05-01", Education::Primary), AgeBand::Primary);
        assert_eq!(band("2015-11-30", Education::None), AgeBand::Secondary);
        assert_eq!(band("2015-12-01", Education::None), AgeBand::Primary);
        assert_eq!(band("2026-03-01", Education::Secondary), AgeBand::Under1);
    }
}
