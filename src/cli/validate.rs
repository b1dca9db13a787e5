//! `kintime validate`: reads a planning folder and reports every error and warning in it.

use serde_json::{Value, json};

use super::arguments::Validate;
use super::exit::Exit;
use super::failure::Failure;
use super::printer::{Printer, defect_json};
use super::reading::read;
use crate::input::Reading;

/// Runs the verb.
pub(super) fn run(arguments: &Validate, printer: &Printer) -> Result<Exit, Failure> {
    let reading = read(&arguments.input, None, printer)?;
    printer.text(|to| write_sizes(&reading, to))?;
    printer.json(|| validity(&reading))?;
    Ok(Exit::Done)
}

fn write_sizes(reading: &Reading, to: &mut impl std::io::Write) -> std::io::Result<()> {
    let problem = &reading.problem;
    writeln!(to, "no errors, {} warnings", reading.warnings.len())?;
    writeln!(to, "week of {}: {} sessions due", problem.week(), problem.sessions_due())?;
    let (venues, rooms) = (problem.venues().len(), problem.rooms().len());
    let (workers, people) = (problem.workers().len(), problem.people().len());
    writeln!(
        to,
        "{} requests, {people} people, {workers} workers, {rooms} rooms at {venues} venues",
        problem.requests().len()
    )
}

fn validity(reading: &Reading) -> Value {
    json!({
        "valid": true,
        "week": reading.problem.week().to_string(),
        "sessions_due": reading.problem.sessions_due(),
        "defects": reading.warnings.iter().map(defect_json).collect::<Vec<_>>(),
    })
}
