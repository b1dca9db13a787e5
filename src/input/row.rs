//! One row of a table: typed values from its cells, and defects at the right place. It knows no file in particular.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::cells::items;
use super::defect::{Collector, Defect, Mark, Severity};
use super::records::Record;
use super::refusal::{Parsed, Refusal, quoted};
use super::table::Column;

/// A row.
pub(super) struct Row<'t> {
    record: Record<'t>,
    columns: &'static [Column],
    slots: &'t [Option<usize>],
    file: &'t Arc<str>,
    defects: &'t Collector,
    sound: Cell<bool>,
}

impl<'t> Row<'t> {
    pub(super) fn new(
        record: Record<'t>,
        columns: &'static [Column],
        slots: &'t [Option<usize>],
        file: &'t Arc<str>,
        defects: &'t Collector,
    ) -> Self {
        Self { record, columns, slots, file, defects, sound: Cell::new(true) }
    }

    /// Whether no error was found in the row so far.
    pub(super) fn is_sound(&self) -> bool {
        self.sound.get()
    }

    /// The text of a column, without spaces around it; empty where the file lacks the column.
    pub(super) fn text(&self, column: &str) -> &'t str {
        self.slot(column).map_or("", |index| self.record.cell(index))
    }

    /// The text of a column, if there is any.
    pub(super) fn some_text(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The value of a column that must not be blank. `None` after a defect, and where the file lacks the column.
    pub(super) fn need<'a, T>(&self, column: &str, parse: impl Fn(&'t str) -> Parsed<'a, T>) -> Option<T> {
        if self.text(column).is_empty() && self.slot(column).is_some() {
            self.refuse(column, &Refusal::new("blank-cell", "the cell is blank".to_owned(), "a value"));
        }
        self.may(column, parse)
    }

    /// The value of a column that may be blank. `None` where it is, and after a defect.
    pub(super) fn may<'a, T>(&self, column: &str, parse: impl Fn(&'t str) -> Parsed<'a, T>) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            self.sound.set(self.is_sound() && !self.is_lost(column));
            return None;
        }
        parse(text).map_err(|refusal| self.refuse(column, &refusal)).ok()
    }

    /// The values of a list, each item parsed on its own. An item that is there twice is a defect. A list of nothing but
    /// defects is left after some of them.
    pub(super) fn list<'a, T>(&self, column: &str, parse: impl Fn(&'t str) -> Parsed<'a, T>) -> Vec<T> {
        const MOST_REFUSED: usize = 20;
        let (mut seen, mut values, mut refused) = (BTreeSet::new(), Vec::new(), 0);
        for (offset, item) in items(self.text(column)) {
            let again = || Refusal::new("listed-twice", format!("{} is listed twice", quoted(item)), "each once");
            match if seen.insert(item) { parse(item) } else { Err(again()) } {
                Ok(value) => values.push(value),
                Err(_) if refused == MOST_REFUSED => break,
                Err(refusal) => {
                    refused += 1;
                    self.refuse(column, &refusal.within(offset, item.len()));
                }
            }
        }
        values
    }

    /// Reports a refused cell as an error.
    pub(super) fn refuse(&self, column: &str, refusal: &Refusal<'_>) {
        self.sound.set(false);
        self.report(column, refusal, Severity::Error);
    }

    /// Reports a cell as a warning.
    pub(super) fn warn(&self, column: &str, refusal: &Refusal<'_>) {
        self.report(column, refusal, Severity::Warning);
    }

    fn report(&self, column: &str, refusal: &Refusal<'_>, severity: Severity) {
        if refusal.follows {
            return;
        }
        let (mut hint, mut mark) = (String::new(), Mark::of_file(self.file));
        if self.defects.keeps(self.file, severity) {
            let text = self.text(column);
            hint = refusal.advice(refusal.span.clone().map_or(text, |span| &text[span]));
            mark = self.mark(column, refusal.span.clone());
        }
        let (code, problem, expected) = (refusal.code, refusal.problem.to_string(), refusal.expected.to_string());
        self.defects.add(Defect { severity, code, mark, problem, expected, hint });
    }

    /// Where a cell stands, or the part `span` of its text.
    pub(super) fn mark(&self, column: &str, span: Option<Range<usize>>) -> Mark {
        let Some(index) = self.slot(column) else { return Mark::of_line(self.file, self.record.line) };
        Mark::of_text(self.file, self.record.place(index), column, self.record.cell(index), span)
    }

    /// Reports too few or too many cells, and quotes left open.
    pub(super) fn check_form(&self, header: &[String]) {
        let mark = || Mark::of_line(self.file, self.record.line);
        let cells = self.record.len();
        if (header.len()..cells).any(|index| !self.record.cell(index).is_empty()) {
            let problem = format!("the row has {cells} cells, the header {}", header.len());
            let hint = "put a text that holds a comma between double quotes";
            self.sound.set(false);
            self.defects.add(Defect::error("extra-cells", mark(), problem).hint(hint));
        } else if cells < header.len() {
            let problem = format!("the row has {cells} cells, the header {}; the rest counts as blank", header.len());
            self.defects
                .add(Defect::error("missing-cells", mark(), problem).hint("end the row with commas").into_warning());
        }
        if self.record.is_unclosed() {
            self.sound.set(false);
            let defect = Defect::error("open-quote", mark(), "a double quote is never closed");
            self.defects.add(defect.hint("close it, or write it twice if it belongs to the text"));
        }
    }

    fn slot(&self, column: &str) -> Option<usize> {
        let at = self.columns.iter().position(|(name, _)| *name == column)?;
        self.slots[at]
    }

    /// Whether the file lacks a required column, so that the value is not known.
    fn is_lost(&self, column: &str) -> bool {
        self.slot(column).is_none() && self.columns.contains(&(column, super::table::Need::Required))
    }
}
