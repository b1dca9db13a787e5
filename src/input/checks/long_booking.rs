//! Bookings last some weeks and are then reviewed [Hertfordshire]: longer ones are pointed out.

use chrono::Days;

use crate::domain::{Policy, Request};
use crate::input::refusal::{Hint, Refusal};
use crate::input::row::Row;

/// Points out a booking of more than `booking_weeks`.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request, policy: &Policy) {
    let weeks = u64::from(policy.booking_weeks);
    let (Some(first), Some(ends)) = (request.first, request.ends) else { return };
    if first.checked_add_days(Days::new(7 * weeks)).is_some_and(|over| over <= ends) {
        let problem = format!("the booking lasts more than {weeks} weeks");
        let hint = Hint::Say("review it, or raise `booking_weeks` in service.toml");
        let refusal = Refusal::new("long-booking", problem, format!("a date within {weeks} weeks of `first`"));
        row.warn("ends", &refusal.hint(hint));
    }
}
