//! One request with sessions due, compiled: where and when a session may be, who may supervise it, what that costs.

use rayon::prelude::*;

use crate::domain::{
    Absentee, Cost, Day, Interval, Minutes, Mode, PersonId, Problem, RequestId, Risk, RoomId, Site, Spot, VenueId,
};

use super::candidates::Candidates;
use super::placements;
use super::requirements::{Requirement, requirements};
use super::roster::Roster;
use super::spots::{SpotId, Spots};
use super::wishes::cost_of_site;

/// A demand: a position in the list of requests with sessions due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DemandId(u32);

impl DemandId {
    /// The demand at position `index`.
    ///
    /// # Panics
    /// If `index` does not fit 32 bits.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer than 2^32 requests"))
    }

    /// The position in the list of demands.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A site that a request may use.
#[derive(Clone, Debug)]
pub struct SiteOption {
    /// The site.
    pub site: Site,
    /// Where the worker's task begins and ends; at the worker's own base where `None`.
    pub task_spot: Option<SpotId>,
    /// Where the people meet; nowhere where `None`.
    pub meeting_spot: Option<SpotId>,
    /// The task begins this long before the session's start.
    pub lead: Minutes,
    /// The task ends this long after the session's start.
    pub tail: Minutes,
    /// Rooms that are large enough and have the features, those of least use to others first.
    pub rooms: Vec<RoomId>,
    /// What the site alone costs.
    pub cost: Cost,
}

impl SiteOption {
    /// The time of the task of a session from `start`, in minutes of the day.
    #[must_use]
    pub fn task_time(&self, start: Minutes) -> Interval {
        Interval::new(start - self.lead, start + self.tail)
    }
}

/// A day, start and site that pass every rule of a single placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The day.
    pub day: Day,
    /// The position of its site in the demand's sites.
    pub site: u16,
    /// The start, in minutes of the day.
    pub start: Minutes,
    /// What it costs by itself: usual slots, journeys of the family, wishes.
    pub cost: Cost,
}

/// A request with sessions due.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The request.
    pub request: RequestId,
    /// Sessions due, 1 to 7; they are interchangeable.
    pub due: u32,
    /// What an unplaced session costs.
    pub unplaced: Cost,
    /// Length of a session.
    pub minutes: Minutes,
    /// The room is held this long before a session's start.
    pub hold_lead: Minutes,
    /// The room is held until this long after a session's start.
    pub hold_tail: Minutes,
    /// Workers in each session, 0 to 2.
    pub workers: usize,
    /// Children, then adults.
    pub people: Vec<PersonId>,
    /// Sites that may hold a session.
    pub sites: Vec<SiteOption>,
    /// Placements in order of day, then cost.
    pub placements: Vec<Placement>,
    /// Workers who may supervise, cheapest first.
    pub candidates: Candidates,
    /// Requirements of fixed and frozen sessions.
    pub requirements: Vec<Requirement>,
}

impl Demand {
    /// The time of a session from `start`, in minutes of the day.
    #[must_use]
    pub fn time(&self, start: Minutes) -> Interval {
        Interval::new(start, start + self.minutes)
    }

    /// The time a room is held for a session from `start`, in minutes of the day.
    #[must_use]
    pub fn room_hold(&self, start: Minutes) -> Interval {
        Interval::new(start - self.hold_lead, start + self.hold_tail)
    }

    /// The site of a placement.
    #[must_use]
    pub fn site_of(&self, placement: &Placement) -> &SiteOption {
        &self.sites[usize::from(placement.site)]
    }

    /// The positions of the placements on a day.
    #[must_use]
    pub fn placements_on(&self, day: Day) -> std::ops::Range<usize> {
        let first = self.placements.partition_point(|placement| placement.day < day);
        let after = self.placements.partition_point(|placement| placement.day <= day);
        first..after
    }

    /// The requirements that concern a session on `day` from `start`.
    pub fn requirements_on(&self, day: Day, start: Minutes) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(move |required| required.concerns(day, start))
    }

    /// Whether requirements leave a session for that day: not where as many as are due must be on other days.
    pub(super) fn may_be_on(&self, day: Day) -> bool {
        let is_required = |day: Day| self.requirements.iter().any(|required| required.must_be && required.day == day);
        let required = Day::ALL.into_iter().filter(|&day| is_required(day)).count();
        is_required(day) || required < self.due as usize
    }
}

/// Compiles every request with sessions due.
pub(super) fn compile(problem: &Problem, spots: &Spots, roster: &[Roster]) -> Vec<Demand> {
    let usefulness = usefulness_of_rooms(problem);
    let due: Vec<RequestId> = problem.requests().filter(|&request| problem.due(request) > 0).collect();
    due.par_iter().map(|&request| demand(problem, spots, roster, &usefulness, request)).collect()
}

fn demand(problem: &Problem, spots: &Spots, roster: &[Roster], usefulness: &[usize], request: RequestId) -> Demand {
    let asked = &problem[request];
    let hold = problem.room_hold(request, Minutes::ZERO);
    let mut demand = Demand {
        request,
        due: problem.due(request),
        unplaced: problem.weights().unplaced(asked.priority_class()),
        minutes: asked.minutes,
        hold_lead: -hold.from,
        hold_tail: hold.to,
        workers: asked.workers as usize,
        people: asked.people().collect(),
        sites: sites(problem, spots, usefulness, request),
        placements: Vec::new(),
        candidates: Candidates::new(problem, request),
        requirements: requirements(problem, request),
    };
    if !problem.is_over_level(request) {
        demand.placements = placements::placements(problem, spots, roster, &demand);
    }
    demand
}

/// Every site that the request allows and that has a room for it; lone working rules some out.
fn sites(problem: &Problem, spots: &Spots, usefulness: &[usize], request: RequestId) -> Vec<SiteOption> {
    let asked = &problem[request];
    let safe = |site: &Site| asked.risk == Risk::Standard || asked.workers != 1 || is_staffed(problem, *site);
    let option = |site| site_option(problem, spots, usefulness, request, site);
    let has_room = |option: &SiteOption| option.site.venue().is_none() || !option.rooms.is_empty();
    allowed_sites(problem, request).into_iter().filter(safe).map(option).filter(has_room).collect()
}

/// Every site that the request allows, whatever its rooms.
pub(super) fn allowed_sites(problem: &Problem, request: RequestId) -> Vec<Site> {
    let asked = &problem[request];
    let allowed = |venue: &VenueId| asked.venues.is_empty() || asked.venues.contains(venue);
    match asked.mode {
        Mode::Venue => problem.venues().filter(allowed).map(Site::Venue).collect(),
        Mode::Community => vec![Site::Community],
        Mode::Virtual => vec![Site::Virtual],
    }
}

/// Whether a lone worker is safe there even with a high risk.
fn is_staffed(problem: &Problem, site: Site) -> bool {
    match site {
        Site::Venue(venue) => problem[venue].staffed,
        Site::Community => false,
        Site::Virtual => true,
    }
}

fn site_option(problem: &Problem, spots: &Spots, usefulness: &[usize], request: RequestId, site: Site) -> SiteOption {
    let anywhere = VenueId::new(0);
    let task = problem.task(request, Minutes::ZERO, site, anywhere);
    SiteOption {
        site,
        task_spot: (site != Site::Virtual).then(|| spots.id(task.at)),
        meeting_spot: problem.meeting_spot(request, site).map(|spot: Spot| spots.id(spot)),
        lead: -task.time.from,
        tail: task.time.to,
        rooms: site.venue().map_or_else(Vec::new, |venue| rooms(problem, usefulness, request, venue)),
        cost: cost_of_site(problem, request, site),
    }
}

/// Rooms of a venue that are large enough and have the features, those that suit the fewest requests first.
fn rooms(problem: &Problem, usefulness: &[usize], request: RequestId, venue: VenueId) -> Vec<RoomId> {
    let in_venue = problem.rooms().filter(|&room| problem[room].venue == venue);
    let mut rooms: Vec<RoomId> = in_venue.filter(|&room| suits(problem, request, room)).collect();
    rooms.sort_by_key(|room| usefulness[room.index()]);
    rooms
}

fn suits(problem: &Problem, request: RequestId, room: RoomId) -> bool {
    let (asked, room) = (&problem[request], &problem[room]);
    room.capacity as usize >= asked.head_count() && asked.needs.is_subset(&room.features)
}

/// For each room, how many requests with sessions due it suits.
fn usefulness_of_rooms(problem: &Problem) -> Vec<usize> {
    let due: Vec<RequestId> =
        problem.requests().filter(|&r| problem.due(r) > 0 && problem[r].mode == Mode::Venue).collect();
    problem.rooms().map(|room| due.iter().filter(|&&request| suits(problem, request, room)).count()).collect()
}

/// Whether something in the list is there throughout the time.
pub(super) fn any_available(problem: &Problem, rooms: &[RoomId], day: Day, time: Interval) -> bool {
    rooms.iter().any(|&room| problem.is_available(Absentee::Room(room), day, time))
}
