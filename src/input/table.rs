//! A CSV file as a header and rows. It knows no file in particular: each hands in its columns.

use super::defect::{Collector, Defect, Mark};
use super::folder::Source;
use super::records::{Record, Records};
use super::refusal::{nearest, quoted};
use super::row::Row;

/// Whether a column must be there, with a value in every row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It has a default.
    Optional,
}

/// A column that a file may have.
pub type Column = (&'static str, Need);

/// An open CSV file.
pub(super) struct Table<'f> {
    source: &'f Source,
    defects: &'f Collector,
    columns: &'static [Column],
    header: Vec<String>,
    slots: Vec<Option<usize>>,
    records: Records<'f>,
}

impl<'f> Table<'f> {
    /// Reads the header. `None` where there is none.
    pub(super) fn open(source: &'f Source, columns: &'static [Column], defects: &'f Collector) -> Option<Self> {
        let mut records = Records::new(&source.text);
        if !records.advance() {
            let needed = columns.iter().filter(|(_, need)| *need == Need::Required).map(|(name, _)| *name);
            let hint = format!("begin it with the header `{}`", needed.collect::<Vec<_>>().join(","));
            defects.add(Defect::error("empty-file", Mark::of_file(&source.name), "the file is empty").hint(hint));
            return None;
        }
        let header: Vec<String> = records.current().texts().map(str::to_owned).collect();
        let slots = columns.iter().map(|(name, _)| header.iter().position(|own| own == name)).collect();
        let table = Self { source, defects, columns, header, slots, records };
        table.check_header();
        Some(table)
    }

    /// The columns' names as the file has them.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// Whether the file has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| name == column)
    }

    /// The next row that has a value in some cell.
    pub(super) fn next(&mut self) -> Option<Row<'_>> {
        while self.records.advance() {
            if self.records.current().texts().any(|text| !text.is_empty()) {
                let row = Row::new(self.records.current(), self.columns, &self.slots, &self.source.name, self.defects);
                row.check_form(&self.header);
                return Some(row);
            }
        }
        None
    }

    fn check_header(&self) {
        let header = self.records.current();
        for (index, name) in self.header.iter().enumerate() {
            if self.header[..index].contains(name) && !name.is_empty() {
                let mark = header_mark(&self.source.name, header, index);
                let defect =
                    Defect::error("duplicate-column", mark, format!("the column {} is there twice", quoted(name)));
                self.defects.add(defect.hint("take one of the two out"));
            } else if !name.is_empty() && !self.columns.iter().any(|(known, _)| known == name) {
                self.unknown_column(header, index);
            }
        }
        for (name, need) in self.columns {
            if *need == Need::Required && !self.has(name) {
                self.missing_column(header.line, name);
            }
        }
    }

    fn unknown_column(&self, header: Record<'_>, index: usize) {
        let name = &self.header[index];
        let unused = self.columns.iter().map(|(known, _)| *known).filter(|known| !self.has(known));
        let hint = nearest(name, unused)
            .map_or("it is not read; take it out if it is not needed".to_owned(), |known| {
                format!("did you mean {}? it is not read as it is", quoted(known))
            });
        let mark = header_mark(&self.source.name, header, index);
        let problem = format!("there is no column {} in this file", quoted(name));
        self.defects.add(Defect::error("unknown-column", mark, problem).hint(hint).into_warning());
    }

    fn missing_column(&self, line: usize, column: &str) {
        let strangers =
            self.header.iter().map(String::as_str).filter(|own| !self.columns.iter().any(|(c, _)| c == own));
        let hint = nearest(column, strangers).map_or(format!("add `{column}` to the header"), |own| {
            format!("rename the column {} if it is meant", quoted(own))
        });
        let mark = Mark::of_line(&self.source.name, line);
        let problem = format!("the required column `{column}` is missing");
        self.defects.add(Defect::error("missing-column", mark, problem).hint(hint));
    }
}

fn header_mark(file: &std::sync::Arc<str>, header: Record<'_>, index: usize) -> Mark {
    let (line, column) = header.place(index);
    Mark::of_text(file, (line, column), "header", header.cell(index), None)
}
