//! What a scenario is: a name, a price and changes to a service, as plain data. It knows neither files nor how a change is
//! made.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{AgeBand, Coordinates, Day, Hours, Interval, Minutes, PriorityClass};

/// Changes to a service that are looked at together.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What people call it; each name once in a file.
    pub name: String,
    /// What it costs, in pounds a year, if that is known.
    pub pounds: Option<u64>,
    /// The series it is a point of, if it is one of a range.
    pub series: Option<Point>,
    /// Its changes, in the order in which they are made; none: the service as it is.
    pub changes: Vec<Change>,
}

/// A point of a series of scenarios.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The name of the series: the scenario's name with its `{n}`.
    pub series: String,
    /// The number that stands for `{n}`.
    pub n: i64,
}

/// The name of the service as it is.
pub const AS_IT_IS: &str = "as it is";

impl Scenario {
    /// The service as it is.
    #[must_use]
    pub fn as_it_is() -> Self {
        Self { name: AS_IT_IS.to_owned(), pounds: None, series: None, changes: Vec::new() }
    }
}

/// One change to a service. Things are named by their codes, for changes before it may have added them.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A room more.
    AddRoom(NewRoom),
    /// A room is shut.
    CloseRoom(String),
    /// A room offers more.
    EquipRoom {
        /// The room.
        room: String,
        /// What it offers besides.
        features: BTreeSet<String>,
    },
    /// A venue more.
    AddVenue(NewVenue),
    /// A venue is shut.
    CloseVenue(String),
    /// A room that `availability.csv` shuts is there.
    ReopenRoom(String),
    /// A venue that `availability.csv` shuts is there.
    ReopenVenue(String),
    /// A venue opens at other times.
    VenueHours {
        /// The venue.
        venue: String,
        /// The new hours of the days that change.
        days: WeekHours,
    },
    /// Workers more.
    AddWorkers(NewWorkers),
    /// A worker leaves; the families still know the worker.
    RemoveWorker(String),
    /// A worker, or everybody, can do more or works otherwise.
    ChangeWorker {
        /// The worker; `None`: everybody.
        worker: Option<String>,
        /// What changes.
        terms: Terms,
    },
    /// A room more for some hours of a day, like one that is there.
    BorrowRoom {
        /// The room it is like.
        like: String,
        /// The day.
        day: Day,
        /// When it is there, in minutes of the day.
        time: Interval,
    },
    /// A worker more for the hours that one who is there has on a day.
    BorrowWorker {
        /// The worker whom this one is like.
        like: String,
        /// The day.
        day: Day,
    },
    /// More or fewer requests of a kind.
    ScaleDemand(Scaling),
    /// A number of policy, a level or a weight changes.
    Setting {
        /// Its full name.
        key: String,
        /// Its value, as `service.toml` writes it.
        value: String,
    },
    /// On a date every venue is shut and nobody meets in the community.
    LoseDay(NaiveDate),
}

/// Hours of the days that change, Monday to Sunday.
pub type WeekHours = [Option<Hours>; 7];

/// A room to be added; what is `None` is as in the room that it is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRoom {
    /// Its code.
    pub code: String,
    /// The room it is like.
    pub like: String,
    /// Where it is.
    pub venue: Option<String>,
    /// People it takes.
    pub capacity: Option<u32>,
    /// All that it offers, its venue's features apart.
    pub features: Option<BTreeSet<String>>,
}

/// A venue to be added, without rooms; what is `None` is as in the venue that it is like.
#[derive(Clone, Debug, PartialEq)]
pub struct NewVenue {
    /// Its code.
    pub code: String,
    /// The venue it is like.
    pub like: String,
    /// Where it is.
    pub at: Option<Coordinates>,
    /// Its area.
    pub area: Option<String>,
    /// Hours of the days on which it opens otherwise.
    pub days: WeekHours,
}

/// Workers to be added, each like one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWorkers {
    /// The worker they are like.
    pub like: String,
    /// How many, 0 and up.
    pub count: u32,
    /// Where they are based, if elsewhere.
    pub base: Option<String>,
    /// What else is different.
    pub terms: Terms,
}

/// What may change of a worker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Skills besides those that are there.
    pub skills: BTreeSet<String>,
    /// Contracted minutes a week.
    pub contracted: Option<Minutes>,
    /// Most overtime minutes in a week.
    pub overtime: Option<Minutes>,
    /// Most sessions on one date.
    pub max_sessions_per_day: Option<u32>,
    /// Whether the worker may drive children.
    pub drives: Option<bool>,
    /// Whether the worker comes from an agency.
    pub agency: Option<bool>,
    /// Shift hours of the days that change.
    pub days: WeekHours,
}

/// Requests of a kind become more or fewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaling {
    /// How many there are to be, in per cent of those there are.
    pub percent: u32,
    /// Only of this class.
    pub class: Option<PriorityClass>,
    /// Only where the youngest child is in this band.
    pub age: Option<AgeBand>,
    /// Only where this area is wished for.
    pub area: Option<String>,
}

/// A day of hours for a new or changed thing: those given, else those there are.
#[must_use]
pub(super) fn changed_hours(old: &[Hours; 7], days: &WeekHours) -> [Hours; 7] {
    Day::ALL.map(|day| days[day.index()].as_ref().unwrap_or(&old[day.index()]).clone())
}
