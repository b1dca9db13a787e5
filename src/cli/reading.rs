//! From the arguments of any verb to a problem, with its warnings printed.

use std::path::Path;

use super::arguments::{Input, Outputs, Situation};
use super::failure::Failure;
use super::printer::Printer;
use crate::input::{Against, Reading, read_folder};

/// Reads the planning folder.
pub(super) fn read(input: &Input, situation: Option<&Situation>, printer: &Printer) -> Result<Reading, Failure> {
    if !input.folder.is_dir() {
        return Err(Failure::NoFolder(input.folder.clone()));
    }
    let published = situation.and_then(|situation| situation.published.clone());
    let against = Against { published, now: situation.and_then(|situation| situation.now) };
    let reading = read_folder(&input.folder, input.week, &against).map_err(Failure::Input)?;
    printer.warnings(&reading.warnings);
    Ok(reading)
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
