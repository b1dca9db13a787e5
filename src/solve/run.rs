//! One run: the lanes, the clock and the two curves.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::domain::Cost;
use crate::model::Model;

use super::bound::{Generation, separable_bound};
use super::construct::construct;
use super::draft::{Draft, Plan};
use super::search::Lane;
use super::{Options, Progress, Solution, Watcher};

/// Lanes of a run that must give the same rota on any machine.
const REPEATABLE_LANES: usize = 4;
/// Steps of a lane in a round; between rounds the lanes meet and the clock is read.
const STEPS: u64 = 250;
/// Rounds after which a lane that fell behind goes on from the best plan.
const ROUNDS_APART: u64 = 20;
/// Without any limit, a run ends after so many steps.
const WORK_WITHOUT_LIMIT: u64 = 200_000;
/// Acceptance at the beginning and the end, in points of cost.
const TEMPERATURE: (f64, f64) = (40.0, 1.0);

/// One run under way.
pub(super) struct Run<'m> {
    model: &'m Model<'m>,
    options: &'m Options,
    watcher: &'m dyn Watcher,
    begun: Instant,
    work: u64,
    rounds: u64,
    lanes: Vec<Lane<'m>>,
    best: (Cost, Plan),
    bound: Cost,
    generation: Option<Generation<'m>>,
    trace: Vec<Progress>,
}

impl<'m> Run<'m> {
    pub(super) fn new(model: &'m Model<'m>, options: &'m Options, watcher: &'m dyn Watcher) -> Self {
        let nothing = Draft::new(model);
        Self {
            model,
            options,
            watcher,
            begun: Instant::now(),
            work: 0,
            rounds: 0,
            lanes: Vec::new(),
            best: (nothing.cost(), nothing.plan()),
            bound: separable_bound(model),
            generation: None,
            trace: Vec::new(),
        }
    }

    /// Makes the first rota and sets up the lanes.
    pub(super) fn construct(&mut self) {
        let draft = construct(self.model, &|| self.watcher.is_cancelled());
        self.improve(draft.cost(), &draft.plan(), "construct");
        let lanes = if self.options.work_limit.is_some() { REPEATABLE_LANES } else { rayon::current_num_threads() };
        let seeds =
            (0..lanes as u64).map(|lane| self.options.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(lane));
        self.lanes = seeds.map(|seed| Lane::new(seed, draft.clone())).collect();
    }

    /// Whether there is time, work and anything left to gain.
    pub(super) fn goes_on(&self) -> bool {
        let in_time = self.options.time_limit.is_none_or(|limit| self.begun.elapsed() < limit);
        let most = self.options.work_limit.or(self.options.time_limit.is_none().then_some(WORK_WITHOUT_LIMIT));
        let in_work = most.is_none_or(|limit| self.work < limit);
        in_time && in_work && !self.watcher.is_cancelled() && self.gap() > self.options.gap
    }

    /// Every lane takes its steps; the best plan of all is kept, and lanes that fell behind go on from it.
    pub(super) fn search_round(&mut self) {
        let temperature = self.temperature();
        let (begun, time_limit, watcher) = (self.begun, self.options.time_limit, self.watcher);
        let late = move || watcher.is_cancelled() || time_limit.is_some_and(|limit| begun.elapsed() > limit);
        self.lanes.par_iter_mut().for_each(|lane| lane.run(STEPS, temperature, &late));
        self.work += STEPS * self.lanes.len() as u64;
        self.rounds += 1;
        let found = self.lanes.iter().map(Lane::best).min_by_key(|(cost, _)| *cost);
        if let Some((cost, plan)) = found.map(|(cost, plan)| (cost, plan.clone())) {
            self.improve(cost, &plan, "search");
        }
        if self.rounds.is_multiple_of(ROUNDS_APART) {
            self.gather();
        }
    }

    /// Raises the bound by one step.
    pub(super) fn bound_round(&mut self) {
        let model = self.model;
        let generation = self.generation.get_or_insert_with(|| Generation::new(model));
        if generation.is_converged() {
            return;
        }
        generation.learn(&self.best.1);
        let t = Instant::now();
        generation.step();
        let bound = generation.bound();
        if std::env::var("LOG").is_ok() {
            eprintln!("{:?} step {:?} bound {:?} work {} {}", self.begun.elapsed(), t.elapsed(), bound, generation.work(), generation.is_converged());
        }
        if bound > self.bound {
            self.bound = bound;
            self.report("bound");
        }
    }

    /// Hands over the best rota.
    pub(super) fn finish(self) -> Solution {
        let mut draft = Draft::of_plan(self.model, &self.best.1);
        draft.fill();
        Solution { rota: draft.rota(), bound: self.bound.min(draft.cost()), trace: self.trace }
    }

    /// Lanes that are further from the best than the temperature explains go on from it.
    fn gather(&mut self) {
        let allowance = self.temperature() * 10.0;
        for lane in &mut self.lanes {
            if as_f64(lane.cost() - self.best.0) > allowance {
                lane.move_to(&self.best.1);
            }
        }
    }

    fn improve(&mut self, cost: Cost, plan: &Plan, by: &'static str) {
        if cost < self.best.0 || self.trace.is_empty() {
            self.best = (cost, plan.clone());
            self.report(by);
        }
    }

    fn report(&mut self, by: &'static str) {
        let progress =
            Progress { elapsed: self.begun.elapsed(), work: self.work, objective: self.best.0, bound: self.bound, by };
        self.trace.push(progress);
        self.watcher.progress(&progress);
    }

    /// Share of the run that is over, 0 to 1: by work where work is limited, so that it is the same on any machine.
    fn elapsed_share(&self) -> f64 {
        let share = match (self.options.work_limit, self.options.time_limit) {
            (Some(limit), _) => ratio(self.work, limit),
            (None, Some(limit)) => {
                self.begun.elapsed().as_secs_f64() / limit.max(Duration::from_millis(1)).as_secs_f64()
            }
            (None, None) => ratio(self.work, WORK_WITHOUT_LIMIT),
        };
        share.min(1.0)
    }

    fn temperature(&self) -> f64 {
        TEMPERATURE.0 * (TEMPERATURE.1 / TEMPERATURE.0).powf(self.elapsed_share())
    }

    fn gap(&self) -> f64 {
        let objective = self.best.0;
        if objective == Cost::ZERO { 0.0 } else { as_f64(objective - self.bound) / as_f64(objective) }
    }
}

#[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
fn as_f64(cost: Cost) -> f64 {
    cost.0 as f64
}

#[allow(clippy::cast_precision_loss, reason = "only a share is wanted")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
