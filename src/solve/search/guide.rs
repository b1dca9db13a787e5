//! What the bound tells the search: days of workers that cost little beyond the best, to be taken whole, and their places,
//! where a session is put back. A search that looks everywhere finds the cheapest journeys of families, and then nobody
//! whose day they fit into.

use std::collections::BTreeMap;

use fastrand::Rng;

use crate::model::{DemandId, Model};
use crate::solve::bound::Suggestion;
use crate::solve::draft::Choice;

/// Good days, and their places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guide {
    days: Vec<Suggestion>,
    /// The places of each demand, in order of placements.
    places: Vec<Vec<Choice>>,
}

impl Guide {
    /// These days, and the places of their sessions.
    pub(crate) fn new(model: &Model<'_>, days: Vec<Suggestion>) -> Self {
        let mut workers: Vec<BTreeMap<usize, Vec<usize>>> = vec![BTreeMap::new(); model.demands().len()];
        for suggestion in &days {
            for &(id, placement) in &suggestion.sessions {
                let candidates = &model.demands()[id.index()].candidates;
                let position = candidates.position(suggestion.worker);
                workers[id.index()].entry(placement).or_default().extend(position);
            }
        }
        let places_of = |(index, workers): (usize, BTreeMap<usize, Vec<usize>>)| {
            let candidates = &model.demands()[index].candidates;
            let choice = |(placement, mut workers): (usize, Vec<usize>)| {
                workers.sort_unstable();
                workers.dedup();
                Choice { placement, candidates: workers.into_iter().map(|position| candidates[position]).collect() }
            };
            workers.into_iter().map(choice).collect()
        };
        Self { days, places: workers.into_iter().enumerate().map(places_of).collect() }
    }

    /// Whether the bound has nothing to tell yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The places of a demand's sessions; `None` where none is known.
    pub(super) fn places(&self, id: DemandId) -> Option<&[Choice]> {
        self.places.get(id.index()).map(Vec::as_slice).filter(|places| !places.is_empty())
    }

    /// A day by lot, the likelier the greater its share.
    pub(super) fn any_day(&self, rng: &mut Rng) -> Option<&Suggestion> {
        let (one, other) = (rng.choice(&self.days)?, rng.choice(&self.days)?);
        Some(if one.share >= other.share { one } else { other })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::Guide;
    use crate::domain::Problem;
    use crate::domain::testing::week;
    use crate::input::{Against, read_folder};
    use crate::model::{DemandId, Model};
    use crate::solve::bound::{Generation, Suggestion};
    use crate::solve::construct::construct;
    use crate::solve::draft::{Choice, Draft, Nothing, best_among, best_insertion};
    use crate::solve::search::Lane;

    fn example() -> Problem {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem
    }

    /// The days of a draft, each session by itself.
    fn days_of(draft: &Draft<'_>) -> Vec<Suggestion> {
        let sessions =
            draft.sessions().flat_map(|(id, _, seat)| seat.workers.iter().map(move |worker| (id, seat, *worker)));
        let day = |(id, seat, worker)| {
            let day = draft.placement(id, seat).day;
            Suggestion { worker, day, sessions: vec![(id, seat.placement)], share: 0.5 }
        };
        sessions.map(day).collect()
    }

    #[test]
    fn among_all_places_the_cheapest_costs_what_the_cheapest_anywhere_does() {
        let problem = example();
        let model = Model::new(&problem);
        let mut draft = construct(&model, &|| false);
        for (index, demand) in model.demands().iter().enumerate() {
            let id = DemandId::new(index);
            if draft.seats(id).is_empty() {
                continue;
            }
            let seat = draft.remove(id, 0);
            let everywhere = |placement| Choice { placement, candidates: demand.candidates.iter().copied().collect() };
            let choices: Vec<Choice> = (0..demand.placements.len()).map(everywhere).collect();
            let among = best_among(&draft, id, &choices, &mut Nothing).expect("its old place is free");
            let anywhere = best_insertion(&draft, id, &mut Nothing).expect("its old place is free");
            assert_eq!(among.delta, anywhere.delta);
            draft.insert(id, seat);
        }
    }

    #[test]
    fn a_session_goes_back_to_the_one_place_that_its_guide_knows() {
        let problem = example();
        let model = Model::new(&problem);
        let mut draft = construct(&model, &|| false);
        let guide = Guide::new(&model, days_of(&draft));
        let is_alone = |id: &DemandId| draft.seats(*id).len() == 1 && !draft.seats(*id)[0].workers.is_empty();
        let alone: Vec<DemandId> = (0..model.demands().len()).map(DemandId::new).filter(is_alone).collect();
        assert!(!alone.is_empty());
        for id in alone {
            let seat = draft.remove(id, 0);
            let places = guide.places(id).expect("a place");
            let found = best_among(&draft, id, places, &mut Nothing).expect("its old place is free").seat;
            assert_eq!((found.placement, &found.workers), (seat.placement, &seat.workers));
            draft.insert(id, seat);
        }
    }

    #[test]
    fn a_guided_search_from_nothing_follows_the_cost() {
        let problem = example();
        let model = Model::new(&problem);
        let first = Draft::new(&model);
        let mut generation = Generation::new(&model);
        assert!(generation.good_days().is_empty(), "nothing is known yet");
        while !generation.is_converged() {
            generation.step(&|| false);
        }
        let mut lane = Lane::new(1, first.clone());
        lane.follow(Arc::new(Guide::new(&model, generation.good_days())));
        assert!(lane.is_guided());
        lane.run(500, 120.0);
        let (cost, plan) = lane.best();
        assert!(cost < first.cost());
        assert_eq!(Draft::of_plan(&model, plan).cost(), cost);
    }
}
