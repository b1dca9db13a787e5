//! Which rooms are held when, in a draft.

use crate::domain::{Absentee, Day, Interval, Minutes, RoomId};
use crate::model::Model;

use super::quarters::Quarters;

/// Holds and times away of every room by day, in minutes of the day.
#[derive(Clone, Debug)]
pub(crate) struct Rooms {
    taken: Vec<[Vec<Interval>; 7]>,
    /// The quarter hours that they fill.
    full: Vec<[Quarters; 7]>,
}

impl Rooms {
    /// All rooms free, but for the times in which they are away.
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let problem = model.problem();
        let around = Interval::new(-Minutes::DAY, Minutes::DAY * 2);
        let away = |room, day: Day| -> Vec<Interval> {
            let times = problem.absences(Absentee::Room(room)).iter().map(|time| time.shifted(-day.midnight()));
            times.filter(|time| time.meets(around)).collect()
        };
        let taken: Vec<[Vec<Interval>; 7]> = problem.rooms().map(|room| Day::ALL.map(|day| away(room, day))).collect();
        let full = taken.iter().map(|days| Day::ALL.map(|day| filled(&days[day.index()]))).collect();
        Self { taken, full }
    }

    /// Whether a room can be held.
    pub(crate) fn is_free(&self, room: RoomId, day: Day, hold: Interval) -> bool {
        !self.full[room.index()][day.index()].meets(Quarters::touched(hold))
            && self.taken[room.index()][day.index()].iter().all(|taken| !taken.meets(hold))
    }

    /// Holds a room.
    pub(crate) fn hold(&mut self, room: RoomId, day: Day, hold: Interval) {
        self.taken[room.index()][day.index()].push(hold);
        self.full[room.index()][day.index()].add(Quarters::filled(hold));
    }

    /// Lets go of a hold.
    pub(crate) fn release(&mut self, room: RoomId, day: Day, hold: Interval) {
        let holds = &mut self.taken[room.index()][day.index()];
        if let Some(at) = holds.iter().rposition(|held| *held == hold) {
            holds.swap_remove(at);
            self.full[room.index()][day.index()] = filled(holds);
        }
    }
}

/// The quarter hours that some times fill.
fn filled(times: &[Interval]) -> Quarters {
    let mut all = Quarters::default();
    times.iter().for_each(|time| all.add(Quarters::filled(*time)));
    all
}
