//! A service as its files describe it, resolved and checked, as seen from one planning week.

use chrono::NaiveDate;

use super::history::PastSession;
use super::ids::{PersonId, RequestId, RoomId, VenueId, WorkerId};
use super::interval::Interval;
use super::person::Person;
use super::policy::Policy;
use super::request::{FixedSession, KeepApart, Request};
use super::travel::KnownJourney;
use super::venue::{Room, Venue};
use super::weights::Weights;
use super::worker::{Duty, Worker};

/// Something that can be away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Absentee {
    /// A venue.
    Venue(VenueId),
    /// A room.
    Room(RoomId),
    /// A worker.
    Worker(WorkerId),
    /// A child or an adult.
    Person(PersonId),
    /// A request.
    Request(RequestId),
}

/// A time in which something is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// What is away.
    pub of: Absentee,
    /// When, in minutes of the planning week (negative before it).
    pub time: Interval,
}

/// A span of dates, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// First date.
    pub from: NaiveDate,
    /// Last date.
    pub to: NaiveDate,
}

impl DateSpan {
    /// Whether `date` is one of them.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }
}

/// A service and what it knows of its families, as plain data. Lists with codes are in byte order of their codes.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Numbers of policy.
    pub policy: Policy,
    /// Weights of cost.
    pub weights: Weights,
    /// Venues.
    pub venues: Vec<Venue>,
    /// Rooms.
    pub rooms: Vec<Room>,
    /// Workers.
    pub workers: Vec<Worker>,
    /// Children and adults.
    pub people: Vec<Person>,
    /// Requests.
    pub requests: Vec<Request>,
    /// Times in which something is away.
    pub absences: Vec<Absence>,
    /// School terms; every weekday is in term where none are given at all.
    pub terms: Option<Vec<DateSpan>>,
    /// People to keep apart.
    pub keep_apart: Vec<KeepApart>,
    /// Duties of the planning week.
    pub duties: Vec<Duty>,
    /// Sessions before the planning week.
    pub history: Vec<PastSession>,
    /// Fixed sessions of the planning week.
    pub fixed: Vec<FixedSession>,
    /// Journeys known better than by distance.
    pub journeys: Vec<KnownJourney>,
}

impl Service {
    /// Puts ids in place of the names of children, adults and workers.
    pub(super) fn pseudonymise(&mut self) {
        self.people.iter_mut().for_each(|person| person.name.clone_from(&person.code));
        self.workers.iter_mut().for_each(|worker| worker.name.clone_from(&worker.code));
    }
}
