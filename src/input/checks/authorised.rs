//! Two workers, transport by a worker and section 20 need an authorisation [Hertfordshire].

use crate::domain::{LegalStatus, Request, Transport};
use crate::input::refusal::{Hint, Refusal};
use crate::input::row::Row;

/// Reports what needs a reference in `authorised` and has none.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request) {
    if request.authorised.is_some() {
        return;
    }
    let needs = [
        (request.workers == 2, "workers", "two workers"),
        (request.transport == Transport::Worker, "transport", "transport by a worker"),
        (request.status == LegalStatus::Section20, "status", "section 20"),
    ];
    for (_, column, what) in needs.into_iter().filter(|(needed, ..)| *needed) {
        let problem = format!("{what} without an authorisation");
        let hint = Hint::Say("write the reference of the authorisation into `authorised`");
        row.refuse(column, &Refusal::new("not-authorised", problem, "a reference in `authorised`").hint(hint));
    }
}
