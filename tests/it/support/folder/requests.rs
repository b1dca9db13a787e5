//! Writes `requests.csv`.

use kintime::domain::{Agreement, Day, DayWindows, Mode, Request, Risk, Service, Site, Transport};

use super::{list, optional, span, table, yes};

fn windows(windows: Option<&DayWindows>) -> String {
    let of_day = |day: Day| {
        let spans = windows.into_iter().flat_map(move |windows| &windows.0[day.index()]);
        spans.map(move |interval| format!("{} {}", day.word(), span(interval)))
    };
    list(Day::ALL.into_iter().flat_map(of_day))
}

pub(super) fn requests(service: &Service) -> String {
    let header = "request,children,adults,frequency,minutes,mode,status,court_ordered,long_term,workers,authorised,area,\
                  venues,prefers_venues,needs,skills,main_worker,not_workers,risk,transport,agreement,school_time,\
                  windows,prefers,first,ends,suspended_from,suspended_until";
    table(header, service.requests.iter().map(|request| request_row(service, request)))
}

fn request_row(service: &Service, request: &Request) -> Vec<String> {
    let people = |list_: &[kintime::domain::PersonId]| list(list_.iter().map(|p| &service.people[p.index()].code));
    let venues = |list_: &[kintime::domain::VenueId]| list(list_.iter().map(|v| &service.venues[v.index()].code));
    let worker = |w: &kintime::domain::WorkerId| &service.workers[w.index()].code;
    let mut row = vec![request.code.clone(), people(&request.children), people(&request.adults)];
    row.extend([request.frequency.to_string(), request.minutes.0.to_string(), mode(request.mode).to_owned()]);
    row.extend([request.status.word().to_owned(), yes(request.court_ordered), yes(request.long_term)]);
    row.extend([request.workers.to_string(), optional(request.authorised.as_ref()), optional(request.area.as_ref())]);
    row.extend([venues(&request.venues), venues(&request.prefers_venues), list(&request.needs), list(&request.skills)]);
    row.extend([optional(request.main_worker.as_ref().map(worker)), list(request.not_workers.iter().map(worker))]);
    row.push(if request.risk == Risk::High { "high" } else { "standard" }.to_owned());
    row.push(if request.transport == Transport::Worker { "worker" } else { "carer" }.to_owned());
    row.push(if request.agreement == Agreement::Needed { "needed" } else { "signed" }.to_owned());
    row.extend([yes(request.school_time), windows(request.windows.as_ref()), windows(request.prefers.as_ref())]);
    let dates = [request.first, request.ends, request.suspended_from, request.suspended_until];
    row.extend(dates.map(optional));
    row
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Venue => "venue",
        Mode::Community => Site::COMMUNITY,
        Mode::Virtual => Site::VIRTUAL,
    }
}
