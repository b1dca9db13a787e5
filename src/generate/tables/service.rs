//! The rows of what a service has: venues, rooms, workers, and the journeys that it knows better.

use serde::Serialize;

use super::yes;
use crate::generate::service::Service;
use crate::generate::times::hours_text;

/// A row of `venues.csv`.
#[derive(Serialize)]
pub(super) struct VenueRow {
    venue: String,
    name: String,
    area: &'static str,
    latitude: String,
    longitude: String,
    features: &'static str,
    staffed: &'static str,
    mon: String,
    tue: String,
    wed: String,
    thu: String,
    fri: String,
    sat: String,
    sun: String,
}

/// The rows of `venues.csv`.
pub(super) fn venues(service: &Service) -> Vec<VenueRow> {
    let row = |(number, venue): (usize, &crate::generate::venues::Venue)| {
        let [mon, tue, wed, thu, fri, sat, sun] = venue.open.each_ref().map(hours_text);
        let (latitude, longitude) = (venue.at.latitude(), venue.at.longitude());
        VenueRow {
            venue: venue.id.clone(),
            name: format!("Example House {}", number + 1),
            area: venue.area,
            latitude,
            longitude,
            features: venue.features,
            staffed: yes(venue.staffed),
            mon,
            tue,
            wed,
            thu,
            fri,
            sat,
            sun,
        }
    };
    service.venues.iter().enumerate().map(row).collect()
}

/// A row of `rooms.csv`.
#[derive(Serialize)]
pub(super) struct RoomRow {
    room: String,
    venue: String,
    capacity: usize,
    features: &'static str,
}

/// The rows of `rooms.csv`.
pub(super) fn rooms(service: &Service) -> Vec<RoomRow> {
    let row = |room: &crate::generate::rooms::Room| RoomRow {
        room: room.id.clone(),
        venue: service.venues[room.venue].id.clone(),
        capacity: room.capacity,
        features: room.features,
    };
    service.rooms.iter().map(row).collect()
}

/// A row of `workers.csv`.
#[derive(Serialize)]
pub(super) struct WorkerRow {
    worker: String,
    name: String,
    base: String,
    contracted_hours: String,
    overtime_hours: i32,
    skills: &'static str,
    drives: &'static str,
    agency: &'static str,
    max_sessions_per_day: usize,
    mon: String,
    tue: String,
    wed: String,
    thu: String,
    fri: String,
    sat: String,
    sun: String,
}

/// The rows of `workers.csv`.
pub(super) fn workers(service: &Service) -> Vec<WorkerRow> {
    let row = |(number, worker): (usize, &crate::generate::workers::Worker)| {
        let [mon, tue, wed, thu, fri, sat, sun] = worker.shifts.each_ref().map(hours_text);
        WorkerRow {
            worker: worker.id.clone(),
            name: format!("Example Worker {}", number + 1),
            base: service.venues[worker.base].id.clone(),
            contracted_hours: worker.contracted_hours(),
            overtime_hours: worker.overtime_hours,
            skills: worker.skills,
            drives: yes(worker.drives),
            agency: yes(worker.agency),
            max_sessions_per_day: worker.most_sessions,
            mon,
            tue,
            wed,
            thu,
            fri,
            sat,
            sun,
        }
    };
    service.workers.iter().enumerate().map(row).collect()
}

/// A row of `travel.csv`.
#[derive(Serialize)]
pub(super) struct TravelRow {
    from: String,
    to: String,
    minutes: i32,
}

/// The rows of `travel.csv`: between the first two venues of each area the road is better than the map says.
pub(super) fn travel(service: &Service) -> Vec<TravelRow> {
    let mut rows = Vec::new();
    for pair in service.venues.windows(2).filter(|pair| pair[0].staffed && pair[0].area == pair[1].area) {
        let minutes = pair[0].at.minutes_to(pair[1].at).0;
        for (from, to, minutes) in [(&pair[0], &pair[1], minutes - 2), (&pair[1], &pair[0], minutes - 1)] {
            rows.push(TravelRow { from: from.id.clone(), to: to.id.clone(), minutes });
        }
    }
    rows
}
