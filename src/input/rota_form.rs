//! The form of a rota as a whole: its header, the order of its rows, the numbers of its sessions and how many there are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::defect::{Defect, Mark};
use super::rota_file::{COLUMNS, FormDefect, Harm};
use crate::domain::{Problem, RequestId};

/// A row's place in the order of rows: planned ones by their cells, then unplaced ones by request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Date, start, venue, room, request.
    Planned([String; 5]),
    /// Request and session number.
    Unplaced(String, u32),
}

impl Key {
    /// The key of a planned row: date, start, venue, room, request.
    pub(super) fn planned(cells: [String; 5]) -> Self {
        Self::Planned(cells)
    }

    /// The key of an unplaced row.
    pub(super) fn unplaced(request: &str, number: u32) -> Self {
        Self::Unplaced(request.to_owned(), number)
    }
}

/// A session number with what decides which one it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Unplaced sessions are counted last.
    pub(super) is_unplaced: bool,
    /// The date as written.
    pub(super) date: String,
    /// The start as written.
    pub(super) start: String,
    /// The number.
    pub(super) number: u32,
    /// Where it stands.
    pub(super) mark: Mark,
}

/// What was found so far of a rota's form.
pub(super) struct Form<'p> {
    problem: &'p Problem,
    file: Arc<str>,
    found: Vec<FormDefect>,
    last: Option<Key>,
    numbers: BTreeMap<RequestId, Vec<Numbered>>,
}

impl<'p> Form<'p> {
    /// The form of a rota of which nothing is read yet.
    pub(super) fn new(problem: &'p Problem, file: Arc<str>) -> Self {
        Self { problem, file, found: Vec::new(), last: None, numbers: BTreeMap::new() }
    }

    /// Takes a defect in that harms no session.
    pub(super) fn stray(&mut self, request: Option<RequestId>, mark: Mark, problem: String) {
        self.found(request, mark, problem, Harm::Untidy);
    }

    /// Takes a defect in for which a session cannot be read, or not whole.
    pub(super) fn unreadable(&mut self, request: Option<RequestId>, mark: Mark, problem: String) {
        self.found(request, mark, problem, Harm::Unreadable);
    }

    fn found(&mut self, request: Option<RequestId>, mark: Mark, problem: String, harm: Harm) {
        let request = request.map(|request| self.problem[request].code.clone());
        self.found.push(FormDefect { request, defect: Defect::error("bad-form", mark, problem), harm });
    }

    /// The columns are there in their order, and no others.
    pub(super) fn check_header(&mut self, header: &[String]) {
        if !header.iter().map(String::as_str).eq(COLUMNS.iter().map(|(name, _)| *name)) {
            let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
            let mark = Mark::of_line(&self.file, 1);
            self.stray(None, mark, format!("the header is not `{}`", names.join(",")));
        }
    }

    /// The rows come in order.
    pub(super) fn order(&mut self, key: Key, mark: Mark) {
        if self.last.as_ref().is_some_and(|last| key < *last) {
            self.stray(None, mark, "the row belongs before the one above it".to_owned());
        }
        self.last = Some(key);
    }

    /// Takes a session number in.
    pub(super) fn number(&mut self, request: RequestId, numbered: Numbered) {
        self.numbers.entry(request).or_default().push(numbered);
    }

    /// All defects, those of numbers and counts included.
    pub(super) fn finish(mut self) -> Vec<FormDefect> {
        let mut numbers = std::mem::take(&mut self.numbers);
        for request in self.problem.requests() {
            let mut rows = numbers.remove(&request).unwrap_or_default();
            self.check_count(request, rows.len());
            rows.sort_by(|a, b| (a.is_unplaced, &a.date, &a.start).cmp(&(b.is_unplaced, &b.date, &b.start)));
            if let Some(wrong) = wrongly_numbered(&rows) {
                let problem = format!("{} is not this session's number among those of its request", wrong.number);
                self.stray(Some(request), wrong.mark.clone(), problem);
            }
        }
        self.found
    }

    fn check_count(&mut self, request: RequestId, rows: usize) {
        let due = self.problem.due(request);
        if rows != due as usize {
            let mark = Mark::of_file(&self.file);
            self.stray(Some(request), mark, format!("{rows} rows of a request with {due} sessions due"));
        }
    }
}

/// The first row with a wrong number: planned ones count up in order of time, unplaced ones have the numbers after them.
fn wrongly_numbered(rows: &[Numbered]) -> Option<&Numbered> {
    let planned = rows.iter().take_while(|row| !row.is_unplaced).count();
    let wrong = rows[..planned].iter().zip(1..).find(|(row, number)| row.number != *number).map(|(row, _)| row);
    let mut unplaced: Vec<&Numbered> = rows[planned..].iter().collect();
    unplaced.sort_by_key(|row| row.number);
    wrong.or_else(|| {
        unplaced.into_iter().zip(planned + 1..).find(|(row, n)| row.number as usize != *n).map(|(row, _)| row)
    })
}
