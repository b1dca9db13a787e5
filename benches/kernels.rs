//! Benches of what a user waits for: reading a folder, compiling the week, judging a rota, searching for a better one; and
//! of what search and bound do over and over: each kind of move, and the pricing of a worker's day. The work and the seed
//! are fixed, and every result is asserted, so that nothing is fast by being wrong.

use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

use kintime::domain::{Cost, Day, Problem, Rota};
use kintime::input::{Against, read_folder};
use kintime::model::Model;
use kintime::rules::audit;
use kintime::solve::kernels::{Moves, at_one_price};
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
    let options =
        Options { seed: 1, time_limit: None, work_limit: Some(work), gap: 0.0, whole_model: false, start: None };
    solve(model, &options, &Patient)
}

/// What a rota costs that breaks no rule.
fn cost_of(problem: &Problem, rota: &Rota) -> Cost {
    let audit = audit(problem, rota);
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
    let rota = searched(&Model::new(&problem), 0).rota;
    let cost = cost_of(&problem, &rota);
    c.bench_function("audit", |b| {
        b.iter(|| assert_eq!(cost_of(black_box(&problem), &rota), cost));
    });
}

fn search(c: &mut Criterion) {
    let problem = week_of("first-week");
    let model = Model::new(&problem);
    let start = cost_of(&problem, &searched(&model, 0).rota);
    let best = cost_of(&problem, &searched(&model, WORK).rota);
    assert!(best <= start && start <= model.cost_of_nothing(), "{best:?} after {start:?}");
    let mut group = c.benchmark_group("solve");
    group.sample_size(10);
    group.bench_function("search", |b| {
        b.iter(|| assert_eq!(cost_of(&problem, &searched(black_box(&model), WORK).rota), best));
    });
    group.finish();
}

/// Measures moves from a rota, and asserts that its cost, which follows by differences, then is what the rules say.
fn measure<'m>(c: &mut Criterion, problem: &Problem, name: &str, from: &Moves<'m>, go: impl Fn(&mut Moves<'m>)) {
    let mut once = from.clone();
    go(&mut once);
    let after = cost_of(problem, &once.rota());
    let moved = |mut moves: Moves<'m>| {
        go(black_box(&mut moves));
        assert_eq!(moves.cost(), after);
        moves
    };
    c.bench_function(name, |b| b.iter_batched(|| from.clone(), moved, BatchSize::SmallInput));
}

/// A session of each request out of the first rota, and back.
fn sessions(c: &mut Criterion) {
    let problem = week_of("nottinghamshire");
    let model = Model::new(&problem);
    let full = Moves::new(&model);
    measure(c, &problem, "move/remove", &full, |moves| drop(moves.remove(1)));
    let mut thinned = full.clone();
    let removed = thinned.remove(1);
    measure(c, &problem, "move/insert", &thinned, |moves| moves.insert(&removed));
    let mut thinned = full;
    let removed = thinned.remove(10);
    measure(c, &problem, "move/best insertion", &thinned, |moves| moves.insert_at_best(&removed));
}

/// Steps of the search from the first rota.
fn steps(c: &mut Criterion) {
    let problem = week_of("nottinghamshire");
    let model = Model::new(&problem);
    let first = Moves::new(&model);
    measure(c, &problem, "move/ruin and recreate", &first, |moves| moves.ruin_and_recreate(1, 100));
    let left_out = problem.requests().find(|&request| problem[request].code == "R163").expect("an example");
    measure(c, &problem, "move/ejection chain", &first, |moves| assert!(moves.eject(left_out, 1, 200)));
}

/// The best day of a worker where each session is worth 200 points: its cost in thousandths of a point, which is one number
/// whatever way leads to it.
fn stretch(c: &mut Criterion) {
    let problem = week_of("nottinghamshire");
    let model = Model::new(&problem);
    let worker = problem.workers().find(|&worker| problem[worker].code == "W11").expect("an example");
    at_one_price(&model, Cost(200), |ask| {
        c.bench_function("price a stretch", |b| b.iter(|| assert_eq!(ask(black_box(worker), Day::ALL[0]), -407_000)));
    });
}

criterion_group!(kernels, read, compile, judge, search, sessions, steps, stretch);
criterion_main!(kernels);
