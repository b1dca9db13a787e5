//! What one more of something would save, by the prices of the bound. Prices are those of small changes: what a whole room
//! or worker more is worth, only a new plan says.

use crate::domain::{Day, Minutes, RoomId, WorkerId};

/// What a room like another would save in one quarter of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomQuarter {
    /// The room.
    pub room: RoomId,
    /// The day.
    pub day: Day,
    /// Where the quarter begins, in minutes of the day.
    pub from: Minutes,
    /// In thousandths of a point.
    pub saves: i64,
}

/// What a worker like another would save on one day, with hours like that one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerDaySaved {
    /// The worker.
    pub worker: WorkerId,
    /// The day.
    pub day: Day,
    /// In thousandths of a point.
    pub saves: i64,
}

/// Everything that would save anything; nothing where no bound was found by prices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// By room, day and time.
    pub rooms: Vec<RoomQuarter>,
    /// By worker and day.
    pub workers: Vec<WorkerDaySaved>,
}
