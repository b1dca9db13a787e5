//! The week by worker: shift and leave, and every journey, session, duty and break of each day.

use super::scale::Scale;
use super::timetable::{Block, Group, Row, Timetable};
use super::words;
use crate::domain::Minutes;
use crate::output::paper::duration;
use crate::output::view::{Item, Pause, Tally, WeekView, What, WorkerDay, WorkerView};

/// A journey shorter than this has no room for its minutes.
const ROOM_FOR_TEXT: Minutes = Minutes(18);

/// All workers; a day is shown when there is a shift, leave or work.
pub(super) fn timetable(view: &WeekView<'_>, scale: Scale) -> Timetable {
    let groups = view.workers.iter().map(|worker| group(view, scale, worker)).collect();
    Timetable { id: "workers", title: "By worker", groups }
}

fn group(view: &WeekView<'_>, scale: Scale, worker: &WorkerView<'_>) -> Group {
    let facts = &view.problem()[worker.worker];
    let shown = |day: &&WorkerDay<'_>| !(day.shifts.is_empty() && day.leave.is_empty() && day.items.is_empty());
    let rows = worker.days.iter().filter(shown).map(|day| row(view, scale, day)).collect();
    let block = Block { title: words::short(&facts.code), rows };
    Group::new(&facts.name, note(view, worker), vec![block])
}

fn note(view: &WeekView<'_>, worker: &WorkerView<'_>) -> String {
    let facts = &view.problem()[worker.worker];
    let Tally { sessions, travel, paid, .. } = worker.tally;
    let contract = if facts.agency { "agency".to_owned() } else { format!("of {}", duration(worker.contracted)) };
    let base = &view.problem()[facts.base].name;
    let sessions = words::count(sessions, "session");
    format!("{sessions} · {} paid {contract} · {} travel · based at {base}", duration(paid), duration(travel))
}

fn row(view: &WeekView<'_>, scale: Scale, day: &WorkerDay<'_>) -> Row {
    let paid = if day.tally.paid > Minutes::ZERO { duration(day.tally.paid) } else { String::new() };
    let mut row = Row::new(scale, &words::short_day(view.problem(), day.day), paid);
    row.shade("open", &day.shifts);
    row.shade("leave", &day.leave);
    day.items.iter().for_each(|item| add_item(&mut row, view, item));
    row
}

fn add_item(row: &mut Row, view: &WeekView<'_>, item: &Item<'_>) {
    match item.what {
        What::Pause(Pause::Short) => {}
        What::Pause(Pause::Break) => row.shade("break", &[item.time]),
        What::Travel(_) => {
            let minutes = item.time.length();
            let text = if minutes >= ROOM_FOR_TEXT { minutes.0.to_string() } else { String::new() };
            let track = row.take_track(item.time);
            row.mark("travel", item.time, track, text);
        }
        What::Duty(duty) => {
            let track = row.take_track(item.time);
            row.mark("duty", item.time, track, format!("duty {}", words::short(&duty.code)));
        }
        What::Session(at) => add_session(row, view, at),
    }
}

/// The session within the time on site, within the journeys with the children where the worker drives them.
fn add_session(row: &mut Row, view: &WeekView<'_>, at: usize) {
    let (problem, seen) = (view.problem(), &view.sessions[at]);
    let track = row.take_track(seen.task);
    if seen.task != seen.on_site {
        row.mark("drive", seen.task, track, String::new());
    }
    row.mark("site", seen.on_site, track, String::new());
    let place = words::site(problem, seen.session.site);
    row.card((at, seen.class), seen.time, track, words::card(problem, seen, &place));
}
