//! Calendars: one for each worker and each room, which phones and desktop calendars keep up to date. An entry keeps its
//! name (`UID`) from plan to plan; its `SEQUENCE` rises whenever something in it changes; and an entry that has left a
//! calendar stays in it as cancelled, so that nobody waits for a session that is elsewhere or not at all.

mod content;
mod memory;
mod text;

use std::collections::BTreeMap;
use std::io;

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::view::WeekView;
use content::entries;
use memory::{Known, Memory};
use text::{Event, Status, write_calendar};

/// Whose calendar it is. The order is that of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// A room, by its id.
    Room(String),
    /// A worker, by their id.
    Worker(String),
}

impl Owner {
    /// The id.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Room(code) | Self::Worker(code) => code,
        }
    }

    /// The kind and a hyphen: what the name of the file begins with.
    #[must_use]
    pub fn prefix(&self) -> &'static str {
        match self {
            Self::Room(_) => "room-",
            Self::Worker(_) => "worker-",
        }
    }
}

/// What one calendar says of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    from: NaiveDateTime,
    to: NaiveDateTime,
    summary: String,
    location: String,
    description: String,
}

/// The calendars of a week, and what the next run must know of them.
#[derive(Debug)]
pub struct Calendars {
    week: BTreeMap<Owner, Vec<Event>>,
    memory: Memory,
}

impl Calendars {
    /// The calendars of a week, given what the last run remembered; nothing where there was none.
    #[must_use]
    pub fn new(view: &WeekView<'_>, remembered: Option<&[u8]>) -> Self {
        let monday = view.problem().week().monday();
        let mut memory = Memory::read(remembered);
        memory.update(monday, entries(view));
        let mut week: BTreeMap<Owner, Vec<Event>> = BTreeMap::new();
        for (uid, known) in memory.of_week(monday) {
            for (owner, slot) in &known.slots {
                let event = event(view, uid, known, owner, slot);
                week.entry(owner.clone()).or_default().push(event);
            }
        }
        week.values_mut().for_each(|events| events.sort_by(|a, b| (a.from, &a.uid).cmp(&(b.from, &b.uid))));
        Self { week, memory }
    }

    /// Everybody with an entry, cancelled ones included.
    pub fn owners(&self) -> impl Iterator<Item = &Owner> {
        self.week.keys()
    }

    /// Writes one calendar.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write(&self, owner: &Owner, to: impl io::Write) -> io::Result<()> {
        write_calendar(owner, self.week.get(owner).map_or(&[], Vec::as_slice), to)
    }

    /// Writes what the next run must know.
    ///
    /// # Errors
    /// If writing fails.
    pub fn write_memory(&self, to: impl io::Write) -> io::Result<()> {
        self.memory.write(to)
    }
}

fn event(view: &WeekView<'_>, uid: &str, known: &Known, owner: &Owner, slot: &Slot) -> Event {
    let is_on = known.now.contains(owner);
    // No clock: the same run gives the same bytes. A later version of an entry has a later stamp all the same.
    let stamped = view.problem().week().monday() - Days::new(7);
    Event {
        uid: uid.to_owned(),
        stamp: stamped.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(known.sequence)),
        sequence: known.sequence,
        status: if is_on { Status::Confirmed } else { Status::Cancelled },
        from: slot.from,
        to: slot.to,
        summary: slot.summary.clone(),
        location: slot.location.clone(),
        description: slot.description.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Calendars, Owner};
    use crate::domain::{Cost, Rota, Session};
    use crate::output::view::WeekView;
    use crate::rota::PlannedWeek;
    use crate::rules::audit;
    use crate::rules::testing::{Fixture, MON, SUN, TUE, duty, session, with_workers};

    /// The calendars of these sessions after a run that remembered this, and what it remembers itself.
    fn run(fixture: &Fixture, sessions: &[Session], remembered: Option<&[u8]>) -> (Calendars, Vec<u8>) {
        let problem = fixture.problem();
        let rota = Rota { sessions: sessions.to_vec() };
        let cost = audit(&problem, &rota).cost;
        let planned = PlannedWeek { problem: &problem, rota, unplaced: Vec::new(), cost, bound: Cost::ZERO };
        let calendars = Calendars::new(&WeekView::new(&planned), remembered);
        let mut memory = Vec::new();
        calendars.write_memory(&mut memory).unwrap();
        (calendars, memory)
    }

    fn worker(number: usize) -> Owner {
        Owner::Worker(format!("W{number}"))
    }

    /// Status, sequence, and start of every entry of a calendar.
    fn said(calendars: &Calendars, owner: &Owner) -> Vec<(String, String, String)> {
        let mut text = Vec::new();
        calendars.write(owner, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let value = |event: &str, name: &str| {
            let line = event.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_once(':').unwrap().1.to_owned()
        };
        let events = text.split("BEGIN:VEVENT").skip(1);
        events.map(|e| (value(e, "STATUS"), value(e, "SEQUENCE"), value(e, "DTSTART"))).collect()
    }

    fn entry(status: &str, sequence: u32, start: &str) -> (String, String, String) {
        (status.to_owned(), sequence.to_string(), start.to_owned())
    }

    #[test]
    fn a_plan_that_stays_changes_nothing() {
        let (first, memory) = run(&Fixture::new(), &[session(1, MON, "10:00")], None);
        assert_eq!(said(&first, &worker(1)), [entry("CONFIRMED", 0, "20261130T095000")]);
        let (again, same) = run(&Fixture::new(), &[session(1, MON, "10:00")], Some(&memory));
        assert_eq!((said(&again, &worker(1)), same), (said(&first, &worker(1)), memory));
    }

    #[test]
    fn a_session_that_moves_is_the_same_entry_with_a_higher_sequence() {
        let (_, memory) = run(&Fixture::new(), &[session(1, MON, "10:00")], None);
        let (moved, memory) = run(&Fixture::new(), &[session(1, TUE, "14:00")], Some(&memory));
        assert_eq!(said(&moved, &worker(1)), [entry("CONFIRMED", 1, "20261201T135000")]);
        let (back, _) = run(&Fixture::new(), &[session(1, MON, "10:00")], Some(&memory));
        assert_eq!(said(&back, &worker(1)), [entry("CONFIRMED", 2, "20261130T095000")]);
    }

    #[test]
    fn a_session_that_goes_to_another_worker_is_cancelled_for_the_first() {
        let (_, memory) = run(&Fixture::new(), &[session(1, MON, "10:00")], None);
        let given = [with_workers(&[2], session(1, MON, "10:00"))];
        let (given_away, memory) = run(&Fixture::new(), &given, Some(&memory));
        assert_eq!(said(&given_away, &worker(1)), [entry("CANCELLED", 1, "20261130T095000")]);
        assert_eq!(said(&given_away, &worker(2)), [entry("CONFIRMED", 1, "20261130T095000")]);
        let (still, memory) = run(&Fixture::new(), &given, Some(&memory));
        assert_eq!(said(&still, &worker(1)), [entry("CANCELLED", 1, "20261130T095000")], "for who was offline");
        let (back, _) = run(&Fixture::new(), &[session(1, MON, "10:00")], Some(&memory));
        assert_eq!(said(&back, &worker(1)), [entry("CONFIRMED", 2, "20261130T095000")]);
        assert_eq!(said(&back, &worker(2)), [entry("CANCELLED", 2, "20261130T095000")]);
    }

    #[test]
    fn a_session_that_is_dropped_is_cancelled_everywhere() {
        let (_, memory) = run(&Fixture::new(), &[session(1, MON, "10:00")], None);
        let (dropped, _) = run(&Fixture::new(), &[], Some(&memory));
        assert_eq!(said(&dropped, &worker(1)), [entry("CANCELLED", 1, "20261130T095000")]);
        assert_eq!(said(&dropped, &Owner::Room("A".to_owned())), [entry("CANCELLED", 1, "20261130T100000")]);
    }

    #[test]
    fn another_week_cancels_nothing_of_this_one() {
        let (_, memory) = run(&Fixture::new(), &[session(1, SUN, "10:00")], None);
        let text = String::from_utf8(memory).unwrap().replace("2026-11-30", "2026-11-23");
        let (next, memory) = run(&Fixture::new(), &[], Some(text.as_bytes()));
        assert_eq!(next.owners().count(), 0);
        assert!(String::from_utf8(memory).unwrap().contains("2026-11-23"), "that week is still remembered");
    }

    #[test]
    fn a_memory_that_cannot_be_read_is_none() {
        let (calendars, _) = run(&Fixture::new(), &[session(1, MON, "10:00")], Some(b"\xff no JSON"));
        assert_eq!(said(&calendars, &worker(1)), [entry("CONFIRMED", 0, "20261130T095000")]);
    }

    #[test]
    fn duties_are_in_the_calendar_of_their_worker_and_room() {
        let room = Some(crate::domain::RoomId::new(1));
        let fixture = Fixture::with(|f| f.service.duties = vec![duty(1, MON, "12:00-12:30", room)]);
        let (calendars, _) = run(&fixture, &[], None);
        let expected = [entry("CONFIRMED", 0, "20261130T120000")];
        assert_eq!(said(&calendars, &worker(1)), expected);
        assert_eq!(said(&calendars, &Owner::Room("B".to_owned())), expected);
    }
}
