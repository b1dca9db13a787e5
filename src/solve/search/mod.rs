//! Large-neighbourhood search: take related sessions out of the rota, put them back at their cheapest places, keep the
//! result if it is good enough (Christiaens, Vanden Berghe, Slack induction by string removals, Transportation Science
//! 54(2), 2020, 10.1287/trsc.2019.0914; the ruin by strings of routes is replaced by the neighbourhoods of `ruin`, and
//! fleets are made smaller by ejection chains). Acceptance cools as in simulated annealing: once in a run without a guide, in
//! cycles with one. The guide is what the bound thinks of days.

mod annealing;
mod chain;
mod chains;
mod cycle;
mod guide;
mod lane;
mod recreate;
mod ruin;

pub(crate) use annealing::{Annealing, search};
pub(crate) use chain::Chain;
pub(crate) use cycle::Cycle;
pub(crate) use guide::Guide;
pub(crate) use lane::Lane;
