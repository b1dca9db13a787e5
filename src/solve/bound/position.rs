//! Rows and variables of the master by what they stand for, so that values and prices outlast one master.

use rustc_hash::FxHashMap;

use crate::domain::{Day, WorkerId};
use crate::model::DemandId;

use super::interior_point::Inside;
use super::master::points;
use super::multipliers::Multipliers;

/// A variable of the master.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// A column, by its number.
    Column(usize),
    /// Room in a row: its first piece, its second and so on.
    Room(Price, usize),
    /// A pattern of a demand, by its number.
    Pattern(DemandId, usize),
}

/// One row of the master.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Price {
    Demand(usize),
    Row(usize),
    Paid(WorkerId),
    Use(DemandId, usize, Day),
    Count(DemandId, usize, usize),
    Together(DemandId, usize, Meeting),
    /// A cut on three rows, by its number.
    Subset(usize),
    /// One pattern of each request: no multiplier of its own, for the relaxation chooses the best exactly.
    Pattern(DemandId),
    Day(WorkerId, Day),
    Week(WorkerId),
    /// A worker who must work.
    Works(WorkerId),
    /// So many sessions of all requests are left out at the least.
    LeastLeftOut,
    /// So many at the most.
    MostLeftOut,
}

impl Price {
    /// Whether the relaxation keeps the row by itself, so that no multiplier goes with it.
    pub(super) fn is_free(self) -> bool {
        let of_relaxation = matches!(self, Self::Pattern(_) | Self::LeastLeftOut | Self::MostLeftOut);
        of_relaxation || matches!(self, Self::Day(..) | Self::Week(_) | Self::Works(_))
    }
}

/// Where the two workers of a demand must be together: anywhere on a day, or at one placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Meeting {
    On(Day),
    At(usize),
}

/// What each row of a master is worth, in points; nothing for all others.
#[derive(Clone, Debug, Default)]
pub(super) struct RowPrices(FxHashMap<Price, f64>);

impl FromIterator<(Price, f64)> for RowPrices {
    fn from_iter<I: IntoIterator<Item = (Price, f64)>>(prices: I) -> Self {
        Self(prices.into_iter().collect())
    }
}

impl RowPrices {
    /// The price of a row.
    pub(super) fn get(&self, price: Price) -> f64 {
        self.0.get(&price).copied().unwrap_or(0.0)
    }

    /// Each price drawn towards that of another list by `pull`, 0 to 1.
    pub(super) fn drawn_towards(&self, other: &Self, pull: f64) -> Self {
        let mut drawn: FxHashMap<Price, f64> = FxHashMap::default();
        for (of, part) in [(self, 1.0 - pull), (other, pull)] {
            for (price, value) in &of.0 {
                *drawn.entry(*price).or_default() += part * value;
            }
        }
        Self(drawn)
    }

    /// The same rows at these multipliers. What it is worth that two workers meet stays as it was: in multipliers, all rows that
    /// say so are one.
    pub(super) fn at(&self, multipliers: &Multipliers) -> Self {
        let of = |price: Price| match price {
            Price::Demand(index) => multipliers.demands.get(index).copied(),
            Price::Row(row) => multipliers.rows.get(row).copied(),
            Price::Use(id, position, day) => Some(multipliers.use_of(id, position, day)),
            Price::Count(id, position, number) => Some(multipliers.counts_of(id, position)[number]),
            Price::Subset(number) => multipliers.subsets.get(number).copied(),
            _ => None,
        };
        self.0.iter().map(|(price, old)| (*price, of(*price).map_or(*old, points))).collect()
    }
}

/// Prices of the rows of a master, and the multipliers that they make.
#[derive(Clone, Debug)]
pub(super) struct PricesOfRows {
    pub(super) multipliers: Multipliers,
    pub(super) by_rows: RowPrices,
}

impl PricesOfRows {
    /// Each price drawn towards that of others by `pull`, 0 to 1.
    pub(super) fn drawn_towards(&self, other: &Self, pull: f64) -> Self {
        Self {
            multipliers: self.multipliers.drawn_towards(&other.multipliers, pull),
            by_rows: self.by_rows.drawn_towards(&other.by_rows, pull),
        }
    }
}

/// A point well inside a master: of each variable its value and reduced cost, of each row what is left of it and its price, and
/// what the two make on average. The next one is solved from there.
#[derive(Clone, Debug)]
pub(super) struct Interior {
    variables: FxHashMap<Name, (f64, f64)>,
    rows: FxHashMap<Price, (f64, f64)>,
    product: f64,
}

impl Interior {
    /// The point of a master with these variables and rows.
    pub(super) fn named(inside: Inside<(f64, f64)>, variables: &[Name], rows: &[Price]) -> Self {
        Self {
            variables: variables.iter().copied().zip(inside.variables).collect(),
            rows: rows.iter().copied().zip(inside.rows).collect(),
            product: inside.product,
        }
    }

    /// The same for a master with others, as far as they are known.
    pub(super) fn of(&self, variables: &[Name], rows: &[Price]) -> Inside<Option<(f64, f64)>> {
        Inside {
            variables: variables.iter().map(|name| self.variables.get(name).copied()).collect(),
            rows: rows.iter().map(|price| self.rows.get(price).copied()).collect(),
            product: self.product,
        }
    }
}

/// A position in the master, to begin the next solve at.
#[derive(Clone, Debug, Default)]
pub(super) struct Position {
    pub(super) values: FxHashMap<Name, f64>,
    pub(super) prices: RowPrices,
    pub(super) weight: Option<f64>,
}

impl Position {
    /// The same where columns have other numbers: the first new one had the first of these, and so on.
    pub(super) fn renumbered(&self, numbers: &[usize]) -> Self {
        let mut values: FxHashMap<Name, f64> = FxHashMap::default();
        for (name, value) in self.values.iter().filter(|(name, _)| !matches!(name, Name::Column(_))) {
            values.insert(*name, *value);
        }
        for (new, old) in numbers.iter().enumerate() {
            if let Some(value) = self.values.get(&Name::Column(*old)) {
                values.insert(Name::Column(new), *value);
            }
        }
        Self { values, ..self.clone() }
    }
}
