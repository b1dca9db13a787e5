//! Rooms by name for the sessions of one venue on one day. Programs over columns only count rooms; here each session gets one
//! of its own, in order of time, looking back where the first choice leads nowhere.

use crate::domain::{Day, Interval, RoomId};
use crate::model::{DemandId, Model};

use super::Rooms;

/// Most choices tried before giving up.
const MOST_TRIES: usize = 5_000;

/// A session that needs a room.
struct Wanted<'a> {
    position: usize,
    hold: Interval,
    rooms: &'a [RoomId],
}

/// What came of looking for a room for each of some sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// One for each.
    Found(Vec<RoomId>),
    /// There is no way.
    Impossible,
    /// None was found soon.
    GivenUp,
}

/// A room for each session of a day at one venue; the rooms are as free afterwards as before.
pub(crate) fn name_rooms(model: &Model<'_>, free: &mut Rooms, day: Day, sessions: &[(DemandId, usize)]) -> Names {
    let mut wanted: Vec<Wanted<'_>> = Vec::with_capacity(sessions.len());
    for (position, &(id, index)) in sessions.iter().enumerate() {
        let demand = &model.demands()[id.index()];
        let placement = &demand.placements[index];
        let rooms = &demand.site_of(placement).rooms;
        let required = demand.requirements_on(day, placement.start).find_map(|required| required.room);
        let rooms = match required {
            Some(room) => rooms.iter().position(|&suitable| suitable == room).map_or(&[][..], |at| &rooms[at..=at]),
            None => &rooms[..],
        };
        wanted.push(Wanted { position, hold: demand.room_hold(placement.start), rooms });
    }
    wanted.sort_by_key(|wanted| (wanted.hold.from, wanted.rooms.len()));
    let mut naming = Naming { day, free, wanted, named: Vec::new(), tries: 0 };
    let is_done = naming.go_on();
    naming.let_go();
    match is_done {
        true => Names::Found(naming.in_order()),
        false if naming.tries > MOST_TRIES => Names::GivenUp,
        false => Names::Impossible,
    }
}

struct Naming<'a> {
    day: Day,
    free: &'a mut Rooms,
    wanted: Vec<Wanted<'a>>,
    named: Vec<RoomId>,
    tries: usize,
}

impl Naming<'_> {
    /// Names the rest; says whether it could.
    fn go_on(&mut self) -> bool {
        let Some(next) = self.wanted.get(self.named.len()) else { return true };
        let (hold, rooms) = (next.hold, next.rooms.to_vec());
        for room in rooms {
            self.tries += 1;
            if self.tries > MOST_TRIES {
                return false;
            }
            if !self.free.is_free(room, self.day, hold) {
                continue;
            }
            self.free.hold(room, self.day, hold);
            self.named.push(room);
            if self.go_on() {
                return true;
            }
            self.named.pop();
            self.free.release(room, self.day, hold);
        }
        false
    }

    /// Frees the rooms that were named.
    fn let_go(&mut self) {
        for (wanted, room) in self.wanted.iter().zip(&self.named) {
            self.free.release(*room, self.day, wanted.hold);
        }
    }

    fn in_order(&self) -> Vec<RoomId> {
        let mut rooms: Vec<(usize, RoomId)> =
            self.wanted.iter().map(|wanted| wanted.position).zip(self.named.iter().copied()).collect();
        rooms.sort_unstable();
        rooms.into_iter().map(|(_, room)| room).collect()
    }
}
