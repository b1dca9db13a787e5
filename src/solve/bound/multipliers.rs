//! The prices of the rows that couple workers' days: all at or above zero, in thousandths of a point.

use crate::domain::{Day, WorkerId};
use crate::model::{DemandId, Model};

use super::rows::Rows;

/// One price for each coupling row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Multipliers {
    /// For each demand: a session due.
    pub(super) demands: Vec<i64>,
    /// For each row of [`Rows`].
    pub(super) rows: Vec<i64>,
    /// For each worker: a paid minute of the week.
    pub(super) paid: Vec<i64>,
    /// For each demand with several sessions due, each candidate and day: that the candidate is used. Empty for others.
    pub(super) uses: Vec<Vec<[i64; 7]>>,
}

impl Multipliers {
    /// Where the ascent begins: every session due is worth what leaving it out costs.
    pub(super) fn new(model: &Model<'_>, rows: &Rows) -> Self {
        let uses = |demand: &crate::model::Demand| {
            let many = demand.due > 1 && demand.workers > 0 && model.problem().weights().extra_worker.0 > 0;
            vec![[0; 7]; if many { demand.candidates.len() } else { 0 }]
        };
        Self {
            demands: model.demands().iter().map(|demand| demand.unplaced.0 * super::MILLI).collect(),
            rows: vec![0; rows.all().len()],
            paid: vec![0; model.roster().len()],
            uses: model.demands().iter().map(uses).collect(),
        }
    }

    /// All prices at nothing.
    pub(super) fn zero(model: &Model<'_>, rows: &Rows) -> Self {
        let mut zero = Self::new(model, rows);
        zero.demands.fill(0);
        zero
    }

    /// A point between this and another, `share` (0 to 1) of the way to the other.
    pub(super) fn towards(&self, other: &Self, share: f64) -> Self {
        let list = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(&a, &b)| between(a, b, share)).collect();
        let days = |(a, b): (&Vec<[i64; 7]>, &Vec<[i64; 7]>)| {
            let day = |(a, b): (&[i64; 7], &[i64; 7])| std::array::from_fn(|day| between(a[day], b[day], share));
            a.iter().zip(b).map(day).collect()
        };
        Self {
            demands: list(&self.demands, &other.demands),
            rows: list(&self.rows, &other.rows),
            paid: list(&self.paid, &other.paid),
            uses: self.uses.iter().zip(&other.uses).map(days).collect(),
        }
    }

    /// The price of using a candidate on a day.
    pub(super) fn use_of(&self, id: DemandId, candidate: usize, day: Day) -> i64 {
        self.uses[id.index()].get(candidate).map_or(0, |days| days[day.index()])
    }

    /// The price of a paid minute of a worker.
    pub(super) fn paid_minute(&self, worker: WorkerId) -> i64 {
        self.paid[worker.index()]
    }
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "prices are far below 2^53")]
fn between(a: i64, b: i64, share: f64) -> i64 {
    a + ((b - a) as f64 * share).round() as i64
}
