//! A rota in the making: sessions go in and out, and the cost follows by differences. Every draft keeps all hard rules,
//! but for two things that cost [`series::MISSING`] each: a session that must be there and is not, and a worker's day that
//! can no longer be worked since a task on the way was taken out.

mod clash;
mod day;
mod found;
mod insertion;
mod people;
mod quarters;
mod room_names;
mod rooms;
mod series;
mod workers;

use smallvec::SmallVec;

use crate::domain::{Cost, Day, Minutes, RoomId, Rota, Session, VenueId, WorkerId};
use crate::model::{Demand, DemandId, Model, Placement, SiteOption};

pub(crate) use clash::{InTheWay, holds_in_the_way, people_in_the_way, tasks_in_the_way, would_open};
pub(crate) use insertion::{
    Choice, Hindrance, Insertion, Nothing, Overlook, best_among, best_insertion, has_its_people, hindrance, insert_at,
    insert_in, keep,
};

pub(crate) use day::{DayRules, DayTask, Tasks, cost_of as cost_of_day};
use found::Found;
use people::Attendance;
pub(crate) use people::People;
pub(crate) use room_names::{Names, name_rooms};
pub(crate) use rooms::Rooms;
pub(crate) use series::MISSING;
pub(crate) use workers::{Workers, cost_of_paid};

/// A session of a demand in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    /// The position in the demand's placements.
    pub(crate) placement: usize,
    /// The room, at a venue.
    pub(crate) room: Option<RoomId>,
    /// Its workers, in order.
    pub(crate) workers: SmallVec<[WorkerId; 2]>,
}

/// The planned sessions of every demand: all that a draft needs to be made again.
pub(crate) type Plan = Vec<Seats>;

/// The planned sessions of one demand.
pub(crate) type Seats = SmallVec<[Seat; 3]>;

/// A rota in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'m> {
    model: &'m Model<'m>,
    seats: Plan,
    workers: Workers,
    rooms: Rooms,
    people: People,
    found: Found,
    cost: Cost,
}

impl<'m> Draft<'m> {
    /// Nothing planned but duties.
    pub(crate) fn new(model: &'m Model<'m>) -> Self {
        let workers = Workers::new(model);
        let of_workers: Cost = model.problem().workers().map(|worker| workers.cost(model, worker)).sum();
        let of_demands: Cost = model.demands().iter().map(|demand| series::cost(model, demand, &[])).sum();
        Self {
            model,
            seats: vec![SmallVec::new(); model.demands().len()],
            workers,
            rooms: Rooms::new(model),
            people: People::new(model),
            found: Found::new(model),
            cost: of_workers + of_demands,
        }
    }

    /// A draft with the sessions of a plan.
    pub(crate) fn of_plan(model: &'m Model<'m>, plan: &Plan) -> Self {
        let mut draft = Self::new(model);
        for (index, seats) in plan.iter().enumerate() {
            for seat in seats {
                draft.insert(DemandId::new(index), seat.clone());
            }
        }
        draft
    }

    /// A draft with the sessions of a rota; those that no placement of the model describes are left out.
    pub(crate) fn of_rota(model: &'m Model<'m>, rota: &Rota) -> Self {
        let mut draft = Self::new(model);
        for session in &rota.sessions {
            if let Some((demand, seat)) = seat_of(model, session) {
                draft.insert(demand, seat);
            }
        }
        draft
    }

    /// Plans whatever was left out and would make the rota no dearer.
    pub(crate) fn fill(&mut self) {
        for demand in (0..self.model.demands().len()).map(DemandId::new) {
            while self.left_out(demand) > 0 {
                let Some(insertion) = best_insertion(self, demand, &mut Nothing) else { break };
                self.insert(demand, insertion.seat);
            }
        }
    }

    /// Its planned sessions.
    pub(crate) fn plan(&self) -> Plan {
        self.seats.clone()
    }

    /// The week it plans.
    pub(crate) fn model(&self) -> &'m Model<'m> {
        self.model
    }

    /// The objective, with [`MISSING`] for each session that must be there and is not.
    pub(crate) fn cost(&self) -> Cost {
        self.cost
    }

    /// The planned sessions of a demand.
    pub(crate) fn seats(&self, demand: DemandId) -> &[Seat] {
        &self.seats[demand.index()]
    }

    /// Sessions of a demand that are due and not planned.
    pub(crate) fn left_out(&self, demand: DemandId) -> usize {
        self.demand(demand).due as usize - self.seats(demand).len()
    }

    /// The demands of which sessions are due and not planned, in any order.
    pub(crate) fn with_left_out(&self) -> &[DemandId] {
        self.found.left_out()
    }

    /// The demands that have a session at a venue on a day, in any order.
    pub(crate) fn demands_at_venue(&self, venue: VenueId, day: Day) -> &[DemandId] {
        self.found.at_venue(venue, day)
    }

    /// The demands that have a session on a worker's day.
    pub(crate) fn demands_of_worker(&self, worker: WorkerId, day: Day) -> impl Iterator<Item = DemandId> + '_ {
        self.workers.day(worker, day).iter().filter_map(|task| task.demand)
    }

    /// All planned sessions, with their positions among those of their demand.
    pub(crate) fn sessions(&self) -> impl Iterator<Item = (DemandId, usize, &Seat)> {
        let of_demand = |(index, seats)| {
            let seats: &Seats = seats;
            seats.iter().enumerate().map(move |(at, seat)| (DemandId::new(index), at, seat))
        };
        self.seats.iter().enumerate().flat_map(of_demand)
    }

    /// Paid minutes of a worker's week.
    pub(crate) fn paid(&self, worker: WorkerId) -> Minutes {
        self.workers.paid(worker)
    }

    /// The day of a session.
    pub(crate) fn placement(&self, demand: DemandId, seat: &Seat) -> &'m Placement {
        &self.demand(demand).placements[seat.placement]
    }

    /// Plans a session that fits.
    pub(crate) fn insert(&mut self, id: DemandId, seat: Seat) {
        let demand = self.demand(id);
        let placement = &demand.placements[seat.placement];
        let site = demand.site_of(placement);
        self.cost += placement.cost + cost_of_workers(demand, &seat);
        self.cost += self.people.day_delta(self.model, demand, placement.day).unwrap_or_default();
        self.people.add(demand, placement.day, attendance(id, demand, placement));
        for &worker in &seat.workers {
            let task = self.task(id, placement, site, worker);
            self.cost += self.workers.add(self.model, worker, placement.day, task);
        }
        if let Some(room) = seat.room {
            self.rooms.hold(room, placement.day, demand.room_hold(placement.start));
        }
        if let Some(venue) = site.site.venue() {
            self.found.come(id, venue, placement.day);
        }
        self.change_series(id, |seats| seats.push(seat));
        if self.left_out(id) == 0 {
            self.found.complete(id);
        }
    }

    /// Takes a session out again and returns it.
    pub(crate) fn remove(&mut self, id: DemandId, index: usize) -> Seat {
        let demand = self.demand(id);
        let seat = self.seats[id.index()][index].clone();
        let placement = &demand.placements[seat.placement];
        self.change_series(id, |seats| drop(seats.remove(index)));
        self.found.leave_out(id);
        if let Some(venue) = demand.site_of(placement).site.venue() {
            self.found.go(id, venue, placement.day);
        }
        if let Some(room) = seat.room {
            self.rooms.release(room, placement.day, demand.room_hold(placement.start));
        }
        for &worker in &seat.workers {
            self.cost += self.workers.remove(self.model, worker, placement.day, id);
        }
        self.people.remove(demand, id, placement.day);
        self.cost -= self.people.day_delta(self.model, demand, placement.day).unwrap_or_default();
        self.cost -= placement.cost + cost_of_workers(demand, &seat);
        seat
    }

    /// The planned sessions as a rota.
    pub(crate) fn rota(&self) -> Rota {
        let of_demand = |(demand, seats): (&Demand, &SmallVec<[Seat; 3]>)| {
            let session = |seat: &Seat| session_at(demand, seat);
            seats.iter().map(session).collect::<Vec<_>>()
        };
        Rota { sessions: self.model.demands().iter().zip(&self.seats).flat_map(of_demand).collect() }
    }

    fn demand(&self, id: DemandId) -> &'m Demand {
        &self.model.demands()[id.index()]
    }

    fn task(&self, id: DemandId, placement: &Placement, site: &SiteOption, worker: WorkerId) -> DayTask {
        let base = self.model.roster()[worker.index()].base;
        let time = site.task_time(placement.start);
        DayTask { time, spot: site.task_spot.unwrap_or(base), demand: Some(id) }
    }

    fn change_series(&mut self, id: DemandId, change: impl FnOnce(&mut SmallVec<[Seat; 3]>)) {
        let demand = self.demand(id);
        self.cost -= series::cost(self.model, demand, &self.seats[id.index()]);
        change(&mut self.seats[id.index()]);
        self.cost += series::cost(self.model, demand, &self.seats[id.index()]);
    }
}

fn attendance(id: DemandId, demand: &Demand, placement: &Placement) -> Attendance {
    Attendance::new(id, demand.time(placement.start), demand.site_of(placement))
}

/// Whether sessions of two demands exclude each other at these placements of one day.
pub(crate) fn exclude(people: &People, model: &Model<'_>, one: (DemandId, usize), other: (DemandId, usize)) -> bool {
    let (a, b) = (&model.demands()[one.0.index()], &model.demands()[other.0.index()]);
    let part = attendance(one.0, a, &a.placements[one.1]);
    people.exclude(model, (a, &part), (b, &attendance(other.0, b, &b.placements[other.1])))
}

fn cost_of_workers(demand: &Demand, seat: &Seat) -> Cost {
    let of = |worker: &WorkerId| demand.candidates.of(*worker);
    seat.workers.iter().filter_map(of).map(|candidate| candidate.cost).sum()
}

/// The demand and seat that a session of a rota stands for, if the model has such a placement.
pub(crate) fn seat_of(model: &Model<'_>, session: &Session) -> Option<(DemandId, Seat)> {
    let id = model.demand_of(session.request)?;
    let demand = &model.demands()[id.index()];
    let is_there = |placement: &Placement| {
        placement.day == session.day
            && placement.start == session.start
            && demand.site_of(placement).site == session.site
    };
    let placement = demand.placements.iter().position(is_there)?;
    Some((id, Seat { placement, room: session.room, workers: SmallVec::from_slice(&session.workers) }))
}

/// The session that a seat of a demand stands for.
pub(crate) fn session_at(demand: &Demand, seat: &Seat) -> Session {
    let placement = &demand.placements[seat.placement];
    Session {
        request: demand.request,
        day: placement.day,
        start: placement.start,
        site: demand.site_of(placement).site,
        room: seat.room,
        workers: seat.workers.to_vec(),
    }
}
