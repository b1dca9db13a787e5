//! A session without a worker is a room and nothing more.

use crate::domain::{Mode, Request, Risk, Transport};
use crate::input::refusal::Refusal;
use crate::input::row::Row;

/// Reports what only a worker could do, where there is none.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request) {
    if request.workers > 0 {
        return;
    }
    let wrong = [
        (request.mode != Mode::Venue, "mode", "outside a venue"),
        (request.risk == Risk::High, "risk", "with high risk"),
        (!request.skills.is_empty(), "skills", "with skills of a worker"),
        (request.transport == Transport::Worker, "transport", "with transport by a worker"),
    ];
    for (_, column, what) in wrong.into_iter().filter(|(wrong, ..)| *wrong) {
        let problem = format!("a session without workers {what}");
        row.refuse(column, &Refusal::new("unsupervised", problem, "`workers` of 1 or 2"));
    }
}
