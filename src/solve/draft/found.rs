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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use fastrand::Rng;

    use crate::domain::Day;
    use crate::domain::testing::week;
    use crate::input::{Against, read_folder};
    use crate::model::{DemandId, Model};
    use crate::solve::construct::construct;
    use crate::solve::draft::{Draft, Nothing, best_insertion};

    /// What looking through all demands finds.
    fn assert_found(draft: &Draft<'_>) {
        let all = || (0..draft.model().demands().len()).map(DemandId::new);
        let mut left_out = draft.with_left_out().to_vec();
        left_out.sort_unstable();
        assert_eq!(left_out, all().filter(|id| draft.left_out(*id) > 0).collect::<Vec<_>>());
        for venue in draft.model().problem().venues() {
            for day in Day::ALL {
                let is_there = |id: &DemandId| {
                    let mut placements = draft.seats(*id).iter().map(|seat| draft.placement(*id, seat));
                    let demand = &draft.model().demands()[id.index()];
                    placements.any(|at| at.day == day && demand.site_of(at).site.venue() == Some(venue))
                };
                let mut there = draft.demands_at_venue(venue, day).to_vec();
                there.sort_unstable();
                assert_eq!(there, all().filter(is_there).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn it_is_what_looking_through_all_demands_finds() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
        let model = Model::new(&problem);
        let mut draft = construct(&model, &|| false);
        let mut rng = Rng::with_seed(1);
        assert_found(&Draft::new(&model));
        assert_found(&draft);
        for step in 0..600 {
            let id = DemandId::new(rng.usize(..model.demands().len()));
            let insertion = best_insertion(&draft, id, &mut Nothing).filter(|_| draft.left_out(id) > 0 && rng.bool());
            match insertion {
                Some(insertion) => draft.insert(id, insertion.seat),
                None if draft.seats(id).is_empty() => {}
                None => _ = draft.remove(id, rng.usize(..draft.seats(id).len())),
            }
            if step % 20 == 0 {
                assert_found(&draft);
            }
        }
    }
}
