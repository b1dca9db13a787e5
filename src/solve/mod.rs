//! The algorithm: a first rota; the whole model where the week is small; else large-neighbourhood search beside column
//! generation, which bounds the objective from below and suggests workers' days to the search.

mod beside;
mod bound;
mod construct;
pub(crate) mod draft;
mod proof;
mod recombine;
mod run;
mod search;
mod worth;

pub mod exact;
#[doc(hidden)]
pub mod kernels;

use std::time::{Duration, Instant};

use crate::domain::{Cost, Rota};
use crate::model::Model;
pub use worth::{RoomQuarter, WorkerDaySaved, Worth};

/// Whether to give up: the time is over, or somebody said stop.
type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Told to stop, or this much time has passed since the call, where there is a limit.
fn within(left: Option<Duration>, stop: Stop<'_>) -> impl Fn() -> bool + Sync {
    let begun = Instant::now();
    move || stop() || left.is_some_and(|left| begun.elapsed() > left)
}

/// When to stop and where to begin.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Seed of all choices: the same seed and work limit give the same rota, whatever the number of threads.
    pub seed: u64,
    /// Stop after this long.
    pub time_limit: Option<Duration>,
    /// Stop after this many units of work: one unit is one step of search.
    pub work_limit: Option<u64>,
    /// Stop when (objective − bound) / objective is at most this, 0 to 1.
    pub gap: f64,
    /// Whether a small week may be given to the whole model and a mixed-integer solver.
    pub whole_model: bool,
    /// A rota to begin with, if that is better than one made from nothing; what no longer fits in it is planned anew.
    pub start: Option<Rota>,
}

/// A point of the two curves of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Since the run began.
    pub elapsed: Duration,
    /// Units of work done.
    pub work: u64,
    /// The best objective so far.
    pub objective: Cost,
    /// The best proven bound so far.
    pub bound: Cost,
    /// Which part of the solver found the news.
    pub by: &'static str,
}

/// Somebody who follows a run and may end it. Called from several threads.
pub trait Watcher: Sync {
    /// The objective or the bound is better, or some time has passed.
    fn progress(&self, progress: &Progress);
    /// Whether to stop now with the best rota so far.
    fn is_cancelled(&self) -> bool;
}

/// What a run found.
#[derive(Clone, Debug)]
pub struct Solution {
    /// The best rota found.
    pub rota: Rota,
    /// A proven lower bound on the objective of every rota.
    pub bound: Cost,
    /// The two curves.
    pub trace: Vec<Progress>,
    /// What one more of something would save.
    pub worth: Worth,
}

/// Plans the week.
#[must_use]
pub fn solve(model: &Model<'_>, options: &Options, watcher: &dyn Watcher) -> Solution {
    let mut run = run::Run::new(model, options, watcher);
    run.construct();
    if options.whole_model && run.is_small() {
        run.settle_bound();
        run.solve_small();
    }
    while run.goes_on() {
        run.round();
    }
    run.finish()
}
