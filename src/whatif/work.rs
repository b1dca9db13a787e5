//! The runs of a sweep, several at a time: each on a thread of its own, for many small plans beside each other are done sooner
//! than one after the other on all threads. What is finished is on the disk; nothing is kept in memory.

use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::prices::Price;
use super::run::{Quiet, RunError, Stage};
use super::store::Store;
use super::sweep::{Design, Job};
use crate::bench::Limit;

/// What ends a sweep early.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// A run has no outcome.
    #[error("{scenario}, replication {replication}: {error}")]
    Run {
        /// The scenario's name.
        scenario: String,
        /// The replication, 1 and up.
        replication: u32,
        /// Why.
        error: RunError,
    },
    /// A file cannot be written.
    #[error("cannot keep a finished run: {0}")]
    Files(#[from] io::Error),
    /// Threads cannot be started.
    #[error("cannot start threads: {0}")]
    Threads(String),
}

/// Somebody who follows a sweep and may end it. Called from several threads.
pub trait Follower: Sync {
    /// There is this much to do: first plans and runs, without those that are there.
    fn begins(&self, to_do: usize, there: usize);
    /// One of them is done.
    fn done(&self);
    /// Whether to stop; runs under way are then lost.
    fn is_cancelled(&self) -> bool;
}

/// Threads that a run uses: under a limit of time, search and bound need one each; under a limit of work they take turns.
fn threads_of_a_run(limit: Limit) -> usize {
    match limit {
        Limit::Time(_) => 2,
        Limit::Work(_) => 1,
    }
}

/// Makes all runs that are not there yet: first the first plans that they need, then the runs.
///
/// # Errors
/// The first error of any run; all runs under way are then finished, and no other begun. Nothing is an error if somebody
/// ended the sweep.
pub fn work(
    design: &Design,
    stage: &Stage,
    jobs: &[Job],
    store: &Store,
    threads: usize,
    follower: &dyn Follower,
) -> Result<(), SweepError> {
    let mut missing: Vec<Job> =
        jobs.iter().copied().filter(|&job| store.outcome(&design.name_of(job)).is_none()).collect();
    // Two scenarios with the same changes are one run.
    let mut names = std::collections::BTreeSet::new();
    missing.retain(|&job| names.insert(design.name_of(job)));
    let mut first: Vec<u32> = missing.iter().map(|job| job.replication).collect();
    first.dedup();
    first.retain(|&replication| store.first(&design.name_of_first(replication)).is_none());
    follower.begins(missing.len() + first.len(), jobs.len() - missing.len());
    let crew = Crew { stage, design, store, follower, threads };
    crew.each(&first, |&replication, stop| {
        let plan = stage.first(replication, &Quiet(stop));
        let plan = plan.map_err(|error| crew.told("first plan", replication, error))?;
        Ok(store.keep(&design.name_of_first(replication), plan)?)
    })?;
    crew.each(&missing, |&job, stop| crew.run(job, stop))
}

/// The dearest prices of the first plan of the first replication, made if it is not there yet; none if somebody ended it.
///
/// # Errors
/// If the plan is not sound, or cannot be kept.
pub fn dearest(
    design: &Design,
    stage: &Stage,
    store: &Store,
    follower: &dyn Follower,
) -> Result<Vec<Price>, SweepError> {
    let name = design.name_of_first(1);
    let crew = Crew { stage, design, store, follower, threads: threads_of_a_run(stage.effort.limit) };
    if store.first(&name).is_none() {
        crew.each(&[1], |&replication, stop| {
            let plan = stage.first(replication, &Quiet(stop));
            let plan = plan.map_err(|error| crew.told("first plan", replication, error))?;
            Ok(store.keep(&name, plan)?)
        })?;
    }
    Ok(store.first(&name).map(|first| first.prices).unwrap_or_default())
}

struct Crew<'a> {
    stage: &'a Stage,
    design: &'a Design,
    store: &'a Store,
    follower: &'a dyn Follower,
    threads: usize,
}

type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

impl Crew<'_> {
    fn run(&self, job: Job, stop: Stop<'_>) -> Result<(), SweepError> {
        let (scenario, _) = &self.design.scenarios[job.scenario];
        let name = self.design.name_of_first(job.replication);
        let first = self.store.first(&name).ok_or_else(|| io::Error::other("a first plan is gone"))?;
        let outcome = self.stage.run(&scenario.changes, job.replication, &first, &Quiet(stop));
        let outcome = outcome.map_err(|error| self.told(&scenario.name, job.replication, error))?;
        Ok(self.store.keep(&self.design.name_of(job), outcome)?)
    }

    fn told(&self, scenario: &str, replication: u32, error: RunError) -> SweepError {
        SweepError::Run { scenario: scenario.to_owned(), replication, error }
    }

    /// Does something with each of a list, on as many threads as there are.
    fn each<T: Sync>(
        &self,
        list: &[T],
        act: impl Fn(&T, Stop<'_>) -> Result<(), SweepError> + Sync,
    ) -> Result<(), SweepError> {
        let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
        let has_failed = || failed.lock().is_ok_and(|failed: std::sync::MutexGuard<'_, _>| failed.is_some());
        let stop = || self.follower.is_cancelled();
        let crew = || -> Result<(), SweepError> {
            while let Some(thing) = list.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !has_failed() && !stop())
            {
                act(thing, &stop)?;
                self.follower.done();
            }
            Ok(())
        };
        let each = threads_of_a_run(self.stage.effort.limit);
        thread::scope(|scope| {
            for _ in 0..(self.threads / each).clamp(1, list.len().max(1)) {
                scope.spawn(|| {
                    let done = pool(each).and_then(|pool| pool.install(crew));
                    if let (Err(error), Ok(mut failed)) = (done, failed.lock()) {
                        failed.get_or_insert(error);
                    }
                });
            }
        });
        match failed.into_inner() {
            Ok(Some(SweepError::Run { error: RunError::Interrupted, .. })) | Ok(None) => Ok(()),
            Ok(Some(error)) => Err(error),
            Err(_) => Err(SweepError::Threads("one of them broke off".to_owned())),
        }
    }
}

fn pool(threads: usize) -> Result<rayon::ThreadPool, SweepError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| SweepError::Threads(error.to_string()))
}
