//! What happens around a tiny week: absences, duties, terms, earlier sessions and journeys known better than by distance.

use chrono::Days;
use kintime::domain::{
    Absence, Absentee, DateSpan, Day, Duty, DutyKind, Interval, KnownJourney, Means, Minutes, Outcome, PastSession,
    PastSite, PersonId, Problem, RequestId, RoomId, Rota, Service, Site, Situation, Spot, VenueId, Week, WorkerId,
};
use kintime::rules::audit;

use crate::support::random::Random;

pub(super) fn fill(random: &mut Random, service: &mut Service, week: Week) {
    service.absences = (0..random.below(4)).map(|_| absence(random, service)).collect();
    service.terms = terms(random, week);
    service.journeys = journeys(random, service);
    let past = random.below(8);
    let mut history: Vec<_> = (0..past).map(|_| past_session(random, service, week)).collect();
    history.sort_by_key(|session| session.date);
    service.history = history;
    service.duties = (0..random.below(3)).map(|position| duty(random, service, position)).collect();
    let problem = Problem::new(week, service.clone(), Situation::default()).unwrap();
    if !audit(&problem, &Rota::default()).is_feasible() {
        service.duties.clear();
    }
}

fn absence(random: &mut Random, service: &Service) -> Absence {
    let of = match random.below(5) {
        0 => Absentee::Venue(VenueId::new(random.below(service.venues.len()))),
        1 => Absentee::Room(RoomId::new(random.below(service.rooms.len()))),
        2 => Absentee::Worker(WorkerId::new(random.below(service.workers.len()))),
        3 => Absentee::Person(PersonId::new(random.below(service.people.len()))),
        _ => Absentee::Request(RequestId::new(random.below(service.requests.len()))),
    };
    let from = Minutes(1440 * random.between(-1, 5) + random.pick(&[0, 600, 930]));
    Absence { of, time: Interval::new(from, from + Minutes(random.pick(&[30, 90, 1440, 2880]))) }
}

fn terms(random: &mut Random, week: Week) -> Option<Vec<DateSpan>> {
    let span = |from, to| DateSpan { from: week.monday() + Days::new(from), to: week.monday() + Days::new(to) };
    match random.below(4) {
        0 => Some(Vec::new()),
        1 => Some(vec![span(0, 1), span(3, 30)]),
        _ => None,
    }
}

/// Some journeys that take any time at all: the way round may be shorter than the straight one.
fn journeys(random: &mut Random, service: &Service) -> Vec<KnownJourney> {
    let venues = (0..service.venues.len()).map(|v| Spot::Venue(VenueId::new(v)));
    let homes = (0..service.people.len()).map(|p| Spot::Home(PersonId::new(p)));
    let spots: Vec<Spot> = venues.chain(homes).collect();
    let mut journeys: Vec<KnownJourney> = Vec::new();
    for _ in 0..random.pick(&[0, 0, 4, 8]) {
        let (from, to, by) = (random.pick(&spots), random.pick(&spots), random.pick(&[Means::Car, Means::Transit]));
        if from != to && !journeys.iter().any(|j| (j.from, j.to, j.by) == (from, to, by)) {
            journeys.push(KnownJourney { from, to, by, minutes: Minutes(random.pick(&[0, 1, 10, 45, 70])) });
        }
    }
    journeys
}

fn past_session(random: &mut Random, service: &Service, week: Week) -> PastSession {
    let venue = Site::Venue(VenueId::new(random.below(service.venues.len())));
    let workers: Vec<_> = (0..service.workers.len()).map(WorkerId::new).collect();
    PastSession {
        request: RequestId::new(random.below(service.requests.len())),
        date: week.monday() - Days::new(1 + random.below(35) as u64),
        start: Minutes(random.pick(&[600, 660, 905, 960])),
        site: random.pick(&[PastSite::Unknown, PastSite::Known(venue), PastSite::Known(venue), PastSite::Gone]),
        workers: random.sample(&workers, 1).into(),
        outcome: random.pick(&[Outcome::Held, Outcome::Held, Outcome::Planned, Outcome::Cancelled, Outcome::Missed]),
    }
}

fn duty(random: &mut Random, service: &Service, position: usize) -> Duty {
    let worker = WorkerId::new(random.below(service.workers.len()));
    let base = service.workers[worker.index()].base;
    let venue = if random.chance(60) { base } else { VenueId::new(random.below(service.venues.len())) };
    let rooms = (0..service.rooms.len()).map(RoomId::new).filter(|room| service.rooms[room.index()].venue == venue);
    let rooms: Vec<_> = rooms.collect();
    let from = Minutes(random.pick(&[600, 645, 900, 1020]));
    Duty {
        code: format!("d{position}"),
        worker,
        day: Day::ALL[random.below(5)],
        time: Interval::new(from, from + Minutes(random.pick(&[30, 60, 90]))),
        venue,
        room: if random.chance(50) { random.sample(&rooms, 1).first().copied() } else { None },
        kind: random.pick(&[DutyKind::DropIn, DutyKind::Review, DutyKind::Training, DutyKind::Other]),
    }
}
