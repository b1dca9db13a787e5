//! The one view of a planned week that all writers share: sessions in the order of the files, each worker's days, each
//! venue's rooms, families, changes and figures. It knows the codes of the input, and no format. It holds everything:
//! what an audience may see of it, its writer says.

mod clip;
mod family;
mod figures;
mod index;
mod session;
#[cfg(test)]
mod tests;
mod usage;
mod venue;
mod why;
mod worker;

pub use family::FamilyView;
pub use figures::{ClassFigure, Figures};
pub use session::{Journey, SessionView};
pub use usage::{DayLoads, Load, Usage};
pub use venue::{HeldBy, Hold, RoomDay, RoomView, VenueDay, VenueView};
pub use why::{MainWorkerIs, Tie, WhyWorker};
pub use worker::{Item, Leg, Pause, Tally, What, WorkerDay, WorkerView};

use std::collections::BTreeMap;

use crate::domain::{
    Absentee, Day, Interval, Kind, PersonId, PriorityClass, Problem, RequestId, Session, Site, VenueId, WorkerId,
};
use crate::rota::{Change, PlannedWeek, Unplaced, changes};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;
use index::SessionIndex;

/// A planned week, ready to be written.
#[derive(Clone, Debug)]
pub struct WeekView<'a> {
    /// What is written.
    pub planned: &'a PlannedWeek<'a>,
    /// Its sessions by date, start, venue, room and request, as texts in byte order.
    pub sessions: Vec<SessionView<'a>>,
    /// Sessions due and not planned, by request.
    pub unplaced: Vec<UnplacedView>,
    /// Every worker's week, in order of ids.
    pub workers: Vec<WorkerView<'a>>,
    /// Every venue's week, in order of ids.
    pub venues: Vec<VenueView<'a>>,
    /// Every family with a session due.
    pub families: Vec<FamilyView>,
    /// What became of the published rota, if one was given.
    pub changes: Vec<Change<'a>>,
    /// The use of rooms and workers by half hour.
    pub usage: Usage,
    /// The headline figures.
    pub figures: Figures,
    /// Which hard rules the rota breaks, one sentence each with ids only; none of a rota that was planned.
    pub breaches: Vec<String>,
    /// Whether the rota was given, not planned: it has no score.
    pub given: bool,
    /// The workers' weeks as the rules see them.
    week: RotaWeek<'a>,
}

/// An unplaced session with its number, after those of the planned ones.
#[derive(Clone, Copy, Debug)]
pub struct UnplacedView {
    /// The request, and why.
    pub unplaced: Unplaced,
    /// Its number among its request's.
    pub number: u32,
    /// The class of its request.
    pub class: PriorityClass,
}

impl<'a> WeekView<'a> {
    /// Orders, numbers and sums up a planned week.
    #[must_use]
    pub fn new(planned: &'a PlannedWeek<'a>) -> Self {
        let problem = planned.problem;
        let week = RotaWeek::new(problem, &planned.rota);
        let mut counters = Counters::default();
        let sessions: Vec<SessionView<'a>> = in_order(problem, &planned.rota.sessions)
            .into_iter()
            .map(|session| session::session_view(&week, session, counters.next(session.request)))
            .collect();
        let unplaced = unplaced_views(planned, &mut counters);
        let index = SessionIndex::new(sessions.iter().map(|view| view.session));
        let workers: Vec<WorkerView<'a>> =
            week.workers().iter().map(|of_worker| worker::worker_view(problem, of_worker, &index)).collect();
        let venues = venue::venue_views(problem, &sessions);
        let usage = usage::usage(&venues, &workers);
        Self {
            families: family::families(problem, &sessions, &unplaced),
            changes: changes(&week),
            figures: figures::figures(planned, &sessions, &workers, &usage),
            breaches: Vec::new(),
            given: false,
            planned,
            sessions,
            unplaced,
            workers,
            venues,
            usage,
            week,
        }
    }

    /// The same week as that of a rota that was given, with the rules that it breaks: nothing is proven of it.
    #[must_use]
    pub fn with_breaches(mut self, breaches: Vec<String>) -> Self {
        self.breaches = breaches;
        self.given = true;
        self.figures.bound = None;
        self
    }

    /// What a page says of a rota that breaks rules; nothing that names anybody.
    pub(super) fn draft_warning(&self) -> Vec<String> {
        let draft = "Draft: this week's rota does not keep every rule yet, and may change.";
        self.breaches.first().map(|_| draft.to_owned()).into_iter().collect()
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
    pub fn unplaced_by_class(&self) -> impl Iterator<Item = (PriorityClass, Vec<Unplaced>)> + '_ {
        PriorityClass::ALL.into_iter().map(|class| {
            let of_class = |unplaced: &Unplaced| self.problem()[unplaced.request].priority_class() == class;
            (class, self.unplaced.iter().map(|line| line.unplaced).filter(of_class).collect())
        })
    }

    /// The position of a session of this rota.
    ///
    /// # Panics
    /// If it is of another rota.
    pub fn position_of(&self, session: &Session) -> usize {
        let own = self.sessions.iter().position(|seen| std::ptr::eq(seen.session, session));
        own.expect("changes name sessions of the rota that is written")
    }

    /// What is seen of a session of this rota.
    ///
    /// # Panics
    /// If it is of another rota.
    pub fn seen(&self, session: &Session) -> &SessionView<'a> {
        &self.sessions[self.position_of(session)]
    }

    /// A worker's week.
    pub fn of_worker(&self, worker: WorkerId) -> &WorkerWeek<'a> {
        &self.week.workers()[worker.index()]
    }

    /// Planned sessions at a venue, in order.
    pub fn at_venue(&self, venue: VenueId) -> impl Iterator<Item = &SessionView<'a>> + '_ {
        self.sessions.iter().filter(move |view| view.session.site == Site::Venue(venue))
    }

    /// When a child is at school on a day of the week, if at all.
    pub fn school(&self, person: PersonId, day: Day) -> Option<Interval> {
        match self.problem()[person].kind {
            Kind::Child { school_hours, .. } if self.problem().is_school_day(day) => school_hours,
            _ => None,
        }
    }

    /// When something is away on a day of the week, in minutes of it.
    pub fn away(&self, what: Absentee, day: Day) -> Vec<Interval> {
        clip::of_day(self.problem().absences(what), day)
    }

    /// The date of a session, ISO.
    pub fn date(&self, session: &Session) -> String {
        self.problem().week().date(session.day).to_string()
    }

    /// When a session is, in minutes of the day.
    pub fn time(&self, session: &Session) -> Interval {
        session.time(self.problem()[session.request].minutes)
    }

    /// The site as the files name it.
    pub fn site(&self, session: &Session) -> &'a str {
        site_code(self.problem(), session.site)
    }

    /// The room's id; nothing where there is none.
    pub fn room(&self, session: &Session) -> &'a str {
        session.room.map_or("", |room| &self.problem()[room].code)
    }

    /// The ids of the workers in their order, separated by `;`.
    pub fn worker_codes(&self, session: &Session) -> String {
        let mut workers: Vec<WorkerId> = session.workers.clone();
        workers.sort_unstable();
        joined(workers.into_iter().map(|worker| self.problem()[worker].code.clone()))
    }

    /// The children of a request, each written by `text`.
    pub fn children(&self, request: RequestId, text: impl Fn(&Problem, PersonId) -> String) -> String {
        joined(self.problem()[request].children.iter().map(|&child| text(self.problem(), child)))
    }

    /// The adults of a request, each written by `text`.
    pub fn adults(&self, request: RequestId, text: impl Fn(&Problem, PersonId) -> String) -> String {
        joined(self.problem()[request].adults.iter().map(|&adult| text(self.problem(), adult)))
    }
}

/// Sessions by date, start, site, room and request, as texts in byte order.
fn in_order<'a>(problem: &Problem, sessions: &'a [Session]) -> Vec<&'a Session> {
    let mut sessions: Vec<&Session> = sessions.iter().collect();
    sessions.sort_by_key(|session| {
        let room = session.room.map_or("", |room| problem[room].code.as_str());
        (session.day, session.start, site_code(problem, session.site), room, session.request)
    });
    sessions
}

fn unplaced_views(planned: &PlannedWeek<'_>, counters: &mut Counters) -> Vec<UnplacedView> {
    let mut unplaced = planned.unplaced.clone();
    unplaced.sort_by_key(|unplaced| (unplaced.request, unplaced.reason));
    let view = |unplaced: Unplaced| {
        let class = planned.problem[unplaced.request].priority_class();
        UnplacedView { unplaced, number: counters.next(unplaced.request), class }
    };
    unplaced.into_iter().map(view).collect()
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

/// A site as the files name it.
#[must_use]
pub fn site_code(problem: &Problem, site: Site) -> &str {
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
