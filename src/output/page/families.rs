//! The week by family: when its children are at school or away, when they leave home and are back, and its sessions.

use super::scale::Scale;
use super::timetable::{Block, Group, Row, Timetable};
use super::words;
use crate::domain::{Absentee, Day, Hours, Interval, Minutes, PersonId};
use crate::output::view::{FamilyView, SessionView, WeekView};

/// Families below one time axis.
const TOGETHER: usize = 8;

/// All families with a session due, in order of their requests.
pub(super) fn timetable(view: &WeekView<'_>, scale: Scale) -> Timetable {
    let groups = view.families.chunks(TOGETHER).map(|families| group(view, scale, families)).collect();
    Timetable { id: "families", title: "By family", groups }
}

fn group(view: &WeekView<'_>, scale: Scale, families: &[FamilyView]) -> Group {
    let code = |family: &FamilyView| words::short(&view.problem()[family.requests[0]].code);
    let title = match families {
        [only] => format!("Family of {}", code(only)),
        [first, .., last] => format!("Families of {} to {}", code(first), code(last)),
        [] => String::new(),
    };
    let rows = families.iter().flat_map(|family| rows(view, scale, family)).collect();
    Group::new(&title, String::new(), vec![Block { title: "family".to_owned(), rows }])
}

/// A row for each day with a session, the first of them named; one that says why, for a family without any.
fn rows(view: &WeekView<'_>, scale: Scale, family: &FamilyView) -> Vec<Row> {
    let days: Vec<Day> = Day::ALL.into_iter().filter(|&day| sessions_on(view, family, day).next().is_some()).collect();
    let mut rows: Vec<Row> = days.into_iter().map(|day| row(view, scale, family, day)).collect();
    if !family.unplaced.is_empty() {
        let mut row = Row::new(scale, "", "not planned".to_owned());
        row.text = unplaced(view, family);
        rows.push(row);
    }
    if let Some(first) = rows.first_mut() {
        first.head = name(view, family);
    }
    rows
}

/// The children, and the adults they meet.
fn name(view: &WeekView<'_>, family: &FamilyView) -> String {
    let problem = view.problem();
    let names = |child: bool| {
        let those = family.people.iter().filter(|&&person| problem[person].is_child() == child);
        words::short(&those.map(|&person| problem[person].name.as_str()).collect::<Vec<_>>().join(", "))
    };
    format!("{} with {}", names(true), names(false))
}

fn unplaced(view: &WeekView<'_>, family: &FamilyView) -> String {
    let sentence = |&at: &usize| {
        let line = &view.unplaced[at].unplaced;
        format!("{}: {}", words::short(&view.problem()[line.request].code), line.sentence())
    };
    family.unplaced.iter().map(sentence).collect::<Vec<_>>().join(" · ")
}

fn sessions_on<'v, 'a>(
    view: &'v WeekView<'a>,
    family: &'v FamilyView,
    day: Day,
) -> impl Iterator<Item = (usize, &'v SessionView<'a>)> {
    let sessions = family.sessions.iter().map(|&at| (at, &view.sessions[at]));
    sessions.filter(move |(_, seen)| seen.session.day == day)
}

fn row(view: &WeekView<'_>, scale: Scale, family: &FamilyView, day: Day) -> Row {
    let problem = view.problem();
    let children = || family.people.iter().copied().filter(|&person| problem[person].is_child());
    let mut row = Row::new(scale, "", words::short_day(problem, day));
    row.shade("open", &[Interval::new(Minutes::ZERO, Minutes::DAY)]);
    row.shade("school", Hours::new(children().filter_map(|child| view.school(child, day)).collect()).spans());
    let away = |&person: &PersonId| view.away(Absentee::Person(person), day);
    row.shade("leave", Hours::new(family.people.iter().flat_map(away).collect()).spans());
    sessions_on(view, family, day).for_each(|(at, seen)| add_session(&mut row, view, at, seen));
    row
}

/// The session, and around it the longest journey of its children.
fn add_session(row: &mut Row, view: &WeekView<'_>, at: usize, seen: &SessionView<'_>) {
    let problem = view.problem();
    let journeys = || seen.journeys.iter().filter(|journey| problem[journey.person].is_child());
    let leaves = journeys().map(|journey| journey.leaves).min().unwrap_or(seen.time.from);
    let home = journeys().map(|journey| journey.home).max().unwrap_or(seen.time.to);
    let track = row.take_track(Interval::new(leaves.min(seen.time.from), home.max(seen.time.to)));
    row.mark("travel", Interval::new(leaves, seen.time.from), track, String::new());
    row.mark("travel", Interval::new(seen.time.to, home), track, String::new());
    let (place, workers) = (words::site(problem, seen.session.site), words::workers(problem, seen));
    let place_and_workers = if workers.is_empty() { place } else { format!("{place}, {workers}") };
    row.card((at, seen.class), seen.time, track, words::card(problem, seen, &place_and_workers));
}
