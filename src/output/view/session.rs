//! One session of the week as its readers ask for it: when people come and go, how they get there, what it costs.

use super::why::{WhyWorker, why_workers};
use crate::domain::{CostByTerm, Interval, Means, Minutes, PersonId, PriorityClass, Problem, Session, Spot, Term};
use crate::rules::cost::{adult_travel, changes, child_travel, pattern, unfamiliar, wishes};
use crate::rules::week::RotaWeek;

/// A planned session. All times are minutes of its day, and may lie before midnight or after the next.
#[derive(Clone, Debug)]
pub struct SessionView<'a> {
    /// The session itself: request, day, start, site, room, workers.
    pub session: &'a Session,
    /// Its number, 1 and up, among its request's.
    pub number: u32,
    /// The class of its request.
    pub class: PriorityClass,
    /// From its start to its end.
    pub time: Interval,
    /// How long the room is held, with time for the agreement before and turnaround after; `None` without a room.
    pub hold: Option<Interval>,
    /// When the workers are at the site: from their arrival to the end of the handover.
    pub on_site: Interval,
    /// All that it takes of its workers: `on_site`, and the journeys with the children where a worker drives them.
    pub task: Interval,
    /// Its workers in order of ids, each with why.
    pub workers: Vec<WhyWorker>,
    /// The journey of each child and then each adult; none for a virtual session.
    pub journeys: Vec<Journey>,
    /// What this session adds to the cost by itself: unfamiliar, pattern, travel of child and adults, wishes, changes. The
    /// terms of workers' days and of the week belong to no session.
    pub cost: CostByTerm,
}

/// Somebody's journey from home to a session. A placement's place must not be guessed from it: it is for the service and
/// the carer alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Journey {
    /// Who.
    pub person: PersonId,
    /// From home to the site.
    pub minutes: Minutes,
    /// By road, one way, estimated.
    pub metres: i64,
    /// By which means.
    pub by: Means,
    /// When to leave home so as to arrive when the session begins.
    pub leaves: Minutes,
    /// When home again, leaving when the session ends.
    pub home: Minutes,
}

/// Looks at one session of a week.
pub(super) fn session_view<'a>(week: &RotaWeek<'a>, session: &'a Session, number: u32) -> SessionView<'a> {
    let problem = week.problem();
    let request = &problem[session.request];
    let time = session.time(request.minutes);
    let policy = problem.policy();
    let legs = problem.transport_legs(session.request, session.site);
    let on_site = Interval::new(time.from - policy.arrival - problem.extra(session.request), time.to + policy.handover);
    SessionView {
        session,
        number,
        class: request.priority_class(),
        time,
        hold: session.room.map(|_| problem.room_hold(session.request, session.start)),
        on_site,
        task: Interval::new(on_site.from - legs.0, on_site.to + legs.1),
        workers: why_workers(week, session),
        journeys: journeys(problem, session, time),
        cost: cost(week, session),
    }
}

fn journeys(problem: &Problem, session: &Session, time: Interval) -> Vec<Journey> {
    let Some(spot) = problem.meeting_spot(session.request, session.site) else { return Vec::new() };
    let journey = |person: PersonId| {
        let (home, by) = (Spot::Home(person), problem[person].means());
        let (there, back) = (problem.travel(home, spot, by), problem.travel(spot, home, by));
        let metres = problem.road_metres(home, spot);
        Journey { person, minutes: there, metres, by, leaves: time.from - there, home: time.to + back }
    };
    problem[session.request].people().map(journey).collect()
}

fn cost(week: &RotaWeek<'_>, session: &Session) -> CostByTerm {
    let problem = week.problem();
    let mut cost = CostByTerm::default();
    cost[Term::Unfamiliar] = unfamiliar::of_session(problem, session);
    cost[Term::Pattern] = pattern::of_session(problem, session);
    cost[Term::ChildTravel] = child_travel::of_session(problem, session);
    cost[Term::AdultTravel] = adult_travel::of_session(problem, session);
    cost[Term::Wishes] = wishes::of_session(problem, session);
    let pairs = changes::pairs(week, session.request);
    let own = pairs.iter().find(|pair| std::ptr::eq(pair.planned, session));
    cost[Term::Changes] = own.map(|pair| pair.cost).unwrap_or_default();
    cost
}
