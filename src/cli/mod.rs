//! The command line: one file per verb, and the only place that prints.

mod arguments;
mod bench;
mod bench_progress;
mod check;
mod diff;
mod exit;
mod explain;
mod export;
mod failure;
mod generate;
mod interrupt;
mod life_arguments;
mod plan;
mod planning;
mod printer;
mod progress;
mod reading;
mod record;
mod report;
mod sentences;
mod suggest;
mod values;
mod validate;
mod weeks;
mod whatif;
mod whatif_arguments;
mod whatif_progress;
mod writing;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Verb};
use exit::Exit;
use failure::Failure;
use printer::Printer;

/// Runs the program with these arguments, the program's own name first, and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => obey(&arguments.verb).into(),
        Err(refusal) => printer::usage(&refusal).into(),
    }
}

fn obey(verb: &Verb) -> Exit {
    let printer = Printer::new(verb.shown());
    let result = match verb {
        Verb::Plan(arguments) => plan::run(arguments, &printer),
        Verb::Report(arguments) => report::run(arguments, &printer),
        Verb::Check(arguments) => check::run(arguments, &printer),
        Verb::Diff(arguments) => diff::run(arguments, &printer),
        Verb::Record(arguments) => record::run(arguments, &printer),
        Verb::Suggest(arguments) => suggest::run(arguments, &printer),
        Verb::Explain(arguments) => explain::run(arguments, &printer),
        Verb::Validate(arguments) => validate::run(arguments, &printer),
        Verb::Export(arguments) => export::run(arguments, &printer),
        Verb::Generate(arguments) => generate::run(arguments, &printer),
        Verb::Bench(arguments) => bench::run(arguments, &printer),
        Verb::Whatif(arguments) => whatif::run(arguments, &printer),
    };
    result.unwrap_or_else(|failure: Failure| {
        printer.failure(&failure);
        failure.exit()
    })
}
