//! Requests for family time: the demand.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

use super::calendar::Day;
use super::ids::{PersonId, VenueId, WorkerId};
use super::interval::Interval;
use super::place::Site;
use super::quantity::Minutes;

/// How often sessions are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// `n/week`: n sessions every week (1 and up).
    PerWeek(u32),
    /// `1/kweeks`: one session in every k weeks (1 and up).
    EveryWeeks(u32),
    /// `n/year`: n sessions in 52 weeks (1 and up).
    PerYear(u32),
}

/// Displays a frequency in the way the files write it, as `2/week`, `1/2weeks` or `6/year`.
impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PerWeek(sessions) => write!(f, "{sessions}/week"),
            Self::EveryWeeks(weeks) => write!(f, "1/{weeks}weeks"),
            Self::PerYear(sessions) => write!(f, "{sessions}/year"),
        }
    }
}

/// Where sessions of a request are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// In a room of a venue.
    #[default]
    Venue,
    /// In the community.
    Community,
    /// By video or telephone.
    Virtual,
}

/// The child's legal status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalStatus {
    /// Interim care order: in proceedings.
    InterimCareOrder,
    /// Full care order.
    CareOrder,
    /// Accommodated under section 20.
    Section20,
    /// Child in need, section 17.
    Section17,
    /// Supervision order.
    SupervisionOrder,
}

impl LegalStatus {
    /// The word that the files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InterimCareOrder => "interim_care_order",
            Self::CareOrder => "care_order",
            Self::Section20 => "section_20",
            Self::Section17 => "section_17",
            Self::SupervisionOrder => "supervision_order",
        }
    }
}

/// The classes in which unplaced sessions are counted, dearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriorityClass {
    /// A court ordered it.
    Court,
    /// The child is in care proceedings.
    Proceedings,
    /// Other looked-after children.
    LookedAfter,
    /// Children in need: where there is capacity.
    Spare,
}

impl PriorityClass {
    /// All classes, dearest first.
    pub const ALL: [Self; 4] = [Self::Court, Self::Proceedings, Self::LookedAfter, Self::Spare];

    /// The word that the files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Court => "court",
            Self::Proceedings => "proceedings",
            Self::LookedAfter => "looked_after",
            Self::Spare => "spare",
        }
    }
}

/// How dangerous a session may become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// As usual.
    #[default]
    Standard,
    /// No lone worker where nobody else is on site.
    High,
}

/// Who takes the children to a session and back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Transport {
    /// The carer.
    #[default]
    Carer,
    /// The supervising worker.
    Worker,
}

/// The state of the family time agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// Signed.
    #[default]
    Signed,
    /// To be talked through before the first session.
    Needed,
}

/// Spans of each day of the week, Monday to Sunday, in minutes of the day, as given: not merged, for a session must lie
/// inside one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayWindows(pub [Vec<Interval>; 7]);

impl DayWindows {
    /// Whether some window of `day` holds all of `part`.
    #[must_use]
    pub fn hold(&self, day: Day, part: Interval) -> bool {
        self.0[day.index()].iter().any(|window| window.holds(part))
    }
}

/// A request: who meets whom, how often, how long, and under which conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its id in the files.
    pub code: String,
    /// The children, at least one; the first child's home is where a community session counts and transport begins.
    pub children: Vec<PersonId>,
    /// The people they meet, at least one.
    pub adults: Vec<PersonId>,
    /// How often.
    pub frequency: Frequency,
    /// How long, 1 to 1440.
    pub minutes: Minutes,
    /// Where.
    pub mode: Mode,
    /// The legal status.
    pub status: LegalStatus,
    /// Whether a court ordered it.
    pub court_ordered: bool,
    /// Whether it maintains family links in long-term care.
    pub long_term: bool,
    /// Workers in each session: 0, 1 or 2.
    pub workers: u32,
    /// Reference of the authorisation, where one was given.
    pub authorised: Option<String>,
    /// The area of the county wished for.
    pub area: Option<String>,
    /// The only venues allowed; all where empty.
    pub venues: Vec<VenueId>,
    /// Venues wished for; none where empty.
    pub prefers_venues: Vec<VenueId>,
    /// Features the room must have.
    pub needs: BTreeSet<String>,
    /// Skills every worker must have.
    pub skills: BTreeSet<String>,
    /// The named main worker, if any.
    pub main_worker: Option<WorkerId>,
    /// Workers it must not have.
    pub not_workers: Vec<WorkerId>,
    /// The risk.
    pub risk: Risk,
    /// Who drives the children.
    pub transport: Transport,
    /// The state of the agreement.
    pub agreement: Agreement,
    /// Whether sessions in school hours are agreed.
    pub school_time: bool,
    /// The only windows allowed, if any are given.
    pub windows: Option<DayWindows>,
    /// The windows wished for, if any are given.
    pub prefers: Option<DayWindows>,
    /// First date of the booking.
    pub first: Option<NaiveDate>,
    /// Last date of the booking.
    pub ends: Option<NaiveDate>,
    /// First date of a suspension.
    pub suspended_from: Option<NaiveDate>,
    /// Last date of a suspension.
    pub suspended_until: Option<NaiveDate>,
}

impl Request {
    /// Children, then adults.
    pub fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.children.iter().chain(&self.adults).copied()
    }

    /// The class in which it counts when it stays unplaced.
    #[must_use]
    pub fn priority_class(&self) -> PriorityClass {
        match (self.court_ordered, self.status) {
            (true, _) => PriorityClass::Court,
            (false, LegalStatus::InterimCareOrder) => PriorityClass::Proceedings,
            (false, LegalStatus::Section17) => PriorityClass::Spare,
            (false, _) => PriorityClass::LookedAfter,
        }
    }

    /// The child at whose home community sessions count and transport begins.
    #[must_use]
    pub fn first_child(&self) -> PersonId {
        self.children[0]
    }

    /// People in the room: children, adults and workers.
    #[must_use]
    pub fn head_count(&self) -> usize {
        self.children.len() + self.adults.len() + self.workers as usize
    }
}

/// One row of the fixed sessions: one session of the request must be like this; what is `None` is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedSession {
    /// The request.
    pub request: super::RequestId,
    /// The day of the planning week.
    pub day: Day,
    /// The start, in minutes of the day.
    pub start: Option<Minutes>,
    /// The site.
    pub site: Option<Site>,
    /// The room.
    pub room: Option<super::RoomId>,
    /// Workers that must be among the session's.
    pub workers: Vec<WorkerId>,
}

/// Two people who must not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepApart {
    /// One of them.
    pub person_a: PersonId,
    /// The other.
    pub person_b: PersonId,
    /// Minutes between their sessions at one venue, 0 and up.
    pub minutes: Minutes,
}
