//! One run: the lanes of search, the bound, the clock and the two curves.
//!
//! A round is a step of the bound beside the search. Where work is limited, the lanes take as many steps as the bound's
//! step is reckoned to be worth, so that the result is the same on any machine; otherwise they go on until it is done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fastrand::Rng;
use rayon::prelude::*;

use crate::domain::Cost;
use crate::model::Model;

use super::bound::{Generation, separable_bound};
use super::construct::construct;
use super::draft::{Draft, Plan};
use super::exact::{self, Exact};
use super::recombine::{Freed, Recombined, recombine};
use super::search::Lane;
use super::{Options, Progress, Solution, Watcher};

/// Lanes of a run that must give the same rota on any machine.
const REPEATABLE_LANES: usize = 4;
/// Steps that a lane takes before the clock is read.
const STEPS: u64 = 50;
/// Steps of a lane in a round without a step of the bound.
const STEPS_ALONE: u64 = 400;
/// Rounds after which a lane that fell behind goes on from the best plan.
const ROUNDS_APART: u64 = 8;
/// Without any limit, a run ends after so many units of work.
const WORK_WITHOUT_LIMIT: u64 = 400_000;
/// Acceptance at the beginning and the end, in points of cost.
const TEMPERATURE: (f64, f64) = (40.0, 1.5);
/// Weeks with no more sessions than this, and a whole model within these limits, are given to the exact solver.
const FEW_SESSIONS: u32 = 16;
/// The limits of the exact solver.
const SMALL: exact::Limits = exact::Limits { columns: 8_000, nodes: 200 };

/// How hard to solve an integer master.
const RECOMBINE: exact::Effort = exact::Effort { nodes: 300, gap: 3_000.0 };

/// One run under way.
pub(super) struct Run<'m> {
    model: &'m Model<'m>,
    options: &'m Options,
    watcher: &'m dyn Watcher,
    begun: Instant,
    work: u64,
    rounds: u64,
    lanes: Vec<Lane<'m>>,
    generation: Generation<'m>,
    best: (Cost, Plan),
    bound: Cost,
    trace: Vec<Progress>,
    rng: Rng,
    sessions_freed: usize,
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
            generation: Generation::new(model),
            best: (nothing.cost(), nothing.plan()),
            bound: separable_bound(model),
            trace: Vec::new(),
            rng: Rng::with_seed(options.seed),
            sessions_freed: 40,
        }
    }

    /// Makes the first rota and sets up the lanes.
    pub(super) fn construct(&mut self) {
        let draft = construct(self.model, &|| self.watcher.is_cancelled());
        self.improve(draft.cost(), &draft.plan(), "construct");
        let lanes = if self.options.work_limit.is_some() {
            REPEATABLE_LANES
        } else {
            (rayon::current_num_threads() - 1).max(1)
        };
        let seed = |lane: u64| self.options.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(lane);
        self.lanes = (0..lanes as u64).map(|lane| Lane::new(seed(lane), draft.clone())).collect();
    }

    /// Solves the whole model of a week that is small enough.
    pub(super) fn solve_small(&mut self) {
        if self.model.problem().sessions_due() > FEW_SESSIONS {
            return;
        }
        let stop = self.stop();
        match exact::solve(self.model, &SMALL, &stop) {
            Exact::Optimal(found) => {
                self.keep(&Draft::of_rota(self.model, &found.rota), "exact");
                self.raise_bound(found.cost, "exact");
            }
            Exact::Stopped(Some(found)) => self.keep(&Draft::of_rota(self.model, &found.rota), "exact"),
            Exact::Stopped(None) | Exact::NoRota | Exact::TooLarge(_) => {}
        }
    }

    /// Whether there is time, work and anything left to gain.
    pub(super) fn goes_on(&self) -> bool {
        let most = self.options.work_limit.or(self.options.time_limit.is_none().then_some(WORK_WITHOUT_LIMIT));
        let in_work = most.is_none_or(|limit| self.work < limit);
        in_work && !self.stop()() && self.gap() > self.options.gap
    }

    /// A step of the bound, or of the integer master once the bound is at its end, beside the search; the best plan of
    /// all is kept.
    pub(super) fn round(&mut self) {
        let temperature = self.temperature();
        let stop = self.stop();
        let bounding = !self.generation.is_converged();
        self.generation.learn(&self.best.1);
        for lane in &self.lanes {
            self.generation.learn(lane.best().1);
        }
        let steps = if bounding { self.generation.work() } else { STEPS_ALONE };
        let until_done = self.options.work_limit.is_none();
        let done = AtomicBool::new(false);
        let freed = (!bounding).then(|| {
            Freed::random(self.model, &self.best.1, &self.generation.suggestions(), &mut self.rng, self.sessions_freed)
        });
        let (lanes, generation, best) = (&mut self.lanes, &mut self.generation, &self.best);
        let model = self.model;
        let (taken, better) = rayon::join(
            || {
                let told = || stop() || (until_done && done.load(Ordering::Relaxed));
                search(lanes, steps, temperature, &told, until_done)
            },
            || {
                let mut better = None;
                match &freed {
                    None => generation.step(&stop),
                    Some(freed) => {
                        let begun = Instant::now();
                        better = Some(recombine(model, generation, &best.1, freed, RECOMBINE, &stop));
                        eprintln!(
                            "recombine {} days {:?} {:?} {}",
                            freed.len(),
                            begun.elapsed(),
                            better.as_ref().and_then(|b| b.better.as_ref()).map(|b| b.0.0),
                            best.0.0
                        );
                    }
                }
                done.store(true, Ordering::Relaxed);
                better
            },
        );
        self.work += taken;
        self.rounds += 1;
        if let Some(Recombined { better, solved }) = better {
            self.sessions_freed =
                if solved { self.sessions_freed * 11 / 10 } else { self.sessions_freed * 9 / 10 }.clamp(20, 300);
            if let Some((cost, plan)) = better {
                self.improve(cost, &plan, "recombine");
                if let Some(lane) = self.lanes.iter_mut().max_by_key(|lane| lane.cost()) {
                    lane.move_to(&plan);
                }
            }
        }
        self.gather();
    }

    /// Hands over the best rota.
    pub(super) fn finish(self) -> Solution {
        let mut draft = Draft::of_plan(self.model, &self.best.1);
        draft.fill();
        Solution { rota: draft.rota(), bound: self.bound.min(draft.cost()), trace: self.trace }
    }

    /// Whether somebody said stop, or the time is over.
    fn stop(&self) -> impl Fn() -> bool + Sync + use<'m> {
        let (begun, time_limit, watcher) = (self.begun, self.options.time_limit, self.watcher);
        move || watcher.is_cancelled() || time_limit.is_some_and(|limit| begun.elapsed() >= limit)
    }

    /// Takes what the round found, and now and then sends lanes that fell behind back to the best plan.
    fn gather(&mut self) {
        let found = self.lanes.iter().map(Lane::best).min_by_key(|(cost, _)| *cost);
        if let Some((cost, plan)) = found.map(|(cost, plan)| (cost, plan.clone())) {
            self.improve(cost, &plan, "search");
        }
        self.raise_bound(self.generation.bound(), "bound");
        let suggestions = Arc::new(self.generation.suggestions());
        let allowance = self.temperature() * 10.0;
        for lane in &mut self.lanes {
            lane.follow(Arc::clone(&suggestions));
            if self.rounds.is_multiple_of(ROUNDS_APART) && as_f64(lane.cost() - self.best.0) > allowance {
                lane.move_to(&self.best.1);
            }
        }
    }

    fn keep(&mut self, draft: &Draft<'_>, by: &'static str) {
        self.improve(draft.cost(), &draft.plan(), by);
    }

    fn improve(&mut self, cost: Cost, plan: &Plan, by: &'static str) {
        if cost < self.best.0 || self.trace.is_empty() {
            self.best = (cost, plan.clone());
            self.report(by);
        }
    }

    fn raise_bound(&mut self, bound: Cost, by: &'static str) {
        if bound > self.bound {
            self.bound = bound;
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
        if objective <= self.bound { 0.0 } else { as_f64(objective - self.bound) / as_f64(objective) }
    }
}

/// Lets every lane take `steps` steps, or go on until told to stop; returns the steps taken.
fn search(
    lanes: &mut [Lane<'_>],
    steps: u64,
    temperature: f64,
    stop: &(dyn Fn() -> bool + Sync),
    until_told: bool,
) -> u64 {
    let take = |lane: &mut Lane<'_>| {
        let mut taken = 0;
        while !stop() && (until_told || taken < steps) {
            lane.run(STEPS.min(steps), temperature);
            taken += STEPS.min(steps);
        }
        taken
    };
    lanes.par_iter_mut().map(take).sum()
}

#[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
fn as_f64(cost: Cost) -> f64 {
    cost.0 as f64
}

#[allow(clippy::cast_precision_loss, reason = "only a share is wanted")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
