//! What is kept of every run; `results.json` is exactly this.

use serde::{Deserialize, Serialize};

use super::compare::Comparison;
use super::curve::Curve;
use super::expected::Published;
use super::limit::Limit;

/// All runs of a benchmark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// Always `kintime`.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The machine, in general terms.
    pub machine: Machine,
    /// The runs, in the order in which they were made.
    pub runs: Vec<Record>,
}

/// A machine in general terms: nothing that names it or its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// The operating system.
    pub system: String,
    /// The processor's architecture.
    pub architecture: String,
    /// Processors that a run may use.
    pub processors: usize,
}

/// What a run is found by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The name of the planning folder within its suite.
    pub folder: String,
    /// The Monday of the week.
    pub week: String,
    /// Who planned.
    pub engine: String,
    /// The seed.
    pub seed: u64,
    /// How long it might go on.
    pub limit: Limit,
    /// Threads it was given; none: as many as it liked.
    pub threads: Option<usize>,
}

/// One run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What it is found by.
    #[serde(flatten)]
    pub key: Key,
    /// A digest of all input files.
    pub input: String,
    /// Sessions due in the week.
    pub sessions_due: u32,
    /// What it found, if anything.
    pub found: Option<Found>,
    /// Why it found nothing.
    pub message: Option<String>,
    /// Seconds from the start of the process to its end.
    pub seconds: f64,
    /// Seconds of solving to the first rota.
    pub first_seconds: Option<f64>,
    /// Seconds of solving until the objective was within 1 % of the last.
    pub near_seconds: Option<f64>,
    /// Seconds of solving until the objective was within 2 % of the last.
    pub close_seconds: Option<f64>,
    /// Peak memory in KiB, where the system tells.
    pub peak_kib: Option<u64>,
    /// What others found.
    pub published: Option<Published>,
    /// What must not be: rules broken, bounds refuted, proven values undercut.
    pub defects: Vec<String>,
    /// How it stands to an older run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// How it came there.
    pub curve: Curve,
}

/// A rota in figures, by the rules and not by the word of who made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Sessions planned.
    pub sessions_planned: usize,
    /// What it costs.
    pub objective: i64,
    /// What is claimed to be the least that any rota costs; 0 where nothing is.
    pub bound: i64,
}

impl Machine {
    /// The one this runs on.
    #[must_use]
    pub fn this() -> Self {
        Self {
            system: std::env::consts::OS.to_owned(),
            architecture: std::env::consts::ARCH.to_owned(),
            processors: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        }
    }
}

impl Results {
    /// Nothing run yet, on this machine by this build.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            machine: Machine::this(),
            runs: Vec::new(),
        }
    }

    /// How many defects were found.
    #[must_use]
    pub fn defects(&self) -> usize {
        self.runs.iter().map(|run| run.defects.len()).sum()
    }
}

impl Record {
    /// What it found, if no rule is broken and nothing contradicts it.
    #[must_use]
    pub fn sound(&self) -> Option<Found> {
        self.found.filter(|_| self.defects.is_empty())
    }
}

impl Found {
    /// (objective − bound) / objective, 0 to 1; 0 for objective 0.
    #[must_use]
    pub fn gap(&self) -> f64 {
        if self.objective <= self.bound { 0.0 } else { (self.objective - self.bound) as f64 / self.objective as f64 }
    }
}

/// A record for the tests of those who read records.
#[cfg(test)]
pub(super) mod testing {
    use super::{Curve, Found, Key, Limit, Record};
    use crate::bench::Point;

    pub(in crate::bench) fn record(folder: &str, engine: &str, objective: i64, bound: i64) -> Record {
        let key = Key {
            folder: folder.to_owned(),
            week: "2026-11-30".to_owned(),
            engine: engine.to_owned(),
            seed: 1,
            limit: Limit::Work(100),
            threads: None,
        };
        Record {
            key,
            input: "0".repeat(64),
            sessions_due: 10,
            found: Some(Found { sessions_planned: 9, objective, bound }),
            message: None,
            seconds: 2.5,
            first_seconds: Some(0.1),
            near_seconds: Some(1.0),
            close_seconds: Some(0.5),
            peak_kib: Some(10_240),
            published: None,
            defects: Vec::new(),
            comparison: None,
            curve: Curve(vec![Point { seconds: 0.1, objective, bound }]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::record;
    use super::{Found, Results};

    #[test]
    fn results_are_read_back_as_they_were_written() {
        let mut results = Results::begin();
        results.runs = vec![record("a", "kintime", 100, 90), record("b", "other", 0, 0)];
        let text = serde_json::to_string(&results).unwrap();
        assert_eq!(serde_json::from_str::<Results>(&text).unwrap(), results);
    }

    #[test]
    fn a_gap_is_a_share_of_the_objective() {
        let gap = |objective, bound| Found { sessions_planned: 0, objective, bound }.gap();
        assert_eq!((gap(200, 150), gap(0, 0), gap(5, 5)), (0.25, 0.0, 0.0));
    }
}
