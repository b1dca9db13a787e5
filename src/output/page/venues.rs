//! The week by venue and room: opening hours, closures, what holds each room, and sessions in it.

use super::scale::Scale;
use super::timetable::{Block, Group, Row, Timetable};
use super::words;
use crate::domain::{Day, Interval, Minutes, Site};
use crate::output::view::{HeldBy, Hold, RoomView, SessionView, VenueDay, VenueView, WeekView};

/// All venues, and last what is at none.
pub(super) fn timetable(view: &WeekView<'_>, scale: Scale) -> Timetable {
    let venues = view.venues.iter().map(|venue| group(view, scale, venue));
    Timetable { id: "venues", title: "By venue and room", groups: venues.chain(elsewhere(view, scale)).collect() }
}

fn group(view: &WeekView<'_>, scale: Scale, venue: &VenueView<'_>) -> Group {
    let facts = &view.problem()[venue.venue];
    let sessions = words::count(view.at_venue(venue.venue).count(), "session");
    let rooms = words::count(venue.rooms.len(), "room");
    let note = [Some(facts.code.clone()), facts.area.clone(), Some(rooms), Some(sessions)];
    let blocks = venue.days.iter().filter(|day| has_something(venue, day)).map(|day| block(view, scale, venue, day));
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Group::new(&facts.name, note, blocks.collect())
}

fn has_something(venue: &VenueView<'_>, day: &VenueDay) -> bool {
    !day.open.is_empty() || venue.rooms.iter().any(|room| !room.days[day.day.index()].holds.is_empty())
}

fn block(view: &WeekView<'_>, scale: Scale, venue: &VenueView<'_>, day: &VenueDay) -> Block {
    let holiday = if day.bank_holiday { ", bank holiday" } else { "" };
    let title = format!("{}{holiday}", words::short_day(view.problem(), day.day));
    Block { title, rows: venue.rooms.iter().map(|room| row(view, scale, room, day)).collect() }
}

fn row(view: &WeekView<'_>, scale: Scale, room: &RoomView<'_>, day: &VenueDay) -> Row {
    let facts = &view.problem()[room.room];
    let of_day = &room.days[day.day.index()];
    let mut row = Row::new(scale, &facts.code, format!("takes {}", facts.capacity));
    row.shade("open", &day.open);
    row.shade("shut", &day.closed);
    row.shade("shut", &of_day.closed);
    of_day.holds.iter().for_each(|hold| add_hold(&mut row, view, hold));
    row
}

fn add_hold(row: &mut Row, view: &WeekView<'_>, hold: &Hold<'_>) {
    let track = row.take_track(hold.time);
    match hold.by {
        HeldBy::Duty(duty) => row.mark("duty", hold.time, track, format!("duty {}", words::short(&duty.code))),
        HeldBy::Session(at) => {
            row.mark("hold", hold.time, track, String::new());
            add_card(row, view, at, track);
        }
    }
}

fn add_card(row: &mut Row, view: &WeekView<'_>, at: usize, track: usize) {
    let seen = &view.sessions[at];
    let workers = words::workers(view.problem(), seen);
    row.card((at, seen.class), seen.time, track, words::card(view.problem(), seen, &workers));
}

/// Sessions in the community, by video or without a room, day by day.
fn elsewhere(view: &WeekView<'_>, scale: Scale) -> Option<Group> {
    let block = |day: Day| {
        let rows = KINDS.into_iter().map(|kind| row_elsewhere(view, scale, day, kind));
        Block { title: words::short_day(view.problem(), day), rows: rows.filter(|row| !row.cards.is_empty()).collect() }
    };
    let blocks: Vec<Block> = Day::ALL.into_iter().map(block).filter(|block| !block.rows.is_empty()).collect();
    let sessions = view.sessions.iter().filter(|seen| seen.session.room.is_none()).count();
    (sessions > 0).then(|| Group::new("Elsewhere", words::count(sessions, "session"), blocks))
}

const KINDS: [&str; 3] = ["community", "by video", "no room"];

fn row_elsewhere(view: &WeekView<'_>, scale: Scale, day: Day, kind: &str) -> Row {
    let mut row = Row::new(scale, kind, String::new());
    row.shade("open", &[Interval::new(Minutes::ZERO, Minutes::DAY)]);
    for (at, seen) in view.sessions.iter().enumerate() {
        if seen.session.day == day && kind_of(seen) == Some(kind) {
            let track = row.take_track(seen.time);
            add_card(&mut row, view, at, track);
        }
    }
    row
}

fn kind_of(seen: &SessionView<'_>) -> Option<&'static str> {
    let kind = match seen.session.site {
        Site::Community => KINDS[0],
        Site::Virtual => KINDS[1],
        Site::Venue(_) => KINDS[2],
    };
    seen.session.room.is_none().then_some(kind)
}
