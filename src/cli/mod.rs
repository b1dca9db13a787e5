//! The command line: one file per verb, and the only place that prints.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments, the program's own name first, and returns its exit code.
pub fn run(_arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::FAILURE
}
