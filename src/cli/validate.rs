//! `kintime validate`: reads a planning folder and reports every error and warning in it.

use serde_json::{Value, json};

use super::arguments::Validate;
use super::exit::Exit;
use super::failure::Failure;
use super::printer::{Printer, defect_json};
use super::reading::read;
use super::sentences::{shortage_text, stay};
use crate::domain::Problem;
use crate::input::Reading;
use crate::model::shortage::{Scarce, Shortage, Window, shortages, unplaced_at_least};
use crate::model::{Model, Obstacle};

/// Runs the verb.
pub(super) fn run(arguments: &Validate, printer: &Printer) -> Result<Exit, Failure> {
    let reading = read(&arguments.input, None, printer)?;
    let short = shortages(&Model::new(&reading.problem));
    for shortage in &short {
        printer.warning(shortage_text(&reading.problem, shortage));
    }
    printer.text(|to| write_sizes(&reading, to).and_then(|()| write_shortages(&short, to)))?;
    printer.json(|| validity(&reading, &short))?;
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

fn write_shortages(short: &[Shortage], to: &mut impl std::io::Write) -> std::io::Result<()> {
    if short.is_empty() {
        return Ok(());
    }
    let unplaced = unplaced_at_least(short);
    writeln!(to, "shortages: {}, and at least {unplaced} of the sessions due {}", short.len(), stay(unplaced))
}

fn validity(reading: &Reading, short: &[Shortage]) -> Value {
    json!({
        "valid": true,
        "week": reading.problem.week().to_string(),
        "sessions_due": reading.problem.sessions_due(),
        "defects": reading.warnings.iter().map(defect_json).collect::<Vec<_>>(),
        "shortages": short.iter().map(|shortage| shortage_json(&reading.problem, shortage)).collect::<Vec<_>>(),
        "unplaced_at_least": unplaced_at_least(short),
    })
}

fn shortage_json(problem: &Problem, shortage: &Shortage) -> Value {
    let kind = match shortage.scarce {
        Scarce::Level => "level",
        Scarce::Obstacle(Obstacle::Time) => "time",
        Scarce::Obstacle(Obstacle::Site) => "site",
        Scarce::Obstacle(Obstacle::Workers) => "qualification",
        Scarce::Dates => "dates",
        Scarce::Child(_) => "child",
        Scarce::Rooms(_) => "rooms",
        Scarce::Workers(_) => "workers",
        Scarce::Pay(_) => "paid_hours",
    };
    let requests = shortage.requests.iter().map(|&request| problem[request].code.as_str());
    json!({
        "kind": kind,
        "window": shortage.window.as_ref().map(window_json),
        "due": shortage.due,
        "most": shortage.most,
        "requests": requests.collect::<Vec<_>>(),
        "text": shortage.sentence(problem),
    })
}

fn window_json(window: &Window) -> Value {
    json!({
        "days": window.days.iter().map(|day| day.word()).collect::<Vec<_>>(),
        "from": window.span.from.clock().to_string(),
        "to": window.span.to.clock().to_string(),
    })
}
