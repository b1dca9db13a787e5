//! A booking that ends soon needs a decision: it is pointed out.

use chrono::Days;

use crate::domain::{Policy, Request, Week};
use crate::input::refusal::{Hint, Refusal};
use crate::input::row::Row;

/// Points out a booking whose last date is within the two weeks that begin with the planning week.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request, policy: &Policy, week: Week) {
    const SOON: u64 = 14;
    let usual = || request.first?.checked_add_days(Days::new(u64::from(policy.booking_weeks) * 7 - 1));
    let Some(last) = request.ends.or_else(usual) else { return };
    let over = week.monday().checked_add_days(Days::new(SOON));
    if week.monday() <= last && over.is_none_or(|over| last < over) {
        let column = if request.ends.is_some() { "ends" } else { "first" };
        let hint = Hint::Say("review it: renew it or let it end");
        row.warn(column, &Refusal::new("ending-soon", format!("the booking ends on {last}"), "").hint(hint));
    }
}
