//! Cuts on any three rows that each hold so many sessions: those due of a request, or those of a day row (subset-row inequalities:
//! Jepsen, Petersen, Spoorendonk, Pisinger, Operations Research 56(2), 2008, 10.1287/opre.1070.0449). All weeks together have
//! no more of half of what each has in the three, rounded down, than half of what the three hold, rounded down. Half weeks
//! that have three such sessions in pairs would have more.
//!
//! A row that may be overstepped at a price gives way in a cut, too.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::domain::Day;
use crate::model::{Demand, DemandId, Model};

use super::columns::Column;
use super::rows::Rows;

/// A session counts so many quarters for each of its workers, by request and date.
type Weights = BTreeMap<DemandId, [usize; 7]>;

/// As many quarters make one.
pub(super) const WHOLE: usize = 4;

/// A row that holds so many sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Holder {
    /// The sessions due of a request.
    Request(DemandId),
    /// The sessions of a row of [`Rows`] on its days.
    Row(usize),
}

/// A cut on three rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subset {
    /// What sessions count.
    pub(super) weights: Weights,
    /// The most that weeks may have together.
    pub(super) limit: i64,
    /// Those of the three that may be overstepped, the first of those overstepped together: each makes room for one for each session
    /// that it is.
    pub(super) soft: SmallVec<[usize; 3]>,
    /// Sessions count a multiple of so many quarters.
    pub(super) step: usize,
}

impl Subset {
    fn new(model: &Model<'_>, rows: &Rows, of: &[Holder; 3]) -> Self {
        let (mut weights, mut held, mut soft) = (Weights::new(), 0, SmallVec::<[usize; 3]>::new());
        let mut add = |id: DemandId, day: Day, demand: &Demand| {
            if demand.workers > 0 {
                weights.entry(id).or_default()[day.index()] += quarters(demand);
            }
        };
        for holder in of {
            held += capacity(model, rows, *holder);
            match *holder {
                Holder::Request(id) => {
                    let demand = &model.demands()[id.index()];
                    Day::ALL.into_iter().for_each(|day| add(id, day, demand));
                }
                Holder::Row(row) => {
                    for &(id, day) in rows.of_days(row) {
                        add(id, day, &model.demands()[id.index()]);
                    }
                    soft.extend(rows.overstepped_with(row).filter(|first| !soft.contains(first)));
                }
            }
        }
        let is_even = weights.values().flatten().all(|quarters| quarters % 2 == 0);
        Self { weights, limit: held / 2, soft, step: if is_even { 2 } else { 1 } }
    }
}

/// What a session counts for each of its workers.
pub(super) fn quarters(demand: &Demand) -> usize {
    2 / demand.workers.max(1)
}

/// How many sessions a row holds.
pub(super) fn capacity(model: &Model<'_>, rows: &Rows, holder: Holder) -> i64 {
    match holder {
        Holder::Request(id) => i64::from(model.demands()[id.index()].due),
        Holder::Row(row) => rows.all()[row].capacity,
    }
}

/// All cuts that are stated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subsets {
    all: Vec<Subset>,
    /// The cuts in which sessions of a request count, by number, with the quarters of each date.
    of: FxHashMap<DemandId, Vec<(usize, [usize; 7])>>,
    known: FxHashSet<[Holder; 3]>,
}

impl Subsets {
    pub(super) fn all(&self) -> &[Subset] {
        &self.all
    }

    /// The cuts in which a session counts, by number, with its quarters.
    pub(super) fn of(&self, id: DemandId, day: Day) -> impl Iterator<Item = (usize, usize)> {
        let of = self.of.get(&id).map_or(&[][..], Vec::as_slice).iter();
        of.map(move |(number, quarters)| (*number, quarters[day.index()])).filter(|(_, quarters)| *quarters > 0)
    }

    /// The cuts in which sessions of a request count, by number, with the quarters of each date.
    pub(super) fn of_request(&self, id: DemandId) -> &[(usize, [usize; 7])] {
        self.of.get(&id).map_or(&[], Vec::as_slice)
    }

    /// How much a week has of each cut, for those of which it has anything; nobody's session has nothing of any.
    pub(super) fn shares(&self, model: &Model<'_>, week: &Column) -> SmallVec<[(usize, usize); 16]> {
        let mut quarters: SmallVec<[(usize, usize); 64]> = SmallVec::new();
        if !self.all.is_empty() && week.worker.is_some() {
            let day = |(id, index): &(DemandId, usize)| model.demands()[id.index()].placements[*index].day;
            quarters.extend(week.sessions.iter().flat_map(|session| self.of(session.0, day(session))));
            quarters.sort_unstable();
        }
        let whole = |of_one: &[(usize, usize)]| of_one.iter().map(|(_, quarters)| quarters).sum::<usize>() / WHOLE;
        let of_each = quarters.chunk_by(|(one, _), (other, _)| one == other);
        of_each.map(|of_one| (of_one[0].0, whole(of_one))).filter(|(_, share)| *share > 0).collect()
    }

    /// What a week costs under prices of the cuts.
    pub(super) fn price(&self, model: &Model<'_>, week: &Column, prices: &[i64]) -> i64 {
        let price = |(number, share): (usize, usize)| prices.get(number).copied().unwrap_or(0) * share as i64;
        self.shares(model, week).into_iter().map(price).sum()
    }

    /// What cuts are worth under prices, below zero: what they hold, and what it costs that rows with a greatest price, which have
    /// these prices besides, give way together and in cuts for less than they may be overstepped.
    pub(super) fn value(&self, rows: &Rows, of_rows: &[i64], prices: &[i64]) -> i64 {
        let (mut value, mut of_soft) = (0, BTreeMap::<usize, i64>::new());
        let price_of = |row: usize| of_rows.get(row).copied().unwrap_or(0);
        for (row, first) in rows.overstepped_together() {
            *of_soft.entry(first).or_default() += price_of(row);
        }
        for (subset, price) in self.all.iter().zip(prices).filter(|(_, price)| **price != 0) {
            value -= subset.limit * price;
            subset.soft.iter().for_each(|row| *of_soft.entry(*row).or_default() += price);
        }
        let over = |(row, price): (&usize, &i64)| (price_of(*row) + price - rows.all()[*row].most).max(0);
        value - of_soft.iter().map(over).sum::<i64>()
    }

    /// Whether a cut is stated.
    pub(super) fn has(&self, of: &[Holder; 3]) -> bool {
        self.known.contains(of)
    }

    /// One more.
    pub(super) fn add(&mut self, subset: Subset, of: [Holder; 3]) {
        for (&id, &quarters) in &subset.weights {
            self.of.entry(id).or_default().push((self.all.len(), quarters));
        }
        self.known.insert(of);
        self.all.push(subset);
    }
}

impl Rows {
    /// States a cut on three rows.
    pub(super) fn cut(&mut self, model: &Model<'_>, of: [Holder; 3]) {
        let subset = Subset::new(model, self, &of);
        self.subsets.add(subset, of);
    }
}
