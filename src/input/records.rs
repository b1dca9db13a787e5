//! CSV text as records whose cells know where they stand. It knows no header.
//!
//! Records are read one by one into buffers that are used again, so that a long file costs no memory beyond what is kept.
//! Where a cell begins is worked out only when a defect asks, by the same CSV reader.

use std::cell::RefCell;

use csv_core::{ReadFieldResult, ReadRecordResult, Reader};

use super::folder::newlines;

/// A reader of records.
pub(super) struct Records<'s> {
    text: &'s str,
    reader: Reader,
    /// Looks for cells in the current record. A reader takes its time to build, and a copy of one does not work.
    scout: RefCell<Reader>,
    /// Where the record after the current one begins.
    next: usize,
    next_line: usize,
    start: usize,
    line: usize,
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl<'s> Records<'s> {
    /// A reader before the first record.
    pub(super) fn new(text: &'s str) -> Self {
        let (cells, ends) = (vec![0; 1024], vec![0; 64]);
        Self {
            text,
            reader: Reader::new(),
            scout: RefCell::new(Reader::new()),
            next: 0,
            next_line: 1,
            start: 0,
            line: 1,
            cells,
            ends,
            count: 0,
        }
    }

    /// Goes to the next record that is not an empty line; false at the end.
    pub(super) fn advance(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.next..];
        let gap = rest.iter().take_while(|&&byte| byte == b'\n' || byte == b'\r').count();
        self.start = self.next + gap;
        self.line = self.next_line + newlines(&rest[..gap]);
        let found = self.start < self.text.len();
        if found {
            self.next = self.start + self.fill();
            self.next_line = self.line + newlines(&self.text.as_bytes()[self.start..self.next]);
        }
        found
    }

    /// Reads a record into the buffers and returns how many bytes it takes.
    fn fill(&mut self) -> usize {
        let (mut read, mut written, mut ended) = (0, 0, 0);
        let input = &self.text.as_bytes()[self.start..];
        self.reader.reset();
        loop {
            let (cells, ends) = (&mut self.cells[written..], &mut self.ends[ended..]);
            let (result, took, gave, closed) = self.reader.read_record(&input[read..], cells, ends);
            (read, written, ended) = (read + took, written + gave, ended + closed);
            match result {
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if !input[read..].is_empty() => {}
                // An empty rest of the input is how the reader is told that the input ends.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.count = ended;
        read
    }

    /// The record that was reached.
    pub(super) fn current(&self) -> Record<'_> {
        let length = self.count.checked_sub(1).map_or(0, |last| self.ends[last]);
        Record {
            cells: std::str::from_utf8(&self.cells[..length]).unwrap_or_default(),
            ends: &self.ends[..self.count],
            raw: &self.text[self.start..self.next],
            scout: &self.scout,
            is_last: self.next == self.text.len(),
            line: self.line,
        }
    }
}

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'r> {
    cells: &'r str,
    ends: &'r [usize],
    raw: &'r str,
    scout: &'r RefCell<Reader>,
    is_last: bool,
    /// The line on which it begins, 1 and up.
    pub(super) line: usize,
}

impl<'r> Record<'r> {
    /// How many cells it has.
    pub(super) fn len(self) -> usize {
        self.ends.len()
    }

    /// The text of a cell, spaces around it taken away; empty where there is no such cell.
    pub(super) fn cell(self, index: usize) -> &'r str {
        let end = self.ends.get(index).copied().unwrap_or(0);
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before.min(self.ends.len() - 1)]);
        self.cells.get(start..end).unwrap_or_default().trim()
    }

    /// All texts.
    pub(super) fn texts(self) -> impl Iterator<Item = &'r str> {
        (0..self.len()).map(move |index| self.cell(index))
    }

    /// Line and character of the first letter of a cell.
    pub(super) fn place(self, index: usize) -> (usize, usize) {
        let begin = self.begin_of(index);
        let rest = &self.raw[begin..];
        let text = rest.strip_prefix('"').unwrap_or(rest);
        let first = self.raw.len() - text.trim_start().len();
        // A blank cell is pointed at where it begins, not where the next text does.
        let first = if self.cell(index).is_empty() { begin } else { first };
        let before = &self.raw[..first];
        let line_begin = before.rfind('\n').map_or(0, |newline| newline + 1);
        (self.line + newlines(before.as_bytes()), 1 + before[line_begin..].chars().count())
    }

    /// Whether the record is the last one and its last cell lacks the closing quote.
    pub(super) fn is_unclosed(self) -> bool {
        if !self.is_last {
            return false;
        }
        let last = &self.raw[self.begin_of(self.len().saturating_sub(1))..];
        last.starts_with('"') && last.bytes().filter(|&byte| byte == b'"').count() % 2 == 1
    }

    /// The byte of the record at which a cell begins.
    fn begin_of(self, index: usize) -> usize {
        let mut reader = self.scout.borrow_mut();
        reader.reset();
        let mut scratch = [0; 4096];
        let (mut at, mut cell) = (0, 0);
        while cell < index && at < self.raw.len() {
            let (result, took, _) = reader.read_field(&self.raw.as_bytes()[at..], &mut scratch);
            at += took;
            match result {
                ReadFieldResult::Field { .. } => cell += 1,
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::InputEmpty | ReadFieldResult::End => break,
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::Records;

    fn records(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut records = Records::new(text);
        let mut all = Vec::new();
        while records.advance() {
            all.push((records.current().line, records.current().texts().map(str::to_owned).collect()));
        }
        all
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn quotes_line_ends_and_empty_lines() {
        let text = "a,b\r\n\r\n\"x\ny\", \"z\" \n\n\nlast,\"q\"\"q\"";
        assert_eq!(records(text), [row(1, &["a", "b"]), row(3, &["x\ny", "\"z\""]), row(7, &["last", "q\"q"])]);
        assert_eq!(records("\n\n"), []);
        assert_eq!(records(",\n"), [row(1, &["", ""])]);
    }

    #[test]
    fn cells_know_their_line_and_character() {
        let mut records = Records::new("h\n\n é,\"x\ny\",  z,\n");
        assert!(records.advance() && records.advance());
        let record = records.current();
        assert_eq!([0, 1, 2, 3].map(|cell| record.place(cell)), [(3, 2), (3, 5), (4, 6), (4, 8)]);
        assert_eq!(record.cell(9), "");
    }

    #[test]
    fn buffers_grow_with_the_cells() {
        let long = "x".repeat(100_000);
        let text = format!("{long},{}{long}", "a,".repeat(1000));
        let all = records(&text);
        assert_eq!(all[0].1.len(), 1002);
        assert_eq!((all[0].1[0].len(), all[0].1[1001].len()), (100_000, 100_000));
    }

    #[test]
    fn a_quote_left_open_is_noticed() {
        for (text, open) in [("a,\"b\n", true), ("a,\"b\"\n", false), ("a,\"b\"\"\n", true), ("a,b\"\n", false)] {
            let mut records = Records::new(text);
            assert!(records.advance());
            assert_eq!(records.current().is_unclosed(), open, "{text}");
        }
    }
}
