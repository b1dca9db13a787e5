//! What happened in earlier weeks.

use chrono::NaiveDate;

use super::calendar::Week;
use super::ids::{RequestId, WorkerId};
use super::place::Site;
use super::quantity::Minutes;
use super::rota::Session;

/// What became of an earlier session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It took place.
    Held,
    /// It was planned, and nothing else is known.
    Planned,
    /// It was called off.
    Cancelled,
    /// Somebody did not come.
    Missed,
}

/// Where an earlier session was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PastSite {
    /// Not written down: like any site.
    Unknown,
    /// A site that still exists.
    Known(Site),
    /// A venue that the service no longer has: unlike any site.
    Gone,
}

/// One earlier session of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastSession {
    /// The request.
    pub request: RequestId,
    /// Its date, before the planning week.
    pub date: NaiveDate,
    /// Its start, in minutes of the day.
    pub start: Minutes,
    /// Where it was.
    pub site: PastSite,
    /// Who supervised it, of those still in the service.
    pub workers: Box<[WorkerId]>,
    /// What became of it.
    pub outcome: Outcome,
}

impl PastSession {
    /// A planned session of a week that is over, as it was held.
    #[must_use]
    pub fn held(week: Week, session: &Session) -> Self {
        Self {
            request: session.request,
            date: week.date(session.day),
            start: session.start,
            site: PastSite::Known(session.site),
            workers: session.workers.clone().into(),
            outcome: Outcome::Held,
        }
    }

    /// Whether it was held or planned.
    #[must_use]
    pub fn counts_as_provided(&self) -> bool {
        matches!(self.outcome, Outcome::Held | Outcome::Planned)
    }
}
