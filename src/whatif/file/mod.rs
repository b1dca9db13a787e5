//! A file of scenarios: from TOML to scenarios that can be made, or every defect with line and column. A scenario is tried on
//! the service while it is read, so that what is impossible is said before anything is planned.

mod changes;
mod grid;
mod section;

use std::path::Path;
use std::{fs, io};

use toml::de::{DeTable, DeValue};

use super::change::make;
use super::draws::Draws;
use super::scenario::{AS_IT_IS, Point, Scenario};
use super::weeks::Rates;
use crate::domain::{Service, Week};
use crate::input::{Amiss, Defect, Defects, quoted};
use changes::{Placed, changes};
use section::{Place, Reader, Section};

/// What a file of scenarios says.
#[derive(Clone, Debug)]
pub struct ScenarioFile {
    /// How weeks differ, if the file says so.
    pub rates: Option<Rates>,
    /// The scenarios, in the order of the file; combinations last.
    pub scenarios: Vec<Scenario>,
}

/// Most scenarios of a file: a grid grows quickly.
const MOST: usize = 2_000;
/// Longest name, in characters.
const LONGEST: usize = 100;

/// Reads a file of scenarios for a week of a service.
///
/// # Errors
/// If the file cannot be read.
pub fn read_scenarios(path: &Path, service: &Service, week: Week) -> io::Result<Result<ScenarioFile, Defects>> {
    let text = fs::read_to_string(path)?;
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(parse_scenarios(&name, text.strip_prefix('\u{feff}').unwrap_or(&text), service, week).map_err(Defects))
}

/// Reads the text of a file of scenarios.
///
/// # Errors
/// Every defect, in order of place.
pub fn parse_scenarios(name: &str, text: &str, service: &Service, week: Week) -> Result<ScenarioFile, Vec<Defect>> {
    let reader = Reader::new(name, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let hint = "write `key = value` lines below `[[scenario]]`".to_owned();
        let problem = format!("this is no TOML: {}", error.message());
        let amiss = Amiss { code: "bad-toml", problem, expected: String::new(), hint };
        reader.refuse(&error.span().unwrap_or(0..0), "", amiss);
    }
    let file = if errors.is_empty() { of_root(&reader, root.get_ref(), service, week) } else { None };
    let defects = reader.finish();
    match file {
        Some(file) if defects.is_empty() => Ok(file),
        _ => Err(defects),
    }
}

fn of_root(reader: &Reader<'_>, root: &DeTable<'_>, service: &Service, week: Week) -> Option<ScenarioFile> {
    let root = Section::new(reader, 0..0, root, None);
    let rates = root.sections("chance").first().map(rates);
    let mut scenarios: Vec<Scenario> = Vec::new();
    for table in root.sections("scenario") {
        for n in range(&table) {
            scenarios.extend(scenario(&table.with(n), n, service, week));
        }
    }
    grid::combine(&root, &mut scenarios, service, week);
    root.finish();
    refuse_many(reader, &scenarios)?;
    Some(ScenarioFile { rates, scenarios })
}

fn refuse_many(reader: &Reader<'_>, scenarios: &[Scenario]) -> Option<()> {
    if scenarios.len() <= MOST {
        return Some(());
    }
    let problem = format!("there are {} scenarios", scenarios.len());
    let hint = "split the file, or shorten ranges and grids".to_owned();
    reader.refuse(&(0..0), "", Amiss { code: "many-scenarios", problem, expected: format!("at most {MOST}"), hint });
    None
}

fn rates(table: &Section<'_, '_>) -> Rates {
    let rates = Rates {
        demand: table.count("demand", 0..=100).unwrap_or_default(),
        sickness: table.hundredths("sickness", 100).unwrap_or_default(),
        cancellations: table.hundredths("cancellations", 100).unwrap_or_default(),
    };
    table.finish();
    rates
}

/// The numbers that stand for `{n}`, one after the other; no number where there is no range.
fn range(table: &Section<'_, '_>) -> Vec<Option<i64>> {
    const EXPECTED: &str = "numbers as [1, 2, 3] or { from = 1, to = 3, step = 1 }";
    let Some(found) = table.value("range") else { return vec![None] };
    let numbers: Option<Vec<i64>> = match found.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| table.whole(item.get_ref())).collect(),
        DeValue::Table(inner) => steps(&Section::new(table.reader, found.span(), inner, None)),
        _ => None,
    };
    let sound = numbers.filter(|numbers| (1..=MOST).contains(&numbers.len()));
    if sound.is_none() {
        table.refuse("range", &found.span(), EXPECTED);
    }
    // What else is wrong with the scenario is told all the same.
    sound.map_or_else(|| vec![None], |numbers| numbers.into_iter().map(Some).collect())
}

fn steps(table: &Section<'_, '_>) -> Option<Vec<i64>> {
    let number = |key| table.value(key).map(|value| table.whole(value.get_ref()));
    let (from, to, step) = (number("from")??, number("to")??, number("step").unwrap_or(Some(1))?);
    table.finish();
    let step = usize::try_from(step).ok().filter(|&step| step > 0)?;
    let is_short = to.checked_sub(from).is_some_and(|length| length < 1_000_000);
    is_short.then(|| (from..=to).step_by(step).collect())
}

fn scenario(table: &Section<'_, '_>, n: Option<i64>, service: &Service, week: Week) -> Option<Scenario> {
    let name = table.needed_text("name", "what people call the scenario");
    let series = n.and_then(|n| Some(Point { series: table.with(None).text("name")?, n }));
    let pounds = pounds(table, n);
    table.value("range");
    let changes = changes(table);
    table.finish();
    try_on(table, &changes, service, week);
    if table.has_only(&["name", "cost", "cost_each", "range"]) {
        table.miss("add_rooms", "at least one change");
    }
    let name = name.filter(|name| is_name(table, name))?;
    let changes = changes.into_iter().map(|(change, _)| change).collect();
    Some(Scenario { name, pounds, series, changes })
}

/// `cost`, and `cost_each` for each of `{n}`.
fn pounds(table: &Section<'_, '_>, n: Option<i64>) -> Option<u64> {
    const MOST_POUNDS: i64 = 1_000_000_000;
    let once = table.count("cost", 0..=MOST_POUNDS).map(u64::from);
    let each = table.count("cost_each", 0..=MOST_POUNDS).map(u64::from);
    match (once, each.zip(n.and_then(|n| u64::try_from(n).ok()))) {
        (None, None) => None,
        (once, each) => Some(once.unwrap_or_default() + each.map_or(0, |(each, n)| each * n)),
    }
}

fn is_name(table: &Section<'_, '_>, name: &str) -> bool {
    let sound = !name.trim().is_empty()
        && name.chars().count() <= LONGEST
        && !name.chars().any(char::is_control)
        && name != AS_IT_IS;
    if !sound {
        let place = table.value("name").map_or(0..0, toml::Spanned::span);
        table.refuse("name", &place, "a name of its own on one line, of at most 100 characters");
    }
    sound
}

/// Makes the changes on a copy of the service, and reports those that cannot be made.
fn try_on(table: &Section<'_, '_>, changes: &[Placed], service: &Service, week: Week) {
    let mut service = service.clone();
    // Chance does not bear on whether a change is possible.
    let draws = Draws::new(1, 1);
    for (change, place) in changes {
        if let Err(amiss) = make(change, &mut service, week, draws) {
            let name = amiss.problem.split('`').nth(1).unwrap_or_default().to_owned();
            let nearer = within(table.reader, place, &name);
            table.reader.refuse(&nearer, "", amiss);
        }
    }
}

/// The word in quotes within a place, if it stands there; else the place's first line.
fn within(reader: &Reader<'_>, place: &Place, word: &str) -> Place {
    let written = reader.written(place);
    match written.find(&format!("\"{word}\"")) {
        Some(at) => place.start + at..place.start + at + word.len() + 2,
        None => place.start..place.start + written.lines().next().unwrap_or_default().len(),
    }
}

/// Reports a name that is there twice.
fn refuse_twins(table: &Section<'_, '_>, name: &str, place: &Place) {
    let problem = format!("there is a scenario {} already", quoted(name));
    let expected = "a name of its own".to_owned();
    table.reader.refuse(place, "name", Amiss { code: "duplicate-name", problem, expected, hint: String::new() });
}

#[cfg(test)]
mod tests;
