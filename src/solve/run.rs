//! One run: the lanes of search, the bound, the clock and the two curves.
//!
//! A round is a step of the bound, of a proof or of the integer master beside the search. Where work is limited, the lanes
//! take as many steps as that is reckoned to be worth, so that the result is the same on any machine; otherwise they go on
//! until it is done.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::domain::{Cost, PublishedSession, Rota};
use crate::model::Model;

use super::beside::{Beside, Limits, Task};
use super::bound::{Generation, Weeks, separable_bound};
use super::construct::{construct, mended};
use super::draft::{Draft, Plan};
use super::exact::{self, Exact};
use super::proof::Proof;
use super::recombine::Recombination;
use super::search::{Annealing, Cycle, Guide, Lane, search};
use super::{Options, Progress, Solution, Stop, Watcher};

/// Lanes of a run that must give the same rota on any machine.
const REPEATABLE_LANES: usize = 4;
/// Steps of a lane in a round beside a proof or the integer master, where work is limited.
const STEPS_ALONE: u64 = 400;
/// Without any limit, a run ends after so many units of work.
const WORK_WITHOUT_LIMIT: u64 = 400_000;
/// Acceptance of a search without a guide, at the beginning and the end of the run, in points of cost.
const TEMPERATURE: (f64, f64) = (40.0, 1.5);
/// Where a session costs less than so many points, acceptance is the stricter in proportion.
const USUAL_SESSION: f64 = 100.0;
/// Weeks with no more sessions than this, and a whole model within these limits, are given to the exact solver.
const FEW_SESSIONS: u32 = 16;
/// The limits of the exact solver.
const SMALL: exact::Limits = exact::Limits { columns: 8_000, nodes: 200 };

/// A proof is tried again when the gap is at most this share of what it was.
const MUCH_SMALLER: f64 = 0.8;

/// In one of so many rounds, the search has its turn while the bound goes on with weeks; more rarely across a gap smaller than
/// the first share, or the second where rotas are taken in parts. Where time is limited, it has as much of the time that has passed
/// since there are weeks.
const ROUNDS_OF_SEARCH: (u32, u32) = (3, 10);
const TINY_GAP: (f64, f64) = (0.004, 0.01);
/// In one of so many rounds, weeks of workers are put together: while their bound goes on, and after it.
const ROUNDS_OF_WEEKS: (u64, u64) = (10, 8);

/// Of the time left, a proof may take half across a gap smaller than this, and an eighth across a larger one.
const SMALL_GAP: f64 = 0.01;
/// How a proof was last tried.
#[derive(Clone, Copy, Debug)]
struct Tried {
    gap: f64,
    with_weeks: bool,
}

/// One run under way.
pub(super) struct Run<'m> {
    model: &'m Model<'m>,
    options: &'m Options,
    watcher: &'m dyn Watcher,
    begun: Instant,
    work: u64,
    rounds: u64,
    /// Rounds in which the search had its turn.
    searches: u64,
    /// How long weeks have been raised, and the search has had its turn since there are weeks.
    of_weeks: Duration,
    of_search: Duration,
    lanes: Vec<Lane<'m>>,
    generation: Generation<'m>,
    /// The bound with weeks as columns, once days as columns are at their end.
    weeks: Option<Weeks<'m>>,
    best: (Cost, Plan),
    bound: Cost,
    trace: Vec<Progress>,
    recombination: Recombination<'m>,
    tried: Option<Tried>,
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
            searches: 0,
            of_weeks: Duration::ZERO,
            of_search: Duration::ZERO,
            lanes: Vec::new(),
            generation: Generation::new(model),
            weeks: None,
            best: (nothing.cost(), nothing.plan()),
            bound: separable_bound(model),
            trace: Vec::new(),
            recombination: Recombination::new(model, options.seed),
            tried: None,
        }
    }

    /// Makes the first rota, or begins with what is given or published if that is better, and sets up the lanes.
    pub(super) fn construct(&mut self) {
        let given = self.options.start.clone().or_else(|| self.published());
        let given = given.map(|rota| mended(self.model, &rota));
        let made = construct(self.model, &|| self.watcher.is_cancelled());
        let draft = given.filter(|given| given.cost() < made.cost()).unwrap_or(made);
        self.improve(draft.cost(), &draft.plan(), "construct");
        if !self.is_small() {
            self.generation.expect(self.a_session());
        }
        let lanes = if self.options.work_limit.is_some() {
            REPEATABLE_LANES
        } else {
            (rayon::current_num_threads() - 1).max(1)
        };
        let seed = |lane: u64| self.options.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(lane);
        self.lanes = (0..lanes as u64).map(|lane| Lane::new(seed(lane), draft.clone())).collect();
    }

    /// The published rota, as far as it still stands.
    fn published(&self) -> Option<Rota> {
        let published = self.model.problem().published()?;
        Some(Rota { sessions: published.iter().filter_map(PublishedSession::as_planned).collect() })
    }

    /// Whether the whole model of the week may be small enough to be solved.
    pub(super) fn is_small(&self) -> bool {
        self.model.problem().sessions_due() <= FEW_SESSIONS
    }

    /// Goes on until the bound is at its end, and tries to prove it once.
    pub(super) fn settle_bound(&mut self) {
        while self.goes_on() && self.tried.is_none() {
            self.round();
        }
    }

    /// Solves the whole model, where that can still gain anything.
    pub(super) fn solve_small(&mut self) {
        if self.gap() <= self.options.gap {
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

    /// A step of the bound, of a proof or of the integer master beside the search; the best plan of all is kept. While the bound
    /// goes on with weeks, it takes turns with the search.
    pub(super) fn round(&mut self) {
        let (temperature, cycle, stop) = (self.temperature(), self.cycle(), self.stop());
        self.learn();
        let task = self.next_task();
        let left = self.options.time_limit.map(|limit| limit.saturating_sub(self.begun.elapsed()));
        let share_of_proof = if self.gap() < SMALL_GAP { 2 } else { 8 };
        let limits = Limits { left, left_for_proof: left.map(|left| left / share_of_proof), temperature };
        let is_long = match task {
            Task::Bound | Task::PutWeeksTogether => true,
            Task::Recombine => self.recombination.is_long(),
            Task::Prove | Task::Rest => false,
        };
        let steps = if is_long { self.generation.work() } else { STEPS_ALONE };
        let until_done = self.options.work_limit.is_none();
        let is_turn_of_weeks = self.is_turn_of_weeks() && !matches!(task, Task::Prove | Task::PutWeeksTogether);
        let (weeks_to_raise, weeks) = match self.weeks.as_mut() {
            weeks if is_turn_of_weeks => (weeks, None),
            weeks => (None, weeks),
        };
        let (model, best, bound) = (self.model, &self.best, self.bound);
        let (generation, recombination) = (&mut self.generation, &mut self.recombination);
        let beside = Beside { model, generation, weeks, recombination, best, bound };
        let annealing = Annealing { alone: temperature, cycle, home: &self.best.1 };
        let (lanes, done, begun) = (&mut self.lanes, AtomicBool::new(false), Instant::now());
        let (taken, news) = rayon::join(
            || {
                let told = || stop() || (until_done && done.load(Ordering::Relaxed));
                match weeks_to_raise {
                    Some(weeks) => raise(weeks, &stop, &told, until_done) * lanes.len() as u64,
                    None => search(lanes, steps, annealing, &told, until_done),
                }
            },
            || {
                let news = beside.carry_out(task, limits, &stop);
                done.store(true, Ordering::Relaxed);
                news
            },
        );
        self.work += taken;
        self.rounds += 1;
        if is_turn_of_weeks {
            self.of_weeks += begun.elapsed();
        } else {
            self.searches += 1;
            self.of_search += if self.weeks.is_some() { begun.elapsed() } else { Duration::ZERO };
        }
        self.learn_from(news, task);
        self.gather();
    }

    /// Lets the bound know the plans in use.
    fn learn(&mut self) {
        if let Some(weeks) = &mut self.weeks {
            weeks.expect_below(self.best.0);
        }
        for plan in std::iter::once(&self.best.1).chain(self.lanes.iter().map(|lane| lane.best().1)) {
            self.generation.learn(plan);
            if let Some(weeks) = &mut self.weeks {
                weeks.learn(plan);
            }
        }
    }

    /// Whether the bound goes on with weeks.
    fn weeks_go_on(&self) -> bool {
        self.weeks.as_ref().is_some_and(Weeks::goes_on)
    }

    /// Whether rotas are taken in parts, which both threads are wanted for.
    fn are_in_parts(&self) -> bool {
        self.weeks.as_ref().is_some_and(Weeks::are_in_parts)
    }

    /// Whether weeks have the search's turn.
    fn is_turn_of_weeks(&self) -> bool {
        let tiny_gap = if self.are_in_parts() { TINY_GAP.1 } else { TINY_GAP.0 };
        let rounds_of_search = if self.gap() < tiny_gap { ROUNDS_OF_SEARCH.1 } else { ROUNDS_OF_SEARCH.0 };
        let is_due = if self.options.work_limit.is_some() {
            !self.rounds.is_multiple_of(u64::from(rounds_of_search))
        } else {
            self.of_search * (rounds_of_search - 1) > self.of_weeks
        };
        is_due && self.weeks_go_on()
    }

    /// The bound comes first; near its end it takes turns with recombination. A proof is tried when the bound of days is at its
    /// end and when that of weeks is, again when the gap has become much smaller, and at once after a proof that raised the bound.
    fn next_task(&mut self) -> Task {
        let takes_turns = self.generation.is_settled() && self.rounds.is_multiple_of(2);
        if !self.generation.is_converged() && !takes_turns {
            return Task::Bound;
        }
        let weeks = self.weeks.as_ref().filter(|weeks| weeks.are_longer_than_days());
        let (gap, with_weeks) = (self.gap(), weeks.is_some_and(|weeks| !weeks.goes_on()));
        let is_due = match self.tried {
            None => self.generation.is_converged() && (with_weeks || weeks.is_none() || self.is_small()),
            Some(tried) => (with_weeks && !tried.with_weeks) || (self.is_at_end() && gap < tried.gap * MUCH_SMALLER),
        };
        if is_due {
            self.tried = Some(Tried { gap, with_weeks });
            return Task::Prove;
        }
        let rounds = if with_weeks { ROUNDS_OF_WEEKS.1 } else { ROUNDS_OF_WEEKS.0 };
        match weeks {
            Some(_) if self.rounds % rounds == rounds - 1 => Task::PutWeeksTogether,
            Some(_) if self.are_in_parts() && self.is_turn_of_weeks() => Task::Rest,
            _ => Task::Recombine,
        }
    }

    /// Whether the bound is at its end.
    fn is_at_end(&self) -> bool {
        self.generation.is_converged() && !self.weeks_go_on()
    }

    /// Takes what a proof or a recombination brought.
    fn learn_from(&mut self, Proof { bound, plan }: Proof, task: Task) {
        let by = match task {
            Task::Prove => "proof",
            Task::PutWeeksTogether => "weeks",
            Task::Bound => "days",
            Task::Recombine | Task::Rest => "recombine",
        };
        if let Some((cost, plan)) = plan {
            self.take(cost, &plan, by);
        }
        if bound.is_some_and(|bound| bound > self.bound) {
            self.tried = None;
        }
        self.raise_bound(bound.unwrap_or_default(), by);
    }

    /// Keeps a plan that was made beside the search, if it is better; the lane that is furthest behind goes on from it.
    fn take(&mut self, cost: Cost, plan: &Plan, by: &'static str) {
        self.improve(cost, plan, by);
        let behind = self.lanes.iter_mut().max_by_key(|lane| lane.cost());
        if let Some(lane) = behind.filter(|lane| cost < lane.cost()) {
            lane.move_to(plan);
        }
    }

    /// Hands over the best rota.
    pub(super) fn finish(self) -> Solution {
        let mut draft = Draft::of_plan(self.model, &self.best.1);
        draft.fill();
        let (bound, worth) = (self.bound.min(draft.cost()), self.generation.worth());
        Solution { rota: draft.rota(), bound, trace: self.trace, worth }
    }

    /// Whether somebody said stop, or the time is over.
    fn stop(&self) -> impl Fn() -> bool + Sync + use<'m> {
        let (begun, time_limit, watcher) = (self.begun, self.options.time_limit, self.watcher);
        move || watcher.is_cancelled() || time_limit.is_some_and(|limit| begun.elapsed() >= limit)
    }

    /// Takes what the round found.
    fn gather(&mut self) {
        let found = self.lanes.iter().map(Lane::best).min_by_key(|(cost, _)| *cost);
        if let Some((cost, plan)) = found.map(|(cost, plan)| (cost, plan.clone())) {
            self.improve(cost, &plan, "search");
        }
        if self.weeks.is_none() {
            self.weeks = self.generation.weeks();
        }
        let (recombination, plan) = (&self.recombination, &self.best.1);
        if let Some((cost, plan)) = self.weeks.as_mut().and_then(|weeks| recombination.round_weeks(weeks, plan)) {
            self.take(cost, &plan, "weeks");
        }
        let bound = self.weeks.as_ref().map_or(Cost::ZERO, Weeks::bound).max(self.generation.bound());
        self.raise_bound(bound, "bound");
        for lane in &mut self.lanes {
            self.recombination.remember(lane.take_passed());
        }
        self.guide();
    }

    /// Tells the search what the bound thinks of days, now that it may think otherwise.
    fn guide(&mut self) {
        let of_weeks = self.weeks.as_ref().map(|weeks| weeks.good_days(self.searches)).filter(|days| !days.is_empty());
        let guide = Guide::new(self.model, of_weeks.unwrap_or_else(|| self.generation.good_days()));
        let guide = Arc::new(guide);
        self.lanes.iter_mut().for_each(|lane| lane.follow(Arc::clone(&guide)));
        self.recombination.follow(guide);
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
        let usual = TEMPERATURE.0 * (TEMPERATURE.1 / TEMPERATURE.0).powf(self.elapsed_share());
        usual * self.scale()
    }

    fn cycle(&self) -> Cycle {
        Cycle::new(self.model.problem().sessions_due(), self.scale(), 1.0 - self.elapsed_share())
    }

    /// What acceptance is multiplied by.
    fn scale(&self) -> f64 {
        (self.a_session() / USUAL_SESSION).min(1.0)
    }

    /// What a session of the best rota costs, in points.
    fn a_session(&self) -> f64 {
        let sessions = u64::from(self.model.problem().sessions_due().max(1));
        as_f64(self.best.0) / ratio(sessions, 1)
    }

    fn gap(&self) -> f64 {
        let objective = self.best.0;
        if objective <= self.bound { 0.0 } else { as_f64(objective - self.bound) / as_f64(objective) }
    }
}

/// Lets the bound go on with weeks, one round or more until told to stop; returns the work done.
fn raise(weeks: &mut Weeks<'_>, stop: Stop<'_>, told: Stop<'_>, until_told: bool) -> u64 {
    let mut taken = 0;
    while taken == 0 || (until_told && !told() && weeks.goes_on()) {
        taken += weeks.work();
        weeks.step(stop);
    }
    taken
}

#[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
fn as_f64(cost: Cost) -> f64 {
    cost.0 as f64
}

#[allow(clippy::cast_precision_loss, reason = "only a share is wanted")]
fn ratio(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
