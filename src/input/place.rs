//! The place of a row: coordinates, else a postcode.

use super::cells::coordinate;
use super::postcode::centroid;
use super::refusal::Refusal;
use super::row::Row;
use crate::domain::Coordinates;

/// Nowhere in particular, for rows that already have a defect.
const NOWHERE: Coordinates = Coordinates { latitude: 0.0, longitude: 0.0 };

/// The coordinates of a row, by `latitude` and `longitude` if both are given, else by `postcode`.
pub(super) fn place(row: &Row<'_>) -> Coordinates {
    let given = |column| !row.text(column).is_empty();
    match (given("latitude") && given("longitude"), given("postcode")) {
        (true, _) => degrees(row).unwrap_or(NOWHERE),
        (false, true) => row.may("postcode", centroid).unwrap_or(NOWHERE),
        (false, false) => {
            let column = if given("latitude") { "longitude" } else { "latitude" };
            let expected = "`latitude` and `longitude`, or `postcode`";
            row.refuse(column, &Refusal::new("no-place", "the row gives no place".to_owned(), expected));
            NOWHERE
        }
    }
}

fn degrees(row: &Row<'_>) -> Option<Coordinates> {
    let (latitude, longitude) = (row.may("latitude", coordinate(90)), row.may("longitude", coordinate(180)));
    Some(Coordinates { latitude: latitude?, longitude: longitude? })
}
