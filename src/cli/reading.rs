//! From the arguments of any verb to a problem, with its warnings printed.

use std::path::Path;

use super::arguments::{Input, Outputs, Situation};
use super::failure::Failure;
use super::printer::Printer;
use super::sentences::refused_pin_text;
use crate::advice::refused_pins;
use crate::domain::{Problem, Week};
use crate::input::{Against, Defect, Defects, Harm, Reading, RotaFile, read_folder, read_rota};

/// Reads the planning folder and prints its warnings.
pub(super) fn read(input: &Input, situation: Option<&Situation>, printer: &Printer) -> Result<Reading, Failure> {
    let reading = read_quietly(input, situation)?;
    printer.warnings(&reading.warnings);
    Ok(reading)
}

/// Reads the planning folder for a question about a finished rota: whoever planned it has seen the warnings.
pub(super) fn read_quietly(input: &Input, situation: Option<&Situation>) -> Result<Reading, Failure> {
    let against = situation.map_or_else(Against::default, |situation| Against {
        published: situation.published.clone(),
        now: situation.now,
        disruptions: situation.disruptions(),
        ..Against::default()
    });
    let reading = read_against(&input.folder, input.week, &against)?;
    let refused = refused_pins(&reading.problem, &reading.pins);
    if refused.is_empty() {
        return Ok(reading);
    }
    Err(Failure::PinsRefused(refused.iter().map(|pin| refused_pin_text(&reading.problem, pin)).collect()))
}

/// Reads a planning folder for a week, against what is known besides it; nothing is printed.
pub(super) fn read_against(folder: &Path, week: Week, against: &Against) -> Result<Reading, Failure> {
    if !folder.is_dir() {
        return Err(Failure::NoFolder(folder.to_owned()));
    }
    read_folder(folder, week, against).map_err(Failure::Input)
}

/// Reads the planning folder for what is to be written: with ids for names, if that is wanted.
pub(super) fn read_for(
    outputs: &Outputs,
    input: &Input,
    situation: &Situation,
    printer: &Printer,
) -> Result<Reading, Failure> {
    let reading = read(input, Some(situation), printer)?;
    if !outputs.pseudonymise {
        return Ok(reading);
    }
    Ok(Reading { problem: reading.problem.pseudonymised(), ..reading })
}

/// Reads a rota file, if every session in it can be read.
pub(super) fn read_whole_rota(path: &Path, problem: &Problem) -> Result<RotaFile, Failure> {
    let file = read_rota(path, problem).map_err(Failure::Input)?;
    if file.form.iter().all(|form| form.harm == Harm::Untidy) {
        return Ok(file);
    }
    let defects: Vec<Defect> = file.form.into_iter().map(|form| form.defect).collect();
    Err(Failure::Input(Defects(defects)))
}

/// Refuses to write a file or folder at `path` if it is the planning folder, or a file directly in it.
pub(super) fn refuse_input(folder: &Path, path: &Path, kind: Kind) -> Result<(), Failure> {
    let place = match kind {
        Kind::Folder => path,
        Kind::File => path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")),
    };
    match (folder.canonicalize(), place.canonicalize()) {
        (Ok(folder), Ok(place)) if folder == place => Err(Failure::IntoInput(path.to_owned())),
        _ => Ok(()),
    }
}

/// What is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One file.
    File,
    /// A folder of files.
    Folder,
}
