//! `terms.csv`: school terms.

use super::cells::date;
use super::folder::{Folder, Presence};
use super::refusal::{Refusal, quoted};
use super::table::{Column, Need, Table};
use crate::domain::DateSpan;

/// Its name.
pub(super) const FILE: &str = "terms.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[("from", Need::Required), ("to", Need::Required)];

/// Reads the file; `None` where there is none, which makes every weekday a school day.
pub(super) fn read(folder: &Folder) -> Option<Vec<DateSpan>> {
    let source = folder.read(FILE, Presence::Optional)?;
    let mut table = Table::open(&source, COLUMNS, &folder.defects)?;
    let mut terms = Vec::new();
    while let Some(row) = table.next() {
        let (from, to) = (row.need("from", date), row.need("to", date));
        let (Some(from), Some(to)) = (from, to) else { continue };
        if to < from {
            let problem = format!("{} is before `from`", quoted(row.text("to")));
            row.refuse("to", &Refusal::new("ends-before-start", problem, "a date on or after `from`"));
        }
        terms.push(DateSpan { from, to });
    }
    Some(terms)
}
