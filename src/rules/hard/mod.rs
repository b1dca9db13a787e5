//! The hard rules, one per file, in the order of the specification. A rota that breaks one cannot be worked.

mod bookable;
mod breaks;
mod fixed;
pub mod frozen;
mod hours;
mod keep_apart;
mod levels;
mod lone_working;
mod once;
mod people;
mod room;
mod school;
mod venue;
mod windows;
mod workers;

use super::violation::Violation;
use super::week::RotaWeek;

const RULES: [fn(&RotaWeek<'_>) -> Vec<Violation>; 15] = [
    once::violations,
    bookable::violations,
    venue::violations,
    room::violations,
    windows::violations,
    school::violations,
    people::violations,
    levels::violations,
    keep_apart::violations,
    workers::violations,
    breaks::violations,
    hours::violations,
    lone_working::violations,
    fixed::violations,
    frozen::violations,
];

/// Every breach of a hard rule, by rule.
pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    RULES.iter().flat_map(|rule| rule(week)).collect()
}

/// The texts of those faults whose condition holds.
fn where_true(faults: impl IntoIterator<Item = (bool, String)>) -> Vec<String> {
    faults.into_iter().filter(|(wrong, _)| *wrong).map(|(_, text)| text).collect()
}
