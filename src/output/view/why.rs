//! Why a worker is on a session: how well the family knows them, what they can do, how far they come, and where the main
//! worker is if it is somebody else.

use crate::domain::{Absentee, Minutes, Outcome, Problem, RequestId, Session, Spot, Transport, WorkerId};
use crate::rules::week::RotaWeek;

/// How well a family knows a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The family's main worker.
    Main,
    /// Not the main worker, but one who has held its sessions.
    Familiar,
    /// Somebody new, though the family has a main worker.
    Stranger,
    /// The family has no main worker yet.
    FirstWorker,
}

impl Tie {
    /// Some words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Main => "main worker",
            Self::Familiar => "known to the family",
            Self::Stranger => "new to the family",
            Self::FirstWorker => "no main worker yet",
        }
    }
}

/// Why the main worker of a request is not on a session of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MainWorkerIs {
    /// Excluded by the request, without a skill it asks for, or no driver where the worker drives.
    NotSuitable,
    /// Not on shift for all of it.
    OffShift,
    /// On leave.
    Away,
    /// At another task at that time.
    Busy,
    /// Free at that time: hours, travel, breaks or cost stand against it.
    Otherwise,
}

impl MainWorkerIs {
    /// Some words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotSuitable => "may not or cannot do it",
            Self::OffShift => "is not on shift then",
            Self::Away => "is on leave then",
            Self::Busy => "has another task then",
            Self::Otherwise => "hours, journeys or the cost of the week stand against it",
        }
    }
}

/// A worker on a session, and what speaks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyWorker {
    /// Who.
    pub worker: WorkerId,
    /// How well the family knows them.
    pub tie: Tie,
    /// Sessions that they held with this family in the weeks of history that count.
    pub held: usize,
    /// The main worker where that is not this worker and not on the session at all, and where they are.
    pub instead_of: Option<(WorkerId, MainWorkerIs)>,
    /// Workers the family knows, the main worker among them.
    pub known_to_family: usize,
    /// Skills that the request asks for and the worker does not have: none in a rota that keeps the rules.
    pub missing_skills: Vec<String>,
    /// By car from the worker's base to the site, or to the child's home where the worker drives the children.
    pub from_base: Minutes,
}

/// Every worker of a session in order of ids.
pub(super) fn why_workers(week: &RotaWeek<'_>, session: &Session) -> Vec<WhyWorker> {
    let mut workers = session.workers.clone();
    workers.sort_unstable();
    workers.into_iter().map(|worker| why(week, session, worker)).collect()
}

fn why(week: &RotaWeek<'_>, session: &Session, worker: WorkerId) -> WhyWorker {
    let problem = week.problem();
    let request = &problem[session.request];
    let main = problem.main_worker(session.request);
    let known = problem.familiar_workers(session.request);
    let base = problem[worker].base;
    let at = problem.task(session.request, session.start, session.site, base).at;
    let instead_of = main.filter(|main| !session.workers.contains(main));
    WhyWorker {
        worker,
        tie: tie(problem, session.request, worker),
        held: held(problem, session.request, worker),
        instead_of: instead_of.map(|main| (main, main_worker_is(week, session, main))),
        known_to_family: known.len() + usize::from(main.is_some()),
        missing_skills: request.skills.difference(&problem[worker].skills).cloned().collect(),
        from_base: problem.travel(Spot::Venue(base), at, crate::domain::Means::Car),
    }
}

fn tie(problem: &Problem, request: RequestId, worker: WorkerId) -> Tie {
    match problem.main_worker(request) {
        None => Tie::FirstWorker,
        Some(main) if main == worker => Tie::Main,
        Some(_) if problem.familiar_workers(request).contains(&worker) => Tie::Familiar,
        Some(_) => Tie::Stranger,
    }
}

fn held(problem: &Problem, request: RequestId, worker: WorkerId) -> usize {
    let since = problem.week().weeks_before(problem.policy().history_weeks);
    let history = problem.service().history.iter().filter(|past| past.request == request && past.date >= since);
    history.filter(|past| past.outcome == Outcome::Held && past.workers.contains(&worker)).count()
}

fn main_worker_is(week: &RotaWeek<'_>, session: &Session, main: WorkerId) -> MainWorkerIs {
    let problem = week.problem();
    let (request, worker) = (&problem[session.request], &problem[main]);
    let time = problem.task(session.request, session.start, session.site, worker.base).time;
    let lacks = !request.skills.is_subset(&worker.skills) || request.not_workers.contains(&main);
    let days = week.workers()[main.index()].days.iter();
    let mut tasks = days.filter(|day| day.day == session.day).flat_map(|day| &day.pieces);
    if lacks || (request.transport == Transport::Worker && !worker.drives) {
        MainWorkerIs::NotSuitable
    } else if worker.shifts[session.day.index()].span_holding(time).is_none() {
        MainWorkerIs::OffShift
    } else if !problem.is_available(Absentee::Worker(main), session.day, time) {
        MainWorkerIs::Away
    } else if tasks.any(|piece| piece.task.time.meets(time)) {
        MainWorkerIs::Busy
    } else {
        MainWorkerIs::Otherwise
    }
}
