//! What stands in each entry: sessions and duties, for their workers and their rooms. Families appear by initials, for a
//! calendar is looked at over shoulders.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use sha2::{Digest, Sha256};

use super::{Owner, Slot};
use crate::domain::{Day, Duty, Interval, Minutes, Site};
use crate::output::initials::initials_or_code;
use crate::output::view::{SessionView, WeekView};
use crate::output::visible::visible;

/// The slots of every entry by calendar, by the name of the entry.
pub(super) fn entries(view: &WeekView<'_>) -> BTreeMap<String, BTreeMap<Owner, Slot>> {
    let mut entries: BTreeMap<String, BTreeMap<Owner, Slot>> = BTreeMap::new();
    for session in &view.sessions {
        entries.entry(uid_of_session(view, session)).or_default().extend(session_slots(view, session));
    }
    for duty in view.problem().duties() {
        entries.entry(uid_of_duty(view, duty)).or_default().extend(duty_slots(view, duty));
    }
    entries
}

/// A name from week, request and number: wherever the session moves within its week, it is the same entry.
fn uid_of_session(view: &WeekView<'_>, session: &SessionView<'_>) -> String {
    let request = &view.problem()[session.session.request].code;
    uid(&[&view.problem().week().to_string(), "session", request, &session.number.to_string()])
}

/// A name from week, duty and day: the rows of its workers are one entry.
fn uid_of_duty(view: &WeekView<'_>, duty: &Duty) -> String {
    uid(&[&view.problem().week().to_string(), "duty", &duty.code, duty.day.word()])
}

/// A digest of the parts, for an id may hold anything; each part's length keeps them apart.
fn uid(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(format!("{}:{part};", part.len()));
    }
    let hex: String = digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}@kintime")
}

fn session_slots(view: &WeekView<'_>, session: &SessionView<'_>) -> Vec<(Owner, Slot)> {
    let problem = view.problem();
    let day = session.session.day;
    let text = Texts::of_session(view, session);
    let slot = |time| text.slot(moments(view, day, time));
    let room = session.session.room.zip(session.hold);
    let of_room = room.map(|(room, hold)| (Owner::Room(problem[room].code.clone()), slot(hold)));
    let of_workers =
        session.workers.iter().map(|why| (Owner::Worker(problem[why.worker].code.clone()), slot(session.task)));
    of_room.into_iter().chain(of_workers).collect()
}

fn duty_slots(view: &WeekView<'_>, duty: &Duty) -> Vec<(Owner, Slot)> {
    let problem = view.problem();
    let text = Texts::of_duty(view, duty);
    let slot = || text.slot(moments(view, duty.day, duty.time));
    let room = duty.room.map(|room| (Owner::Room(problem[room].code.clone()), slot()));
    room.into_iter().chain([(Owner::Worker(problem[duty.worker].code.clone()), slot())]).collect()
}

/// From minutes of a day to local date and time; a task may begin before its midnight.
fn moments(view: &WeekView<'_>, day: Day, time: Interval) -> (NaiveDateTime, NaiveDateTime) {
    let midnight = view.problem().week().date(day).and_time(NaiveTime::MIN);
    let at = |minutes: Minutes| midnight + TimeDelta::minutes(i64::from(minutes.0));
    (at(time.from), at(time.to))
}

/// The texts of an entry.
struct Texts {
    summary: String,
    location: String,
    description: String,
}

impl Texts {
    fn of_session(view: &WeekView<'_>, session: &SessionView<'_>) -> Self {
        let problem = view.problem();
        let request = session.session.request;
        let children = view.children(request, initials_or_code);
        let adults = view.adults(request, initials_or_code);
        let workers: Vec<&str> = session.workers.iter().map(|why| problem[why.worker].name.as_str()).collect();
        let lines = [
            format!("session {} to {}", session.time.from.clock(), session.time.to.clock()),
            format!("children {children}, adults {adults}"),
            format!("with {}", workers.join(", ")),
        ];
        Self {
            summary: visible(&format!("Family time {}", problem[request].code)),
            location: visible(&location(view, session)),
            description: lines.map(|line| visible(&line)).join("\n"),
        }
    }

    fn of_duty(view: &WeekView<'_>, duty: &Duty) -> Self {
        let problem = view.problem();
        let room = duty.room.map(|room| format!(", room {}", problem[room].code)).unwrap_or_default();
        Self {
            summary: visible(&format!("Duty {} ({})", duty.code, duty.kind.words())),
            location: visible(&format!("{}{room}", problem[duty.venue].name)),
            description: String::new(),
        }
    }

    fn slot(&self, (from, to): (NaiveDateTime, NaiveDateTime)) -> Slot {
        let (summary, location, description) = (self.summary.clone(), self.location.clone(), self.description.clone());
        Slot { from, to, summary, location, description }
    }
}

/// Venue and room; never a home, though a session in the community begins at one.
fn location(view: &WeekView<'_>, session: &SessionView<'_>) -> String {
    let problem = view.problem();
    match session.session.site {
        Site::Venue(venue) => {
            let room = session.session.room.map(|room| format!(", room {}", problem[room].code)).unwrap_or_default();
            format!("{}{room}", problem[venue].name)
        }
        Site::Community => "in the community".to_owned(),
        Site::Virtual => "by video".to_owned(),
    }
}
