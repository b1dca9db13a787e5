//! Rooms that nothing tells apart. It knows rooms and who may use them, not when.

use rustc_hash::FxHashMap;

use crate::domain::{Absentee, Interval, RoomId, VenueId};
use crate::model::{Demand, Model, Requirement};

/// A class of rooms: a position in the list of classes.
pub(super) type ClassId = usize;

/// Rooms of one venue that suit the same demands, are away at the same times, and that no requirement and no published
/// session names. A session needs some room of a class; which one is settled at the end, because sessions that overlap
/// at no moment in greater number than there are rooms can always share the rooms out (interval graphs are perfect).
#[derive(Debug)]
pub(super) struct Classes {
    rooms: Vec<Vec<RoomId>>,
    of_room: Vec<ClassId>,
}

/// All that tells two rooms apart.
#[derive(PartialEq, Eq, Hash)]
struct Signature<'m> {
    venue: VenueId,
    demands: Vec<usize>,
    away: &'m [Interval],
    named: Option<RoomId>,
}

impl Classes {
    /// Sorts the rooms of a week into classes.
    pub(super) fn new(model: &Model<'_>) -> Self {
        let mut classes = Self { rooms: Vec::new(), of_room: Vec::new() };
        let named = named_rooms(model);
        let mut known = FxHashMap::default();
        for room in model.problem().rooms() {
            let class = *known.entry(signature(model, &named, room)).or_insert(classes.rooms.len());
            if class == classes.rooms.len() {
                classes.rooms.push(Vec::new());
            }
            classes.rooms[class].push(room);
            classes.of_room.push(class);
        }
        classes
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        self.rooms.len()
    }

    /// The rooms of a class, in order.
    pub(super) fn rooms(&self, class: ClassId) -> &[RoomId] {
        &self.rooms[class]
    }

    /// The class of a room.
    pub(super) fn of(&self, room: RoomId) -> ClassId {
        self.of_room[room.index()]
    }
}

/// Rooms that a requirement or a published session names.
fn named_rooms(model: &Model<'_>) -> Vec<RoomId> {
    let published = model.problem().published().unwrap_or_default();
    let before = published.iter().filter_map(|session| session.room?.here());
    let required = model.demands().iter().flat_map(|demand| &demand.requirements).filter_map(|r: &Requirement| r.room);
    before.chain(required).collect()
}

fn signature<'m>(model: &'m Model<'_>, named: &[RoomId], room: RoomId) -> Signature<'m> {
    let suits = |demand: &Demand| demand.sites.iter().any(|site| site.rooms.contains(&room));
    let demands = model.demands().iter().enumerate().filter(|(_, demand)| suits(demand));
    Signature {
        venue: model.problem()[room].venue,
        demands: demands.map(|(index, _)| index).collect(),
        away: model.problem().absences(Absentee::Room(room)),
        named: named.contains(&room).then_some(room),
    }
}
