//! What is kept of a run, and of the first plan of a replication. Ids only; no clock: the same run gives the same bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::prices::Price;
use crate::domain::{Day, Minutes, PriorityClass, Problem, RequestId, Rota, Session, Site, Term};
use crate::output::WeekView;
use crate::output::view::DayLoads;

/// A planned week in figures. Lists by class are dearest class first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Sessions due, by class.
    pub due: [u32; 4],
    /// Sessions planned, by class.
    pub met: [u32; 4],
    /// Minutes due, by class.
    pub due_minutes: [i64; 4],
    /// Minutes planned, by class.
    pub met_minutes: [i64; 4],
    /// What the rota costs by the folder's own weights.
    pub objective: i64,
    /// What no rota costs less than; `None` where the scenario has other weights.
    pub bound: Option<i64>,
    /// The cost by term, by the folder's own weights.
    pub terms: BTreeMap<String, i64>,
    /// Unplaced sessions by reason.
    pub reasons: BTreeMap<String, u32>,
    /// Sessions with the main worker, and sessions of families that have one.
    pub continuity: [u32; 2],
    /// Minutes of children's journeys, one way, and journeys.
    pub child_travel: [i64; 2],
    /// The use of rooms by half hour.
    pub rooms: Use,
    /// The use of workers by half hour.
    pub workers: Use,
}

/// Minutes taken and minutes there in each half hour of a week, 48 of each day from midnight; empty: nothing there at all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// Minutes taken.
    pub taken: Vec<i32>,
    /// Minutes there.
    pub there: Vec<i32>,
}

/// Half hours of a day.
pub(super) const HALF_HOURS: usize = 48;

impl Outcome {
    /// The figures of a planned week, with its cost by the folder's own weights.
    pub(super) fn new(view: &WeekView<'_>, terms: BTreeMap<String, i64>, bound: Option<i64>) -> Self {
        let figures = &view.figures;
        let of_class = |class: PriorityClass| figures.classes.iter().find(|figure| figure.class == class);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            due: PriorityClass::ALL.map(|class| of_class(class).map_or(0, |figure| count(figure.due))),
            met: PriorityClass::ALL.map(|class| of_class(class).map_or(0, |figure| count(figure.planned))),
            due_minutes: PriorityClass::ALL.map(|class| due_minutes(view.problem(), class)),
            met_minutes: PriorityClass::ALL.map(|class| of_class(class).map_or(0, |f| i64::from(f.minutes.0))),
            objective: terms.values().sum(),
            bound,
            terms,
            reasons: reasons(view),
            continuity: [count(figures.with_main_worker), count(figures.with_main_worker_known)],
            child_travel: [i64::from(figures.child_minutes.0), i64::from(count(figures.child_journeys))],
            rooms: Use::new(view.usage.from, &view.usage.rooms),
            workers: Use::new(view.usage.from, &view.usage.workers),
        }
    }
}

fn due_minutes(problem: &Problem, class: PriorityClass) -> i64 {
    let of_class = problem.requests().filter(|&request| problem[request].priority_class() == class);
    of_class.map(|request| i64::from(problem.due(request)) * i64::from(problem[request].minutes.0)).sum()
}

fn reasons(view: &WeekView<'_>) -> BTreeMap<String, u32> {
    let mut reasons = BTreeMap::new();
    for unplaced in &view.planned.unplaced {
        *reasons.entry(unplaced.reason.word().to_owned()).or_default() += 1;
    }
    reasons
}

/// Costs by term, under their names.
pub(super) fn terms_of(cost: &crate::domain::CostByTerm) -> BTreeMap<String, i64> {
    Term::ALL.into_iter().map(|term| (term.word().to_owned(), cost[term].0)).collect()
}

impl Use {
    fn new(from: Minutes, days: &DayLoads) -> Self {
        let first = usize::try_from(from.0 / 30).unwrap_or_default();
        let mut all = Self { taken: vec![0; 7 * HALF_HOURS], there: vec![0; 7 * HALF_HOURS] };
        for (day, loads) in days.iter().enumerate() {
            for (at, load) in loads.iter().enumerate().filter(|(at, _)| first + at < HALF_HOURS) {
                let place = day * HALF_HOURS + first + at;
                (all.taken[place], all.there[place]) = (load.taken.0, load.there.0);
            }
        }
        all
    }
}

/// The first plan of a replication: what its runs begin with, and what its prices are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct First {
    /// The rota.
    pub(super) rota: NamedRota,
    /// The dearest prices.
    pub(super) prices: Vec<Price>,
}

/// A rota by codes, so that a week with other handles can begin with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NamedRota(Vec<NamedSession>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct NamedSession {
    request: String,
    day: usize,
    start: i32,
    site: String,
    room: Option<String>,
    workers: Vec<String>,
}

impl NamedRota {
    pub(super) fn new(problem: &Problem, rota: &Rota) -> Self {
        let mut sessions: Vec<NamedSession> = rota.sessions.iter().map(|session| named(problem, session)).collect();
        sessions.sort_by(|a, b| (&a.request, a.day).cmp(&(&b.request, b.day)));
        Self(sessions)
    }

    /// The sessions of which everything is still there.
    pub(super) fn within(&self, problem: &Problem) -> Rota {
        Rota { sessions: self.0.iter().filter_map(|session| session.within(problem)).collect() }
    }
}

fn named(problem: &Problem, session: &Session) -> NamedSession {
    let site = match session.site {
        Site::Venue(venue) => problem[venue].code.clone(),
        Site::Community => Site::COMMUNITY.to_owned(),
        Site::Virtual => Site::VIRTUAL.to_owned(),
    };
    NamedSession {
        request: problem[session.request].code.clone(),
        day: session.day.index(),
        start: session.start.0,
        site,
        room: session.room.map(|room| problem[room].code.clone()),
        workers: session.workers.iter().map(|&worker| problem[worker].code.clone()).collect(),
    }
}

impl NamedSession {
    fn within(&self, problem: &Problem) -> Option<Session> {
        let service = problem.service();
        let worker = |code: &String| position(&service.workers, code, |worker| &worker.code);
        let site = match self.site.as_str() {
            Site::COMMUNITY => Site::Community,
            Site::VIRTUAL => Site::Virtual,
            code => Site::Venue(crate::domain::VenueId::new(position(&service.venues, code, |venue| &venue.code)?)),
        };
        let room = match &self.room {
            Some(code) => Some(crate::domain::RoomId::new(position(&service.rooms, code, |room| &room.code)?)),
            None => None,
        };
        let workers: Option<Vec<usize>> = self.workers.iter().map(worker).collect();
        let mut workers: Vec<_> = workers?.into_iter().map(crate::domain::WorkerId::new).collect();
        workers.sort_unstable();
        Some(Session {
            request: RequestId::new(position(&service.requests, &self.request, |request| &request.code)?),
            day: *Day::ALL.get(self.day)?,
            start: Minutes(self.start),
            site,
            room,
            workers,
        })
    }
}

/// The position of a code in a list in byte order.
fn position<T>(list: &[T], code: &str, code_of: impl Fn(&T) -> &str) -> Option<usize> {
    list.binary_search_by(|thing| code_of(thing).as_bytes().cmp(code.as_bytes())).ok()
}

#[cfg(test)]
mod tests {
    use super::NamedRota;
    use crate::domain::{RoomId, Rota};
    use crate::rules::testing::{Fixture, good_rota};

    #[test]
    fn a_named_rota_finds_its_things_under_other_handles() {
        let (mut fixture, rota) = (Fixture::new(), Rota { sessions: good_rota() });
        let named = NamedRota::new(&fixture.problem(), &rota);
        let text = serde_json::to_string(&named).unwrap();
        let named: NamedRota = serde_json::from_str(&text).unwrap();
        let mut again = named.within(&fixture.problem()).sessions;
        again.sort_by_key(|session| (session.day, session.room));
        assert_eq!(again, rota.sessions);
        fixture.service.rooms.remove(0);
        let left = named.within(&fixture.problem());
        assert_eq!(left.sessions.len(), 1, "room A is gone, and with it two sessions");
        assert_eq!(left.sessions[0].room, Some(RoomId::new(0)));
    }
}
