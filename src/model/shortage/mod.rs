//! Shortages that counting proves before anything is planned: sessions due that no rota can place, with what is scarce and
//! when. Each is a fact about every rota, never a guess; that none is found proves nothing.

mod children;
mod count;
mod members;
mod rooms;
mod sentence;
mod single;
mod supply;
mod workers;

use crate::domain::{PersonId, RequestId, RoomId, WorkerId};

use super::{Model, Obstacle};
use count::{Found, Limit};

pub use count::Window;

/// What there is too little of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scarce {
    /// The level of family time of a child: sessions are longer, and no court ordered them.
    Level,
    /// Any placement at all.
    Obstacle(Obstacle),
    /// Dates: a request has one session on a date.
    Dates,
    /// Dates, or minutes of a date, that a child may have.
    Child(PersonId),
    /// Time of these rooms.
    Rooms(Vec<RoomId>),
    /// Time of these workers.
    Workers(Vec<WorkerId>),
    /// Paid time of these workers.
    Pay(Vec<WorkerId>),
}

/// Sessions due that cannot all be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// What is short.
    pub scarce: Scarce,
    /// When, if the sessions are bound to a window.
    pub window: Option<Window>,
    /// Sessions of the requests that need it, 1 and up.
    pub due: u32,
    /// How many of these can be placed at most, less than `due`.
    pub most: u32,
    /// The requests, in order. All their sessions due together are at least `due`.
    pub requests: Vec<RequestId>,
}

impl Shortage {
    /// How many sessions of the requests stay unplaced at least, in every rota.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.due - self.most
    }
}

/// Every shortage that counting proves, the sharpest of those that overlap: by what is scarce, the largest first.
#[must_use]
pub fn shortages(model: &Model<'_>) -> Vec<Shortage> {
    let rooms = rooms::shortages(model).into_iter().map(of_rooms).collect();
    let workers = workers::shortages(model).into_iter().map(of_workers).collect();
    let mut all = single::shortages(model);
    all.extend([children::shortages(model), rooms, workers].into_iter().flat_map(sharpest));
    all
}

/// How many sessions stay unplaced at least in every rota, as far as these shortages prove. Requests without a placement
/// or a date add to the others; children, rooms and workers may speak of the same sessions.
#[must_use]
pub fn unplaced_at_least(shortages: &[Shortage]) -> u32 {
    let missing = |kind: Kind| shortages.iter().filter(|short| kind_of(short) == kind).map(Shortage::missing).sum();
    let shared: [u32; 3] = [Kind::Children, Kind::Rooms, Kind::Workers].map(missing);
    missing(Kind::Single) + shared.into_iter().max().unwrap_or(0)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Children,
    Rooms,
    Workers,
}

fn kind_of(shortage: &Shortage) -> Kind {
    match shortage.scarce {
        Scarce::Level | Scarce::Obstacle(_) | Scarce::Dates => Kind::Single,
        Scarce::Child(_) => Kind::Children,
        Scarce::Rooms(_) => Kind::Rooms,
        Scarce::Workers(_) | Scarce::Pay(_) => Kind::Workers,
    }
}

/// Those that no other with the same request beats: most sessions missing, then fewest due.
fn sharpest(mut found: Vec<Shortage>) -> Vec<Shortage> {
    found.sort_by_cached_key(|short| {
        let (days, span) = short.window.as_ref().map_or((0, 0), |window| (window.days.len(), window.span.length().0));
        (std::cmp::Reverse(short.missing()), short.due, days, span, short.requests.clone())
    });
    let mut kept: Vec<Shortage> = Vec::new();
    for short in found {
        let known = |other: &Shortage| other.requests.iter().any(|request| short.requests.contains(request));
        if !kept.iter().any(known) {
            kept.push(short);
        }
    }
    kept
}

fn of_rooms(found: Found) -> Shortage {
    let rooms = found.members.positions().map(RoomId::new).collect();
    of_found(found, Scarce::Rooms(rooms))
}

fn of_workers(found: Found) -> Shortage {
    let workers = found.members.positions().map(WorkerId::new).collect();
    let scarce = match found.limit {
        Limit::Time => Scarce::Workers(workers),
        Limit::Pay => Scarce::Pay(workers),
    };
    of_found(found, scarce)
}

fn of_found(found: Found, scarce: Scarce) -> Shortage {
    let Found { window, requests, due, most, .. } = found;
    Shortage { scarce, window: Some(window), due, most, requests }
}
