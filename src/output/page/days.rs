//! The week by day: everything that is on, venue below venue, without rooms.

use super::scale::Scale;
use super::timetable::{Block, Group, Row, Timetable};
use super::words;
use crate::domain::{Day, Interval, Minutes, Site};
use crate::output::dates::long_date;
use crate::output::view::WeekView;

/// The days that have a session, Monday first.
pub(super) fn timetable(view: &WeekView<'_>, scale: Scale) -> Timetable {
    let has_session = |day: &Day| view.sessions.iter().any(|seen| seen.session.day == *day);
    let groups = Day::ALL.into_iter().filter(has_session).map(|day| group(view, scale, day)).collect();
    Timetable { id: "days", title: "By day", groups }
}

fn group(view: &WeekView<'_>, scale: Scale, day: Day) -> Group {
    let problem = view.problem();
    let venues = problem.venues().map(|venue| (Site::Venue(venue), problem[venue].name.as_str()));
    let others = [(Site::Community, "community"), (Site::Virtual, "by video")];
    let rows = venues.chain(others).map(|(site, head)| row(view, scale, day, site, head));
    let rows: Vec<Row> = rows.filter(|row| !row.cards.is_empty()).collect();
    let sessions = words::count(rows.iter().map(|row| row.cards.len()).sum(), "session");
    let title = long_date(problem.week().date(day));
    Group::new(&title, sessions, vec![Block { title: words::short_day(problem, day), rows }])
}

fn row(view: &WeekView<'_>, scale: Scale, day: Day, site: Site, head: &str) -> Row {
    let mut row = Row::new(scale, &words::short(head), String::new());
    match site {
        Site::Venue(venue) => {
            let of_day = &view.venues[venue.index()].days[day.index()];
            row.shade("open", &of_day.open);
            row.shade("shut", &of_day.closed);
        }
        Site::Community | Site::Virtual => row.shade("open", &[Interval::new(Minutes::ZERO, Minutes::DAY)]),
    }
    let here = view.sessions.iter().enumerate();
    for (at, seen) in here.filter(|(_, seen)| seen.session.day == day && seen.session.site == site) {
        let problem = view.problem();
        let track = row.take_track(seen.time);
        let room_and_workers = [view.room(seen.session).to_owned(), words::workers(problem, seen)];
        let last = room_and_workers.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        row.card((at, seen.class), seen.time, track, words::card(problem, seen, &last));
    }
    row.note = words::count(row.cards.len(), "session");
    row
}
