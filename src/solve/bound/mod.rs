//! Lower bounds on the objective of every rota.

mod columns;
mod first_order;
mod generation;
mod graph;
mod labels;
mod lagrangian;
mod master;
mod multipliers;
mod prices;
mod rows;
mod separable;
mod worth;

pub(crate) use generation::{Generation, Suggestion};
pub(crate) use separable::separable_bound;

/// Whether to give up: the time is over, or somebody said stop.
type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Bounds are computed in whole thousandths of a point.
const MILLI: i64 = 1000;
