//! What the files that list things by id have in common. It knows none of them in particular.

use std::collections::BTreeSet;

use super::cells::{hours, items};
use super::folder::{Folder, Presence, Source};
use super::listing::Entry;
use super::refusal::{Parsed, Refusal, quoted};
use super::row::Row;
use super::table::{Column, Table};
use crate::domain::{Day, Hours};

/// The entries of a file that lists things by id in the column `id`, and whether all ids are known.
pub(super) fn entries<T>(
    folder: &Folder,
    file: &'static str,
    columns: &'static [Column],
    (id, parse_id): (&str, fn(&str) -> Parsed<'static, String>),
    thing: impl Fn(&Row<'_>, String) -> T,
) -> (Vec<Entry<T>>, bool) {
    entries_in(folder, folder.read(file, Presence::Required).as_ref(), columns, (id, parse_id), thing)
}

/// The entries of a file that may not have been readable, and whether all ids are known.
pub(super) fn entries_in<T>(
    folder: &Folder,
    source: Option<&Source>,
    columns: &'static [Column],
    (id, parse_id): (&str, fn(&str) -> Parsed<'static, String>),
    thing: impl Fn(&Row<'_>, String) -> T,
) -> (Vec<Entry<T>>, bool) {
    let Some(source) = source else { return (Vec::new(), false) };
    let Some(mut table) = Table::open(source, columns, &folder.defects) else { return (Vec::new(), false) };
    let (mut entries, mut complete) = (Vec::new(), table.has(id));
    while let Some(row) = table.next() {
        // A refused id is an id all the same: other files may refer to it.
        let code = row.text(id).to_owned();
        row.need(id, parse_id);
        complete &= !code.is_empty();
        let mark = row.mark(id, None);
        let thing = thing(&row, code.clone());
        if !code.is_empty() {
            entries.push(Entry { code, mark, sound: row.is_sound(), thing });
        }
    }
    (entries, complete)
}

/// An id that can stand in a list.
pub(super) fn code(text: &str) -> Parsed<'static, String> {
    if text.contains(';') {
        let problem = format!("{} holds a `;`, which separates ids in lists", quoted(text));
        return Err(Refusal::new("bad-id", problem, "an id without `;`"));
    }
    Ok(text.to_owned())
}

/// The words of a list.
pub(super) fn words(row: &Row<'_>, column: &str) -> BTreeSet<String> {
    items(row.text(column)).map(|(_, item)| item.to_owned()).collect()
}

/// The hours of the columns `mon` to `sun`.
pub(super) fn week_hours(row: &Row<'_>) -> [Hours; 7] {
    Day::ALL.map(|day| row.may(day.word(), hours).unwrap_or_default())
}
