//! The cheapest place for one more session of a demand.

use smallvec::SmallVec;

use crate::domain::{Cost, Day, RoomId, WorkerId};
use crate::model::{Candidate, Demand, DemandId, Placement, SiteOption};

use super::{Draft, Seat, attendance, series};

/// A way to plan one more session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Insertion {
    /// The session.
    pub(crate) seat: Seat,
    /// The difference in the draft's cost, the saved cost of leaving it out included.
    pub(crate) delta: Cost,
}

/// What is not looked at.
pub(crate) trait Overlook {
    /// Whether the placement at a position of so many of a day, the cheapest first, is overlooked.
    fn placement(&mut self, position: usize, placements: usize) -> bool;
    /// Whether the candidate at a position of so many, the cheapest first, is overlooked on a day.
    fn candidate(&mut self, position: usize, candidates: usize) -> bool;
}

/// Overlooks nothing.
pub(crate) struct Nothing;

impl Overlook for Nothing {
    fn placement(&mut self, _: usize, _: usize) -> bool {
        false
    }

    fn candidate(&mut self, _: usize, _: usize) -> bool {
        false
    }
}

/// A placement of a demand, with workers who are worth looking at there, the cheapest first.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The position in the demand's placements.
    pub(crate) placement: usize,
    /// Who may supervise.
    pub(crate) candidates: SmallVec<[Candidate; 4]>,
}

/// The cheapest insertion that makes the draft no dearer, if there is one.
pub(crate) fn best_insertion(draft: &Draft<'_>, id: DemandId, overlook: &mut impl Overlook) -> Option<Insertion> {
    let mut cheapest = Cheapest::new(draft, id);
    let demand = cheapest.demand;
    for placements in demand.placements.chunk_by(|a, b| a.day == b.day) {
        let Some(open) = cheapest.open_day(placements[0].day) else { continue };
        let able =
            |candidate: &Candidate| draft.workers.may_take(draft.model, candidate.worker, open.day, demand.minutes);
        let looked_at = |(position, candidate): (usize, &Candidate)| {
            let overlooked = overlook.candidate(position, demand.candidates.len());
            (!overlooked && able(candidate)).then_some(*candidate)
        };
        let candidates: SmallVec<[Candidate; 32]> =
            demand.candidates.iter().enumerate().filter_map(looked_at).collect();
        if candidates.len() >= demand.workers {
            for (position, placement) in placements.iter().enumerate() {
                let mut is_overlooked = || overlook.placement(position, placements.len());
                if !cheapest.look(&open, placement, &candidates, &mut is_overlooked) {
                    break;
                }
            }
        }
    }
    cheapest.found
}

/// The same among these choices only, in order of their placements.
pub(crate) fn best_among(
    draft: &Draft<'_>,
    id: DemandId,
    choices: &[Choice],
    overlook: &mut impl Overlook,
) -> Option<Insertion> {
    let mut cheapest = Cheapest::new(draft, id);
    let placements = &cheapest.demand.placements;
    for choices in choices.chunk_by(|a, b| placements[a.placement].day == placements[b.placement].day) {
        let Some(open) = cheapest.open_day(placements[choices[0].placement].day) else { continue };
        for (position, choice) in choices.iter().enumerate() {
            let mut is_overlooked = || overlook.placement(position, choices.len());
            if !cheapest.look(&open, &placements[choice.placement], &choice.candidates, &mut is_overlooked) {
                break;
            }
        }
    }
    cheapest.found
}

/// The cheapest insertion of those looked at.
struct Cheapest<'d, 'm> {
    draft: &'d Draft<'m>,
    id: DemandId,
    demand: &'m Demand,
    in_series: Cost,
    series_floor: Cost,
    found: Option<Insertion>,
}

/// A day that may have one more session of a demand.
struct OpenDay {
    day: Day,
    spacing: Cost,
    /// Whether nobody of the demand has anything else that day.
    is_free: bool,
}

impl<'d, 'm> Cheapest<'d, 'm> {
    fn new(draft: &'d Draft<'m>, id: DemandId) -> Self {
        let demand = draft.demand(id);
        let in_series = series::cost(draft.model, demand, draft.seats(id));
        let series_floor = -demand.unplaced - series::MISSING * i64::from(!demand.requirements.is_empty());
        Self { draft, id, demand, in_series, series_floor, found: None }
    }

    fn open_day(&self, day: Day) -> Option<OpenDay> {
        let Self { draft, demand, .. } = self;
        if draft.seats(self.id).iter().any(|seat| demand.placements[seat.placement].day == day) {
            return None;
        }
        let spacing = draft.people.day_delta(draft.model, demand, day)?;
        Some(OpenDay { day, spacing, is_free: draft.people.is_free_day(demand, day) })
    }

    /// Looks at a placement with these candidates; says whether dearer placements of that day may still be the cheapest.
    fn look(
        &mut self,
        open: &OpenDay,
        placement: &'m Placement,
        candidates: &[Candidate],
        is_overlooked: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Self { draft, id, demand, in_series, series_floor, .. } = *self;
        let limit = self.found.as_ref().map_or(Cost(1), |found| found.delta);
        if placement.cost + open.spacing + series_floor >= limit {
            return false;
        }
        let part = attendance(id, demand, placement);
        let is_possible =
            !is_overlooked() && (open.is_free || draft.people.can_attend(draft.model, demand, open.day, &part));
        if is_possible {
            let trial = Trial { draft, id, demand, placement, in_series, candidates };
            let better = trial.best(placement.cost + open.spacing, series_floor, limit);
            self.found = better.or_else(|| self.found.take());
        }
        true
    }
}

/// Plans a session at a placement with these workers, if that fits; says whether it did.
pub(crate) fn insert_at(draft: &mut Draft<'_>, id: DemandId, placement: usize, workers: &[WorkerId]) -> bool {
    let demand = draft.demand(id);
    let at = &demand.placements[placement];
    let trial = Trial { draft, id, demand, placement: at, in_series: Cost::ZERO, candidates: &demand.candidates };
    let Some(room) = trial.room(demand.site_of(at)) else { return false };
    insert_in(draft, id, placement, room, workers)
}

/// Plans a session as a seat says, if that fits, in another room if it must; says whether it did.
pub(crate) fn keep(draft: &mut Draft<'_>, id: DemandId, seat: &Seat) -> bool {
    let demand = draft.demand(id);
    let at = &demand.placements[seat.placement];
    let (site, hold) = (demand.site_of(at), demand.room_hold(at.start));
    let is_free = match seat.room {
        Some(room) => site.rooms.contains(&room) && draft.rooms.is_free(room, at.day, hold),
        None => site.site.venue().is_none(),
    };
    is_free && insert_in(draft, id, seat.placement, seat.room, &seat.workers)
        || insert_at(draft, id, seat.placement, &seat.workers)
}

/// Plans a session at a placement in a room that is free, with these workers, if that fits; says whether it did.
pub(crate) fn insert_in(
    draft: &mut Draft<'_>,
    id: DemandId,
    placement: usize,
    room: Option<RoomId>,
    workers: &[WorkerId],
) -> bool {
    let demand = draft.demand(id);
    let at = &demand.placements[placement];
    let trial = Trial { draft, id, demand, placement: at, in_series: Cost::ZERO, candidates: &demand.candidates };
    let site = demand.site_of(at);
    let able = |&worker: &WorkerId| trial.worker_delta(site, worker).is_some();
    let mut required = demand.requirements_on(at.day, at.start);
    let is_met = required.all(|required| {
        required.workers.iter().all(|worker| workers.contains(worker))
            && required.room.is_none_or(|required| room == Some(required))
    });
    let staffed = workers.len() == demand.workers && workers.iter().all(able);
    if !is_met || !staffed || !has_its_people(draft, id, placement) {
        return false;
    }
    let mut workers: SmallVec<[WorkerId; 2]> = workers.into();
    workers.sort_unstable();
    draft.insert(id, Seat { placement, room, workers });
    true
}

/// Whether one more session of a demand is due and has its people at a placement, whatever its room and workers.
pub(crate) fn has_its_people(draft: &Draft<'_>, id: DemandId, placement: usize) -> bool {
    let demand = draft.demand(id);
    let at = &demand.placements[placement];
    let taken = |seat: &Seat| demand.placements[seat.placement].day == at.day;
    draft.left_out(id) > 0
        && !draft.seats(id).iter().any(taken)
        && draft.people.day_delta(draft.model, demand, at.day).is_some()
        && draft.people.can_attend(draft.model, demand, at.day, &attendance(id, demand, at))
}

/// What keeps one more session of a demand out of the draft: the first of room, workers and people for which no placement
/// is left; `None` if one fits.
pub(crate) fn hindrance(draft: &Draft<'_>, id: DemandId) -> Option<Hindrance> {
    let demand = draft.demand(id);
    let trial =
        |placement| Trial { draft, id, demand, placement, in_series: Cost::ZERO, candidates: &demand.candidates };
    let housed: Vec<_> = demand
        .placements
        .iter()
        .map(trial)
        .filter(|trial| trial.room(demand.site_of(trial.placement)).is_some())
        .collect();
    if housed.is_empty() {
        return Some(Hindrance::Rooms);
    }
    let unlimited = Cost(i64::MAX / 2);
    let staffed = |trial: &&Trial| trial.workers(demand.site_of(trial.placement), unlimited).is_some();
    let staffed: Vec<_> = housed.iter().filter(staffed).collect();
    if staffed.is_empty() {
        return Some(Hindrance::Workers);
    }
    let attended = |trial: &&&Trial| {
        let day = trial.placement.day;
        let other_date = draft.seats(id).iter().all(|seat| demand.placements[seat.placement].day != day);
        other_date
            && draft.people.day_delta(draft.model, demand, day).is_some()
            && draft.people.can_attend(draft.model, demand, day, &attendance(id, demand, trial.placement))
    };
    if staffed.iter().any(|trial| attended(&trial)) { None } else { Some(Hindrance::People) }
}

/// What keeps a session out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// No suitable room is free.
    Rooms,
    /// No suitable worker is free.
    Workers,
    /// The people's other sessions, keep-apart or levels.
    People,
}

/// One placement under trial.
struct Trial<'t, 'm> {
    draft: &'t Draft<'m>,
    id: DemandId,
    demand: &'m Demand,
    placement: &'m Placement,
    in_series: Cost,
    /// Who may supervise, cheapest first.
    candidates: &'t [Candidate],
}

impl Trial<'_, '_> {
    /// The cheapest room and workers here, if that is below `limit`.
    fn best(&self, alone: Cost, series_floor: Cost, limit: Cost) -> Option<Insertion> {
        let site = self.demand.site_of(self.placement);
        let room = self.room(site)?;
        let workers = self.workers(site, limit - alone - series_floor)?;
        let of_workers: Cost = workers.iter().map(|&(_, cost)| cost).sum();
        let mut named: SmallVec<[WorkerId; 2]> = workers.iter().map(|&(worker, _)| worker).collect();
        named.sort_unstable();
        let index = self.demand.placements.element_offset(self.placement)?;
        let seat = Seat { placement: index, room, workers: named };
        let delta = alone + of_workers + self.series_delta(&seat);
        (delta < limit).then_some(Insertion { seat, delta })
    }

    fn series_delta(&self, seat: &Seat) -> Cost {
        let mut seats: SmallVec<[Seat; 3]> = self.draft.seats(self.id).into();
        seats.push(seat.clone());
        series::cost(self.draft.model, self.demand, &seats) - self.in_series
    }

    /// A free room: the required one, else the published one, else the one of least use to others. `Some(None)` where
    /// none is needed.
    #[allow(clippy::option_option, reason = "outer: whether it fits; inner: whether the site has rooms")]
    fn room(&self, site: &SiteOption) -> Option<Option<RoomId>> {
        if site.site.venue().is_none() {
            return Some(None);
        }
        let (day, start) = (self.placement.day, self.placement.start);
        let hold = self.demand.room_hold(start);
        let is_free = |room: &&RoomId| self.draft.rooms.is_free(**room, day, hold);
        let required = self.demand.requirements_on(day, start).find_map(|required| required.room);
        if let Some(room) = required {
            return site.rooms.iter().find(|&&suitable| suitable == room).filter(is_free).map(|&room| Some(room));
        }
        let published = self.published_room(day);
        let first = site.rooms.iter().filter(|&&room| Some(room) == published);
        first.chain(&site.rooms).find(is_free).map(|&room| Some(room))
    }

    fn published_room(&self, day: Day) -> Option<RoomId> {
        let published = self.draft.model.problem().published()?.iter();
        let mut same = published.filter(|session| {
            session.request == self.demand.request && session.day == day && session.start == self.placement.start
        });
        same.find_map(|session| session.room?.here())
    }

    /// The cheapest workers with what each costs, below `limit` together; none where none are needed.
    fn workers(&self, site: &SiteOption, limit: Cost) -> Option<SmallVec<[(WorkerId, Cost); 2]>> {
        let mut chosen: SmallVec<[(WorkerId, Cost); 2]> = SmallVec::new();
        let needed = self.demand.workers;
        if needed == 0 {
            return Some(chosen);
        }
        let (day, start) = (self.placement.day, self.placement.start);
        let mut required: SmallVec<[WorkerId; 2]> =
            self.demand.requirements_on(day, start).flat_map(|required| required.workers.iter().copied()).collect();
        required.sort_unstable();
        required.dedup();
        if required.len() > needed {
            return None;
        }
        for &worker in &required {
            let candidate = self.demand.candidates.of(worker)?;
            chosen.push((worker, candidate.cost + self.worker_delta(site, worker)?));
        }
        while chosen.len() < needed {
            chosen.push(self.next_worker(site, &chosen, limit)?);
        }
        Some(chosen)
    }

    /// The cheapest worker besides those chosen, below `limit`.
    fn next_worker(&self, site: &SiteOption, chosen: &[(WorkerId, Cost)], limit: Cost) -> Option<(WorkerId, Cost)> {
        let mut best: Option<(WorkerId, Cost)> = None;
        for candidate in self.candidates {
            let least = best.map_or(limit, |(_, cost)| cost);
            if candidate.cost >= least {
                break;
            }
            if chosen.iter().any(|&(worker, _)| worker == candidate.worker) {
                continue;
            }
            let Some(delta) = self.worker_delta(site, candidate.worker) else { continue };
            let new_to_family = self.new_worker_cost(candidate.worker);
            let cost = candidate.cost + delta + new_to_family;
            if cost < least {
                best = Some((candidate.worker, cost));
            }
        }
        best.map(|(worker, cost)| (worker, cost - self.new_worker_cost(worker)))
    }

    /// A worker who would be one more than the sessions of the request need.
    fn new_worker_cost(&self, worker: WorkerId) -> Cost {
        let seats = self.draft.seats(self.id);
        let known = seats.is_empty() || seats.iter().any(|seat| seat.workers.contains(&worker));
        if known { Cost::ZERO } else { self.draft.model.problem().weights().extra_worker }
    }

    fn worker_delta(&self, site: &SiteOption, worker: WorkerId) -> Option<Cost> {
        let task = self.draft.task(self.id, self.placement, site, worker);
        let extended = self.draft.workers.extended(self.draft.model, worker, self.placement.day, task)?;
        Some(extended.delta)
    }
}
