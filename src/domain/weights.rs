//! What it costs to fall short of a wish, with the defaults.

use super::quantity::Cost;
use super::request::PriorityClass;

/// The weights of all cost terms, 0 and up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// An unplaced session, by class in the order of [`PriorityClass::ALL`].
    pub unplaced: [Cost; 4],
    /// A familiar worker instead of the main one.
    pub familiar: Cost,
    /// An unfamiliar worker instead of the main one.
    pub unfamiliar: Cost,
    /// Each worker of a request beyond the number a session needs.
    pub extra_worker: Cost,
    /// Another weekday than usual.
    pub other_day: Cost,
    /// Each full 15 minutes away from the usual start.
    pub other_time: Cost,
    /// The most that the start costs.
    pub other_time_cap: Cost,
    /// Another venue than usual.
    pub other_venue: Cost,
    /// A minute of a child's journey.
    pub child_minute: Cost,
    /// A minute of an adult's journey.
    pub adult_minute: Cost,
    /// A minute of a worker's travel.
    pub worker_minute: Cost,
    /// Outside the windows wished for.
    pub window: Cost,
    /// At a venue not wished for.
    pub venue: Cost,
    /// Outside the area wished for.
    pub area: Cost,
    /// Sessions of a child on adjacent dates.
    pub adjacent_days: Cost,
    /// Each full 15 minutes of a worker's waiting.
    pub waiting_quarter: Cost,
    /// A paid minute above the strain limit.
    pub strain_minute: Cost,
    /// A paid minute above the contract.
    pub overtime_minute: Cost,
    /// A paid minute of an agency worker.
    pub agency_minute: Cost,
    /// A date with an agency worker.
    pub agency_day: Cost,
    /// A published session that moved.
    pub moved: Cost,
    /// A published worker who is no longer on a session.
    pub worker_changed: Cost,
    /// Another room than published.
    pub room_changed: Cost,
}

impl Weights {
    /// What an unplaced session of a class costs.
    #[must_use]
    pub fn unplaced(&self, class: PriorityClass) -> Cost {
        self.unplaced[class as usize]
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            unplaced: [Cost(8000), Cost(4000), Cost(2000), Cost(600)],
            familiar: Cost(30),
            unfamiliar: Cost(90),
            extra_worker: Cost(120),
            other_day: Cost(60),
            other_time: Cost(5),
            other_time_cap: Cost(40),
            other_venue: Cost(40),
            child_minute: Cost(3),
            adult_minute: Cost(1),
            worker_minute: Cost(1),
            window: Cost(30),
            venue: Cost(30),
            area: Cost(40),
            adjacent_days: Cost(25),
            waiting_quarter: Cost(2),
            strain_minute: Cost(1),
            overtime_minute: Cost(3),
            agency_minute: Cost(1),
            agency_day: Cost(150),
            moved: Cost(150),
            worker_changed: Cost(90),
            room_changed: Cost(10),
        }
    }
}
