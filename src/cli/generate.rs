//! `kintime generate`: writes an invented planning folder, to try the program with or to measure it.

use std::fs;
use std::io;
use std::path::Path;

use super::arguments::Generate;
use super::exit::Exit;
use super::failure::Failure;
use super::printer::Printer;
use crate::generate::{Knobs, Recipe};
use crate::output::write_new_folder;

/// Runs the verb.
pub(super) fn run(arguments: &Generate, printer: &Printer) -> Result<Exit, Failure> {
    let out = &arguments.out;
    if !is_free(out).map_err(Failure::file("read", out))? {
        return Err(Failure::NotEmpty(out.clone()));
    }
    let recipe = recipe(arguments);
    let files = recipe.files()?;
    write_new_folder(out, &files).map_err(Failure::file("write to", out))?;
    printer.text(|to| {
        use std::io::Write;
        let (count, folder) = (files.len(), out.display());
        writeln!(
            to,
            "wrote {count} files to `{folder}`: {} sessions due, week of {}",
            recipe.size.sessions(),
            recipe.week
        )
    })?;
    Ok(Exit::Done)
}

/// Whether nothing stands at a path, or a folder without anything in it.
fn is_free(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

fn recipe(arguments: &Generate) -> Recipe {
    let knobs = Knobs {
        tightness: arguments.tightness,
        mix: arguments.mix,
        long_term: arguments.long_term,
        two_workers: arguments.two_workers,
        elsewhere: arguments.elsewhere,
        history_weeks: arguments.history_weeks,
    };
    Recipe { size: arguments.size, week: arguments.week, seed: arguments.seed, knobs }
}
