//! `kintime bench`: runs every engine on every folder of a suite, one run after the other, and writes what came of it. What
//! is finished is on the disk whole after each run, also if the bench is killed.

use std::env::current_exe;

use super::arguments::Bench;
use super::bench_progress::Countdown;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::printer::Printer;
use super::reading::{Kind, refuse_input};
use crate::bench::{
    BenchFolder, Design, Instance, Limit, Results, Stage, Workshop, compare, contradictions, find_instances,
    read_results, write_table,
};

/// How long a run lasts when the user sets no limit, in seconds.
const SECONDS: u64 = 60;

/// Runs the verb.
pub(super) fn run(arguments: &Bench, printer: &Printer) -> Result<Exit, Failure> {
    let instances = instances(arguments)?;
    let design = design(arguments)?;
    let old = arguments.compare.as_deref().map(|path| read_results(path).map_err(Failure::file("read", path)));
    let old = old.transpose()?;
    let out = BenchFolder::open(&arguments.out).map_err(Failure::file("write to", &arguments.out))?;
    let interrupt = Interrupt::listen()?;
    let results = run_all(&instances, &design, old.as_ref(), &out, &interrupt, printer)
        .map_err(|error| error.into_failure(arguments))?;
    if interrupt.is_set() {
        printer.warning(format_args!("the bench was interrupted after {} runs", results.runs.len()));
    }
    printer.text(|to| write_table(&results, to))?;
    printer.json(|| &results)?;
    printer.note(format_args!("wrote {} to `{}`", BenchFolder::FILES.join(", "), arguments.out.display()));
    let defects = results.defects();
    if defects > 0 {
        printer.warning(format_args!("defects found: {defects}"));
    }
    Ok(if defects > 0 || interrupt.is_set() { Exit::Failed } else { Exit::Done })
}

/// The folders to plan; none of them, nor the suite, may be the output folder.
fn instances(arguments: &Bench) -> Result<Vec<Instance>, Failure> {
    let instances = find_instances(&arguments.suite, arguments.week).map_err(Failure::Suite)?;
    for folder in instances.iter().map(|instance| &instance.folder).chain([&arguments.suite]) {
        refuse_input(folder, &arguments.out, Kind::Folder)?;
    }
    Ok(instances)
}

fn design(arguments: &Bench) -> Result<Design, Failure> {
    let times = arguments.time_limits.iter().copied().map(Limit::Time);
    let mut limits: Vec<Limit> = times.chain(arguments.work_limits.iter().copied().map(Limit::Work)).collect();
    if limits.is_empty() {
        limits.push(Limit::Time(std::time::Duration::from_secs(SECONDS)));
    }
    let engines = &arguments.engines;
    for (place, engine) in engines.iter().enumerate() {
        if engines[..place].iter().any(|other| other.name() == engine.name()) {
            return Err(Failure::Design(format!("two engines are called `{}`", engine.name())));
        }
        if let Some(refusal) = limits.iter().find_map(|&limit| engine.refuses(limit)) {
            return Err(Failure::Design(refusal));
        }
    }
    Ok(Design { engines: engines.clone(), seeds: arguments.seeds.clone(), limits, threads: arguments.threads })
}

/// What ends a bench early.
enum Broken {
    Input(crate::input::Defects),
    Files(std::io::Error),
}

impl Broken {
    fn into_failure(self, arguments: &Bench) -> Failure {
        match self {
            Self::Input(defects) => Failure::Input(defects),
            Self::Files(error) => Failure::file("run in", &arguments.out)(error),
        }
    }
}

impl From<std::io::Error> for Broken {
    fn from(error: std::io::Error) -> Self {
        Self::Files(error)
    }
}

fn run_all(
    instances: &[Instance],
    design: &Design,
    old: Option<&Results>,
    out: &BenchFolder,
    interrupt: &Interrupt,
    printer: &Printer,
) -> Result<Results, Broken> {
    let scratch = out.scratch()?;
    let workshop = Workshop { program: current_exe()?, scratch: scratch.path().to_owned() };
    let mut countdown = Countdown::new(printer, instances, design);
    let mut results = Results::begin();
    for instance in instances {
        let stage = Stage::open(instance).map_err(Broken::Input)?;
        for job in design.jobs(instance) {
            countdown.begin(&job);
            let Some(record) = stage.run(&job, &workshop, &|| interrupt.is_set())? else {
                return Ok(concluded(&results, old));
            };
            countdown.end(&record);
            results.runs.push(record);
            out.write(&concluded(&results, old))?;
        }
    }
    Ok(concluded(&results, old))
}

/// The results with what can only be said of all runs together.
fn concluded(results: &Results, old: Option<&Results>) -> Results {
    let mut results = results.clone();
    contradictions(&mut results.runs);
    for run in &mut results.runs {
        run.comparison = old.map(|old| compare(run, old));
    }
    results
}
