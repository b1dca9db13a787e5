//! Nobody works alone in the community where the risk is high [Hertfordshire].

use crate::domain::{Mode, Request, Risk};
use crate::input::refusal::Refusal;
use crate::input::row::Row;

/// Reports a community session of high risk with one worker.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request) {
    if request.risk == Risk::High && request.mode == Mode::Community && request.workers == 1 {
        let problem = "high risk in the community with one worker".to_owned();
        row.refuse("risk", &Refusal::new("lone-worker", problem, "two workers, or another `mode`"));
    }
}
