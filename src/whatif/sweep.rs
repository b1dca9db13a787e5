//! The design of a sweep: which scenario is planned for which replication, and the name under which each run is kept. All that
//! bears on a run is in its name, so that a finished run is found again and none is counted for another.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::effort::Effort;
use super::scenario::{Change, Point, Scenario};
use super::weeks::Rates;

/// What a sweep is made of.
#[derive(Clone, Debug)]
pub struct Design {
    /// A digest of all input files.
    pub input: String,
    /// The Monday of the week.
    pub week: String,
    /// How hard a run tries.
    pub effort: Effort,
    /// The seed of all chance.
    pub seed: u64,
    /// How often each scenario is planned, 1 and up.
    pub replications: u32,
    /// How the weeks differ.
    pub rates: Rates,
    /// The scenarios with their kinds; the service as it is comes first.
    pub scenarios: Vec<(Scenario, Kind)>,
}

/// Where a scenario comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The service as it is.
    AsItIs,
    /// From the file, and somebody could buy or decide it.
    Given,
    /// From the file, but it happens to a service: other demand, a day lost to snow.
    Happens,
    /// Something that is there is away: ready-made.
    Without,
    /// Other weights of continuity and travel: ready-made.
    Weighting,
    /// One more of something for some hours, to check a price: ready-made.
    Priced {
        /// Points saved by the prices, in thousandths.
        saves: i64,
        /// For how many minutes.
        minutes: i32,
    },
}

impl Kind {
    /// The kind of a scenario of the file.
    #[must_use]
    pub fn of_file(scenario: &Scenario) -> Self {
        let happens = |change: &Change| matches!(change, Change::ScaleDemand(_) | Change::LoseDay(_));
        if scenario.changes.iter().any(happens) { Self::Happens } else { Self::Given }
    }

    /// Whether it comes from the file.
    #[must_use]
    pub fn is_of_file(self) -> bool {
        matches!(self, Self::Given | Self::Happens)
    }
}

/// A sweep as its folder keeps it: enough to put the finished runs together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sweep {
    /// Always `kintime`.
    pub program: String,
    /// Its version.
    pub version: String,
    /// A digest of all input files.
    pub input: String,
    /// The Monday of the week.
    pub week: String,
    /// How hard a run tries.
    pub effort: Effort,
    /// The seed of all chance.
    pub seed: u64,
    /// How the weeks differ.
    pub rates: Rates,
    /// The scenarios; the service as it is comes first.
    pub scenarios: Vec<Listed>,
}

/// A scenario of a sweep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub kind: Kind,
    /// What it costs, in pounds a year.
    pub pounds: Option<u64>,
    /// The series it is a point of.
    pub series: Option<Point>,
    /// Positions of scenarios that are part of it: fewer of its changes, or fewer of the same thing.
    pub parts: Vec<usize>,
    /// The names of its runs, by replication.
    pub runs: Vec<String>,
}

/// A run to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// The position of the scenario.
    pub scenario: usize,
    /// The replication, 1 and up.
    pub replication: u32,
}

/// A part of a sweep for one of several machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, 1 and up.
    pub part: usize,
    /// Of how many.
    pub of: usize,
}

impl Shard {
    /// The whole sweep.
    pub const WHOLE: Self = Self { part: 1, of: 1 };

    /// The part of a list that is this shard's: parts follow one another and differ by one at most.
    #[must_use]
    pub fn of<T>(self, list: &[T]) -> &[T] {
        let at = |part: usize| list.len() * part / self.of;
        &list[at(self.part - 1)..at(self.part)]
    }
}

impl Design {
    /// All runs, replication by replication: a shard then needs few first plans.
    #[must_use]
    pub fn jobs(&self) -> Vec<Job> {
        let of = |replication| (0..self.scenarios.len()).map(move |scenario| Job { scenario, replication });
        (1..=self.replications).flat_map(of).collect()
    }

    /// The name of a run.
    #[must_use]
    pub fn name_of(&self, job: Job) -> String {
        self.name("run", &self.scenarios[job.scenario].0.changes, job.replication)
    }

    /// The name of the first plan of a replication, with which all its runs begin.
    #[must_use]
    pub fn name_of_first(&self, replication: u32) -> String {
        self.name("first", &[], replication)
    }

    fn name(&self, what: &str, changes: &[Change], replication: u32) -> String {
        let Self { input, week, effort, seed, rates, .. } = self;
        let version = env!("CARGO_PKG_VERSION");
        let text = format!("{what} {version} {input} {week} {effort:?} {seed} {replication} {rates:?} {changes:?}");
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn parts_of(&self, whole: &Scenario) -> Vec<usize> {
        let is_part = |(at, (scenario, kind)): (usize, &(Scenario, Kind))| {
            (*kind == Kind::Given && is_part(scenario, whole)).then_some(at)
        };
        self.scenarios.iter().enumerate().filter_map(is_part).collect()
    }

    /// The sweep as its folder keeps it.
    #[must_use]
    pub fn sweep(&self) -> Sweep {
        let runs = |scenario| {
            let name = |replication| self.name_of(Job { scenario, replication });
            (1..=self.replications).map(name).collect()
        };
        let listed = |(at, (scenario, kind)): (usize, &(Scenario, Kind))| Listed {
            name: scenario.name.clone(),
            kind: *kind,
            pounds: scenario.pounds,
            series: scenario.series.clone(),
            parts: self.parts_of(scenario),
            runs: runs(at),
        };
        Sweep {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            input: self.input.clone(),
            week: self.week.clone(),
            effort: self.effort,
            seed: self.seed,
            rates: self.rates,
            scenarios: self.scenarios.iter().enumerate().map(listed).collect(),
        }
    }
}

/// Whether a scenario has fewer of the changes of another, or fewer of the same thing.
fn is_part(part: &Scenario, whole: &Scenario) -> bool {
    let is_shorter = match (&part.series, &whole.series) {
        (Some(part), Some(whole)) => part.series == whole.series && (1..whole.n).contains(&part.n),
        _ => false,
    };
    let has_fewer = part.changes.len() < whole.changes.len();
    is_shorter || (has_fewer && part.changes.iter().all(|change| whole.changes.contains(change)))
}

#[cfg(test)]
mod tests {
    use super::{Design, Job, Kind, Shard};
    use crate::bench::Limit;
    use crate::whatif::{Change, Effort, Point, Rates, Scenario};

    fn design() -> Design {
        let closed = |code: &str| Scenario {
            name: code.to_owned(),
            changes: vec![Change::CloseRoom(code.to_owned())],
            ..Scenario::as_it_is()
        };
        Design {
            input: "0".repeat(64),
            week: "2026-11-30".to_owned(),
            effort: Effort::new(Limit::Work(1000), 0.0),
            seed: 1,
            replications: 3,
            rates: Rates::default(),
            scenarios: vec![
                (Scenario::as_it_is(), Kind::AsItIs),
                (closed("A"), Kind::Given),
                (closed("B"), Kind::Given),
            ],
        }
    }

    #[test]
    fn shards_are_the_whole_once() {
        let jobs = design().jobs();
        for of in 1..12 {
            let parts: Vec<Job> = (1..=of).flat_map(|part| Shard { part, of }.of(&jobs).to_vec()).collect();
            assert_eq!(parts, jobs, "{of} parts");
        }
    }

    #[test]
    fn a_name_tells_all_that_bears_on_a_run_and_nothing_else() {
        let name = |design: &Design| design.name_of(Job { scenario: 1, replication: 1 });
        let usual = name(&design());
        let renamed = |design: &mut Design| design.scenarios[1].0.name = "other".to_owned();
        let harmless: [fn(&mut Design); 3] = [renamed, |d| d.replications = 9, |d| d.scenarios[1].0.pounds = Some(1)];
        for change in harmless {
            let mut design = design();
            change(&mut design);
            assert_eq!(name(&design), usual);
        }
        let telling: [fn(&mut Design); 7] = [
            |d| d.input = "1".repeat(64),
            |d| d.week = "2026-12-07".to_owned(),
            |d| d.effort.limit = Limit::Work(1001),
            |d| d.effort.gap_millionths = 1,
            |d| d.seed = 2,
            |d| d.rates.sickness = 1,
            |d| d.scenarios[1].0.changes.push(Change::CloseRoom("B".to_owned())),
        ];
        for change in telling {
            let mut design = design();
            change(&mut design);
            assert_ne!(name(&design), usual);
        }
        assert_ne!(design().name_of(Job { scenario: 1, replication: 2 }), usual);
        assert_ne!(design().name_of_first(1), design().name_of(Job { scenario: 0, replication: 1 }));
    }

    #[test]
    fn a_combination_holds_its_parts_and_a_series_its_beginning() {
        let mut design = design();
        let mut both = Scenario { name: "both".to_owned(), ..Scenario::as_it_is() };
        both.changes = [1, 2].iter().flat_map(|&at: &usize| design.scenarios[at].0.changes.clone()).collect();
        design.scenarios.push((both, Kind::Given));
        let point = |n| {
            let series = Some(Point { series: "{n}".to_owned(), n });
            let changes = vec![Change::CloseRoom(n.to_string())];
            Scenario { name: n.to_string(), series, changes, ..Scenario::as_it_is() }
        };
        design.scenarios.extend([(point(2), Kind::Given), (point(1), Kind::Given)]);
        let parts: Vec<Vec<usize>> = design.sweep().scenarios.into_iter().map(|listed| listed.parts).collect();
        assert_eq!(parts[3], [1, 2]);
        assert_eq!((&parts[4], &parts[5]), (&vec![5], &vec![]));
    }

    #[test]
    fn demand_and_snow_happen_and_are_not_bought() {
        let snow = Change::LoseDay(chrono::NaiveDate::default());
        let room = Change::CloseRoom("A".to_owned());
        let kind = |changes| Kind::of_file(&Scenario { changes, ..Scenario::as_it_is() });
        assert_eq!((kind(vec![room.clone()]), kind(vec![room, snow])), (Kind::Given, Kind::Happens));
    }
}
