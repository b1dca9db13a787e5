//! Which rooms are held when, in a draft.

use crate::domain::{Absentee, Day, Interval, Minutes, RoomId};
use crate::model::Model;

/// Holds and times away of every room by day, in minutes of the day.
#[derive(Clone, Debug)]
pub(crate) struct Rooms(Vec<[Vec<Interval>; 7]>);

impl Rooms {
    /// All rooms free, but for the times in which they are away.
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let problem = model.problem();
        let around = Interval::new(-Minutes::DAY, Minutes::DAY * 2);
        let away = |room, day: Day| {
            let times = problem.absences(Absentee::Room(room)).iter().map(|time| time.shifted(-day.midnight()));
            times.filter(|time| time.meets(around)).collect()
        };
        Self(problem.rooms().map(|room| Day::ALL.map(|day| away(room, day))).collect())
    }

    /// Whether a room can be held.
    pub(crate) fn is_free(&self, room: RoomId, day: Day, hold: Interval) -> bool {
        self.0[room.index()][day.index()].iter().all(|taken| !taken.meets(hold))
    }

    /// Holds a room.
    pub(crate) fn hold(&mut self, room: RoomId, day: Day, hold: Interval) {
        self.0[room.index()][day.index()].push(hold);
    }

    /// Lets go of a hold.
    pub(crate) fn release(&mut self, room: RoomId, day: Day, hold: Interval) {
        let holds = &mut self.0[room.index()][day.index()];
        if let Some(at) = holds.iter().rposition(|held| *held == hold) {
            holds.swap_remove(at);
        }
    }
}
