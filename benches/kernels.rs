//! Benches of what a user waits for: reading a folder, compiling the week, judging a rota, searching for a better one. The
//! work and the seed are fixed, and every result is asserted, so that nothing is fast by being wrong.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};

use kintime::domain::{Cost, Problem};
use kintime::input::{Against, read_folder};
use kintime::model::Model;
use kintime::rules::audit;
use kintime::solve::{Options, Progress, Solution, Watcher, solve};

/// Units of work of one search.
const WORK: u64 = 2_000;

/// The week of an example folder.
fn week_of(example: &str) -> Problem {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(example);
    let week = kintime::domain::Week::new("2026-11-30".parse().expect("a date")).expect("a Monday");
    read_folder(&folder, week, &Against::default()).expect("the examples have no errors").problem
}

/// Lets a search run to its limit.
struct Patient;

impl Watcher for Patient {
    fn progress(&self, _progress: &Progress) {}
    fn is_cancelled(&self) -> bool {
        false
    }
}

fn searched(model: &Model<'_>, work: u64) -> Solution {
    let options = Options { seed: 1, time_limit: None, work_limit: Some(work), gap: 0.0, whole_model: false };
    solve(model, &options, &Patient)
}

/// What a rota costs that breaks no rule.
fn cost_of(problem: &Problem, solution: &Solution) -> Cost {
    let audit = audit(problem, &solution.rota);
    assert!(audit.is_feasible(), "{:?}", audit.violations);
    audit.cost.total()
}

fn read(c: &mut Criterion) {
    c.bench_function("read", |b| {
        b.iter(|| {
            let problem = week_of(black_box("nottinghamshire"));
            assert_eq!((problem.requests().len(), problem.sessions_due()), (281, 278));
        });
    });
}

fn compile(c: &mut Criterion) {
    let problem = week_of("nottinghamshire");
    let due: usize = problem.sessions_due() as usize;
    c.bench_function("compile", |b| {
        b.iter(|| {
            let model = Model::new(black_box(&problem));
            assert_eq!(model.demands().iter().map(|demand| demand.due as usize).sum::<usize>(), due);
        });
    });
}

fn judge(c: &mut Criterion) {
    let problem = week_of("nottinghamshire");
    let solution = searched(&Model::new(&problem), 0);
    let cost = cost_of(&problem, &solution);
    c.bench_function("audit", |b| {
        b.iter(|| assert_eq!(cost_of(black_box(&problem), &solution), cost));
    });
}

fn search(c: &mut Criterion) {
    let problem = week_of("first-week");
    let model = Model::new(&problem);
    let start = cost_of(&problem, &searched(&model, 0));
    let best = cost_of(&problem, &searched(&model, WORK));
    assert!(best <= start && start <= model.cost_of_nothing(), "{best:?} after {start:?}");
    let mut group = c.benchmark_group("solve");
    group.sample_size(10);
    group.bench_function("search", |b| {
        b.iter(|| assert_eq!(cost_of(&problem, &searched(black_box(&model), WORK)), best));
    });
    group.finish();
}

criterion_group!(kernels, read, compile, judge, search);
criterion_main!(kernels);
