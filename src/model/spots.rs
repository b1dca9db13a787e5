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
    shortest: Vec<Minutes>,
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
        let shortest = shortest_ways(&car, spots.len());
        Self { ids, count: spots.len(), car, transit, shortest }
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

    /// Minutes by car at least, by whatever way round: where a way with other tasks on it is shorter than the straight
    /// one, a worker's first task may be reached from the base sooner than by [`Self::drive`].
    #[must_use]
    pub fn drive_at_least(&self, from: SpotId, to: SpotId) -> Minutes {
        self.shortest[from.index() * self.count + to.index()]
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

/// All shortest ways (Floyd 1962, doi 10.1145/367766.368168) over journeys that may be longer than a way round.
fn shortest_ways(journeys: &[Minutes], count: usize) -> Vec<Minutes> {
    let mut shortest = journeys.to_vec();
    for way in 0..count {
        let onward = shortest[way * count..(way + 1) * count].to_vec();
        for row in shortest.chunks_mut(count) {
            let there = row[way];
            row.iter_mut().zip(&onward).for_each(|(minutes, &after)| *minutes = (*minutes).min(there + after));
        }
    }
    shortest
}

#[cfg(test)]
mod tests {
    use super::shortest_ways;
    use crate::domain::Minutes;

    #[test]
    fn the_way_round_may_be_shorter() {
        let journeys = [0, 70, 10, 70, 0, 20, 10, 5, 0].map(Minutes);
        let expected = [0, 15, 10, 30, 0, 20, 10, 5, 0].map(Minutes);
        assert_eq!(shortest_ways(&journeys, 3), expected);
    }
}
