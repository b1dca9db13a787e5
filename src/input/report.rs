//! How defects look on a screen: reports like a compiler's, of the offending cell alone. Other cells of its row stay unsaid,
//! for they may hold names, addresses and dates of birth.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents,
};

use super::defect::{Defect, Mark, Severity};

/// Most reports shown of one file.
const MOST: usize = 50;

impl std::error::Error for Defect {}

/// A defect as `miette` wants it: the title does without the place where a snippet shows it.
#[derive(Debug)]
struct Report<'a>(&'a Defect);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Defect { mark, problem, expected, .. } = self.0;
        if mark.text.is_empty() {
            let expected = if expected.is_empty() { String::new() } else { format!("; expected {expected}") };
            write!(f, "{}{expected}", self.0)
        } else {
            write!(f, "`{}`: {problem}", mark.name)
        }
    }
}

impl std::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.0.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.0.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let hint = &self.0.hint;
        if hint.is_empty() { None } else { Some(Box::new(hint)) }
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        if self.0.mark.text.is_empty() { None } else { Some(&self.0.mark) }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Defect { mark, expected, .. } = self.0;
        if mark.text.is_empty() {
            return None;
        }
        let label = if expected.is_empty() { "here".to_owned() } else { format!("expected {expected}") };
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(Some(label), mark.span.clone()))))
    }
}

/// The one cell, at its place in the file.
impl SourceCode for Mark {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let all = SourceSpan::from(0..self.text.len());
        let (line, column) = (self.line.saturating_sub(1), self.column.saturating_sub(1));
        let name = self.file.to_string();
        Ok(Box::new(MietteSpanContents::new_named(name, self.text.as_bytes(), all, line, column, 1)))
    }
}

/// Reports of defects, one after the other, at most the first 50 of each file.
#[must_use]
pub fn report(defects: &[Defect], handler: &GraphicalReportHandler) -> String {
    let mut text = String::new();
    for of_file in defects.chunk_by(|a, b| a.mark.file == b.mark.file) {
        for defect in of_file.iter().take(MOST) {
            handler.render_report(&mut text, &Report(defect)).expect("writing to a string cannot fail");
            text.push('\n');
        }
        if let Some(more) = of_file.len().checked_sub(MOST).filter(|&more| more > 0) {
            text.push_str(&format!("… and {more} more in {}\n\n", of_file[0].mark.file));
        }
    }
    text
}
