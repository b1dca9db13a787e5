//! One run: the week of a replication with the changes of a scenario, planned from the first plan of the replication on, and
//! judged by the rules. Every scenario, the service as it is among them, begins with the same plan and does the same work.

use crate::bench::Limit;
use crate::domain::{Cost, Problem, Rota, Service, Situation, Week};
use crate::model::Model;
use crate::output::WeekView;
use crate::rota::{PlannedWeek, unplaced};
use crate::rules::audit;
use crate::solve::{Options, Progress, Watcher, Worth, solve};

use super::change::{make, unfix};
use super::draws::Draws;
use super::effort::Effort;
use super::outcome::{First, NamedRota, Outcome, terms_of};
use super::prices::prices;
use super::scenario::Change;
use super::weeks::{Rates, draw_demand, draw_sickness};

/// What all runs of a sweep have in common.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The service as it is.
    pub service: Service,
    /// The week.
    pub week: Week,
    /// How the weeks differ.
    pub rates: Rates,
    /// The seed of all chance.
    pub seed: u64,
    /// How hard a run tries.
    pub effort: Effort,
}

/// Why there is no outcome.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// Somebody ended it.
    #[error("the run was interrupted")]
    Interrupted,
    /// The planned rota breaks rules, or undercuts its own bound.
    #[error("a planned rota is not sound: {0}; this is a defect of kintime")]
    Unsound(String),
    /// The changes contradict the service.
    #[error("a scenario cannot be made: {0}")]
    Impossible(String),
}

/// A sound rota and what no rota of its week costs less than.
struct Found {
    rota: Rota,
    bound: Cost,
    worth: Worth,
}

impl Stage {
    /// Plans the service as it is in a replication: what all runs of the replication begin with.
    ///
    /// # Errors
    /// If somebody ended it, or the rota is not sound.
    pub(super) fn first(&self, replication: u32, watcher: &dyn Watcher) -> Result<First, RunError> {
        let problem = self.problem(&[], replication)?;
        let (problem, found) = self.plan(problem, None, watcher)?;
        Ok(First { rota: NamedRota::new(&problem, &found.rota), prices: prices(&problem, &found.worth) })
    }

    /// Plans a scenario in a replication.
    ///
    /// # Errors
    /// If somebody ended it, the scenario cannot be made, or the rota is not sound.
    pub(super) fn run(
        &self,
        changes: &[Change],
        replication: u32,
        first: &First,
        watcher: &dyn Watcher,
    ) -> Result<Outcome, RunError> {
        let problem = self.problem(changes, replication)?;
        let (problem, found) = self.plan(problem, Some(&first.rota), watcher)?;
        let unplaced = unplaced(&Model::new(&problem), &found.rota);
        let cost = audit(&problem, &found.rota).cost;
        let planned = PlannedWeek { problem: &problem, rota: found.rota, unplaced, cost, bound: found.bound };
        let view = WeekView::new(&planned);
        if *problem.weights() == self.service.weights {
            return Ok(Outcome::new(&view, terms_of(&cost), Some(found.bound.0)));
        }
        let by_own_weights = self.by_own_weights(&problem)?;
        Ok(Outcome::new(&view, terms_of(&audit(&by_own_weights, &planned.rota).cost), None))
    }

    /// The week of a replication with changes.
    fn problem(&self, changes: &[Change], replication: u32) -> Result<Problem, RunError> {
        let draws = Draws::new(self.seed, replication);
        let mut service = self.service.clone();
        draw_demand(&mut service, self.week, self.rates, draws);
        for change in changes {
            make(change, &mut service, self.week, draws).map_err(|amiss| RunError::Impossible(amiss.problem))?;
        }
        draw_sickness(&mut service, self.rates, draws);
        self.derived(service)
    }

    /// The same week with the folder's own weights.
    fn by_own_weights(&self, problem: &Problem) -> Result<Problem, RunError> {
        self.derived(Service { weights: self.service.weights, ..problem.service().clone() })
    }

    fn derived(&self, service: Service) -> Result<Problem, RunError> {
        let problem = Problem::new(self.week, service, Situation::default());
        problem.map_err(|contradiction| RunError::Impossible(contradiction.to_string()))
    }

    /// Plans a week. Where changes leave fixed sessions that exclude each other, all are set free.
    fn plan(
        &self,
        problem: Problem,
        first: Option<&NamedRota>,
        watcher: &dyn Watcher,
    ) -> Result<(Problem, Found), RunError> {
        let start = first.map(|first| first.within(&problem));
        match self.solved(&problem, start.clone(), watcher) {
            Err(RunError::Unsound(_)) if !problem.service().fixed.is_empty() => {
                let mut service = problem.service().clone();
                unfix(&mut service);
                let problem = self.derived(service)?;
                self.solved(&problem, start, watcher).map(|found| (problem, found))
            }
            found => found.map(|found| (problem, found)),
        }
    }

    fn solved(&self, problem: &Problem, start: Option<Rota>, watcher: &dyn Watcher) -> Result<Found, RunError> {
        let (time_limit, work_limit) = match self.effort.limit {
            Limit::Time(time) => (Some(time), None),
            Limit::Work(units) => (None, Some(units)),
        };
        let options =
            Options { seed: self.seed, time_limit, work_limit, gap: self.effort.gap(), whole_model: true, start };
        let solution = solve(&Model::new(problem), &options, watcher);
        if watcher.is_cancelled() {
            return Err(RunError::Interrupted);
        }
        let judged = audit(problem, &solution.rota);
        if let Some(breach) = judged.violations.first() {
            return Err(RunError::Unsound(format!("{}: {}", breach.rule.code(), breach.text)));
        }
        if solution.bound > judged.cost.total() {
            return Err(RunError::Unsound("its bound is above its cost".to_owned()));
        }
        Ok(Found { rota: solution.rota, bound: solution.bound, worth: solution.worth })
    }
}

/// Somebody who only says when to stop.
pub(super) struct Quiet<'a>(pub(super) &'a (dyn Fn() -> bool + Sync));

impl Watcher for Quiet<'_> {
    fn progress(&self, _: &Progress) {}

    fn is_cancelled(&self) -> bool {
        (self.0)()
    }
}

#[cfg(test)]
mod tests {
    use super::{Quiet, RunError, Stage};
    use crate::bench::Limit;
    use crate::domain::testing::week;
    use crate::rules::testing::Fixture;
    use crate::whatif::{Change, Effort, Rates};

    fn stage() -> Stage {
        let rates = Rates { demand: 50, sickness: 0, cancellations: 0 };
        Stage {
            service: Fixture::new().service,
            week: week(),
            rates,
            seed: 1,
            effort: Effort::new(Limit::Work(400), 0.0),
        }
    }

    #[test]
    fn a_run_is_the_same_each_time_and_counts_what_is_due() {
        let stage = stage();
        let first = stage.first(1, &Quiet(&|| false)).unwrap();
        let run = || stage.run(&[], 1, &first, &Quiet(&|| false)).unwrap();
        let outcome = run();
        assert_eq!(outcome, run());
        assert_eq!(outcome.due, outcome.met, "everything fits");
        assert_eq!(outcome.bound, Some(outcome.objective));
        assert_eq!(outcome.objective, outcome.terms.values().sum::<i64>());
    }

    #[test]
    fn without_rooms_nothing_is_met_and_the_reason_is_told() {
        let mut stage = stage();
        stage.rates = Rates::default();
        let first = stage.first(1, &Quiet(&|| false)).unwrap();
        let closed = ["A", "B", "C"].map(|room| Change::CloseRoom(room.to_owned()));
        let outcome = stage.run(&closed, 1, &first, &Quiet(&|| false)).unwrap();
        assert_eq!((outcome.due, outcome.met), ([0, 0, 3, 0], [0; 4]));
        assert_eq!(outcome.reasons.values().sum::<u32>(), 3);
    }

    #[test]
    fn other_weights_are_judged_by_the_folders_own() {
        let mut stage = stage();
        stage.rates = Rates::default();
        let first = stage.first(1, &Quiet(&|| false)).unwrap();
        let cheap = Change::Setting { key: "weights.unplaced.looked_after".to_owned(), value: "1".to_owned() };
        let closed = ["A", "B", "C"].map(|room| Change::CloseRoom(room.to_owned()));
        let changes: Vec<Change> = closed.into_iter().chain([cheap]).collect();
        let outcome = stage.run(&changes, 1, &first, &Quiet(&|| false)).unwrap();
        assert_eq!((outcome.objective, outcome.bound), (6_000, None));
    }

    #[test]
    fn an_ended_run_has_no_outcome() {
        assert_eq!(stage().first(1, &Quiet(&|| true)).unwrap_err(), RunError::Interrupted);
    }
}
