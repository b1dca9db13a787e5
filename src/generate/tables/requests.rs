//! The rows of `requests.csv`.

use serde::Serialize;

use super::{list, yes};
use crate::domain::{Mode, PriorityClass};
use crate::generate::requests::Request;
use crate::generate::service::Service;

/// A row of `requests.csv`.
#[derive(Serialize)]
pub(super) struct RequestRow {
    request: String,
    children: String,
    adults: String,
    frequency: String,
    minutes: i32,
    mode: &'static str,
    status: &'static str,
    court_ordered: &'static str,
    long_term: &'static str,
    workers: usize,
    authorised: Option<String>,
    area: &'static str,
    venues: String,
    prefers_venues: String,
    needs: Option<&'static str>,
    skills: Option<&'static str>,
    not_workers: String,
    risk: &'static str,
    transport: &'static str,
    agreement: &'static str,
    school_time: &'static str,
    windows: Option<&'static str>,
    prefers: Option<&'static str>,
    first: Option<String>,
    ends: Option<String>,
    suspended_from: Option<String>,
}

/// All rows.
pub(super) fn requests(service: &Service) -> Vec<RequestRow> {
    service.demand.requests.iter().map(|request| row(service, request)).collect()
}

fn row(service: &Service, request: &Request) -> RequestRow {
    let family = service.demand.family(request);
    let venue = |&venue: &usize| service.venues[venue].id.as_str();
    let word = |flag: bool, word: &'static str| if flag { word } else { "" };
    RequestRow {
        request: request.id.clone(),
        children: list(family.children.iter().map(|child| child.id.as_str())),
        adults: list(family.adults[request.adults.clone()].iter().map(|adult| adult.id.as_str())),
        frequency: request.frequency.to_string(),
        minutes: request.minutes.0,
        mode: mode(request.mode),
        status: request.status.word(),
        court_ordered: yes(request.class == PriorityClass::Court),
        long_term: yes(request.long_term),
        workers: request.workers,
        authorised: request.authorised.clone(),
        area: word(request.wants_area, service.venues[family.near].area),
        venues: list(request.venues.iter().map(venue)),
        prefers_venues: if request.prefers_nearest { venue(&family.near).to_owned() } else { String::new() },
        needs: request.needs,
        skills: request.skill,
        not_workers: list(request.not_worker.iter().map(|&worker| service.workers[worker].id.as_str())),
        risk: word(request.high_risk, "high"),
        transport: word(request.transport, "worker"),
        agreement: word(request.is_new() && request.mode == Mode::Venue, "needed"),
        school_time: yes(request.school_time),
        windows: request.windows.map(|windows| windows.0),
        prefers: request.prefers.map(|windows| windows.0),
        first: request.first.map(|date| date.to_string()),
        ends: request.ends.map(|date| date.to_string()),
        suspended_from: request.suspended_from.map(|date| date.to_string()),
    }
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Venue => "",
        Mode::Community => "community",
        Mode::Virtual => "virtual",
    }
}
