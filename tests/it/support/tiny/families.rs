//! People and requests of a tiny week.

use std::collections::BTreeSet;

use chrono::Days;
use kintime::domain::{
    Agreement, Day, DayWindows, Education, Frequency, Interval, KeepApart, Kind, LegalStatus, Means, Minutes, Mode,
    Person, PersonId, Problem, Request, Risk, Service, Situation, Transport, VenueId, Week, WorkerId,
};

use super::supply::{SKILLS, somewhere, words};
use crate::support::random::Random;

/// Most sessions due in a tiny week.
const MOST_DUE: u32 = 4;

pub(super) fn fill(random: &mut Random, service: &mut Service, week: Week) {
    let children = 2 + random.below(2);
    let adults = 2 + random.below(2);
    let born = ["2026-03-01", "2023-05-05", "2018-01-01", "2012-12-01"];
    let mut people: Vec<Person> = Vec::new();
    for code in &["ca", "cb", "cc"][..children] {
        people.push(child(random, code, born));
    }
    for code in &["pa", "pb", "pc"][..adults] {
        people.push(person(random, code, Kind::Adult));
    }
    service.people = people;
    let requests = 2 + random.below(3);
    service.requests = ["qa", "qb", "qc", "qd"][..requests]
        .iter()
        .map(|code| request(random, code, service, (children, adults), week))
        .collect();
    service.keep_apart = keep_apart(random, service);
}

/// Drops requests from the end until few enough sessions are due.
pub(super) fn bound_demand(service: &mut Service, week: Week) {
    loop {
        let problem = Problem::new(week, service.clone(), Situation::default()).unwrap();
        if problem.sessions_due() <= MOST_DUE {
            return;
        }
        service.requests.pop();
        let left = service.requests.len();
        service.history.retain(|past| past.request.index() < left);
        service.absences.retain(|a| !matches!(a.of, kintime::domain::Absentee::Request(r) if r.index() >= left));
    }
}

fn person(random: &mut Random, code: &str, kind: Kind) -> Person {
    let travels_by = random.pick(&[Means::Car, Means::Transit]);
    Person { code: code.to_owned(), name: code.to_owned(), kind, home: somewhere(random), travels_by }
}

fn child(random: &mut Random, code: &str, born: [&str; 4]) -> Person {
    let born = random.pick(&born).parse().unwrap();
    let education = random.pick(&[Education::None, Education::Nursery, Education::Primary, Education::Secondary]);
    let school_hours = match education {
        Education::None | Education::Nursery => None,
        Education::Primary => Some(Interval::new(Minutes(525), Minutes(915))),
        Education::Secondary => Some(Interval::new(Minutes(510), Minutes(915))),
    };
    person(random, code, Kind::Child { born, education, school_hours })
}

/// Up to three pairs of people who are in no request together.
fn keep_apart(random: &mut Random, service: &Service) -> Vec<KeepApart> {
    let people: Vec<_> = (0..service.people.len()).map(PersonId::new).collect();
    let in_one = |a, b| service.requests.iter().any(|r| r.people().any(|p| p == a) && r.people().any(|p| p == b));
    let mut pairs = Vec::new();
    for _ in 0..random.below(4) {
        let (person_a, person_b) = (random.pick(&people), random.pick(&people));
        if person_a != person_b && !in_one(person_a, person_b) {
            pairs.push(KeepApart { person_a, person_b, minutes: Minutes(random.pick(&[0, 30, 60, 120])) });
        }
    }
    pairs
}

fn request(random: &mut Random, code: &str, service: &Service, people: (usize, usize), week: Week) -> Request {
    let children: Vec<_> = (0..people.0).map(PersonId::new).collect();
    let adults: Vec<_> = (people.0..people.0 + people.1).map(PersonId::new).collect();
    let venues: Vec<_> = (0..service.venues.len()).map(VenueId::new).collect();
    let workers: Vec<_> = (0..service.workers.len()).map(WorkerId::new).collect();
    let minutes = Minutes(random.pick(&[30, 60, 60, 90]));
    let frequency = frequency(random);
    let any_time = frequency == Frequency::PerWeek(1) && random.chance(25);
    let (mode, count, risk, transport) = conduct(random);
    let skills = if count == 0 { BTreeSet::new() } else { words(random, &SKILLS, 15) };
    let how_many = (random.pick(&[1, 1, 1, 2]), random.pick(&[1, 1, 2]));
    Request {
        code: code.to_owned(),
        children: random.sample(&children, how_many.0),
        adults: random.sample(&adults, how_many.1),
        frequency,
        minutes,
        mode,
        status: random.pick(&[LegalStatus::InterimCareOrder, LegalStatus::Section17, LegalStatus::CareOrder]),
        court_ordered: random.chance(35),
        long_term: random.chance(15),
        workers: count,
        authorised: Some("ref1".to_owned()),
        area: random.pick(&[None, None, Some("north"), Some("south")]).map(str::to_owned),
        venues: random.some(&venues, 25),
        prefers_venues: random.some(&venues, 25),
        needs: words(random, &["kitchen", "ramp"], 15),
        skills,
        main_worker: random.chance(25).then(|| random.pick(&workers)),
        not_workers: if count == 0 { Vec::new() } else { random.some(&workers, 8) },
        risk,
        transport,
        agreement: if random.chance(25) { Agreement::Needed } else { Agreement::Signed },
        school_time: random.chance(50),
        windows: (mode != Mode::Venue || !any_time).then(|| windows(random, minutes, service.policy.grid)),
        prefers: random.chance(40).then(|| windows(random, minutes, service.policy.grid)),
        first: random.chance(15).then(|| week.date(Day::ALL[random.below(3)])),
        ends: random.chance(10).then(|| week.monday() + Days::new(2 + random.below(20) as u64)),
        suspended_from: random.chance(8).then(|| week.date(Day::ALL[random.below(7)])),
        suspended_until: random.chance(8).then(|| week.monday() + Days::new(6)),
    }
}

/// Mode, workers, risk and transport that may go together.
fn conduct(random: &mut Random) -> (Mode, u32, Risk, Transport) {
    let mode = random.pick(&[Mode::Venue, Mode::Venue, Mode::Venue, Mode::Community, Mode::Virtual]);
    let workers = match mode {
        Mode::Venue => random.pick(&[1, 1, 1, 1, 2, 0]),
        Mode::Community | Mode::Virtual => random.pick(&[1, 1, 2]),
    };
    let high = workers > 0 && (mode != Mode::Community || workers > 1) && random.chance(25);
    let driven = workers > 0 && mode == Mode::Venue && random.chance(25);
    let risk = if high { Risk::High } else { Risk::Standard };
    let transport = if driven { Transport::Worker } else { Transport::Carer };
    (mode, workers, risk, transport)
}

fn frequency(random: &mut Random) -> Frequency {
    match random.below(8) {
        0 => Frequency::EveryWeeks(2),
        1 => Frequency::PerYear(6),
        2 | 3 => Frequency::PerWeek(2),
        4 => Frequency::PerWeek(3),
        _ => Frequency::PerWeek(1),
    }
}

/// One or two windows on a few days, each with room for at most three starts.
fn windows(random: &mut Random, minutes: Minutes, grid: Minutes) -> DayWindows {
    let mut windows = DayWindows::default();
    for _ in 0..=random.below(2) {
        let from = Minutes(random.pick(&[600, 645, 900, 960]));
        let window = Interval::new(from, from + minutes + grid * random.between(0, 2));
        let days = 1 + random.below(3);
        for day in random.sample(&Day::ALL, days) {
            windows.0[day.index()].push(window);
        }
    }
    windows
}
