//! Venues added, shut and opened at other hours.

use crate::domain::{Absentee, Service, Venue, VenueId};
use crate::input::Amiss;

use super::super::scenario::{NewVenue, WeekHours, changed_hours};
use super::whole::{be_away, come_back};
use super::{find, order, refuse_taken};

/// A venue more, without rooms, like one that is there.
pub(super) fn add(service: &mut Service, new: &NewVenue) -> Result<(), Amiss> {
    refuse_taken(&service.venues, &new.code, "venue", |venue| &venue.code)?;
    let like = service.venues[position(service, &new.like)?].clone();
    service.venues.push(Venue {
        code: new.code.clone(),
        name: new.code.clone(),
        area: new.area.clone().or(like.area),
        at: new.at.unwrap_or(like.at),
        open: changed_hours(&like.open, &new.days),
        ..like
    });
    order::restore(service);
    Ok(())
}

/// The venue is not available at any time.
pub(super) fn close(service: &mut Service, code: &str) -> Result<(), Amiss> {
    let venue = Absentee::Venue(VenueId::new(position(service, code)?));
    be_away(service, venue);
    Ok(())
}

/// The venue is shut at no time of the week but by its hours; a venue that nothing shuts cannot be.
pub(super) fn reopen(service: &mut Service, code: &str) -> Result<(), Amiss> {
    let venue = Absentee::Venue(VenueId::new(position(service, code)?));
    come_back(service, venue, code)
}

/// The venue opens at other hours on some days.
pub(super) fn open(service: &mut Service, code: &str, days: &WeekHours) -> Result<(), Amiss> {
    let at = position(service, code)?;
    let venue = &mut service.venues[at];
    venue.open = changed_hours(&venue.open, days);
    Ok(())
}

fn position(service: &Service, code: &str) -> Result<usize, Amiss> {
    find(&service.venues, code, "venue", |venue| &venue.code)
}
