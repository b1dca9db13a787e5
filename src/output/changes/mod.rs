//! What became of a published rota, for those who must hear of it: the whole list for the service, and for each worker, venue
//! and family concerned what was, what is, why, and by when they must be told. Each audience has a line of its own that has no
//! place for more than it may see.

mod family;
mod service;
mod slot;
mod venue;
mod worker;

use std::io;

use super::paper::{Paper, Table, write_paper};
use super::spreadsheet::cell;
use super::view::WeekView;

pub use family::FamilyChanges;
pub use service::write_changes_csv;
pub use venue::VenueChanges;
pub use worker::WorkerChanges;

/// The changes that concern one reader.
pub trait ChangeList: Sized {
    /// The columns of the audience's table: first those of the reader, then those of a change.
    const COLUMNS: &'static [&'static str];
    /// How many of the columns name the reader, whom a page of its own need not name in each row.
    const OF_READER: usize;

    /// Every reader whom a change concerns.
    fn all(view: &WeekView<'_>) -> Vec<Self>;

    /// The ids that the name of the reader's file is made of.
    fn key(&self) -> String;

    /// What stands above the page.
    fn title(&self) -> String;

    /// Rows of the audience's table, one for each change.
    fn rows(&self) -> &[Vec<String>];
}

/// Writes the changes for one reader as a page. `view` lends it the week, and nothing else.
///
/// # Errors
/// If writing fails.
pub fn write_change_list_html<L: ChangeList>(view: &WeekView<'_>, list: &L, to: impl io::Write) -> io::Result<()> {
    let columns: Vec<String> = L::COLUMNS[L::OF_READER..].iter().map(|name| name.replace('_', " ")).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let rows = list.rows().iter().map(|row| row[L::OF_READER..].to_vec()).collect();
    let paper = Paper {
        title: list.title(),
        subtitle: format!("week of {}", view.problem().week()),
        warnings: view.draft_warning(),
        tables: vec![Table::new("What changed", &columns, rows)],
        ..Paper::default()
    };
    write_paper(paper, to)
}

/// Writes the changes for all readers of an audience as one table.
///
/// # Errors
/// If writing fails.
pub fn write_change_lists_csv<L: ChangeList>(lists: &[L], to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(L::COLUMNS)?;
    for row in lists.iter().flat_map(ChangeList::rows) {
        csv.write_record(row.iter().map(|text| cell(text)))?;
    }
    csv.flush()
}
