//! What is left out, and what is at each venue on each day, so that nobody has to look through all requests for it.

use crate::domain::{Day, VenueId};
use crate::model::{DemandId, Model};

/// Demands with sessions left out, and those with a session at a venue on a day.
#[derive(Clone, Debug)]
pub(super) struct Found {
    left_out: Vec<DemandId>,
    /// For each demand, where it is among those.
    positions: Vec<Option<usize>>,
    at_venues: Vec<[Vec<DemandId>; 7]>,
}

impl Found {
    /// Where nothing is planned.
    pub(super) fn new(model: &Model<'_>) -> Self {
        let mut found = Self {
            left_out: Vec::new(),
            positions: vec![None; model.demands().len()],
            at_venues: vec![<[Vec<DemandId>; 7]>::default(); model.problem().venues().len()],
        };
        let due = |index: &usize| model.demands()[*index].due > 0;
        (0..model.demands().len()).filter(due).for_each(|index| found.leave_out(DemandId::new(index)));
        found
    }

    /// The demands with sessions left out, in any order.
    pub(super) fn left_out(&self) -> &[DemandId] {
        &self.left_out
    }

    /// The demands with a session at a venue on a day, in any order.
    pub(super) fn at_venue(&self, venue: VenueId, day: Day) -> &[DemandId] {
        &self.at_venues[venue.index()][day.index()]
    }

    /// A demand has a session left out.
    pub(super) fn leave_out(&mut self, id: DemandId) {
        let position = &mut self.positions[id.index()];
        if position.is_none() {
            *position = Some(self.left_out.len());
            self.left_out.push(id);
        }
    }

    /// Nothing of a demand is left out any more.
    pub(super) fn complete(&mut self, id: DemandId) {
        if let Some(position) = self.positions[id.index()].take() {
            self.left_out.swap_remove(position);
            if let Some(moved) = self.left_out.get(position) {
                self.positions[moved.index()] = Some(position);
            }
        }
    }

    /// A demand has a session at a venue on a day.
    pub(super) fn come(&mut self, id: DemandId, venue: VenueId, day: Day) {
        self.at_venues[venue.index()][day.index()].push(id);
    }

    /// It no longer has.
    pub(super) fn go(&mut self, id: DemandId, venue: VenueId, day: Day) {
        let there = &mut self.at_venues[venue.index()][day.index()];
        if let Some(position) = there.iter().position(|other| *other == id) {
            there.swap_remove(position);
        }
    }
}
