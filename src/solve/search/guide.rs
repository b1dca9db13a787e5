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
                let position = candidates.iter().position(|candidate| candidate.worker == suggestion.worker);
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
