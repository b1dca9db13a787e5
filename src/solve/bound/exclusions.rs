//! Sessions that exclude each other although each could be there alone: people who cannot be in both of two, or must not meet,
//! and [rooms](super::room_clashes). Where a mix has more of both than one whole session, the placement and all that it excludes
//! of the other demand become a row: the other demand has at most one session on a day.

use std::collections::BTreeMap;

use crate::domain::Day;
use crate::model::{DemandId, Model};
use crate::solve::draft::{People, exclude};

use super::columns::Column;
use super::master::part;
use super::room_clashes;
use super::rows::Rows;

/// The share of every placement that has one.
pub(crate) type Shares = BTreeMap<(DemandId, usize), f64>;

/// How many sessions of each demand a mix has at each placement.
pub(super) fn shares_of(model: &Model<'_>, columns: &[Column], mix: &[(usize, f64)]) -> Shares {
    let mut shares = Shares::new();
    for &(number, share) in mix.iter().filter(|(_, share)| *share > 1e-6) {
        for &(id, index) in &columns[number].sessions {
            *shares.entry((id, index)).or_default() += share * part(&model.demands()[id.index()]);
        }
    }
    shares
}

/// Pairs of demands whose sessions may exclude each other.
#[derive(Clone, Debug)]
pub(crate) struct Exclusions {
    pairs: Vec<(DemandId, DemandId)>,
    people: People,
}

/// More than one whole session by this is too much.
const TOLERANCE: f64 = 0.01;

impl Exclusions {
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let people = People::new(model);
        let demands = || (0..model.demands().len()).map(DemandId::new);
        let related =
            |a: DemandId, b: DemandId| people.are_related(&model.demands()[a.index()], &model.demands()[b.index()]);
        let pairs = demands().flat_map(|a| demands().filter(move |&b| a < b).map(move |b| (a, b)));
        let pairs = pairs.filter(|&(a, b)| related(a, b)).collect();
        Self { pairs, people }
    }

    /// States the rows that these shares overstep; returns how many are new.
    pub(crate) fn state_violated(&self, model: &Model<'_>, shares: &Shares, rows: &mut Rows) -> usize {
        let mut new = 0;
        for &(a, b) in &self.pairs {
            for (one, other) in [(a, b), (b, a)] {
                for (&(_, index), &share) in shares.range((one, 0)..=(one, usize::MAX)) {
                    let day = model.demands()[one.index()].placements[index].day;
                    let beside = self.shares_beside(model, shares, (one, index), other, day);
                    if share + beside > 1.0 + TOLERANCE && beside > TOLERANCE {
                        new += usize::from(rows.exclude(&self.excluded(model, (one, index), other, day), 1));
                    }
                }
            }
        }
        let clashes = room_clashes::overstepped(model, shares).into_iter();
        new + clashes.filter(|(placements, most)| rows.exclude(placements, *most)).count()
    }

    /// How much the placement excludes of the other demand.
    fn shares_beside(
        &self,
        model: &Model<'_>,
        shares: &Shares,
        one: (DemandId, usize),
        other: DemandId,
        day: Day,
    ) -> f64 {
        let of_other = shares.range((other, 0)..=(other, usize::MAX));
        let on_day = of_other.filter(|((_, index), _)| model.demands()[other.index()].placements[*index].day == day);
        on_day.filter(|((_, index), _)| self.exclude(model, one, (other, *index))).map(|(_, share)| share).sum()
    }

    /// The placement with all that it excludes of the other demand.
    fn excluded(&self, model: &Model<'_>, one: (DemandId, usize), other: DemandId, day: Day) -> Vec<(DemandId, usize)> {
        let placements = model.demands()[other.index()].placements_on(day).map(|index| (other, index));
        let mut all = vec![one];
        all.extend(placements.filter(|&beside| self.exclude(model, one, beside)));
        all
    }

    fn exclude(&self, model: &Model<'_>, one: (DemandId, usize), other: (DemandId, usize)) -> bool {
        exclude(&self.people, model, one, other)
    }
}
