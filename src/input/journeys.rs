//! `travel.csv`: journeys known better than by distance.

use std::collections::BTreeSet;

use super::cells::{minutes, word};
use super::directory::Directory;
use super::folder::{Folder, Presence};
use super::people::MEANS;
use super::refusal::Refusal;
use super::table::{Column, Need, Table};
use crate::domain::KnownJourney;

/// Its name.
pub(super) const FILE: &str = "travel.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] =
    &[("from", Need::Required), ("to", Need::Required), ("minutes", Need::Required), ("by", Need::Optional)];

/// Reads the file.
pub(super) fn read(folder: &Folder, directory: &Directory) -> Vec<KnownJourney> {
    let Some(source) = folder.read(FILE, Presence::Optional) else { return Vec::new() };
    let Some(mut table) = Table::open(&source, COLUMNS, &folder.defects) else { return Vec::new() };
    let (mut journeys, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some(row) = table.next() {
        let spot = |column| row.need(column, |text| directory.spot(text));
        let (from, to) = (spot("from"), spot("to"));
        let minutes = row.need("minutes", minutes(0..=1440));
        let by = row.may("by", word(&MEANS)).unwrap_or_default();
        let (Some(from), Some(to), Some(minutes)) = (from, to, minutes) else { continue };
        if !seen.insert((from, to, by)) {
            let problem = "this journey is there twice".to_owned();
            row.refuse("from", &Refusal::new("duplicate-journey", problem, "one row for each direction and means"));
        }
        journeys.push(KnownJourney { from, to, by, minutes });
    }
    journeys
}
