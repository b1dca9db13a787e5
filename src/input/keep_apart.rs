//! `keep_apart.csv`: people who must not meet.

use super::cells::minutes;
use super::checks::kept_apart_together;
use super::directory::Directory;
use super::folder::{Folder, Presence};
use super::requests::Requests;
use super::table::{Column, Need, Table};
use crate::domain::{KeepApart, Minutes};

/// Its name.
pub(super) const FILE: &str = "keep_apart.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] =
    &[("person_a", Need::Required), ("person_b", Need::Required), ("minutes", Need::Optional)];

/// Reads the file.
pub(super) fn read(folder: &Folder, directory: &Directory, requests: &Requests) -> Vec<KeepApart> {
    const USUAL: Minutes = Minutes(30);
    let Some(source) = folder.read(FILE, Presence::Optional) else { return Vec::new() };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return Vec::new() };
    let together = kept_apart_together::Together::new(requests);
    let mut pairs = Vec::new();
    while let Some(row) = table.next() {
        let person = |column| row.need(column, |text| directory.people.refer(text));
        let (a, b) = (person("person_a"), person("person_b"));
        let minutes = row.may("minutes", minutes(0..=1440)).unwrap_or(USUAL);
        if let (Some(person_a), Some(person_b)) = (a, b) {
            together.check(&row, (person_a, person_b));
            pairs.push(KeepApart { person_a, person_b, minutes });
        }
    }
    pairs
}
