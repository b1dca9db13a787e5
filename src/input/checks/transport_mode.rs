//! A worker takes children to a venue, nowhere else.

use crate::domain::{Mode, Request, Transport};
use crate::input::refusal::Refusal;
use crate::input::row::Row;

/// Reports transport by a worker outside mode `venue`.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request) {
    if request.transport == Transport::Worker && request.mode != Mode::Venue {
        let problem = "a worker takes children to venues only".to_owned();
        row.refuse("transport", &Refusal::new("transport-without-venue", problem, "`carer`, or mode `venue`"));
    }
}
