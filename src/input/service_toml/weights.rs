//! The weights of cost, table `[weights]`.

use super::document::Entry;
use crate::domain::{Cost, Weights};

/// Its keys.
pub(super) const KEYS: &[&str] = &[
    "unplaced.court",
    "unplaced.proceedings",
    "unplaced.looked_after",
    "unplaced.spare",
    "familiar",
    "unfamiliar",
    "extra_worker",
    "other_day",
    "other_time",
    "other_time_cap",
    "other_venue",
    "child_minute",
    "adult_minute",
    "worker_minute",
    "window",
    "venue",
    "area",
    "adjacent_days",
    "waiting_quarter",
    "strain_minute",
    "overtime_minute",
    "agency_minute",
    "agency_day",
    "moved",
    "worker_changed",
    "room_changed",
];

/// The largest weight: sums of such costs stay far inside 64 bits.
const MOST: u32 = 1_000_000_000;

/// Takes a weight over; false where there is none of this name.
pub(super) fn set(weights: &mut Weights, key: &str, entry: &Entry<'_>) -> bool {
    let Some(weight) = weight(weights, key) else { return false };
    if let Some(value) = entry.count(0..=MOST) {
        *weight = Cost(i64::from(value));
    }
    true
}

fn weight<'w>(weights: &'w mut Weights, key: &str) -> Option<&'w mut Cost> {
    Some(match key {
        "unplaced.court" => &mut weights.unplaced[0],
        "unplaced.proceedings" => &mut weights.unplaced[1],
        "unplaced.looked_after" => &mut weights.unplaced[2],
        "unplaced.spare" => &mut weights.unplaced[3],
        "familiar" => &mut weights.familiar,
        "unfamiliar" => &mut weights.unfamiliar,
        "extra_worker" => &mut weights.extra_worker,
        "other_day" => &mut weights.other_day,
        "other_time" => &mut weights.other_time,
        "other_time_cap" => &mut weights.other_time_cap,
        "other_venue" => &mut weights.other_venue,
        "child_minute" => &mut weights.child_minute,
        "adult_minute" => &mut weights.adult_minute,
        "worker_minute" => &mut weights.worker_minute,
        "window" => &mut weights.window,
        "venue" => &mut weights.venue,
        "area" => &mut weights.area,
        "adjacent_days" => &mut weights.adjacent_days,
        "waiting_quarter" => &mut weights.waiting_quarter,
        "strain_minute" => &mut weights.strain_minute,
        "overtime_minute" => &mut weights.overtime_minute,
        "agency_minute" => &mut weights.agency_minute,
        "agency_day" => &mut weights.agency_day,
        "moved" => &mut weights.moved,
        "worker_changed" => &mut weights.worker_changed,
        "room_changed" => &mut weights.room_changed,
        _ => return None,
    })
}
