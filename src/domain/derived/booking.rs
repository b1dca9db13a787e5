//! On which dates a request may have sessions.

use chrono::{Days, NaiveDate};

use crate::domain::{DateSpan, Policy, Request};

/// Whether `date` lies in the booking and outside the suspension.
pub(in crate::domain) fn is_bookable(request: &Request, policy: &Policy, date: NaiveDate) -> bool {
    let begun = request.first.is_none_or(|first| first <= date);
    let over = last_date(request, policy).is_some_and(|last| last < date);
    begun && !over && !is_suspended(request, date)
}

/// The last date of the booking: as given, else `booking_weeks` from the first.
pub(in crate::domain) fn last_date(request: &Request, policy: &Policy) -> Option<NaiveDate> {
    let weeks = u64::from(policy.booking_weeks);
    request.ends.or_else(|| request.first?.checked_add_days(Days::new(weeks * 7 - 1)))
}

fn is_suspended(request: &Request, date: NaiveDate) -> bool {
    if request.suspended_from.is_none() && request.suspended_until.is_none() {
        return false;
    }
    let from = request.suspended_from.unwrap_or(NaiveDate::MIN);
    let to = request.suspended_until.unwrap_or(NaiveDate::MAX);
    DateSpan { from, to }.contains(date)
}
