//! Levels of family time, tables `[levels.…]`.

use super::document::Entry;
use crate::domain::{Level, Levels};

/// Its keys.
pub(super) const KEYS: &[&str] = &[
    "under_1.days",
    "under_1.minutes",
    "pre_school.days",
    "pre_school.minutes",
    "primary.days",
    "primary.minutes",
    "secondary.days",
    "secondary.minutes",
    "long_term.per_year",
    "long_term.minutes",
    "long_term.community_minutes",
];

/// Takes a level over; false where there is none of this name.
pub(super) fn set(levels: &mut Levels, key: &str, entry: &Entry<'_>) -> bool {
    match key.split_once('.') {
        Some(("under_1", key)) => set_level(&mut levels.under_1, key, entry),
        Some(("pre_school", key)) => set_level(&mut levels.pre_school, key, entry),
        Some(("primary", key)) => set_level(&mut levels.primary, key, entry),
        Some(("secondary", key)) => set_level(&mut levels.secondary, key, entry),
        Some(("long_term", key)) => set_long_term(levels, key, entry),
        _ => false,
    }
}

fn set_level(level: &mut Level, key: &str, entry: &Entry<'_>) -> bool {
    match key {
        "days" => replace(&mut level.days, entry.count(0..=7)),
        "minutes" => replace(&mut level.minutes, entry.minutes(0..=1440)),
        _ => false,
    }
}

fn set_long_term(levels: &mut Levels, key: &str, entry: &Entry<'_>) -> bool {
    let level = &mut levels.long_term;
    match key {
        "per_year" => replace(&mut level.per_year, entry.count(0..=366)),
        "minutes" => replace(&mut level.minutes, entry.minutes(0..=1440)),
        "community_minutes" => replace(&mut level.community_minutes, entry.minutes(0..=1440)),
        _ => false,
    }
}

/// Puts a value in place, if there is one. True, for a caller that asks whether the key is known.
pub(super) fn replace<T>(place: &mut T, value: Option<T>) -> bool {
    if let Some(value) = value {
        *place = value;
    }
    true
}
