//! The one view of a planned week that all writers share: sessions in the order of the files, numbered within their
//! request, with the texts of their cells. It knows the codes of the input, and no format.

use std::collections::BTreeMap;

use crate::domain::{Interval, PersonId, PriorityClass, Problem, RequestId, Session, Site, VenueId, WorkerId};
use crate::rota::{PlannedWeek, Unplaced};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;

/// A planned week, ready to be written.
#[derive(Clone, Debug)]
pub struct WeekView<'a> {
    /// What is written.
    pub planned: &'a PlannedWeek<'a>,
    /// Its sessions by date, start, venue, room and request, as texts in byte order.
    pub(super) sessions: Vec<PlannedLine<'a>>,
    /// Sessions due and not planned, by request.
    pub(super) unplaced: Vec<UnplacedLine>,
    /// The workers' weeks as the rules see them.
    pub(super) week: RotaWeek<'a>,
}

/// A planned session with its number, 1 and up, among its request's.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlannedLine<'a> {
    pub(super) session: &'a Session,
    pub(super) number: u32,
}

/// An unplaced session with its number, after those of the planned ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnplacedLine {
    pub(super) unplaced: Unplaced,
    pub(super) number: u32,
}

impl<'a> WeekView<'a> {
    /// Orders and numbers the sessions of a planned week.
    #[must_use]
    pub fn new(planned: &'a PlannedWeek<'a>) -> Self {
        let problem = planned.problem;
        let mut sessions: Vec<&Session> = planned.rota.sessions.iter().collect();
        sessions.sort_by_key(|session| {
            let room = session.room.map_or("", |room| problem[room].code.as_str());
            (session.day, session.start, site_code(problem, session.site), room, session.request)
        });
        let mut unplaced = planned.unplaced.clone();
        unplaced.sort_by_key(|unplaced| (unplaced.request, unplaced.reason));
        let mut counters = Counters::default();
        let sessions =
            sessions.into_iter().map(|session| PlannedLine { session, number: counters.next(session.request) });
        let sessions = sessions.collect();
        let unplaced =
            unplaced.into_iter().map(|unplaced| UnplacedLine { unplaced, number: counters.next(unplaced.request) });
        Self { planned, sessions, unplaced: unplaced.collect(), week: RotaWeek::new(problem, &planned.rota) }
    }

    /// The week it was planned for, and its service.
    #[must_use]
    pub fn problem(&self) -> &'a Problem {
        self.planned.problem
    }

    /// Sessions that are planned.
    #[must_use]
    pub fn sessions_planned(&self) -> usize {
        self.sessions.len()
    }

    /// Unplaced sessions of each class, dearest class first.
    pub(super) fn unplaced_by_class(&self) -> impl Iterator<Item = (PriorityClass, Vec<Unplaced>)> + '_ {
        PriorityClass::ALL.into_iter().map(|class| {
            let of_class = |unplaced: &Unplaced| self.problem()[unplaced.request].priority_class() == class;
            (class, self.unplaced.iter().map(|line| line.unplaced).filter(of_class).collect())
        })
    }

    /// A worker's week.
    pub(super) fn of_worker(&self, worker: WorkerId) -> &WorkerWeek<'a> {
        &self.week.workers()[worker.index()]
    }

    /// Planned sessions at a venue, in order.
    pub(super) fn at_venue(&self, venue: VenueId) -> impl Iterator<Item = &'a Session> + '_ {
        self.sessions.iter().map(|line| line.session).filter(move |session| session.site == Site::Venue(venue))
    }

    /// The date of a session, ISO.
    pub(super) fn date(&self, session: &Session) -> String {
        self.problem().week().date(session.day).to_string()
    }

    /// When a session is, in minutes of the day.
    pub(super) fn time(&self, session: &Session) -> Interval {
        session.time(self.problem()[session.request].minutes)
    }

    /// The site as the files name it.
    pub(super) fn site(&self, session: &Session) -> &'a str {
        site_code(self.problem(), session.site)
    }

    /// The room's id; nothing where there is none.
    pub(super) fn room(&self, session: &Session) -> &'a str {
        session.room.map_or("", |room| &self.problem()[room].code)
    }

    /// The ids of the workers in their order, separated by `;`.
    pub(super) fn worker_codes(&self, session: &Session) -> String {
        let mut workers: Vec<WorkerId> = session.workers.clone();
        workers.sort_unstable();
        joined(workers.into_iter().map(|worker| self.problem()[worker].code.clone()))
    }

    /// The children of a request, each written by `text`.
    pub(super) fn children(&self, request: RequestId, text: impl Fn(&Problem, PersonId) -> String) -> String {
        joined(self.problem()[request].children.iter().map(|&child| text(self.problem(), child)))
    }

    /// The adults of a request, each written by `text`.
    pub(super) fn adults(&self, request: RequestId, text: impl Fn(&Problem, PersonId) -> String) -> String {
        joined(self.problem()[request].adults.iter().map(|&adult| text(self.problem(), adult)))
    }
}

/// Counts the sessions of each request.
#[derive(Default)]
struct Counters(BTreeMap<RequestId, u32>);

impl Counters {
    fn next(&mut self, request: RequestId) -> u32 {
        let count = self.0.entry(request).or_default();
        *count += 1;
        *count
    }
}

fn site_code(problem: &Problem, site: Site) -> &str {
    match site {
        Site::Venue(venue) => &problem[venue].code,
        Site::Community => Site::COMMUNITY,
        Site::Virtual => Site::VIRTUAL,
    }
}

/// Texts as the files list them, separated by `;`.
pub(super) fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(";")
}
