//! The figures that head a report: what is planned, who meets whom again, how far children travel, how full the week is.

use super::SessionView;
use super::usage::Usage;
use super::why::Tie;
use super::worker::{Tally, WorkerView};
use crate::domain::{Cost, Minutes, PriorityClass, Problem};
use crate::rota::PlannedWeek;

/// The headline figures of a planned week.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Sessions of each class, dearest class first.
    pub classes: Vec<ClassFigure>,
    /// Sessions of families that have a main worker.
    pub with_main_worker_known: usize,
    /// Those of them that the main worker is on.
    pub with_main_worker: usize,
    /// Those of them that have only workers new to the family.
    pub with_strangers_only: usize,
    /// Sessions to which children travel.
    pub child_journeys: usize,
    /// The longest child's journey to each of these, one way, summed.
    pub child_minutes: Minutes,
    /// The longest of them.
    pub longest_child_journey: Minutes,
    /// Minutes for which rooms are held within opening hours, and minutes that there are.
    pub rooms: (i64, i64),
    /// The sums of all workers.
    pub workers: Tally,
    /// Contracted minutes of all employees, and minutes paid to them.
    pub contracted: (Minutes, Minutes),
    /// What the rota costs.
    pub objective: Cost,
    /// What no rota of this week costs less than; `None` where nothing is proven, as of a rota made by hand.
    pub bound: Option<Cost>,
}

/// Sessions of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassFigure {
    /// The class.
    pub class: PriorityClass,
    /// Sessions due.
    pub due: usize,
    /// Sessions planned.
    pub planned: usize,
    /// Minutes planned.
    pub minutes: Minutes,
}

impl Figures {
    /// Of the sessions of families that have a main worker, those with that worker, in whole per cent.
    pub fn continuity_percent(&self) -> Option<usize> {
        (self.with_main_worker * 100).checked_div(self.with_main_worker_known)
    }

    /// The mean of the children's journeys, one way, in whole minutes rounded down.
    pub fn mean_child_journey(&self) -> Option<Minutes> {
        let journeys = i32::try_from(self.child_journeys).unwrap_or(i32::MAX);
        self.child_minutes.0.checked_div(journeys).map(Minutes)
    }
}

/// Sums a week up.
pub(super) fn figures(
    planned: &PlannedWeek<'_>,
    sessions: &[SessionView<'_>],
    workers: &[WorkerView<'_>],
    usage: &Usage,
) -> Figures {
    let problem = planned.problem;
    let known: Vec<&SessionView<'_>> =
        sessions.iter().filter(|view| problem.main_worker(view.session.request).is_some()).collect();
    let any = |tie: Tie| move |view: &&&SessionView<'_>| view.workers.iter().any(|worker| worker.tie == tie);
    let strangers = |view: &&&SessionView<'_>| {
        !view.workers.is_empty() && view.workers.iter().all(|worker| worker.tie == Tie::Stranger)
    };
    let children: Vec<Minutes> = sessions.iter().filter_map(|view| longest_of_children(problem, view)).collect();
    Figures {
        classes: PriorityClass::ALL.into_iter().map(|class| of_class(problem, sessions, class)).collect(),
        with_main_worker_known: known.len(),
        with_main_worker: known.iter().filter(any(Tie::Main)).count(),
        with_strangers_only: known.iter().filter(strangers).count(),
        child_journeys: children.len(),
        child_minutes: children.iter().copied().sum(),
        longest_child_journey: children.into_iter().max().unwrap_or_default(),
        rooms: room_minutes(usage),
        workers: all(workers),
        contracted: contracted(problem, workers),
        objective: planned.cost.total(),
        bound: (planned.bound > Cost::ZERO || planned.cost.total() == Cost::ZERO).then_some(planned.bound),
    }
}

fn of_class(problem: &Problem, sessions: &[SessionView<'_>], class: PriorityClass) -> ClassFigure {
    let requests = problem.requests().filter(|&request| problem[request].priority_class() == class);
    let of_class = sessions.iter().filter(|view| view.class == class);
    ClassFigure {
        class,
        due: requests.map(|request| problem.due(request) as usize).sum(),
        planned: of_class.clone().count(),
        minutes: of_class.map(|view| view.time.length()).sum(),
    }
}

/// The longest journey of the children of a session; `None` where nobody travels.
fn longest_of_children(problem: &Problem, view: &SessionView<'_>) -> Option<Minutes> {
    let children = view.journeys.iter().filter(|journey| problem[journey.person].is_child());
    children.map(|journey| journey.minutes).max()
}

fn room_minutes(usage: &Usage) -> (i64, i64) {
    let loads = || usage.rooms.iter().flatten();
    let sum = |of: fn(&super::usage::Load) -> Minutes| loads().map(|load| i64::from(of(load).0)).sum();
    (sum(|load| load.taken), sum(|load| load.there))
}

fn all(workers: &[WorkerView<'_>]) -> Tally {
    let mut sum = Tally::default();
    workers.iter().for_each(|worker| sum += worker.tally);
    sum
}

fn contracted(problem: &Problem, workers: &[WorkerView<'_>]) -> (Minutes, Minutes) {
    let employees = || workers.iter().filter(|view| !problem[view.worker].agency);
    (employees().map(|view| view.contracted).sum(), employees().map(|view| view.tally.paid).sum())
}
