//! The week compiled for solvers: for every request with sessions due, the placements that pass all rules of a single
//! placement with their cost, who may supervise them and which rooms may hold them; for every worker, the hours of each
//! day. Rules that couple several sessions are not here: each solver states them in its own way.

mod candidates;
mod demand;
mod obstacles;
pub mod export;
mod placements;
mod requirements;
mod roster;
pub mod shortage;
mod spots;
pub mod whole;
mod wishes;

use crate::domain::{Cost, Problem, RequestId};

pub use candidates::{Candidate, Candidates};
pub use demand::{Demand, DemandId, Placement, SiteOption};
pub use obstacles::{Obstacle, obstacle};
pub use requirements::Requirement;
pub use roster::{Roster, WorkerDay};
pub use spots::{SpotId, Spots};

/// A week compiled for solvers.
#[derive(Debug)]
pub struct Model<'a> {
    problem: &'a Problem,
    spots: Spots,
    roster: Vec<Roster>,
    demands: Vec<Demand>,
    of_request: Vec<Option<DemandId>>,
}

impl<'a> Model<'a> {
    /// Compiles the week, all requests side by side.
    #[must_use]
    pub fn new(problem: &'a Problem) -> Self {
        let spots = Spots::new(problem);
        let roster: Vec<Roster> = problem.workers().map(|worker| Roster::new(problem, &spots, worker)).collect();
        let demands = demand::compile(problem, &spots, &roster);
        let mut of_request = vec![None; problem.requests().len()];
        for (index, demand) in demands.iter().enumerate() {
            of_request[demand.request.index()] = Some(DemandId::new(index));
        }
        Self { problem, spots, roster, demands, of_request }
    }

    /// The week it was compiled from.
    #[must_use]
    pub fn problem(&self) -> &'a Problem {
        self.problem
    }

    /// The places where tasks and sessions are, with journeys between them.
    #[must_use]
    pub fn spots(&self) -> &Spots {
        &self.spots
    }

    /// The hours of every worker, in order of workers.
    #[must_use]
    pub fn roster(&self) -> &[Roster] {
        &self.roster
    }

    /// Every request with sessions due, in order of requests.
    #[must_use]
    pub fn demands(&self) -> &[Demand] {
        &self.demands
    }

    /// The demand of a request, if it has sessions due.
    #[must_use]
    pub fn demand_of(&self, request: RequestId) -> Option<DemandId> {
        self.of_request[request.index()]
    }

    /// What it costs to plan nothing.
    #[must_use]
    pub fn cost_of_nothing(&self) -> Cost {
        self.demands.iter().map(|demand| demand.unplaced * i64::from(demand.due)).sum()
    }
}
