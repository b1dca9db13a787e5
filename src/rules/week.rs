//! A rota sorted for the rules: its sessions by request, by person and day, by room and day, by worker. It judges nothing.

use std::collections::BTreeMap;

use super::rule::Rule;
use super::violation::Violation;
use super::worker_week::{Piece, WorkerWeek};
use crate::domain::{Day, PersonId, Problem, PublishedSession, RequestId, RoomId, Rota, Session, Task};

/// A rota of one week, sorted for the rules.
#[derive(Clone, Debug)]
pub struct RotaWeek<'a> {
    problem: &'a Problem,
    sessions: &'a [Session],
    by_request: Vec<Vec<&'a Session>>,
    published: Vec<Vec<&'a PublishedSession>>,
    by_person: BTreeMap<(PersonId, Day), Vec<&'a Session>>,
    by_room: BTreeMap<(RoomId, Day), Vec<&'a Session>>,
    workers: Vec<WorkerWeek<'a>>,
}

impl<'a> RotaWeek<'a> {
    /// Sorts a rota.
    #[must_use]
    pub fn new(problem: &'a Problem, rota: &'a Rota) -> Self {
        let mut week = Self {
            problem,
            sessions: &rota.sessions,
            by_request: vec![Vec::new(); problem.requests().len()],
            published: vec![Vec::new(); problem.requests().len()],
            by_person: BTreeMap::new(),
            by_room: BTreeMap::new(),
            workers: worker_weeks(problem, &rota.sessions),
        };
        for session in &rota.sessions {
            week.sort_in(session);
        }
        for session in problem.published().unwrap_or_default() {
            week.published[session.request.index()].push(session);
        }
        week.by_person.values_mut().chain(week.by_room.values_mut()).for_each(|list| list.sort_by_key(|s| s.start));
        week
    }

    fn sort_in(&mut self, session: &'a Session) {
        self.by_request[session.request.index()].push(session);
        for person in self.problem[session.request].people() {
            self.by_person.entry((person, session.day)).or_default().push(session);
        }
        if let Some(room) = session.room {
            self.by_room.entry((room, session.day)).or_default().push(session);
        }
    }

    /// The week that the rota is for.
    #[must_use]
    pub fn problem(&self) -> &'a Problem {
        self.problem
    }

    /// All sessions, as the rota has them.
    #[must_use]
    pub fn sessions(&self) -> &'a [Session] {
        self.sessions
    }

    /// The sessions of a request, as the rota has them.
    #[must_use]
    pub fn of_request(&self, request: RequestId) -> &[&'a Session] {
        &self.by_request[request.index()]
    }

    /// The published sessions of a request.
    #[must_use]
    pub fn published(&self, request: RequestId) -> &[&'a PublishedSession] {
        &self.published[request.index()]
    }

    /// The sessions of each person on each day with one, by start.
    pub fn by_person(&self) -> impl Iterator<Item = (PersonId, Day, &[&'a Session])> {
        self.by_person.iter().map(|(&(person, day), sessions)| (person, day, sessions.as_slice()))
    }

    /// The sessions of one person on one day, by start.
    #[must_use]
    pub fn of_person(&self, person: PersonId, day: Day) -> &[&'a Session] {
        self.by_person.get(&(person, day)).map_or(&[], Vec::as_slice)
    }

    /// The days on which each child has a session, in order.
    #[must_use]
    pub fn days_of_children(&self) -> BTreeMap<PersonId, Vec<Day>> {
        let mut days: BTreeMap<PersonId, Vec<Day>> = BTreeMap::new();
        for &(person, day) in self.by_person.keys().filter(|(person, _)| self.problem[*person].is_child()) {
            days.entry(person).or_default().push(day);
        }
        days
    }

    /// The sessions in each room on each day with one, by start.
    pub fn by_room(&self) -> impl Iterator<Item = (RoomId, Day, &[&'a Session])> {
        self.by_room.iter().map(|(&(room, day), sessions)| (room, day, sessions.as_slice()))
    }

    /// The week of every worker, in order.
    #[must_use]
    pub fn workers(&self) -> &[WorkerWeek<'a>] {
        &self.workers
    }

    /// A violation for each fault that `faults` finds in a session by itself.
    pub(super) fn each_session(&self, rule: Rule, faults: impl Fn(&Session) -> Vec<String>) -> Vec<Violation> {
        let of_session = |session| {
            let violation = move |fault| Violation::new(rule, format!("{}: {fault}", self.name(session)), &[session]);
            faults(session).into_iter().map(violation)
        };
        self.sessions.iter().flat_map(of_session).collect()
    }

    /// A session as texts name it: request, date and start.
    pub(super) fn name(&self, session: &Session) -> String {
        let request = &self.problem[session.request].code;
        format!("{request} on {} at {}", self.problem.week().date(session.day), session.start.clock())
    }
}

fn worker_weeks<'a>(problem: &'a Problem, sessions: &'a [Session]) -> Vec<WorkerWeek<'a>> {
    let mut pieces: Vec<Vec<(Day, Piece<'a>)>> = vec![Vec::new(); problem.workers().len()];
    for session in sessions {
        for &worker in &session.workers {
            let task = problem.task(session.request, session.start, session.site, problem[worker].base);
            pieces[worker.index()].push((session.day, Piece { task, session: Some(session), duty: None }));
        }
    }
    for duty in problem.duties() {
        let task = Task { time: duty.time, at: crate::domain::Spot::Venue(duty.venue) };
        pieces[duty.worker.index()].push((duty.day, Piece { task, session: None, duty: Some(duty) }));
    }
    problem.workers().zip(pieces).map(|(worker, pieces)| WorkerWeek::new(problem, worker, pieces)).collect()
}
