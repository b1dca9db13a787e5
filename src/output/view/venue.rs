//! Each venue's week: when it is open and closed, and what holds each of its rooms.

use super::SessionView;
use super::clip::of_day;
use crate::domain::{Absentee, Day, Duty, Interval, Problem, RoomId, VenueId};

/// One venue's week.
#[derive(Clone, Debug)]
pub struct VenueView<'a> {
    /// Which.
    pub venue: VenueId,
    /// Monday to Sunday.
    pub days: Vec<VenueDay>,
    /// Its rooms in order.
    pub rooms: Vec<RoomView<'a>>,
}

/// One day of a venue, in minutes of it.
#[derive(Clone, Debug)]
pub struct VenueDay {
    /// Which.
    pub day: Day,
    /// Opening hours; none on a bank holiday on which venues close.
    pub open: Vec<Interval>,
    /// Whether it is a bank holiday.
    pub bank_holiday: bool,
    /// Closures.
    pub closed: Vec<Interval>,
}

/// One room's week.
#[derive(Clone, Debug)]
pub struct RoomView<'a> {
    /// Which.
    pub room: RoomId,
    /// Monday to Sunday.
    pub days: Vec<RoomDay<'a>>,
}

/// One day of a room, in minutes of it.
#[derive(Clone, Debug)]
pub struct RoomDay<'a> {
    /// Which.
    pub day: Day,
    /// When the room is out of use, besides closures of its venue.
    pub closed: Vec<Interval>,
    /// What holds it, in order of time.
    pub holds: Vec<Hold<'a>>,
}

/// A time in which a room is held.
#[derive(Clone, Copy, Debug)]
pub struct Hold<'a> {
    /// When, turnaround and time for the agreement included.
    pub time: Interval,
    /// By what.
    pub by: HeldBy<'a>,
}

/// What holds a room.
#[derive(Clone, Copy, Debug)]
pub enum HeldBy<'a> {
    /// The session at this position of the view's sessions.
    Session(usize),
    /// A duty.
    Duty(&'a Duty),
}

/// Looks at every venue.
pub(super) fn venue_views<'a>(problem: &'a Problem, sessions: &[SessionView<'a>]) -> Vec<VenueView<'a>> {
    let mut holds = holds_by_room(problem, sessions);
    let mut views: Vec<VenueView<'a>> = problem.venues().map(|venue| closed_and_open(problem, venue)).collect();
    for room in problem.rooms() {
        let view = RoomView { room, days: room_days(problem, room, std::mem::take(&mut holds[room.index()])) };
        views[problem[room].venue.index()].rooms.push(view);
    }
    views
}

fn closed_and_open<'a>(problem: &Problem, venue: VenueId) -> VenueView<'a> {
    let day_view = |day: Day| {
        let bank_holiday = problem.is_bank_holiday(day);
        let shut = bank_holiday && problem.policy().closed_on_bank_holidays;
        let hours = problem[venue].open[day.index()].spans();
        let open = if shut { Vec::new() } else { hours.to_vec() };
        VenueDay { day, open, bank_holiday, closed: of_day(problem.absences(Absentee::Venue(venue)), day) }
    };
    VenueView { venue, days: Day::ALL.into_iter().map(day_view).collect(), rooms: Vec::new() }
}

fn room_days<'a>(problem: &Problem, room: RoomId, holds: Vec<(Day, Hold<'a>)>) -> Vec<RoomDay<'a>> {
    let absences = problem.service().absences.iter().filter(|absence| absence.of == Absentee::Room(room));
    let away: Vec<Interval> = absences.map(|absence| absence.time).collect();
    let of = |day: Day| holds.iter().filter(move |(on, _)| *on == day).map(|&(_, hold)| hold);
    let day_view = |day| {
        let mut holds: Vec<Hold<'a>> = of(day).collect();
        holds.sort_by_key(|hold| hold.time);
        RoomDay { day, closed: of_day(&away, day), holds }
    };
    Day::ALL.into_iter().map(day_view).collect()
}

fn holds_by_room<'a>(problem: &'a Problem, sessions: &[SessionView<'a>]) -> Vec<Vec<(Day, Hold<'a>)>> {
    let mut holds: Vec<Vec<(Day, Hold<'a>)>> = vec![Vec::new(); problem.rooms().len()];
    for (at, view) in sessions.iter().enumerate() {
        if let (Some(room), Some(time)) = (view.session.room, view.hold) {
            holds[room.index()].push((view.session.day, Hold { time, by: HeldBy::Session(at) }));
        }
    }
    for duty in problem.duties() {
        if let Some(room) = duty.room {
            let list = &mut holds[room.index()];
            let same = |hold: &Hold<'_>| matches!(hold.by, HeldBy::Duty(other) if other.code == duty.code);
            // A duty has a row for each of its workers, and holds the room once.
            if !list.iter().any(|(day, hold)| *day == duty.day && hold.time == duty.time && same(hold)) {
                list.push((duty.day, Hold { time: duty.time, by: HeldBy::Duty(duty) }));
            }
        }
    }
    holds
}
