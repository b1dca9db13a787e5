//! Contact support workers and their fixed duties.

use std::collections::BTreeSet;

use super::calendar::Day;
use super::ids::{RoomId, VenueId, WorkerId};
use super::interval::{Hours, Interval};
use super::quantity::Minutes;

/// A contact support worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// The id in the files.
    pub code: String,
    /// The name; the id where the file gives none.
    pub name: String,
    /// Where the working day starts and ends.
    pub base: VenueId,
    /// Contracted minutes a week.
    pub contracted: Minutes,
    /// Most overtime minutes in a week.
    pub overtime: Minutes,
    /// What the worker can do.
    pub skills: BTreeSet<String>,
    /// Whether the worker may drive children.
    pub drives: bool,
    /// Whether the worker comes from an agency.
    pub agency: bool,
    /// Most sessions on one date.
    pub max_sessions_per_day: u32,
    /// Shift hours, Monday to Sunday, in minutes of the day.
    pub shifts: [Hours; 7],
}

impl Worker {
    /// Most paid minutes in a week: contracted and overtime.
    #[must_use]
    pub fn most_paid(&self) -> Minutes {
        self.contracted + self.overtime
    }
}

/// What a duty is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// Advice for kinship carers.
    DropIn,
    /// A looked-after review.
    Review,
    /// Training.
    Training,
    /// Anything else.
    #[default]
    Other,
}

impl DutyKind {
    /// Some words for people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::DropIn => "drop-in",
            Self::Review => "review",
            Self::Training => "training",
            Self::Other => "other",
        }
    }
}

/// Fixed work of one worker that is no session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its id in the files; several workers may share one.
    pub code: String,
    /// Who does it.
    pub worker: WorkerId,
    /// The day of the planning week.
    pub day: Day,
    /// When, in minutes of the day.
    pub time: Interval,
    /// Where.
    pub venue: VenueId,
    /// The room it takes, if any.
    pub room: Option<RoomId>,
    /// What it is for.
    pub kind: DutyKind,
}
