//! Rooms added, shut and given features.

use std::collections::BTreeSet;

use crate::domain::{Absence, Absentee, Day, Interval, Room, RoomId, Service, VenueId};
use crate::input::Amiss;

use super::super::scenario::NewRoom;
use super::whole::{ALWAYS, be_away, come_back};
use super::{find, order, refuse_taken};

/// A room more, like one that is there.
pub(super) fn add(service: &mut Service, new: &NewRoom) -> Result<(), Amiss> {
    refuse_taken(&service.rooms, &new.code, "room", |room| &room.code)?;
    let like = service.rooms[position(service, &new.like)?].clone();
    let venue = match &new.venue {
        Some(code) => find(&service.venues, code, "venue", |venue| &venue.code)?,
        None => like.venue.index(),
    };
    let given = &service.venues[like.venue.index()].features;
    let own = new.features.clone().unwrap_or_else(|| like.features.difference(given).cloned().collect());
    service.rooms.push(Room {
        code: new.code.clone(),
        venue: VenueId::new(venue),
        capacity: new.capacity.unwrap_or(like.capacity),
        features: &own | &service.venues[venue].features,
    });
    order::restore(service);
    Ok(())
}

/// A room like another, there in some hours of a day only.
pub(super) fn borrow(service: &mut Service, like: &str, day: Day, time: Interval) -> Result<(), Amiss> {
    let like = service.rooms[position(service, like)?].clone();
    let mut codes = (1..).map(|number: u32| format!("{}+{number}", like.code));
    let is_free = |code: &String| service.rooms.iter().all(|room| room.code != *code);
    let code = codes.find(is_free).expect("numbers do not end");
    let room = Absentee::Room(RoomId::new(service.rooms.len()));
    service.rooms.push(Room { code, ..like });
    let time = time.shifted(day.midnight());
    for away in [Interval::new(ALWAYS.from, time.from), Interval::new(time.to, ALWAYS.to)] {
        service.absences.push(Absence { of: room, time: away });
    }
    order::restore(service);
    Ok(())
}

/// The room is not available at any time.
pub(super) fn close(service: &mut Service, code: &str) -> Result<(), Amiss> {
    let room = Absentee::Room(RoomId::new(position(service, code)?));
    be_away(service, room);
    Ok(())
}

/// The room is shut at no time; a room that nothing shuts cannot be.
pub(super) fn reopen(service: &mut Service, code: &str) -> Result<(), Amiss> {
    let room = Absentee::Room(RoomId::new(position(service, code)?));
    come_back(service, room, code)
}

/// The room offers more.
pub(super) fn equip(service: &mut Service, code: &str, features: &BTreeSet<String>) -> Result<(), Amiss> {
    let at = position(service, code)?;
    service.rooms[at].features.extend(features.iter().cloned());
    Ok(())
}

fn position(service: &Service, code: &str) -> Result<usize, Amiss> {
    find(&service.rooms, code, "room", |room| &room.code)
}
