//! Lower bounds on the objective of every rota.

mod cliques;
mod coupling;
mod cholesky;
mod columns;
mod dive;
mod elimination;
mod every_day;
mod exclusions;
mod first_order;
mod interior_point;
mod generation;
mod graph;
mod labels;
mod lagrangian;
mod left_out;
mod likeliest;
mod master;
mod multipliers;
mod one_day;
mod onward;
mod patterns;
mod position;
mod prices;
mod room_clashes;
mod rows;
mod separable;
mod separation;
mod stated;
mod subsets;
mod violated;
mod ways;
mod weeks;
mod worth;

use super::Stop;
pub(crate) use columns::{Column, columns_of};
pub(crate) use coupling::Coupling;
pub(crate) use dive::dive;
pub(crate) use generation::{Generation, Suggestion};
pub(crate) use lagrangian::in_points;
pub use one_day::at_one_price;
pub(crate) use separable::separable_bound;
pub(crate) use weeks::{WEEK, Weeks};

/// Bounds are computed in whole thousandths of a point.
pub(crate) const MILLI: i64 = 1000;
