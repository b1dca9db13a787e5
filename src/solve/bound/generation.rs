//! Column generation (Barnhart et al., Branch-and-price, Operations Research 46(3), 1998, 10.1287/opre.46.3.316): the
//! master prices the coupling rows, pricing finds days of workers that pay under these prices, and the master takes them
//! in, until none is left. Every exact pricing gives a bound, converged or not.

use crate::domain::Cost;
use crate::model::{DemandId, Model};
use crate::solve::draft::Plan;

use super::columns::{Column, Columns};
use super::lagrangian::{Effort, Relaxation, in_points};
use super::master::{self, Mix, Stated};
use super::multipliers::Multipliers;

/// Columns dearer than this many thousandths of a point under the latest prices are left out of the master.
const DEAR: i64 = 400_000;

/// Column generation under way.
#[derive(Debug)]
pub(crate) struct Generation<'m> {
    relaxation: Relaxation<'m>,
    columns: Columns,
    stated: Stated,
    best: Option<(i64, Multipliers)>,
    latest: Option<Multipliers>,
    effort: usize,
}

/// How hard pricing looks, from quick to exact.
const EFFORTS: [Effort; 3] = [
    Effort { widest: 3, deepest: 3, days: 3 },
    Effort { widest: 8, deepest: 10, days: 3 },
    Effort { days: 3, ..Effort::EXACT },
];

impl<'m> Generation<'m> {
    /// Begins with the days of a plan.
    pub(crate) fn new(model: &'m Model<'m>, plan: &Plan) -> Self {
        let relaxation = Relaxation::new(model);
        let mut columns = Columns::default();
        columns.add_plan(model, plan);
        Self { relaxation, columns, stated: Stated::default(), best: None, latest: None, effort: 0 }
    }

    /// The best bound so far; nothing is below 0.
    pub(crate) fn bound(&self) -> Cost {
        self.best.as_ref().map_or(Cost::ZERO, |(value, _)| in_points(*value).max(Cost::ZERO))
    }

    /// One round: solve the master, price, take the new days in.
    pub(crate) fn step(&mut self, plan: &Plan) {
        self.columns.add_plan(self.relaxation.model, plan);
        let t = std::time::Instant::now();
        let Some((mix, n)) = self.solve_master() else { eprintln!("master failed"); return };
        let t1 = t.elapsed();
        let t = std::time::Instant::now();
        let effort = EFFORTS[self.effort];
        let found = self.relaxation.evaluate(&mix.multipliers, effort);
        let t2 = t.elapsed();
        let exact = self.effort + 1 == EFFORTS.len();
        if exact && self.best.as_ref().is_none_or(|(value, _)| found.value > *value) {
            self.best = Some((found.value, mix.multipliers.clone()));
        }
        let mut new = 0;
        for ((worker, day), days) in &found.days {
            let saved = mix.days.get(&(*worker, *day)).copied().unwrap_or(0.0);
            for priced in days {
                #[allow(clippy::cast_precision_loss)]
                let better = (priced.cost as f64) / 1000.0 < -saved - 1e-3;
                if better && self.columns.add(self.relaxation.model, Some(*worker), *day, &priced.sessions) {
                    new += 1;
                }
            }
        }
        new += self.add_unstaffed(&mix.multipliers);
        eprintln!("effort {} master {:?} cols {} obj {:.1} stated {} | price {:?} value {} bound {} new {}", self.effort, t1, n, mix.objective, self.stated.count(), t2, found.value / 1000, self.bound().0, new);
        if new < 20 && !exact {
            self.effort += 1;
        }
        self.latest = Some(mix.multipliers);
    }

    /// Sessions without workers that pay.
    fn add_unstaffed(&mut self, multipliers: &Multipliers) -> usize {
        let model = self.relaxation.model;
        let mut new = 0;
        for (index, demand) in model.demands().iter().enumerate().filter(|(_, demand)| demand.workers == 0) {
            for (at, placement) in demand.placements.iter().enumerate() {
                let id = DemandId::new(index);
                let column = Column {
                    worker: None,
                    day: placement.day,
                    sessions: vec![(id, at)],
                    cost: placement.cost.0 * 1000,
                    paid: crate::domain::Minutes::ZERO,
                };
                if column.reduced_cost(model, &self.relaxation.rows, multipliers) < -1
                    && self.columns.add(model, None, placement.day, &[(id, at)])
                {
                    new += 1;
                }
            }
        }
        new
    }

    /// The mix of the columns, stating rows until it oversteps none.
    fn solve_master(&mut self) -> Option<(Mix, usize)> {
        let model = self.relaxation.model;
        let keep = |column: &&Column| {
            self.latest.as_ref().is_none_or(|prices| column.reduced_cost(model, &self.relaxation.rows, prices) < DEAR)
        };
        let columns: Vec<&Column> = self.columns.all().iter().filter(keep).collect();
        for _ in 0..3 {
            let mix = master::solve(&self.relaxation, &columns, &self.stated)?;
            if master::state_violated(&self.relaxation, &columns, &mix, &mut self.stated) == 0 {
                return Some((mix, columns.len()));
            }
        }
        master::solve(&self.relaxation, &columns, &self.stated).map(|mix| (mix, columns.len()))
    }
}
