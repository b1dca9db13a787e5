//! What an integer program over columns needs to know of the relaxation that they come from, whether they are days or weeks.

use crate::domain::{Cost, WorkerId};
use crate::solve::Stop;
use crate::solve::draft::Plan;

use super::columns::Column;
use super::exclusions::Shares;
use super::rows::Rows;

/// A relaxation with columns under way.
pub(crate) trait Coupling {
    /// The rows that couple columns.
    fn rows(&self) -> &Rows;

    /// What duties cost by themselves, pay apart, in thousandths of a point.
    fn constant(&self) -> i64;

    /// The pieces in which a worker's paid minutes of a week are bought: minutes, and thousandths of a point for each.
    fn pay_pieces(&self, worker: WorkerId) -> Vec<(i64, i64)>;

    /// States the exclusions among sessions with these shares; returns how many are new.
    fn exclude_among(&mut self, shares: &Shares) -> usize;

    /// Every column of which a rota that costs less than `limit` could have one, and those of a plan; `None` if told to
    /// stop, without a bound, or if there are more than `most`.
    fn columns_below(&self, limit: Cost, plan: &Plan, most: usize, stop: Stop<'_>) -> Option<Vec<Column>>;
}
