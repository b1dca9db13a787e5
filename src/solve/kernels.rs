//! The moves that a search is made of and the pricing of a day, one kind at a time: the door through which
//! `benches/kernels.rs` measures them. Each item calls what search and bound call themselves; nothing in the program comes
//! this way, and none of it is a promise.

use fastrand::Rng;

use crate::domain::{Cost, RequestId, Rota};
use crate::model::{DemandId, Model};

pub use super::bound::at_one_price;
use super::construct::construct;
use super::draft::{Draft, Nothing, Seat, best_insertion};
use super::search::{Chain, Lane};

/// A rota whose sessions are moved, and whose cost follows by differences.
#[derive(Clone, Debug)]
pub struct Moves<'m>(Draft<'m>);

/// Sessions that were taken out of a rota.
#[derive(Clone, Debug)]
pub struct Removed(Vec<(DemandId, Seat)>);

impl<'m> Moves<'m> {
    /// Begins at the first rota of a week.
    #[must_use]
    pub fn new(model: &'m Model<'m>) -> Self {
        Self(construct(model, &|| false))
    }

    /// What the rota costs by now.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.0.cost()
    }

    /// The rota by now.
    #[must_use]
    pub fn rota(&self) -> Rota {
        self.0.rota()
    }

    /// Takes out a session of every `nth` request (1 and up) that has one and of which nothing is fixed.
    pub fn remove(&mut self, nth: usize) -> Removed {
        let model = self.0.model();
        let is_free =
            |id: &DemandId| model.demands()[id.index()].requirements.is_empty() && !self.0.seats(*id).is_empty();
        let demands: Vec<DemandId> = (0..model.demands().len()).map(DemandId::new).filter(is_free).collect();
        Removed(demands.into_iter().step_by(nth).map(|id| (id, self.0.remove(id, 0))).collect())
    }

    /// Puts sessions back where they were.
    pub fn insert(&mut self, removed: &Removed) {
        removed.0.iter().for_each(|(id, seat)| self.0.insert(*id, seat.clone()));
    }

    /// Puts sessions back one by one, each at its cheapest place, if it has any.
    pub fn insert_at_best(&mut self, removed: &Removed) {
        for (id, _) in &removed.0 {
            if let Some(insertion) = best_insertion(&self.0, *id, &mut Nothing) {
                self.0.insert(*id, insertion.seat);
            }
        }
    }

    /// Places a session that is left out by an ejection chain of so many steps at the most; says whether it and all that it
    /// threw out have a place.
    pub fn eject(&mut self, request: RequestId, seed: u64, steps: usize) -> bool {
        let mut penalties = vec![1; self.0.model().demands().len()];
        let id = self.0.model().demand_of(request).expect("a request that is due");
        let mut rng = Rng::with_seed(seed);
        let mut chain = Chain::new(&mut self.0, &mut rng, &mut penalties, true);
        chain.wait(id);
        chain.run(steps)
    }

    /// Goes on by so many steps of ruin and recreation, each kept if the rota is no dearer for it.
    ///
    /// # Panics
    /// If the cost that the steps followed is not that of the rota made anew: a defect.
    pub fn ruin_and_recreate(&mut self, seed: u64, steps: u64) {
        let model = self.0.model();
        let mut lane = Lane::new(seed, self.0.clone());
        (0..steps).for_each(|_| lane.step(0.0));
        let anew = Draft::of_plan(model, lane.best().1);
        assert_eq!(lane.cost(), anew.cost(), "a search lost count");
        self.0 = anew;
    }
}
