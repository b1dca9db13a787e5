//! The prices of the rows that couple workers' days: all at or above zero, in thousandths of a point.

use rustc_hash::FxHashMap;

use crate::domain::{Day, WorkerId};
use crate::model::{DemandId, Model};

use super::patterns::ByCount;
use super::rows::Rows;

/// What it is worth that the two workers of a session come together: no worker's share of a placement exceeds that of the
/// others together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Together {
    /// For each candidate and placement with a price: what the candidate's going there alone costs.
    own: FxHashMap<(usize, usize), i64>,
    /// For each placement, the sum of these prices; empty without any.
    total: Vec<i64>,
}

impl Together {
    /// Adds a price for a candidate at a placement, of so many.
    pub(super) fn add(&mut self, candidate: usize, placement: usize, placements: usize, price: i64) {
        self.total.resize(placements, 0);
        self.total[placement] += price;
        *self.own.entry((candidate, placement)).or_default() += price;
    }

    fn drawn_towards(&self, other: &Self, pull: f64) -> Self {
        let mut drawn = Self::default();
        for (of, pull) in [(self, 1.0 - pull), (other, pull)] {
            for (&(candidate, placement), &price) in &of.own {
                drawn.add(candidate, placement, of.total.len(), share(price, pull));
            }
        }
        drawn
    }

    /// The most that somebody's being at a placement can be worth.
    pub(super) fn most(&self, placement: usize) -> i64 {
        self.total.get(placement).copied().unwrap_or(0)
    }

    /// What it costs that a candidate is at a placement; below zero where somebody else waits there.
    pub(super) fn of(&self, candidate: usize, placement: usize) -> i64 {
        let Some(&total) = self.total.get(placement).filter(|total| **total != 0) else { return 0 };
        2 * self.own.get(&(candidate, placement)).copied().unwrap_or(0) - total
    }
}

/// One price for each coupling row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Multipliers {
    /// For each demand: a session due.
    pub(super) demands: Vec<i64>,
    /// For each row of [`Rows`].
    pub(super) rows: Vec<i64>,
    /// For each worker: a paid minute of the week.
    pub(super) paid: Vec<i64>,
    /// For each demand with several sessions due, each candidate and day: that the candidate is used. Empty for others.
    pub(super) uses: Vec<Vec<[i64; 7]>>,
    /// For each demand as in `uses` and each candidate: that the candidate has so many of its sessions.
    pub(super) counts: Vec<Vec<ByCount>>,
    /// For each demand: that its two workers are together.
    pub(super) together: Vec<Together>,
    /// For each cut on three rows.
    pub(super) subsets: Vec<i64>,
}

impl Multipliers {
    /// All prices at nothing.
    pub(super) fn zero(model: &Model<'_>, rows: &Rows) -> Self {
        let uses = |demand: &crate::model::Demand| {
            let many = demand.due > 1 && demand.workers > 0 && model.problem().weights().extra_worker.0 > 0;
            vec![[0; 7]; if many { demand.candidates.len() } else { 0 }]
        };
        let uses: Vec<Vec<[i64; 7]>> = model.demands().iter().map(uses).collect();
        Self {
            demands: vec![0; model.demands().len()],
            rows: vec![0; rows.all().len()],
            paid: vec![0; model.roster().len()],
            counts: uses.iter().map(|uses| vec![[0; 8]; uses.len()]).collect(),
            uses,
            together: vec![Together::default(); model.demands().len()],
            subsets: vec![0; rows.subsets.all().len()],
        }
    }

    /// Each price drawn towards that of another point by `pull`, 0 to 1. Rows that only one of them knows cost nothing in
    /// the other.
    pub(super) fn drawn_towards(&self, other: &Self, pull: f64) -> Self {
        let blend = |a: i64, b: i64| share(a, 1.0 - pull) + share(b, pull);
        let list = |a: &[i64], b: &[i64]| {
            let at = |list: &[i64], index: usize| list.get(index).copied().unwrap_or(0);
            (0..a.len().max(b.len())).map(|index| blend(at(a, index), at(b, index))).collect::<Vec<_>>()
        };
        let uses = |(a, b): (&Vec<[i64; 7]>, &Vec<[i64; 7]>)| {
            let days = |(a, b): (&[i64; 7], &[i64; 7])| std::array::from_fn(|day| blend(a[day], b[day]));
            a.iter().zip(b).map(days).collect()
        };
        let counts = |(a, b): (&Vec<ByCount>, &Vec<ByCount>)| {
            let numbers = |(a, b): (&ByCount, &ByCount)| std::array::from_fn(|number| blend(a[number], b[number]));
            a.iter().zip(b).map(numbers).collect()
        };
        let together = self.together.iter().zip(&other.together);
        Self {
            counts: self.counts.iter().zip(&other.counts).map(counts).collect(),
            demands: list(&self.demands, &other.demands),
            rows: list(&self.rows, &other.rows),
            paid: list(&self.paid, &other.paid),
            uses: self.uses.iter().zip(&other.uses).map(uses).collect(),
            together: together.map(|(a, b)| a.drawn_towards(b, pull)).collect(),
            subsets: list(&self.subsets, &other.subsets),
        }
    }

    /// The price of using a candidate on a day.
    pub(super) fn use_of(&self, id: DemandId, candidate: usize, day: Day) -> i64 {
        self.uses[id.index()].get(candidate).map_or(0, |days| days[day.index()])
    }

    /// The prices of a candidate's having so many sessions of a demand.
    pub(super) fn counts_of(&self, id: DemandId, candidate: usize) -> ByCount {
        self.counts[id.index()].get(candidate).copied().unwrap_or_default()
    }

    /// The price of a paid minute of a worker.
    pub(super) fn paid_minute(&self, worker: WorkerId) -> i64 {
        self.paid[worker.index()]
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "prices are far below 2^53")]
fn share(price: i64, part: f64) -> i64 {
    (price as f64 * part).floor() as i64
}
