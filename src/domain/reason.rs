//! The words for why a session is unplaced.

/// Why a session is unplaced: the first that holds, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Only the level of family time forbids it.
    OverLevel,
    /// Windows, school, people, bookings and opening hours leave no start.
    NoTime,
    /// No allowed venue has a room that is large enough and has the features, or lone working forbids them all.
    NoSite,
    /// No worker could ever do it.
    NoWorker,
    /// With the rest of the rota as it is, no room is free.
    RoomsFull,
    /// A room is free, but no worker.
    WorkersBusy,
    /// The rest of the rota stands against it: people, keep-apart or levels.
    Clash,
    /// It fits, but costs more than leaving it out.
    TooCostly,
}

impl Reason {
    /// All reasons, in the order in which they are tried.
    pub const ALL: [Self; 8] = [
        Self::OverLevel,
        Self::NoTime,
        Self::NoSite,
        Self::NoWorker,
        Self::RoomsFull,
        Self::WorkersBusy,
        Self::Clash,
        Self::TooCostly,
    ];

    /// The word in `rota.csv`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OverLevel => "over_level",
            Self::NoTime => "no_time",
            Self::NoSite => "no_site",
            Self::NoWorker => "no_worker",
            Self::RoomsFull => "rooms_full",
            Self::WorkersBusy => "workers_busy",
            Self::Clash => "clash",
            Self::TooCostly => "too_costly",
        }
    }

    /// The sentence a team leader would say.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::OverLevel => "longer than the child's level of family time allows without a court order",
            Self::NoTime => "no start fits its windows, school, the people's time and opening hours",
            Self::NoSite => "no allowed venue has a suitable room, or lone working rules them out",
            Self::NoWorker => "no worker has the skills and the hours for it",
            Self::RoomsFull => "every suitable room is taken whenever it could be held",
            Self::WorkersBusy => "a room is free, but no suitable worker is",
            Self::Clash => "the people's other sessions, keep-apart or levels stand against it",
            Self::TooCostly => "it would fit, but costs more than leaving it out",
        }
    }
}
