//! When things are away, by thing.

use crate::domain::{Absence, Absentee, Interval};
use rustc_hash::FxHashMap;

/// Times away, by thing, in minutes of the planning week.
#[derive(Clone, Debug, Default)]
pub(in crate::domain) struct Absences(FxHashMap<Absentee, Vec<Interval>>);

impl Absences {
    pub(in crate::domain) fn new(absences: impl Iterator<Item = Absence>) -> Self {
        let mut by_thing: FxHashMap<Absentee, Vec<Interval>> = FxHashMap::default();
        for absence in absences {
            by_thing.entry(absence.of).or_default().push(absence.time);
        }
        Self(by_thing)
    }

    pub(in crate::domain) fn of(&self, thing: Absentee) -> &[Interval] {
        self.0.get(&thing).map_or(&[], Vec::as_slice)
    }
}
