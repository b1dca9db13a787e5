//! School days: Monday to Friday inside a term and no bank holiday.

use chrono::NaiveDate;

use crate::domain::{DateSpan, Day};

/// Without terms, every weekday that is no bank holiday is a school day.
pub(in crate::domain) fn is_school_day(date: NaiveDate, bank_holiday: bool, terms: Option<&[DateSpan]>) -> bool {
    let in_term = terms.is_none_or(|terms| terms.iter().any(|term| term.contains(date)));
    Day::of_date(date).is_weekday() && !bank_holiday && in_term
}
