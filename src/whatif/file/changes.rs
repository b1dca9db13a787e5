//! The changes of one scenario, each with the place where it stands. Whether a change can be made is not decided here.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::section::{Place, Section};
use crate::domain::{AgeBand, Coordinates, Day, Hours, Minutes, PriorityClass};
use crate::input::{Amiss, hours_of, place_of_postcode, quoted};
use crate::whatif::scenario::{Change, NewRoom, NewVenue, NewWorkers, Scaling, Terms, WeekHours};

/// A change and where it stands.
pub(super) type Placed = (Change, Place);

/// All changes of a scenario, venues before rooms before workers before demand before settings.
pub(super) fn changes(scenario: &Section<'_, '_>) -> Vec<Placed> {
    let mut found = Vec::new();
    each(scenario, "add_venues", &mut found, |table| new_venue(table).map(Change::AddVenue));
    each(scenario, "venue_hours", &mut found, venue_hours);
    codes(scenario, "reopen_venues", &mut found, Change::ReopenVenue);
    codes(scenario, "close_venues", &mut found, Change::CloseVenue);
    each(scenario, "add_rooms", &mut found, |table| new_room(table).map(Change::AddRoom));
    each(scenario, "equip_rooms", &mut found, equip);
    codes(scenario, "reopen_rooms", &mut found, Change::ReopenRoom);
    codes(scenario, "close_rooms", &mut found, Change::CloseRoom);
    each(scenario, "add_workers", &mut found, |table| new_workers(table).map(Change::AddWorkers));
    each(scenario, "change_workers", &mut found, change_worker);
    codes(scenario, "remove_workers", &mut found, Change::RemoveWorker);
    each(scenario, "scale_demand", &mut found, |table| scaling(table).map(Change::ScaleDemand));
    for key in ["policy", "levels", "weights"] {
        let settings = scenario.settings(key).into_iter();
        found.extend(settings.map(|(key, value, place)| (Change::Setting { key, value }, place)));
    }
    for (text, place) in scenario.texts("lose_days") {
        match text.parse::<NaiveDate>() {
            Ok(date) => found.push((Change::LoseDay(date), place)),
            Err(_) => scenario.refuse("lose_days", &place, "a date as 2026-12-02"),
        }
    }
    found
}

fn each(
    scenario: &Section<'_, '_>,
    key: &'static str,
    found: &mut Vec<Placed>,
    read: impl Fn(&Section<'_, '_>) -> Option<Change>,
) {
    for table in scenario.sections(key) {
        let change = read(&table);
        table.finish();
        found.extend(change.map(|change| (change, table.place.clone())));
    }
}

fn codes(scenario: &Section<'_, '_>, key: &'static str, found: &mut Vec<Placed>, change: fn(String) -> Change) {
    found.extend(scenario.texts(key).into_iter().map(|(code, place)| (change(code), place)));
}

fn new_room(table: &Section<'_, '_>) -> Option<NewRoom> {
    let code = table.needed_text("room", "the id of the new room");
    let like = table.needed_text("like", "the id of a room that it is like");
    let (venue, capacity) = (table.text("venue"), table.count("capacity", 1..=1_000));
    let features = table.value("features").map(|_| words(table, "features"));
    Some(NewRoom { code: code?, like: like?, venue, capacity, features })
}

fn equip(table: &Section<'_, '_>) -> Option<Change> {
    let room = table.needed_text("room", "the id of a room");
    let features = words(table, "features");
    if features.is_empty() {
        table.miss("features", "what the room is to offer, as [\"baby\"]");
    }
    Some(Change::EquipRoom { room: room?, features })
}

fn new_venue(table: &Section<'_, '_>) -> Option<NewVenue> {
    let code = table.needed_text("venue", "the id of the new venue");
    let like = table.needed_text("like", "the id of a venue that it is like");
    let at: Option<Coordinates> = table.parsed("postcode", place_of_postcode);
    let (area, days) = (table.text("area"), week_hours(table));
    Some(NewVenue { code: code?, like: like?, at, area, days })
}

fn venue_hours(table: &Section<'_, '_>) -> Option<Change> {
    let venue = table.needed_text("venue", "the id of a venue");
    let days = week_hours(table);
    if Day::ALL.into_iter().all(|day| table.value(day.word()).is_none()) {
        table.miss("mon", "hours of at least one day, as sat = \"09:00-13:00\"");
    }
    Some(Change::VenueHours { venue: venue?, days })
}

fn new_workers(table: &Section<'_, '_>) -> Option<NewWorkers> {
    let like = table.needed_text("like", "the id of a worker whom they are like");
    let asked = table.value("count").is_some();
    let count = table.count("count", 0..=200);
    let (base, terms) = (table.text("base"), terms(table));
    Some(NewWorkers { like: like?, count: if asked { count? } else { 1 }, base, terms })
}

fn change_worker(table: &Section<'_, '_>) -> Option<Change> {
    let worker = table.needed_text("worker", "the id of a worker, or `*` for everybody employed");
    let terms = terms(table);
    if terms == Terms::default() {
        table.miss("skills", "something that changes, such as skills, contracted_hours or mon");
    }
    let worker = worker?;
    Some(Change::ChangeWorker { worker: (worker != "*").then_some(worker), terms })
}

fn terms(table: &Section<'_, '_>) -> Terms {
    Terms {
        skills: words(table, "skills"),
        contracted: hours_a_week(table, "contracted_hours"),
        overtime: hours_a_week(table, "overtime_hours"),
        max_sessions_per_day: table.count("max_sessions_per_day", 0..=50),
        drives: table.boolean("drives"),
        agency: table.boolean("agency"),
        days: week_hours(table),
    }
}

fn hours_a_week(table: &Section<'_, '_>, key: &'static str) -> Option<Minutes> {
    let hundredths = table.hundredths(key, 168)?;
    Some(Minutes(i32::try_from(hundredths * 60 / 100).unwrap_or(i32::MAX)))
}

fn week_hours(table: &Section<'_, '_>) -> WeekHours {
    Day::ALL.map(|day| -> Option<Hours> { table.parsed(day.word(), hours_of) })
}

fn scaling(table: &Section<'_, '_>) -> Option<Scaling> {
    if table.value("percent").is_none() {
        table.miss("percent", "how many requests there are to be, in per cent of those there are");
    }
    let percent = table.count("percent", 0..=1_000);
    let class = table.parsed("class", |text| one_of(text, &PriorityClass::ALL.map(|class| (class.word(), class))));
    let age = table.parsed("age", |text| one_of(text, &AGES));
    Some(Scaling { percent: percent?, class, age, area: table.text("area") })
}

const AGES: [(&str, AgeBand); 4] = [
    ("under_1", AgeBand::Under1),
    ("pre_school", AgeBand::PreSchool),
    ("primary", AgeBand::Primary),
    ("secondary", AgeBand::Secondary),
];

fn one_of<T: Copy>(text: &str, words: &[(&'static str, T)]) -> Result<T, Amiss> {
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|&(_, value)| value).ok_or_else(|| Amiss {
        code: "unknown-word",
        problem: format!("{} is none of the words of this key", quoted(text)),
        expected: format!("one of {}", words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")),
        hint: String::new(),
    })
}

fn words(table: &Section<'_, '_>, key: &'static str) -> BTreeSet<String> {
    table.texts(key).into_iter().map(|(word, _)| word).collect()
}
