//! The solver against brute force: its rotas are sound, its bounds are bounds, its costs are what the rules say.

use kintime::domain::{Cost, Problem};
use kintime::model::Model;
use kintime::rules::audit;
use kintime::solve::{Options, Progress, Solution, Watcher, solve};

use crate::support::brute::optimum;
use crate::support::tiny::tiny_week;

struct Nobody;

impl Watcher for Nobody {
    fn progress(&self, _: &Progress) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

fn solved(problem: &Problem, seed: u64, work: u64, whole_model: bool) -> Solution {
    let options = Options { seed, time_limit: None, work_limit: Some(work), gap: 0.0, whole_model, start: None };
    solve(&Model::new(problem), &options, &Nobody)
}

/// Search and column generation alone, on weeks with every rule in play.
#[test]
fn no_bound_is_above_the_optimum_and_no_cost_below_it() {
    let (mut feasible, mut reached, mut proven) = (0, 0, 0);
    for seed in 0..300 {
        let problem = tiny_week(seed).problem();
        let Some(optimum) = optimum(&problem) else { continue };
        feasible += 1;
        let solution = solved(&problem, seed, 4_000, false);
        assert!(solution.bound <= optimum, "week {seed}: bound {:?}, optimum {optimum:?}", solution.bound);
        let audit = audit(&problem, &solution.rota);
        let objective = audit.cost.total();
        let told = solution.trace.last().expect("a run tells of its first rota").objective;
        assert_eq!(told, objective, "week {seed}");
        assert!(audit.is_feasible(), "week {seed}: {:?}", audit.violations);
        assert!(objective >= optimum, "week {seed}");
        reached += usize::from(objective == optimum);
        proven += usize::from(solution.bound == optimum);
    }
    assert!(feasible > 250, "only {feasible} weeks have a rota");
    assert!(reached * 100 >= feasible * 97, "search alone found the best rota of {reached} weeks in {feasible}");
    assert!(proven * 100 >= feasible * 70, "without the whole model {proven} weeks in {feasible} were proven");
}

/// Nobody minds how many workers a family has: then nothing that is missing of a request has a price.
#[test]
fn the_bound_holds_where_extra_workers_cost_nothing() {
    let mut feasible = 0;
    for seed in 340..400 {
        let mut week = tiny_week(seed);
        week.service.weights.extra_worker = Cost::ZERO;
        let problem = week.problem();
        let Some(optimum) = optimum(&problem) else { continue };
        feasible += 1;
        let bound = solved(&problem, seed, 8_000, false).bound;
        assert!(bound <= optimum, "week {seed}: bound {bound:?}, optimum {optimum:?}");
    }
    assert!(feasible > 40, "only {feasible} weeks have a rota");
}

/// With the whole model, small weeks end proven.
#[test]
fn small_weeks_end_optimal() {
    for seed in 300..340 {
        let problem = tiny_week(seed).problem();
        let Some(optimum) = optimum(&problem) else { continue };
        let solution = solved(&problem, seed, 2_000, true);
        assert_eq!(audit(&problem, &solution.rota).cost.total(), optimum, "week {seed}");
        assert_eq!(solution.bound, optimum, "week {seed}");
    }
}

/// Nothing planned at first, then never worse.
#[test]
fn the_curves_only_get_better() {
    let solution = solved(&tiny_week(7).problem(), 7, 4_000, false);
    for pair in solution.trace.windows(2) {
        assert!(pair[0].objective >= pair[1].objective && pair[0].bound <= pair[1].bound, "{pair:?}");
        assert!(pair[0].work <= pair[1].work, "{pair:?}");
    }
}

/// Without the whole model, and with work enough to take rotas in parts where that is needed.
#[test]
fn the_bound_of_parts_is_one_of_all() {
    let (mut feasible, mut proven) = (0, 0);
    for seed in 400..460 {
        let problem = tiny_week(seed).problem();
        let Some(optimum) = optimum(&problem) else { continue };
        feasible += 1;
        let solution = solved(&problem, seed, 40_000, false);
        assert!(solution.bound <= optimum, "week {seed}: bound {:?}, optimum {optimum:?}", solution.bound);
        proven += usize::from(solution.bound == optimum);
    }
    assert!(feasible > 50, "only {feasible} weeks have a rota");
    assert!(proven * 100 >= feasible * 70, "{proven} weeks in {feasible} were proven");
}
