//! Things that are away, and what is agreed with them: whatever goes away takes its fixed sessions and duties with it, for
//! they would leave no rota at all.

use chrono::NaiveDate;

use crate::domain::{
    Absence, Absentee, Day, FixedSession, Interval, Minutes, Mode, RequestId, Service, Site, VenueId, Week,
};
use crate::input::{Amiss, quoted};

use super::impossible;

/// Longer than any planning looks back or ahead.
pub(super) const ALWAYS: Interval = Interval { from: Minutes(-100_000_000), to: Minutes(100_000_000) };

/// Takes something away for good.
pub(super) fn be_away(service: &mut Service, of: Absentee) {
    service.absences.push(Absence { of, time: ALWAYS });
    match of {
        Absentee::Worker(worker) => service.duties.retain(|duty| duty.worker != worker),
        Absentee::Room(room) => service.duties.iter_mut().for_each(|duty| duty.room = duty.room.filter(|&r| r != room)),
        Absentee::Venue(_) | Absentee::Person(_) | Absentee::Request(_) => {}
    }
    Day::ALL.into_iter().for_each(|day| loosen(service, of, day));
}

/// Lets nothing keep a thing away.
pub(super) fn come_back(service: &mut Service, of: Absentee, code: &str) -> Result<(), Amiss> {
    let before = service.absences.len();
    service.absences.retain(|absence| absence.of != of);
    if service.absences.len() < before {
        return Ok(());
    }
    Err(impossible(format!("nothing shuts {}", quoted(code)), "something that availability.csv shuts"))
}

/// Takes something away for a day of the week.
pub(in super::super) fn be_away_on(service: &mut Service, of: Absentee, day: Day) {
    let time = Interval::new(Minutes::ZERO, Minutes::DAY).shifted(day.midnight());
    service.absences.push(Absence { of, time });
    if let Absentee::Worker(worker) = of {
        service.duties.retain(|duty| (duty.worker, duty.day) != (worker, day));
    }
    loosen(service, of, day);
}

/// On that date every venue is shut, and nobody meets in the community; video and telephone go on.
pub(super) fn lose_day(service: &mut Service, week: Week, date: NaiveDate) -> Result<(), Amiss> {
    let day = week
        .day_of(date)
        .ok_or_else(|| impossible(format!("{date} is not in the week of {week}"), "a date of the planning week"))?;
    service.duties.retain(|duty| duty.day != day);
    for venue in (0..service.venues.len()).map(VenueId::new) {
        be_away_on(service, Absentee::Venue(venue), day);
    }
    let outdoors = |at: &usize| service.requests[*at].mode == Mode::Community;
    let outdoors: Vec<usize> = (0..service.requests.len()).filter(outdoors).collect();
    for request in outdoors.into_iter().map(RequestId::new) {
        be_away_on(service, Absentee::Request(request), day);
    }
    Ok(())
}

/// Sets fixed sessions of a day free from what is away: with a worker or a room, only from that; else altogether.
fn loosen(service: &mut Service, away: Absentee, day: Day) {
    let keeps = |fixed: &mut FixedSession| {
        if fixed.day != day {
            return true;
        }
        match away {
            Absentee::Worker(worker) => fixed.workers.retain(|&other| other != worker),
            Absentee::Room(room) => fixed.room = fixed.room.filter(|&other| other != room),
            Absentee::Venue(venue) => return fixed.site != Some(Site::Venue(venue)),
            Absentee::Request(request) => return fixed.request != request,
            Absentee::Person(_) => {}
        }
        true
    };
    service.fixed.retain_mut(keeps);
}

/// Sets all sessions free: the last resort where what is left of them still excludes each other.
pub(in super::super) fn unfix(service: &mut Service) {
    service.fixed.clear();
}
