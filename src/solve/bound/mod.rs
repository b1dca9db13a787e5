//! Lower bounds on the objective of every rota.

mod ascent;
mod graph;
mod labels;
mod lagrangian;
mod multipliers;
mod prices;
mod rows;
mod separable;
mod worth;

pub(crate) use ascent::Ascent;
pub(crate) use separable::separable_bound;

/// Bounds are computed in whole thousandths of a point.
const MILLI: i64 = 1000;
