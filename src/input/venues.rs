//! `venues.csv`.

use super::cells::yes;
use super::folder::Folder;
use super::listing::Listing;
use super::place::place;
use super::refusal::{Parsed, Refusal, quoted};
use super::row::Row;
use super::table::{Column, Need};
use super::things::{code, entries, week_hours, words};
use crate::domain::{Site, Venue, VenueId};

/// Its name.
pub(super) const FILE: &str = "venues.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("venue", Need::Required),
    ("name", Need::Optional),
    ("area", Need::Optional),
    ("latitude", Need::Optional),
    ("longitude", Need::Optional),
    ("postcode", Need::Optional),
    ("features", Need::Optional),
    ("staffed", Need::Optional),
    ("mon", Need::Optional),
    ("tue", Need::Optional),
    ("wed", Need::Optional),
    ("thu", Need::Optional),
    ("fri", Need::Optional),
    ("sat", Need::Optional),
    ("sun", Need::Optional),
];

/// All venues.
pub(super) type Venues = Listing<VenueId, Venue>;

/// Reads the file.
pub(super) fn read(folder: &Folder) -> Venues {
    let entries = entries(folder, FILE, COLUMNS, ("venue", venue_code), venue);
    Listing::new(("venue", FILE), entries, VenueId::new, &folder.defects)
}

/// The id of a venue: sites that are no venues have names of their own.
fn venue_code(text: &str) -> Parsed<'static, String> {
    if [Site::COMMUNITY, Site::VIRTUAL].contains(&text) {
        let problem = format!("no venue may be called {}", quoted(text));
        return Err(Refusal::new("reserved-id", problem, "an id other than community and virtual"));
    }
    code(text)
}

fn venue(row: &Row<'_>, code: String) -> Venue {
    Venue {
        name: row.some_text("name").unwrap_or_else(|| code.clone()),
        area: row.some_text("area"),
        at: place(row),
        features: words(row, "features"),
        staffed: row.may("staffed", yes).unwrap_or(false),
        open: week_hours(row),
        code,
    }
}
