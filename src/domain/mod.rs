//! A service and one week of it as plain data, with every value that follows from them. No input or output, no solver;
//! the only floating point is the distance between two places.

mod calendar;
mod contradiction;
mod cost;
mod derived;
mod history;
mod ids;
mod interval;
mod person;
mod place;
mod policy;
mod problem;
mod quantity;
mod reason;
mod request;
mod rota;
mod service;
#[cfg(test)]
pub(crate) mod testing;
mod travel;
mod venue;
mod weights;
mod worker;

pub use calendar::{Day, NotMonday, Week};
pub use contradiction::Contradiction;
pub use cost::{CostByTerm, Term};
pub use derived::age_band::age_band;
pub use derived::bank_holidays::is_bank_holiday;
pub use derived::levels::ChildLimits;
pub use derived::tasks::Task;
pub use derived::usual_slots::UsualSlot;
pub use history::{Outcome, PastSession, PastSite};
pub use ids::{PersonId, RequestId, RoomId, VenueId, WorkerId};
pub use interval::{Hours, Interval};
pub use person::{AgeBand, Education, Kind, Person};
pub use place::{Coordinates, Means, Site, Spot};
pub use policy::{Level, Levels, LongTermLevel, Policy, SchoolHours};
pub use problem::{Problem, Situation};
pub use quantity::{Clock, Cost, Minutes};
pub use reason::Reason;
pub use request::{
    Agreement, DayWindows, FixedSession, Frequency, KeepApart, LegalStatus, Mode, PriorityClass, Request, Risk,
    Transport,
};
pub use rota::{PublishedSession, Reference, Rota, Session};
pub use service::{Absence, Absentee, DateSpan, Service};
pub use travel::KnownJourney;
pub use venue::{Room, Venue};
pub use weights::Weights;
pub use worker::{Duty, DutyKind, Worker};
