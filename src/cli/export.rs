//! `kintime export`: writes the week as a mixed-integer model for other solvers.

use std::io::{self, Write};

use super::arguments::{Export, ModelFormat};
use super::exit::Exit;
use super::failure::Failure;
use super::printer::Printer;
use super::reading::{Kind, read, refuse_input};
use crate::model::Model;
use crate::model::export::{write_lp, write_mps};
use crate::model::whole::WholeModel;
use crate::output::write_file;

/// Runs the verb.
pub(super) fn run(arguments: &Export, printer: &Printer) -> Result<Exit, Failure> {
    if let Some(path) = &arguments.out {
        refuse_input(&arguments.input.folder, path, Kind::File)?;
    }
    let reading = read(&arguments.input, None, printer)?;
    let whole = WholeModel::build(&Model::new(&reading.problem));
    let write = |to: &mut dyn Write| write_model(&whole, arguments.format, to);
    match &arguments.out {
        Some(path) => write_file(path, write).map_err(Failure::file("write", path))?,
        None => printer.stream(write)?,
    }
    Ok(Exit::Done)
}

fn write_model(whole: &WholeModel, format: ModelFormat, to: &mut dyn Write) -> io::Result<()> {
    match format {
        ModelFormat::Lp => write_lp(whole, to),
        ModelFormat::Mps => write_mps(whole, to),
    }
}
