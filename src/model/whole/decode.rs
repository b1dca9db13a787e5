//! From values of the columns to a rota: sessions with a room of their class each, and workers in order.

use crate::domain::{Day, Interval, RequestId, RoomId, Rota, Session, WorkerId};
use crate::model::Model;

use super::choices::{Choice, Choices};
use super::classes::{ClassId, Classes};
use super::program::ColumnId;

/// What is needed to read a solution.
#[derive(Clone, Debug)]
pub(super) struct Key {
    placements: Vec<Coded>,
    classes: Vec<Vec<RoomId>>,
}

/// One placement with its columns.
#[derive(Clone, Debug)]
struct Coded {
    session: Session,
    hold: Interval,
    column: ColumnId,
    rooms: Vec<(ClassId, ColumnId)>,
    workers: Vec<(WorkerId, ColumnId)>,
}

impl Key {
    /// Keeps what the choices stand for.
    pub(super) fn new(model: &Model<'_>, classes: &Classes, choices: Choices) -> Self {
        let coded = |choice: Choice| Coded {
            session: empty_session(model.demands()[choice.demand.index()].request, &choice),
            hold: choice.hold,
            column: choice.column,
            rooms: choice.rooms,
            workers: choice.workers,
        };
        let classes = (0..classes.len()).map(|class| classes.rooms(class).to_vec()).collect();
        Self { placements: choices.into_all().into_iter().map(coded).collect(), classes }
    }

    /// The rota that values stand for; values are taken as yes from one half on.
    pub(super) fn decode(&self, values: &[f64]) -> Rota {
        let yes = |column: ColumnId| values[column.index()] > 0.5;
        let mut planned: Vec<(&Coded, Session)> = Vec::new();
        for coded in self.placements.iter().filter(|coded| yes(coded.column)) {
            let mut workers: Vec<WorkerId> =
                coded.workers.iter().filter(|&&(_, column)| yes(column)).map(|&(worker, _)| worker).collect();
            workers.sort_unstable();
            planned.push((coded, Session { workers, ..coded.session.clone() }));
        }
        planned.sort_by_key(|(coded, _)| coded.hold.from);
        let mut taken: Vec<(RoomId, Day, Interval)> = Vec::new();
        for (coded, session) in &mut planned {
            let class = coded.rooms.iter().find(|&&(_, column)| yes(column)).map(|&(class, _)| class);
            session.room = class.and_then(|class| free_room(&self.classes[class], &taken, session.day, coded.hold));
            taken.extend(session.room.map(|room| (room, session.day, coded.hold)));
        }
        Rota { sessions: planned.into_iter().map(|(_, session)| session).collect() }
    }
}

fn empty_session(request: RequestId, choice: &Choice) -> Session {
    let Choice { day, start, site, .. } = *choice;
    Session { request, day, start, site, room: None, workers: Vec::new() }
}

/// The first room that is free: in order of time, one is, unless more sessions hold rooms than there are.
fn free_room(rooms: &[RoomId], taken: &[(RoomId, Day, Interval)], day: Day, hold: Interval) -> Option<RoomId> {
    let clashes = |room: RoomId| taken.iter().any(|&(other, on, time)| other == room && on == day && time.meets(hold));
    rooms.iter().copied().find(|&room| !clashes(room))
}
