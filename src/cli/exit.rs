//! The exit codes of the program.

use std::process::ExitCode;

/// How a run ended, as its exit code tells the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// 0: what was asked for is done, and a checked rota breaks no rule.
    Done,
    /// 1: everything else.
    Failed,
    /// 2: the input or the command line has errors.
    BadInput,
    /// 3: the rota is written, but with `--strict` a court-ordered session may not stay unplaced.
    CourtOrderedUnplaced,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::BadInput => 2,
            Exit::CourtOrderedUnplaced => 3,
        })
    }
}
