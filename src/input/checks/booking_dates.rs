//! Bookings and suspensions end on or after the date they begin.

use chrono::NaiveDate;

use crate::domain::Request;
use crate::input::refusal::{Refusal, quoted};
use crate::input::row::Row;

/// Reports spans of dates that end before they begin.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request) {
    span(row, ("first", request.first), ("ends", request.ends));
    span(row, ("suspended_from", request.suspended_from), ("suspended_until", request.suspended_until));
}

fn span(row: &Row<'_>, from: (&str, Option<NaiveDate>), to: (&str, Option<NaiveDate>)) {
    if let (Some(begin), Some(end)) = (from.1, to.1)
        && end < begin
    {
        let problem = format!("{} is before `{}`", quoted(row.text(to.0)), from.0);
        row.refuse(to.0, &Refusal::new("ends-before-start", problem, format!("a date on or after `{}`", from.0)));
    }
}
