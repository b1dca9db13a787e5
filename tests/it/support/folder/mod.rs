//! Writes a service as a planning folder, in the format that the program and the independent checker read.

mod policy;
mod requests;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::path::Path;

use kintime::domain::{
    Absentee, Coordinates, DutyKind, Education, Hours, Interval, Kind, Means, Minutes, Outcome, PastSite, Service,
    Site, Spot, Week,
};

/// Writes all files of the service.
pub(crate) fn write(service: &Service, week: Week, folder: &Path) {
    let put = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    put("service.toml", policy::service_toml(&service.policy, &service.weights));
    put("venues.csv", venues(service));
    put("rooms.csv", rooms(service));
    put("workers.csv", workers(service));
    put("people.csv", people(service));
    put("requests.csv", requests::requests(service));
    put("availability.csv", availability(service, week));
    put("keep_apart.csv", keep_apart(service));
    put("duties.csv", duties(service, week));
    put("history.csv", history(service));
    put("fixed.csv", fixed(service, week));
    put("travel.csv", travel(service));
    if let Some(terms) = &service.terms {
        let rows = terms.iter().map(|span| vec![span.from.to_string(), span.to.to_string()]);
        put("terms.csv", table("from,to", rows));
    }
}

fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn list<T: Display>(things: impl IntoIterator<Item = T>) -> String {
    things.into_iter().map(|thing| thing.to_string()).collect::<Vec<_>>().join(";")
}

fn optional(thing: Option<impl Display>) -> String {
    thing.map(|thing| thing.to_string()).unwrap_or_default()
}

fn yes(it: bool) -> String {
    if it { "yes" } else { "no" }.to_owned()
}

fn span(interval: &Interval) -> String {
    format!("{}-{}", interval.from.clock(), interval.to.clock())
}

fn hours(week: &[Hours; 7]) -> impl Iterator<Item = String> + '_ {
    week.iter().map(|day| list(day.spans().iter().map(span)))
}

fn place(at: Coordinates) -> [String; 2] {
    [at.latitude.to_string(), at.longitude.to_string()]
}

fn venues(service: &Service) -> String {
    let row = |venue: &kintime::domain::Venue| {
        let mut row = vec![venue.code.clone(), venue.area.clone().unwrap_or_default()];
        row.extend(place(venue.at));
        row.extend([list(&venue.features), yes(venue.staffed)]);
        row.extend(hours(&venue.open));
        row
    };
    let header = "venue,area,latitude,longitude,features,staffed,mon,tue,wed,thu,fri,sat,sun";
    table(header, service.venues.iter().map(row))
}

fn rooms(service: &Service) -> String {
    let row = |room: &kintime::domain::Room| {
        let venue = &service.venues[room.venue.index()];
        let own: BTreeSet<_> = room.features.difference(&venue.features).collect();
        vec![room.code.clone(), venue.code.clone(), room.capacity.to_string(), list(own)]
    };
    table("room,venue,capacity,features", service.rooms.iter().map(row))
}

fn workers(service: &Service) -> String {
    let hundredths = |Minutes(minutes): Minutes| format!("{}.{:02}", minutes / 60, minutes % 60 * 100 / 60);
    let row = |worker: &kintime::domain::Worker| {
        let mut row = vec![worker.code.clone(), service.venues[worker.base.index()].code.clone()];
        row.extend([hundredths(worker.contracted), hundredths(worker.overtime), list(&worker.skills)]);
        row.extend([yes(worker.drives), yes(worker.agency), worker.max_sessions_per_day.to_string()]);
        row.extend(hours(&worker.shifts));
        row
    };
    let header = "worker,base,contracted_hours,overtime_hours,skills,drives,agency,max_sessions_per_day,\
                  mon,tue,wed,thu,fri,sat,sun";
    table(header, service.workers.iter().map(row))
}

fn people(service: &Service) -> String {
    let row = |person: &kintime::domain::Person| {
        let (kind, born, education, school) = match person.kind {
            Kind::Adult => ("adult", String::new(), Education::None, None),
            Kind::Child { born, education, school_hours } => ("child", born.to_string(), education, school_hours),
        };
        let education = match education {
            Education::None => "none",
            Education::Nursery => "nursery",
            Education::Primary => "primary",
            Education::Secondary => "secondary",
        };
        let school = school.as_ref().map(span).unwrap_or_default();
        let mut row = vec![person.code.clone(), kind.to_owned(), born, education.to_owned(), school];
        row.extend(place(person.home));
        row.push(means(person.travels_by));
        row
    };
    let header = "person,kind,born,education,school_hours,latitude,longitude,travels_by";
    table(header, service.people.iter().map(row))
}

fn means(means: Means) -> String {
    match means {
        Means::Car => "car",
        Means::Transit => "transit",
    }
    .to_owned()
}

fn availability(service: &Service, week: Week) -> String {
    let row = |absence: &kintime::domain::Absence| {
        let (kind, id) = match absence.of {
            Absentee::Venue(id) => ("venue", &service.venues[id.index()].code),
            Absentee::Room(id) => ("room", &service.rooms[id.index()].code),
            Absentee::Worker(id) => ("worker", &service.workers[id.index()].code),
            Absentee::Person(id) => ("person", &service.people[id.index()].code),
            Absentee::Request(id) => ("request", &service.requests[id.index()].code),
        };
        let moments = [moment(week, absence.time.from), moment(week, absence.time.to)];
        [kind.to_owned(), id.clone()].into_iter().chain(moments).collect()
    };
    table("kind,id,from,to", service.absences.iter().map(row))
}

/// A moment of the planning week as the files write it.
pub(crate) fn moment(week: Week, Minutes(minutes): Minutes) -> String {
    let date = week.monday() + chrono::TimeDelta::days(i64::from(minutes.div_euclid(1440)));
    format!("{date} {}", Minutes(minutes.rem_euclid(1440)).clock())
}

fn keep_apart(service: &Service) -> String {
    let code = |person: kintime::domain::PersonId| service.people[person.index()].code.clone();
    let rows = service
        .keep_apart
        .iter()
        .map(|pair| vec![code(pair.person_a), code(pair.person_b), pair.minutes.0.to_string()]);
    table("person_a,person_b,minutes", rows)
}

fn duties(service: &Service, week: Week) -> String {
    let kind = |kind| match kind {
        DutyKind::DropIn => "drop_in",
        DutyKind::Review => "review",
        DutyKind::Training => "training",
        DutyKind::Other => "other",
    };
    let row = |duty: &kintime::domain::Duty| {
        let mut row = vec![duty.code.clone(), service.workers[duty.worker.index()].code.clone()];
        row.extend([
            week.date(duty.day).to_string(),
            duty.time.from.clock().to_string(),
            duty.time.to.clock().to_string(),
        ]);
        row.push(service.venues[duty.venue.index()].code.clone());
        row.extend([optional(duty.room.map(|room| &service.rooms[room.index()].code)), kind(duty.kind).to_owned()]);
        row
    };
    table("duty,worker,date,from,to,venue,room,kind", service.duties.iter().map(row))
}

/// The name of a site in the files.
pub(crate) fn site(service: &Service, site: Site) -> String {
    match site {
        Site::Venue(venue) => service.venues[venue.index()].code.clone(),
        Site::Community => Site::COMMUNITY.to_owned(),
        Site::Virtual => Site::VIRTUAL.to_owned(),
    }
}

fn history(service: &Service) -> String {
    let outcome = |outcome| match outcome {
        Outcome::Held => "held",
        Outcome::Planned => "planned",
        Outcome::Cancelled => "cancelled",
        Outcome::Missed => "missed",
    };
    let row = |past: &kintime::domain::PastSession| {
        let site = match past.site {
            PastSite::Unknown => String::new(),
            PastSite::Known(known) => site(service, known),
            PastSite::Gone => "closed".to_owned(),
        };
        let workers = list(past.workers.iter().map(|w| &service.workers[w.index()].code));
        let start = past.start.clock().to_string();
        let request = service.requests[past.request.index()].code.clone();
        vec![request, past.date.to_string(), start, site, workers, outcome(past.outcome).to_owned()]
    };
    table("request,date,start,venue,workers,status", service.history.iter().map(row))
}

fn fixed(service: &Service, week: Week) -> String {
    let row = |row: &kintime::domain::FixedSession| {
        let workers = list(row.workers.iter().map(|w| &service.workers[w.index()].code));
        let room = optional(row.room.map(|room| &service.rooms[room.index()].code));
        let (start, place) = (row.start.map(Minutes::clock), row.site.map(|it| site(service, it)));
        let request = service.requests[row.request.index()].code.clone();
        vec![request, week.date(row.day).to_string(), optional(start), optional(place), room, workers]
    };
    table("request,date,start,venue,room,workers", service.fixed.iter().map(row))
}

fn travel(service: &Service) -> String {
    let code = |spot| match spot {
        Spot::Venue(venue) => service.venues[kintime::domain::VenueId::index(venue)].code.clone(),
        Spot::Home(person) => service.people[kintime::domain::PersonId::index(person)].code.clone(),
    };
    let row = |j: &kintime::domain::KnownJourney| vec![code(j.from), code(j.to), j.minutes.0.to_string(), means(j.by)];
    table("from,to,minutes,by", service.journeys.iter().map(row))
}
