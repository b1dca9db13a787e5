//! The program `kintime`: everything is in the library; this only hands over the arguments and returns the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    kintime::cli::run(std::env::args_os())
}
