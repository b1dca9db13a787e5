//! Which rows the master states: most are never overstepped, and are never stated.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Day, WorkerId};
use crate::model::{Demand, DemandId};

use super::MILLI;
use super::lagrangian::Relaxation;
use super::master::points;
use super::patterns::{Count, Pattern};
use super::position::{Meeting, Price, RowPrices};
use super::subsets::Subsets;

/// A row has no price, in points, at or below this.
const NO_PRICE: f64 = 0.01;

/// The rows stated so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    pub(super) rows: BTreeSet<usize>,
    pub(super) paid: BTreeSet<WorkerId>,
    pub(super) uses: BTreeSet<(DemandId, usize, Day)>,
    /// The patterns of uses known for each demand that has any.
    pub(super) patterns: BTreeMap<DemandId, Vec<Pattern>>,
    /// Candidates who have so many sessions of a demand.
    pub(super) counts: BTreeSet<Count>,
    /// Whether columns are weeks, with their pay in their cost.
    pub(super) weeks: bool,
    pub(super) together: BTreeSet<(DemandId, usize, Meeting)>,
    /// Cuts, by number.
    pub(super) subsets: BTreeSet<usize>,
    /// For each demand, what leaving a session out costs in the master, in points: less than it really does for as long as
    /// no mix makes use of that, for prices far above what sessions cost lead astray.
    pub(super) left_out: Vec<f64>,
}

impl Stated {
    /// No rows; leaving a session out costs so many points for the present.
    pub(super) fn new(relaxation: &Relaxation<'_>, left_out: f64) -> Self {
        let least = |demand: &Demand| left_out.min(points(demand.unplaced.0 * MILLI));
        Self { left_out: relaxation.model.demands().iter().map(least).collect(), ..Self::default() }
    }

    /// The same rows for weeks as columns, with all that leaving a session out costs.
    pub(super) fn for_weeks(&self, relaxation: &Relaxation<'_>) -> Self {
        let left_out = Self::new(relaxation, f64::INFINITY).left_out;
        Self { left_out, paid: BTreeSet::new(), weeks: true, ..self.clone() }
    }

    /// States rows by their numbers.
    pub(super) fn add_rows(&mut self, rows: std::ops::Range<usize>) {
        self.rows.extend(rows);
    }

    /// Forgets rows without a price in any of these lists: a master takes long for each, and they come again once a mix oversteps
    /// them. Those that cuts give way with stay.
    pub(super) fn keep_priced(&mut self, subsets: &Subsets, lists: [&RowPrices; 2]) {
        let of_subsets: BTreeSet<usize> =
            self.subsets.iter().flat_map(|&number| subsets.all()[number].soft.iter().copied()).collect();
        let is_priced = |row: usize| lists.iter().any(|prices| prices.get(Price::Row(row)) > NO_PRICE);
        self.rows.retain(|row| is_priced(*row) || of_subsets.contains(row));
    }

    /// States what is stated elsewhere too; patterns keep their numbers.
    pub(super) fn add(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.paid.extend(other.paid);
        self.uses.extend(other.uses);
        self.counts.extend(other.counts);
        self.together.extend(other.together);
        self.subsets.extend(other.subsets);
        for (id, patterns) in other.patterns {
            let known = self.patterns.entry(id).or_default();
            for pattern in patterns {
                if !known.contains(&pattern) {
                    known.push(pattern);
                }
            }
        }
    }

    /// How many.
    pub(super) fn count(&self) -> usize {
        let of_weeks = self.counts.len() + self.together.len() + self.subsets.len();
        self.rows.len() + self.paid.len() + self.uses.len() + of_weeks
    }
}
