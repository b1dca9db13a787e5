//! What a session on a given day must be like because it is fixed, or published and too near to change.

use crate::domain::{
    Absentee, Day, FixedSession, Interval, Minutes, Problem, PublishedSession, Reference, RequestId, RoomId, Site,
    WorkerId,
};

/// What a session of one request must be like on one day. There is at most one session on a date, so a requirement
/// speaks of that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The day.
    pub day: Day,
    /// Only sessions with this start, in minutes of the day; all of the day where `None`.
    pub start: Option<Minutes>,
    /// Whether there must be such a session on that day.
    pub must_be: bool,
    /// Its site, if that is settled.
    pub site: Option<Site>,
    /// Its room, if that is settled.
    pub room: Option<RoomId>,
    /// Workers who must be among its workers.
    pub workers: Vec<WorkerId>,
    /// Whether the session was published and lies within the notice: then the notice does not bind it.
    pub frozen: bool,
}

impl Requirement {
    /// Whether it speaks of a session on `day` from `start`: where one must be, it is the only one of its day.
    #[must_use]
    pub fn concerns(&self, day: Day, start: Minutes) -> bool {
        self.day == day && (self.must_be || self.start == Some(start))
    }

    /// Whether a session that it concerns may be at this start and site.
    #[must_use]
    pub fn allows(&self, start: Minutes, site: Site) -> bool {
        self.start.is_none_or(|required| required == start) && self.site.is_none_or(|required| required == site)
    }
}

/// All requirements on sessions of a request.
pub(super) fn requirements(problem: &Problem, request: RequestId) -> Vec<Requirement> {
    let fixed = problem.fixed().iter().filter(|row| row.request == request).map(of_fixed);
    let published = problem.published().unwrap_or_default().iter().filter(|session| session.request == request);
    let frozen = published.filter(|session| is_frozen(problem, session)).map(|session| of_frozen(problem, session));
    fixed.chain(frozen).collect()
}

fn of_fixed(row: &FixedSession) -> Requirement {
    Requirement {
        day: row.day,
        start: row.start,
        must_be: true,
        site: row.site,
        room: row.room,
        workers: row.workers.clone(),
        frozen: false,
    }
}

fn is_frozen(problem: &Problem, session: &PublishedSession) -> bool {
    problem.notice().is_some_and(|notice| session.day.midnight() + session.start < notice)
}

/// A frozen session keeps what is still available. If all of it is, it must be there.
fn of_frozen(problem: &Problem, session: &PublishedSession) -> Requirement {
    let (request, day, start) = (session.request, session.day, session.start);
    let hold = problem.room_hold(request, start);
    let site = session.site.here().filter(|&site| match site {
        Site::Venue(venue) => problem.is_available(Absentee::Venue(venue), day, hold),
        Site::Community | Site::Virtual => true,
    });
    let mut required =
        Requirement { day, start: Some(start), must_be: false, site, room: None, workers: Vec::new(), frozen: true };
    let Some(site) = site else { return required };
    let room = session.room.map(|room| room_there(problem, room, site, day, hold));
    let there = |worker: &Reference<WorkerId>| {
        worker.here().filter(|&worker| {
            let task = problem.task(request, start, site, problem[worker].base);
            problem.is_available(Absentee::Worker(worker), day, task.time)
        })
    };
    required.room = room.flatten();
    required.workers = session.workers.iter().filter_map(there).collect();
    let all_there = room != Some(None) && required.workers.len() == session.workers.len();
    required.must_be = all_there && could_take_place(problem, session);
    required
}

fn room_there(problem: &Problem, room: Reference<RoomId>, site: Site, day: Day, hold: Interval) -> Option<RoomId> {
    let at_site = |room: &RoomId| site == Site::Venue(problem[*room].venue);
    room.here().filter(at_site).filter(|&room| problem.is_available(Absentee::Room(room), day, hold))
}

fn could_take_place(problem: &Problem, session: &PublishedSession) -> bool {
    let (request, day) = (session.request, session.day);
    let time = Interval::new(session.start, session.start + problem[request].minutes);
    let present = |person| problem.is_available(Absentee::Person(person), day, time);
    problem.due(request) > 0
        && problem.is_bookable(request, day)
        && problem.is_available(Absentee::Request(request), day, time)
        && problem[request].people().all(present)
}
