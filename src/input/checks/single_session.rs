//! The hard rules that one session alone can break, tried on every session that a fixed row leaves open.

use super::duties_fit::task;
use super::worker_day::misfits;
use crate::domain::{
    Absentee, FixedSession, Interval, Minutes, Mode, Problem, Request, Risk, RoomId, Site, Task, Transport, VenueId,
    WorkerId,
};
use crate::input::duties::MarkedDuty;

/// The sessions that a fixed row leaves open.
pub(super) struct Single<'a> {
    problem: &'a Problem,
    duties: &'a [MarkedDuty],
    fixed: &'a FixedSession,
    request: &'a Request,
}

impl<'a> Single<'a> {
    /// The sessions that are like `fixed`.
    pub(super) fn new(problem: &'a Problem, duties: &'a [MarkedDuty], fixed: &'a FixedSession) -> Self {
        Self { problem, duties, fixed, request: &problem[fixed.request] }
    }

    /// The first kind of rule that leaves no session, if none is left.
    pub(super) fn why_impossible(&self) -> Option<&'static str> {
        if !self.problem.is_bookable(self.fixed.request, self.fixed.day) {
            return Some("the date is outside the booking or suspended");
        }
        if !self.is_within_levels() {
            return Some("it is above the children's level of family time");
        }
        let starts: Vec<Minutes> = self.starts().filter(|&start| self.time_allows(start)).collect();
        if starts.is_empty() {
            return Some("the grid, the notice, the windows, school or the people leave no start");
        }
        let placed = starts.iter().flat_map(|&start| self.sites().map(move |site| (start, site)));
        let placed: Vec<_> = placed.filter(|&(start, site)| self.site_allows(start, site)).collect();
        if placed.is_empty() {
            return Some("no venue and room allow it");
        }
        let staffed = placed.iter().any(|&(start, site)| self.workers_allow(start, site));
        if staffed { None } else { Some("the workers it needs cannot do it") }
    }

    fn time(&self, start: Minutes) -> Interval {
        Interval::new(start, start + self.request.minutes)
    }

    fn is_there(&self, what: Absentee, time: Interval) -> bool {
        self.problem.is_available(what, self.fixed.day, time)
    }

    /// Starts on the grid, as far as the row leaves them open.
    fn starts(&self) -> impl Iterator<Item = Minutes> {
        let grid = self.problem.policy().grid.0;
        let fixed = self.fixed.start;
        let all = (0..Minutes::DAY.0).step_by(usize::try_from(grid).unwrap_or(1)).map(Minutes);
        all.filter(move |&start| fixed.is_none_or(|fixed| fixed == start))
    }

    /// H8, as far as it concerns one session.
    fn is_within_levels(&self) -> bool {
        let fits =
            |limits: crate::domain::ChildLimits| limits.dates > 0 && self.request.minutes <= limits.minutes_a_day;
        let children = &self.request.children;
        !self.problem.is_over_level(self.fixed.request)
            && children.iter().all(|&child| self.problem.child_limits(child).is_none_or(fits))
    }

    /// H1, H2, H5, H6, H7: everything that only the start decides.
    fn time_allows(&self, start: Minutes) -> bool {
        let time = self.time(start);
        let windows = self.request.windows.as_ref();
        time.to <= Minutes::DAY
            && self.has_notice(start)
            && windows.is_none_or(|windows| windows.hold(self.fixed.day, time))
            && self.is_there(Absentee::Request(self.fixed.request), time)
            && !self.is_school_time(time)
            && self.request.people().all(|person| self.is_there(Absentee::Person(person), time))
    }

    /// H2: notice is given, or the session is a published one that is frozen.
    fn has_notice(&self, start: Minutes) -> bool {
        let published = self.problem.published().unwrap_or_default();
        let is_kept = published.iter().any(|session| {
            (session.request, session.day, session.start) == (self.fixed.request, self.fixed.day, start)
        });
        is_kept || self.problem.notice().is_none_or(|notice| notice <= self.fixed.day.midnight() + start)
    }

    fn is_school_time(&self, time: Interval) -> bool {
        let around = self.problem.policy().after_school;
        !self.request.school_time
            && self.problem.is_school_day(self.fixed.day)
            && self.request.children.iter().any(|&child| match self.problem[child].kind {
                crate::domain::Kind::Child { school_hours: Some(school), .. } => {
                    Interval::new(school.from - around, school.to + around).meets(time)
                }
                _ => false,
            })
    }

    /// Sites of the request's mode, as far as the row leaves them open.
    fn sites(&self) -> impl Iterator<Item = Site> {
        let fixed = self.fixed.site;
        let sites = match self.request.mode {
            Mode::Community => vec![Site::Community],
            Mode::Virtual => vec![Site::Virtual],
            Mode::Venue => self.problem.venues().map(Site::Venue).collect(),
        };
        sites.into_iter().filter(move |&site| fixed.is_none_or(|fixed| fixed == site))
    }

    /// H3, H4, H13.
    fn site_allows(&self, start: Minutes, site: Site) -> bool {
        let Some(venue) = site.venue() else { return self.fixed.room.is_none() && !self.is_alone(site) };
        let allowed = &self.request.venues;
        (allowed.is_empty() || allowed.contains(&venue))
            && !self.is_alone(site)
            && self.is_open(start, venue)
            && self.problem.rooms().any(|room| self.room_allows(start, venue, room))
    }

    fn is_alone(&self, site: Site) -> bool {
        let dangerous = self.request.risk == Risk::High && self.request.workers == 1;
        dangerous
            && match site {
                Site::Venue(venue) => !self.problem[venue].staffed,
                Site::Community => true,
                Site::Virtual => false,
            }
    }

    fn is_open(&self, start: Minutes, venue: VenueId) -> bool {
        let day = self.fixed.day;
        let hold = self.problem.room_hold(self.fixed.request, start);
        let holiday = self.problem.policy().closed_on_bank_holidays && self.problem.is_bank_holiday(day);
        let needed = Interval::new(hold.from, start + self.request.minutes);
        !holiday
            && self.problem[venue].open[day.index()].span_holding(needed).is_some()
            && self.is_there(Absentee::Venue(venue), hold)
    }

    fn room_allows(&self, start: Minutes, venue: VenueId, room: RoomId) -> bool {
        let own = &self.problem[room];
        own.venue == venue
            && self.fixed.room.is_none_or(|fixed| fixed == room)
            && own.capacity as usize >= self.request.head_count()
            && self.request.needs.is_subset(&own.features)
            && self.is_there(Absentee::Room(room), self.problem.room_hold(self.fixed.request, start))
    }

    /// H10: the named workers can do it, and enough others to make up the number.
    fn workers_allow(&self, start: Minutes, site: Site) -> bool {
        let needed = self.request.workers as usize;
        let named = &self.fixed.workers;
        let can = |worker: &WorkerId| self.worker_can(start, site, *worker);
        named.len() <= needed
            && named.iter().all(can)
            && self.problem.workers().filter(can).filter(|worker| !named.contains(worker)).take(needed).count()
                + named.len()
                >= needed
    }

    fn worker_can(&self, start: Minutes, site: Site, id: WorkerId) -> bool {
        let worker = &self.problem[id];
        let session = self.problem.task(self.fixed.request, start, site, worker.base);
        worker.max_sessions_per_day > 0
            && self.request.skills.is_subset(&worker.skills)
            && !self.request.not_workers.contains(&id)
            && (worker.drives || self.request.transport == Transport::Carer)
            && self.is_there(Absentee::Worker(id), session.time)
            && self.fits_the_day(id, session)
    }

    fn fits_the_day(&self, worker: WorkerId, session: Task) -> bool {
        let own = |duty: &&MarkedDuty| duty.duty.worker == worker && duty.duty.day == self.fixed.day;
        let mut tasks: Vec<Task> = self.duties.iter().filter(own).map(task).chain([session]).collect();
        tasks.sort_unstable();
        misfits(self.problem, worker, self.fixed.day, &tasks).is_empty()
    }
}
