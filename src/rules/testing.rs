//! A tiny service for the tests of rules: two venues, three rooms, three workers, two families, all at one point.
//!
//! Family 1 (`R1`: child `C1`, adult `P1`) has two sessions of an hour due, family 2 (`R2`: `C2`, `P2`) one. Venue `V1` has
//! rooms `A` and `B`, `V2` has room `C`. Workers `W1` and `W2` start at `V1`, `W3` at `V2`. Everything is open and on shift
//! from 8:00 to 20:00 every day, and nothing costs anything but an unplaced session.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use super::{Audit, Rule, audit};
use crate::domain::testing::{date, request, week};
use crate::domain::{
    Coordinates, Day, Duty, DutyKind, Education, Frequency, Hours, Interval, Kind, KnownJourney, Means, Minutes,
    Person, PersonId, Problem, PublishedSession, Reference, RequestId, Room, RoomId, Rota, Service, Session, Site,
    Situation, Spot, Term, Venue, VenueId, Worker, WorkerId,
};

pub(crate) const MON: Day = Day::ALL[0];
pub(crate) const TUE: Day = Day::ALL[1];
pub(crate) const WED: Day = Day::ALL[2];
pub(crate) const SUN: Day = Day::ALL[6];
/// The rota without a session.
pub(crate) const NOTHING: [Session; 0] = [];

/// The service, to be changed by each test, and what it is planned against.
pub(crate) struct Fixture {
    pub(crate) service: Service,
    pub(crate) situation: Situation,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let person = |code: &str| Person {
            code: code.to_owned(),
            name: code.to_owned(),
            kind: if code.starts_with('C') { child(None) } else { Kind::Adult },
            home: HERE,
            travels_by: Means::Car,
        };
        let mut first = request("R1", &[0], &[2]);
        first.frequency = Frequency::PerWeek(2);
        let service = Service {
            venues: vec![venue("V1"), venue("V2")],
            rooms: vec![room("A", 0), room("B", 0), room("C", 1)],
            workers: vec![worker("W1", 0), worker("W2", 0), worker("W3", 1)],
            people: ["C1", "C2", "P1", "P2"].map(person).into(),
            requests: vec![first, request("R2", &[1], &[3])],
            ..Service::default()
        };
        Self { service, situation: Situation::default() }
    }

    /// The service after a change.
    pub(crate) fn with(change: impl FnOnce(&mut Self)) -> Self {
        let mut fixture = Self::new();
        change(&mut fixture);
        fixture
    }

    pub(crate) fn problem(&self) -> Problem {
        Problem::new(week(), self.service.clone(), self.situation.clone()).expect("a valid service")
    }

    pub(crate) fn audit<S: Borrow<Session>>(&self, sessions: &[S]) -> Audit {
        audit(&self.problem(), &Rota { sessions: sessions.iter().map(|session| session.borrow().clone()).collect() })
    }

    /// What the rules say of a rota, whatever the order of its sessions.
    fn audits<S: Borrow<Session>>(&self, sessions: &[S]) -> [Audit; 2] {
        let turned: Vec<&Session> = sessions.iter().rev().map(Borrow::borrow).collect();
        [self.audit(sessions), self.audit(&turned)]
    }

    /// The codes of the rules that a rota breaks, each once.
    pub(crate) fn broken<S: Borrow<Session>>(&self, sessions: &[S]) -> Vec<&'static str> {
        let [codes, turned] = self.audits(sessions).map(|audit| {
            let rules: BTreeSet<Rule> = audit.violations.iter().map(|violation| violation.rule).collect();
            rules.into_iter().map(Rule::code).collect::<Vec<_>>()
        });
        assert_eq!(codes, turned, "the order of sessions matters");
        codes
    }

    /// The points that a rota costs under one term.
    pub(crate) fn cost<S: Borrow<Session>>(&self, term: Term, sessions: &[S]) -> i64 {
        let [cost, turned] = self.audits(sessions).map(|audit| audit.cost[term]);
        assert_eq!(cost, turned, "the order of sessions matters");
        cost.0
    }

    /// Makes a journey by car take `minutes`, in this direction.
    pub(crate) fn journey(&mut self, from: Spot, to: Spot, minutes: i32) {
        self.service.journeys.push(KnownJourney { from, to, by: Means::Car, minutes: Minutes(minutes) });
    }
}

const HERE: Coordinates = Coordinates { latitude: 53.0, longitude: -1.0 };

/// The spot of venue `number` (0 or 1).
pub(crate) fn at_venue(number: usize) -> Spot {
    Spot::Venue(VenueId::new(number))
}

/// The home of person `number` (0 and 1 the children, 2 and 3 the adults).
pub(crate) fn at_home(number: usize) -> Spot {
    Spot::Home(PersonId::new(number))
}

/// A time of day from its text.
pub(crate) fn clock(text: &str) -> Minutes {
    let (hours, minutes) = text.split_once(':').expect("HH:MM");
    Minutes(60 * hours.parse::<i32>().expect("hours") + minutes.parse::<i32>().expect("minutes"))
}

/// A span of a day from its text.
pub(crate) fn span(text: &str) -> Interval {
    let (from, to) = text.split_once('-').expect("HH:MM-HH:MM");
    Interval::new(clock(from), clock(to))
}

/// Hours of one span.
pub(crate) fn hours(text: &str) -> Hours {
    Hours::new(text.split(';').filter(|part| !part.is_empty()).map(span).collect())
}

/// A child of three with school hours, or none.
pub(crate) fn child(school_hours: Option<&str>) -> Kind {
    Kind::Child { born: date("2023-05-05"), education: Education::None, school_hours: school_hours.map(span) }
}

/// A session of family 1 or 2 in room `A` with worker `W1`.
pub(crate) fn session(family: usize, day: Day, start: &str) -> Session {
    in_room(
        0,
        Session {
            request: RequestId::new(family - 1),
            day,
            start: clock(start),
            site: Site::Community,
            room: None,
            workers: vec![WorkerId::new(0)],
        },
    )
}

/// A session in another room: 0 and 1 are those of `V1`, 2 is that of `V2`.
pub(crate) fn in_room(room: usize, session: Session) -> Session {
    Session { site: Site::Venue(VenueId::new(room / 2)), room: Some(RoomId::new(room)), ..session }
}

/// A session with other workers (1 is `W1`).
pub(crate) fn with_workers(workers: &[usize], session: Session) -> Session {
    Session { workers: workers.iter().map(|&worker| WorkerId::new(worker - 1)).collect(), ..session }
}

/// A session as published.
pub(crate) fn published(session: &Session) -> PublishedSession {
    PublishedSession {
        request: session.request,
        day: session.day,
        start: session.start,
        site: Reference::Here(session.site),
        room: session.room.map(Reference::Here),
        workers: session.workers.iter().map(|&worker| Reference::Here(worker)).collect(),
    }
}

/// A duty of a worker (1 is `W1`) at `V1`.
pub(crate) fn duty(worker: usize, day: Day, time: &str, room: Option<RoomId>) -> Duty {
    let worker = WorkerId::new(worker - 1);
    let (code, venue, kind) = ("D".to_owned(), VenueId::new(0), DutyKind::Other);
    Duty { code, worker, day, time: span(time), venue, room, kind }
}

/// A rota that keeps every rule and costs nothing.
pub(crate) fn good_rota() -> Vec<Session> {
    let second = with_workers(&[2], in_room(1, session(2, MON, "10:00")));
    vec![session(1, MON, "10:00"), second, session(1, WED, "10:00")]
}

fn venue(code: &str) -> Venue {
    Venue {
        code: code.to_owned(),
        name: code.to_owned(),
        area: None,
        at: HERE,
        features: BTreeSet::new(),
        staffed: false,
        open: std::array::from_fn(|_| hours("08:00-20:00")),
    }
}

fn room(code: &str, venue: usize) -> Room {
    Room { code: code.to_owned(), venue: VenueId::new(venue), capacity: 6, features: BTreeSet::new() }
}

fn worker(code: &str, base: usize) -> Worker {
    Worker {
        code: code.to_owned(),
        name: code.to_owned(),
        base: VenueId::new(base),
        contracted: Minutes(1200),
        overtime: Minutes(0),
        skills: BTreeSet::new(),
        drives: false,
        agency: false,
        max_sessions_per_day: 4,
        shifts: std::array::from_fn(|_| hours("08:00-20:00")),
    }
}
