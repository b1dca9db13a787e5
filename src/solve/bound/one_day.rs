//! The best day of one worker at prices that are set once, where the bound asks for those of all workers.

use crate::domain::{Cost, Day, WorkerId};
use crate::model::Model;

use super::MILLI;
use super::lagrangian::{ONE_EACH, Relaxation};
use super::multipliers::Multipliers;

/// Lets `ask` ask what the best day of a worker costs, in thousandths of a point beyond its duties, where each session due
/// earns `worth` and no other row that couples workers has a price.
pub fn at_one_price<T>(model: &Model<'_>, worth: Cost, ask: impl FnOnce(&dyn Fn(WorkerId, Day) -> i64) -> T) -> T {
    let relaxation = Relaxation::new(model);
    let mut multipliers = Multipliers::zero(model, &relaxation.rows);
    multipliers.demands.fill(worth.0 * MILLI);
    let prices = relaxation.prices(&multipliers);
    ask(&|worker, day| {
        let found = relaxation.best_days_of((worker, day), &prices, ONE_EACH, &|| false);
        found.expect("nobody says stop").least
    })
}
