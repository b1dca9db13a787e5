//! How a change is made: one file for each kind of thing. A change that makes no sense in the service is refused in words; it
//! never makes a service that contradicts itself.

mod copies;
mod demand;
mod order;
mod rooms;
mod venues;
mod whole;
mod workers;

use crate::domain::{Service, Week};
use crate::input::{Amiss, amend_setting, nearest, quoted};

use super::draws::Draws;
use super::scenario::Change;

pub(super) use copies::{copy_families, withdraw};
pub(super) use whole::{be_away_on, unfix};

/// Makes one change to a service in a week.
///
/// # Errors
/// If it cannot be made; the service may then be changed in part.
pub(super) fn make(change: &Change, service: &mut Service, week: Week, draws: Draws) -> Result<(), Amiss> {
    match change {
        Change::AddRoom(room) => rooms::add(service, room),
        Change::CloseRoom(code) => rooms::close(service, code),
        Change::EquipRoom { room, features } => rooms::equip(service, room, features),
        Change::AddVenue(venue) => venues::add(service, venue),
        Change::CloseVenue(code) => venues::close(service, code),
        Change::ReopenRoom(code) => rooms::reopen(service, code),
        Change::ReopenVenue(code) => venues::reopen(service, code),
        Change::VenueHours { venue, days } => venues::open(service, venue, days),
        Change::AddWorkers(workers) => workers::add(service, workers),
        Change::RemoveWorker(code) => workers::remove(service, code),
        Change::ChangeWorker { worker, terms } => workers::change(service, worker.as_deref(), terms),
        Change::BorrowRoom { like, day, time } => rooms::borrow(service, like, *day, *time),
        Change::BorrowWorker { like, day } => workers::borrow(service, like, *day),
        Change::ScaleDemand(scaling) => demand::scale(service, week, draws, scaling),
        Change::Setting { key, value } => amend_setting(&mut service.policy, &mut service.weights, key, value),
        Change::LoseDay(date) => whole::lose_day(service, week, *date),
    }
}

/// The position of a code in a list, or why there is none.
fn find<T>(list: &[T], code: &str, kind: &str, code_of: impl Fn(&T) -> &str) -> Result<usize, Amiss> {
    list.iter().position(|thing| code_of(thing) == code).ok_or_else(|| {
        let hint = nearest(code, list.iter().map(&code_of)).map(|like| format!("did you mean {}?", quoted(like)));
        Amiss {
            code: "unknown-id",
            problem: format!("there is no {kind} {}", quoted(code)),
            expected: format!("a {kind} of the planning folder"),
            hint: hint.unwrap_or_default(),
        }
    })
}

/// Refuses a code that is taken, or is none.
fn refuse_taken<T>(list: &[T], code: &str, kind: &str, code_of: impl Fn(&T) -> &str) -> Result<(), Amiss> {
    if code.is_empty() || list.iter().any(|thing| code_of(thing) == code) {
        return Err(impossible(
            format!("there is a {kind} {} already, or that is no id", quoted(code)),
            "an id that is new",
        ));
    }
    Ok(())
}

/// A change that cannot be made.
fn impossible(problem: String, expected: &str) -> Amiss {
    Amiss { code: "impossible-change", problem, expected: expected.to_owned(), hint: String::new() }
}

#[cfg(test)]
mod tests;
