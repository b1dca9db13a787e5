//! What the calendars of earlier runs said, so that this run can raise the sequence of what changed and cancel what left.
//! It is kept in the output folder; a memory from elsewhere can do no more than add cancelled entries.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Owner, Slot};

/// Weeks before and after the planned one that are remembered.
const WEEKS_KEPT: u64 = 8;

/// Every entry of the weeks around this one, by its name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    entries: BTreeMap<String, Known>,
}

/// What is known of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// The Monday of its week.
    pub(super) week: NaiveDate,
    /// How often it has changed.
    pub(super) sequence: u32,
    /// The calendars that it is in now; all others that have a slot have lost it.
    pub(super) now: BTreeSet<Owner>,
    /// What each calendar says of it, or said last.
    #[serde(with = "pairs")]
    pub(super) slots: BTreeMap<Owner, Slot>,
}

impl Memory {
    /// Reads a memory; what cannot be read is none.
    pub(super) fn read(bytes: Option<&[u8]>) -> Self {
        bytes.and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default()
    }

    /// Takes over what the calendars of a week are to say now, and forgets weeks that are far away.
    pub(super) fn update(&mut self, week: NaiveDate, mut now: BTreeMap<String, BTreeMap<Owner, Slot>>) {
        let is_near =
            |other: NaiveDate| other <= week + Days::new(7 * WEEKS_KEPT) && week <= other + Days::new(7 * WEEKS_KEPT);
        self.entries.retain(|_, known| is_near(known.week));
        for (uid, known) in self.entries.iter_mut().filter(|(_, known)| known.week == week) {
            known.become_now(now.remove(uid).unwrap_or_default());
        }
        for (uid, slots) in now {
            let new = Known { week, sequence: 0, now: slots.keys().cloned().collect(), slots };
            self.entries.insert(uid, new);
        }
    }

    /// The entries of a week.
    pub(super) fn of_week(&self, week: NaiveDate) -> impl Iterator<Item = (&str, &Known)> {
        self.entries.iter().filter(move |(_, known)| known.week == week).map(|(uid, known)| (uid.as_str(), known))
    }

    /// Writes it for the next run.
    pub(super) fn write(&self, mut to: impl io::Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut to, self)?;
        writeln!(to)
    }
}

impl Known {
    /// Raises the sequence if anything changed; slots of calendars that lost the entry stay as they were.
    fn become_now(&mut self, slots: BTreeMap<Owner, Slot>) {
        let now: BTreeSet<Owner> = slots.keys().cloned().collect();
        let same = slots.iter().all(|(owner, slot)| self.slots.get(owner) == Some(slot));
        if now != self.now || !same {
            self.sequence = self.sequence.saturating_add(1);
        }
        self.now = now;
        self.slots.extend(slots);
    }
}

/// A map whose keys are no plain strings, as a list of pairs: JSON has no other maps.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Owner, Slot};

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<Owner, Slot>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<Owner, Slot>, D::Error> {
        Ok(Vec::<(Owner, Slot)>::deserialize(from)?.into_iter().collect())
    }
}
