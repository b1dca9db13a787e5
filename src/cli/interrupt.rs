//! Ctrl-C and the signals that ask a program to end: the first one ends the search with the best rota so far, which is
//! then written whole; the second ends the program at once, and the old output stays.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;

/// The exit code of a program ended by Ctrl-C, by custom.
const ENDED_BY_INTERRUPT: i32 = 130;

/// Whether somebody asked the run to end.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on; once in a process.
    pub(super) fn listen() -> Result<Self, Failure> {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        ctrlc::set_handler(move || heard.hear()).map_err(|e| Failure::System("listen to signals", e.to_string()))?;
        Ok(interrupt)
    }

    /// Whether the run is to end.
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    #[allow(clippy::exit, reason = "asked twice, the program ends where it stands")]
    fn hear(&self) {
        if self.0.swap(true, Ordering::Relaxed) {
            std::process::exit(ENDED_BY_INTERRUPT);
        }
    }
}
