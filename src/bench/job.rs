//! What is to be run: every engine, seed and limit on every planning folder, in that order of nesting.

use super::engine::Engine;
use super::limit::Limit;
use super::record::Key;
use super::suite::Instance;

/// The runs that every planning folder gets.
#[derive(Clone, Debug)]
pub struct Design {
    /// Who plans.
    pub engines: Vec<Engine>,
    /// The seeds of choices left to chance.
    pub seeds: Vec<u64>,
    /// The limits of a run.
    pub limits: Vec<Limit>,
    /// Threads for each run; none: as the engine likes.
    pub threads: Option<usize>,
}

/// One run to be.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// What is planned.
    pub instance: &'a Instance,
    /// By whom.
    pub engine: &'a Engine,
    /// The seed.
    pub seed: u64,
    /// How long.
    pub limit: Limit,
    /// On how many threads.
    pub threads: Option<usize>,
}

impl Design {
    /// The runs of one planning folder.
    pub fn jobs<'a>(&'a self, instance: &'a Instance) -> impl Iterator<Item = Job<'a>> {
        let of_limit = move |limit| {
            let of_engine = move |engine| {
                self.seeds.iter().map(move |&seed| Job { instance, engine, seed, limit, threads: self.threads })
            };
            self.engines.iter().flat_map(of_engine)
        };
        self.limits.iter().copied().flat_map(of_limit)
    }
}

impl Job<'_> {
    /// What its record is found by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key {
            folder: self.instance.name.clone(),
            week: self.instance.week.to_string(),
            engine: self.engine.name().to_owned(),
            seed: self.seed,
            limit: self.limit,
            threads: self.threads,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::Design;
    use crate::bench::{Engine, Instance, Limit};
    use crate::domain::testing::week;

    #[test]
    fn every_combination_is_run_once() {
        let design = Design {
            engines: vec![Engine::Kintime, Engine::Whole],
            seeds: vec![1, 2],
            limits: vec![Limit::Work(10), Limit::Work(20)],
            threads: Some(1),
        };
        let instance = Instance { name: "a".to_owned(), folder: PathBuf::new(), week: week(), published: None };
        let keys: Vec<_> = design.jobs(&instance).map(|job| job.key()).collect();
        let told: Vec<_> = keys.iter().map(|key| (key.limit, key.engine.as_str(), key.seed)).collect();
        assert_eq!(told.len(), 8);
        assert_eq!(told[0], (Limit::Work(10), "kintime", 1));
        assert_eq!(told[1], (Limit::Work(10), "kintime", 2));
        assert_eq!(told[7], (Limit::Work(20), Engine::WHOLE, 2));
    }
}
