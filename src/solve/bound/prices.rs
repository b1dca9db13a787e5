//! What sessions earn under given multipliers, in thousandths of a point.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::{Demand, DemandId, Model, Placement};

use super::MILLI;
use super::multipliers::Multipliers;
use super::rows::Rows;
use super::weeks::{Decisions, FORBIDDEN, TollsOf};

/// Which demands each worker may supervise, with the worker's position among the demand's candidates.
#[derive(Clone, Debug)]
pub(super) struct Suited(Vec<Vec<(DemandId, usize)>>);

impl Suited {
    pub(super) fn new(model: &Model<'_>) -> Self {
        let mut of_worker = vec![Vec::new(); model.roster().len()];
        for (index, demand) in model.demands().iter().enumerate() {
            for (position, candidate) in demand.candidates.iter().enumerate() {
                of_worker[candidate.worker.index()].push((DemandId::new(index), position));
            }
        }
        Self(of_worker)
    }

    /// The demands of a worker.
    pub(super) fn of(&self, worker: WorkerId) -> &[(DemandId, usize)] {
        &self.0[worker.index()]
    }
}

/// By day, what placements can earn and their positions, the best first.
type InOrder = [Vec<(i64, u32)>; 7];

/// What every placement earns, and what workers' time costs.
#[derive(Clone, Debug)]
pub(super) struct Prices<'a> {
    model: &'a Model<'a>,
    suited: &'a Suited,
    multipliers: &'a Multipliers,
    of_placement: Arc<Vec<Vec<i64>>>,
    /// For each demand and day the positions of its placements with the most that they can earn for a worker, the best first.
    in_order: Arc<Vec<InOrder>>,
    /// For each demand, the most that a placement of each day earns.
    of_best: Arc<Vec<[Option<i64>; 7]>>,
    /// What sessions cost one worker besides.
    tolls: Option<&'a TollsOf>,
}

impl<'a> Prices<'a> {
    /// Placements that do not agree with what is decided earn far too little.
    pub(super) fn new(
        model: &'a Model<'a>,
        (rows, decisions): (&Rows, &Decisions),
        suited: &'a Suited,
        multipliers: &'a Multipliers,
    ) -> Self {
        let sums = rows.sums(&multipliers.rows);
        let of_demand = |index: usize| {
            let (id, demand) = (DemandId::new(index), &model.demands()[index]);
            let gain = Day::ALL.map(|day| multipliers.demands[index] - rows.price_of_day(id, day, &multipliers.rows));
            let earns = |(index, placement): (usize, &Placement)| {
                gain[placement.day.index()]
                    - placement.cost.0 * MILLI
                    - rows.price_of_time(id, demand, placement, &sums)
                    - rows.price_of_itself(id, index, &multipliers.rows)
            };
            let forbidden = |index| if decisions.allow_place(id, demand, index) { 0 } else { 2 * FORBIDDEN };
            let placements = demand.placements.iter().enumerate();
            placements.map(|placement| share(earns(placement), demand.workers) - forbidden(placement.0)).collect()
        };
        let of_placement: Vec<Vec<i64>> = (0..model.demands().len()).into_par_iter().map(of_demand).collect();
        let best = |(demand, earned): (&Demand, &Vec<i64>)| {
            Day::ALL.map(|day| earned[demand.placements_on(day)].iter().max().copied())
        };
        let of_best = model.demands().iter().zip(&of_placement).map(best).collect();
        let in_order = |index: usize| {
            let (demand, together) = (&model.demands()[index], &multipliers.together[index]);
            Day::ALL.map(|day| in_order(demand, day, |at| of_placement[index][at] + together.most(at)))
        };
        let in_order = (0..model.demands().len()).into_par_iter().map(in_order).collect();
        let (in_order, of_best) = (Arc::new(in_order), Arc::new(of_best));
        Self { model, suited, multipliers, of_placement: Arc::new(of_placement), in_order, of_best, tolls: None }
    }

    /// The same for one worker, with tolls.
    pub(super) fn with_tolls<'b>(&'b self, tolls: &'b TollsOf) -> Prices<'b> {
        Prices { tolls: Some(tolls), ..self.clone() }
    }

    /// What a session of a demand costs the worker on a day besides.
    pub(super) fn of_toll(&self, id: DemandId, day: Day) -> i64 {
        self.tolls.map_or(0, |tolls| tolls.of(id, day))
    }

    /// The demands that a worker may supervise, with the worker's position among their candidates.
    pub(super) fn demands_of(&self, worker: WorkerId) -> &[(DemandId, usize)] {
        &self.suited.0[worker.index()]
    }

    /// What a placement earns for each of its workers.
    pub(super) fn of_placement(&self, id: DemandId, placement: usize) -> i64 {
        self.of_placement[id.index()][placement]
    }

    /// The placements of a day by position, with the most that they can earn for a worker, the best first.
    pub(super) fn in_order(&self, id: DemandId, day: Day) -> &[(i64, u32)] {
        &self.in_order[id.index()][day.index()]
    }

    /// The most that any placement of a day earns for each of its workers.
    pub(super) fn of_best(&self, id: DemandId, day: Day) -> Option<i64> {
        self.of_best[id.index()][day.index()]
    }

    /// What it costs that this candidate supervises on that day.
    pub(super) fn of_worker(&self, id: DemandId, candidate: usize, day: Day) -> i64 {
        let cost = self.model.demands()[id.index()].candidates[candidate].cost.0 * MILLI;
        cost + self.multipliers.use_of(id, candidate, day) + self.of_toll(id, day)
    }

    /// What it costs that this candidate and no other is at a placement, besides; below zero where another waits there.
    pub(super) fn of_parting(&self, id: DemandId, candidate: usize, placement: usize) -> i64 {
        self.multipliers.together[id.index()].of(candidate, placement)
    }

    /// What a minute of travel costs a worker's week.
    pub(super) fn of_travel(&self, worker: WorkerId) -> i64 {
        self.model.problem().weights().worker_minute.0 * MILLI + self.multipliers.paid[worker.index()]
    }

    /// What a paid minute of a worker costs.
    pub(super) fn of_minute(&self, worker: WorkerId) -> i64 {
        self.multipliers.paid_minute(worker)
    }

    /// What the paid time of a session of that task length costs.
    pub(super) fn of_session_time(&self, worker: WorkerId, task: Minutes) -> i64 {
        let paid = task + self.model.problem().policy().recording;
        i64::from(paid.0) * self.multipliers.paid[worker.index()]
    }

    /// What a duty earns: nothing but the price of its own time.
    pub(super) fn of_duty(&self, worker: WorkerId, length: Minutes) -> i64 {
        -i64::from(length.0) * self.multipliers.paid[worker.index()]
    }
}

/// The placements of a day with what they earn, the best first; many alike are spread over the day.
fn in_order(demand: &Demand, day: Day, earns: impl Fn(usize) -> i64) -> Vec<(i64, u32)> {
    let placements = demand.placements_on(day);
    let mut all: Vec<_> = placements.filter_map(|at| Some((earns(at), u32::try_from(at).ok()?))).collect();
    let scattered = |at: u32| demand.placements[at as usize].start.0.unsigned_abs().wrapping_mul(0x9E37_79B1);
    all.sort_unstable_by_key(|&(earned, at)| (Reverse(earned), scattered(at), at));
    all
}

/// A whole session's earnings shared among its workers, rounded up so that together they never earn less.
fn share(whole: i64, workers: usize) -> i64 {
    let workers = workers.max(1) as i64;
    (whole + workers - 1).div_euclid(workers)
}
