//! How many sessions of a request are due this week.

use chrono::NaiveDate;

use crate::domain::{DateSpan, Frequency, Policy, Request, Week};

/// Sessions due by frequency and the dates of sessions held or planned, at most one on each bookable date (`bookable` of them).
pub(in crate::domain) fn sessions_due(
    request: &Request,
    past: impl Iterator<Item = NaiveDate> + Clone,
    policy: &Policy,
    week: Week,
    bookable: u32,
) -> u32 {
    let provided = |weeks: u32| {
        let span = DateSpan { from: week.weeks_before(weeks), to: week.monday().pred_opt().unwrap_or(week.monday()) };
        past.clone().filter(|&date| weeks > 0 && span.contains(date)).count() as u64
    };
    let by_frequency = match request.frequency {
        Frequency::PerWeek(n) => n,
        Frequency::EveryWeeks(k) => u32::from(provided(k - 1) == 0),
        Frequency::PerYear(n) => {
            let too_soon = provided((52 / n).saturating_sub(1)) > 0;
            u32::from(provided(52) < u64::from(n) && !too_soon)
        }
    };
    let capped = if request.long_term && !request.court_ordered {
        let left = provided(52) < u64::from(policy.levels.long_term.per_year);
        by_frequency.min(u32::from(left))
    } else {
        by_frequency
    };
    capped.min(bookable)
}

#[cfg(test)]
mod tests {
    use super::sessions_due;
    use crate::domain::testing::{date, request, week};
    use crate::domain::{Frequency, Policy, Request};

    fn due(frequency: Frequency, dates: &[&str], change: impl Fn(&mut Request)) -> u32 {
        let mut request = request("R1", &[0], &[1]);
        request.frequency = frequency;
        change(&mut request);
        sessions_due(&request, dates.iter().map(|d| date(d)), &Policy::default(), week(), 7)
    }

    #[test]
    fn weekly_is_due_each_week_up_to_the_dates_there_are() {
        assert_eq!(due(Frequency::PerWeek(3), &["2026-11-23"], |_| ()), 3);
        assert_eq!(due(Frequency::PerWeek(9), &[], |_| ()), 7);
    }

    #[test]
    fn fortnightly_looks_one_week_back() {
        assert_eq!(due(Frequency::EveryWeeks(2), &["2026-11-23"], |_| ()), 0);
        assert_eq!(due(Frequency::EveryWeeks(2), &["2026-11-22"], |_| ()), 1);
        assert_eq!(due(Frequency::EveryWeeks(1), &["2026-11-29"], |_| ()), 1);
    }

    #[test]
    fn six_a_year_are_seven_weeks_apart() {
        assert_eq!(due(Frequency::PerYear(6), &["2026-10-12"], |_| ()), 0);
        assert_eq!(due(Frequency::PerYear(6), &["2026-10-11"], |_| ()), 1);
        assert_eq!(due(Frequency::PerYear(60), &["2026-11-29"], |_| ()), 1);
        let six = ["2025-12-01", "2026-01-20", "2026-03-10", "2026-05-01", "2026-07-01", "2026-09-01"];
        assert_eq!(due(Frequency::PerYear(6), &six, |_| ()), 0);
    }

    #[test]
    fn long_term_is_due_once_at_most_unless_a_court_ordered_it() {
        assert_eq!(due(Frequency::PerWeek(2), &[], |r| r.long_term = true), 1);
        let both = |r: &mut Request| (r.long_term, r.court_ordered) = (true, true);
        assert_eq!(due(Frequency::PerWeek(2), &[], both), 2);
        assert_eq!(date("2026-11-30"), week().monday());
    }
}
