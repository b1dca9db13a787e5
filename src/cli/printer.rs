//! The one owner of standard output and standard error. Results go to the former, all else to the latter; a reader who
//! closes the pipe early has seen enough.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use miette::{GraphicalReportHandler, GraphicalTheme};
use serde::Serialize;
use serde_json::{Value, json};

use super::arguments::Shown;
use super::exit::Exit;
use super::failure::Failure;
use crate::input::{self, Defect, Severity};

/// Prints what the user wants to see.
#[derive(Debug)]
pub(super) struct Printer {
    shown: Shown,
    colour: bool,
}

impl Printer {
    /// For a terminal or anything else, by what the environment says of colour.
    pub(super) fn new(shown: Shown) -> Self {
        let refused = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { shown, colour: io::stderr().is_terminal() && !refused("NO_COLOR") && !dumb }
    }

    /// Whether progress is shown as a bar that redraws itself, as lines, or not at all.
    pub(super) fn progress(&self) -> ProgressStyle {
        match (self.shown.quiet, io::stderr().is_terminal()) {
            (true, _) => ProgressStyle::Nothing,
            (false, true) => ProgressStyle::Bar,
            (false, false) => ProgressStyle::Lines,
        }
    }

    /// A result as text, unless it is wanted in another way.
    pub(super) fn text(&self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<(), Failure> {
        if self.shown.json || self.shown.quiet {
            return Ok(());
        }
        let mut text = Vec::new();
        write(&mut text)?;
        self.stream(|to| to.write_all(&text))
    }

    /// A result as JSON, if it is wanted so.
    pub(super) fn json<T: Serialize>(&self, value: impl FnOnce() -> T) -> Result<(), Failure> {
        if !self.shown.json {
            return Ok(());
        }
        let mut text = serde_json::to_vec_pretty(&value()).map_err(io::Error::from)?;
        text.push(b'\n');
        self.stream(|to| to.write_all(&text))
    }

    /// A result that may be long, whatever is wanted.
    pub(super) fn stream(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut output = io::BufWriter::new(io::stdout().lock());
        match write(&mut output).and_then(|()| output.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// A line on the way.
    pub(super) fn note(&self, text: impl Display) {
        if !self.shown.quiet {
            complain(&format!("{text}\n"));
        }
    }

    /// A warning in one line.
    pub(super) fn warning(&self, text: impl Display) {
        self.note(format_args!("{}: {text}", self.painted("warning", "33")));
    }

    /// Reports of defects that planning can live with.
    pub(super) fn warnings(&self, warnings: &[Defect]) {
        if !self.shown.quiet && !warnings.is_empty() {
            complain(&input::report(warnings, &self.reporter()));
        }
    }

    /// Why the run ended early.
    pub(super) fn failure(&self, failure: &Failure) {
        if let Failure::Input(defects) = failure {
            self.defects(&defects.0);
        }
        complain(&format!("{}: {failure}\n", self.painted("error", "31")));
        if let Some(hint) = failure.hint() {
            complain(&format!("{}: {hint}\n", self.painted("hint", "36")));
        }
    }

    fn defects(&self, defects: &[Defect]) {
        if self.shown.json {
            let listed: Vec<Value> = defects.iter().map(defect_json).collect();
            // The exit code tells of the failure even if nobody reads this.
            let _ = self.json(|| json!({ "valid": false, "defects": listed }));
        }
        complain(&input::report(defects, &self.reporter()));
    }

    fn reporter(&self) -> GraphicalReportHandler {
        let theme = if self.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        GraphicalReportHandler::new_themed(theme).with_width(110)
    }

    fn painted(&self, word: &str, colour: &str) -> String {
        if self.colour { format!("\u{1b}[1;{colour}m{word}\u{1b}[0m") } else { word.to_owned() }
    }
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProgressStyle {
    /// Not at all.
    Nothing,
    /// A bar that redraws itself.
    Bar,
    /// A line now and then.
    Lines,
}

/// Prints a refusal of the command line, or the help that was asked for.
pub(super) fn usage(refusal: &clap::Error) -> Exit {
    // A closed pipe is no failure of its own.
    let _ = refusal.print();
    if refusal.use_stderr() { Exit::BadInput } else { Exit::Done }
}

/// A defect as JSON.
pub(super) fn defect_json(defect: &Defect) -> Value {
    let mark = &defect.mark;
    json!({
        "severity": match defect.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "code": defect.code,
        "file": &*mark.file,
        "line": mark.line,
        "column": mark.column,
        "name": mark.name,
        "text": mark.text,
        "problem": defect.problem,
        "expected": defect.expected,
        "hint": defect.hint,
    })
}

/// Prints to standard error; nothing can be done if that fails.
fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
