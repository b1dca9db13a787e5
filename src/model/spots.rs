//! The places where tasks and sessions are, numbered, with all journeys between them computed once.

use rustc_hash::FxHashMap;

use crate::domain::{Means, Minutes, Mode, Problem, Spot, Transport};

/// A numbered place: venues first, in their order, then homes where sessions or transport begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpotId(u16);

impl SpotId {
    /// The position in the list of spots.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// All places that matter to a rota and the journeys between them.
#[derive(Clone, Debug)]
pub struct Spots {
    ids: FxHashMap<Spot, SpotId>,
    count: usize,
    car: Vec<Minutes>,
    transit: Vec<Minutes>,
}

impl Spots {
    /// Numbers the spots of a week and computes the journeys; those by public transport only if anybody takes it.
    ///
    /// # Panics
    /// With more than 65,536 spots.
    #[must_use]
    pub fn new(problem: &Problem) -> Self {
        let spots: Vec<Spot> = problem.venues().map(Spot::Venue).chain(homes(problem)).collect();
        let number = |index| SpotId(u16::try_from(index).expect("fewer than 2^16 places where work begins"));
        let ids = spots.iter().enumerate().map(|(index, &spot)| (spot, number(index))).collect();
        let anybody_by_transit = problem.people().any(|person| problem[person].means() == Means::Transit);
        let car = journeys(problem, &spots, Means::Car);
        let transit = if anybody_by_transit { journeys(problem, &spots, Means::Transit) } else { Vec::new() };
        Self { ids, count: spots.len(), car, transit }
    }

    /// All spots, in order.
    pub fn all(&self) -> impl Iterator<Item = SpotId> + use<> {
        (0..self.count).map(|index| SpotId(u16::try_from(index).expect("spots are numbered with 16 bits")))
    }

    /// The number of a spot.
    ///
    /// # Panics
    /// If no task or session can be there.
    #[must_use]
    pub fn id(&self, spot: Spot) -> SpotId {
        self.ids[&spot]
    }

    /// Minutes by car.
    #[must_use]
    pub fn drive(&self, from: SpotId, to: SpotId) -> Minutes {
        self.car[from.index() * self.count + to.index()]
    }

    /// Minutes by the given means.
    #[must_use]
    pub fn travel(&self, from: SpotId, to: SpotId, by: Means) -> Minutes {
        let journeys = match by {
            Means::Car => &self.car,
            Means::Transit => &self.transit,
        };
        journeys[from.index() * self.count + to.index()]
    }
}

/// Homes where a community session is held or transport begins, each once, in order.
fn homes(problem: &Problem) -> impl Iterator<Item = Spot> + '_ {
    let begins_at_home = |request: &_| {
        let asked = &problem[*request];
        problem.due(*request) > 0 && (asked.mode == Mode::Community || asked.transport == Transport::Worker)
    };
    let mut homes: Vec<_> = problem.requests().filter(begins_at_home).map(|r| problem[r].first_child()).collect();
    homes.sort_unstable();
    homes.dedup();
    homes.into_iter().map(Spot::Home)
}

fn journeys(problem: &Problem, spots: &[Spot], by: Means) -> Vec<Minutes> {
    let from_each = |&from| spots.iter().map(move |&to| problem.travel(from, to, by));
    spots.iter().flat_map(from_each).collect()
}
