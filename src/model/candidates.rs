//! Who may supervise the sessions of a request, and what each costs.

use std::ops::Deref;

use crate::domain::{Cost, Problem, RequestId, Transport, WorkerId};
use crate::rules::cost::unfamiliar;

/// A worker who may supervise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub worker: WorkerId,
    /// What it costs that it is not the main worker.
    pub cost: Cost,
}

/// Workers who may supervise, cheapest first; where each is among them is looked up, for search and bound ask all the time.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    cheapest_first: Vec<Candidate>,
    /// For each worker of the service, one more than the position; zero for those who may not.
    positions: Vec<u32>,
}

impl Candidates {
    /// Workers with the skills (and a car, where they drive the children) whom the request does not exclude.
    pub(super) fn new(problem: &Problem, request: RequestId) -> Self {
        let asked = &problem[request];
        if asked.workers == 0 {
            return Self::default();
        }
        let suits = |&worker: &WorkerId| {
            let somebody = &problem[worker];
            asked.skills.is_subset(&somebody.skills)
                && !asked.not_workers.contains(&worker)
                && (asked.transport == Transport::Carer || somebody.drives)
        };
        let with_cost = |worker| Candidate { worker, cost: unfamiliar::of_worker(problem, request, worker) };
        let mut cheapest_first: Vec<Candidate> = problem.workers().filter(suits).map(with_cost).collect();
        cheapest_first.sort_by_key(|candidate| candidate.cost);
        let mut positions = vec![0; problem.workers().count()];
        for (candidate, place) in cheapest_first.iter().zip(1..) {
            positions[candidate.worker.index()] = place;
        }
        Self { cheapest_first, positions }
    }

    /// The position of a worker, if it is one of them.
    #[must_use]
    pub fn position(&self, worker: WorkerId) -> Option<usize> {
        let place = *self.positions.get(worker.index())?;
        place.checked_sub(1).map(|position| position as usize)
    }

    /// The candidate that a worker is.
    #[must_use]
    pub fn of(&self, worker: WorkerId) -> Option<Candidate> {
        self.position(worker).map(|position| self.cheapest_first[position])
    }
}

impl Deref for Candidates {
    type Target = [Candidate];

    fn deref(&self) -> &[Candidate] {
        &self.cheapest_first
    }
}

impl<'a> IntoIterator for &'a Candidates {
    type Item = &'a Candidate;
    type IntoIter = std::slice::Iter<'a, Candidate>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::domain::testing::week;
    use crate::input::{Against, read_folder};
    use crate::model::Model;

    #[test]
    fn every_worker_is_found_where_looking_through_all_finds_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
        let model = Model::new(&problem);
        let mut strangers = 0;
        for candidates in model.demands().iter().map(|demand| &demand.candidates) {
            for worker in problem.workers() {
                let position = candidates.iter().position(|candidate| candidate.worker == worker);
                assert_eq!(candidates.position(worker), position);
                assert_eq!(candidates.of(worker), position.map(|position| candidates[position]));
                strangers += usize::from(position.is_none());
            }
        }
        assert!(strangers > 0, "somebody may not supervise something");
    }
}
