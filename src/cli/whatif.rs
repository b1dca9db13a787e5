//! `kintime whatif`: plans every scenario of a sweep and writes what came of it. Each finished run is on the disk at once.

use std::num::NonZero;
use std::path::Path;
use std::thread::available_parallelism;

use sha2::{Digest, Sha256};

use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::printer::Printer;
use super::reading::{Kind as Place, read, refuse_input};
use super::whatif_arguments::{Merge, Sweep, Whatif, WhatifVerb};
use super::whatif_progress::SweepProgress;
use crate::bench::Limit;
use crate::input::{InputFile, Reading};
use crate::whatif::{
    Design, Effort, FILES, Kind, Price, Rates, Results, Scenario, Shard, Stage, Store, dearest, each_away,
    read_scenarios, weightings, work, write_report, write_summary,
};

/// Runs the verb.
pub(super) fn run(arguments: &Whatif, printer: &Printer) -> Result<Exit, Failure> {
    match (&arguments.merge, &arguments.sweep) {
        (Some(WhatifVerb::Merge(merge)), _) => self::merge(merge, printer),
        (None, Some(sweep)) => self::sweep(sweep, printer),
        (None, None) => Err(Failure::NoScenarios),
    }
}

fn sweep(arguments: &Sweep, printer: &Printer) -> Result<Exit, Failure> {
    let input = arguments.input();
    refuse_input(&input.folder, &arguments.out, Place::Folder)?;
    let reading = read(&input, None, printer)?;
    let mut design = design(arguments, &reading)?;
    let stage = Stage {
        service: reading.problem.service().clone(),
        week: reading.problem.week(),
        rates: design.rates,
        seed: design.seed,
        effort: design.effort,
    };
    drop(reading);
    let store = Store::open(&arguments.out).map_err(Failure::file("write to", &arguments.out))?;
    let interrupt = Interrupt::listen()?;
    let progress = SweepProgress::new(printer, &interrupt);
    if arguments.marginal {
        printer.note("planning the week as it is, for the prices of rooms and workers");
        let prices = dearest(&design, &stage, &store, &progress)?;
        if prices.is_empty() {
            printer.warning("one more room or worker is worth nothing, or the bound has no prices yet: a larger limit for each run may find some");
        }
        design.scenarios.extend(prices.iter().map(priced));
    }
    store.keep_sweep(&design.sweep()).map_err(Failure::file("write to", &arguments.out))?;
    let jobs = design.jobs();
    let threads = arguments.threads.unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get));
    work(&design, &stage, arguments.shard.unwrap_or(Shard::WHOLE).of(&jobs), &store, threads, &progress)?;
    progress.finish();
    if interrupt.is_set() {
        printer.warning("the sweep was interrupted: finished runs are kept, and the same command goes on");
        return Ok(Exit::Failed);
    }
    if arguments.shard.is_some_and(|shard| shard != Shard::WHOLE) {
        printer.note(format_args!(
            "this part is done; `kintime whatif merge {}` writes the report",
            arguments.out.display()
        ));
        return Ok(Exit::Done);
    }
    report(&store, &arguments.out, printer)
}

fn priced(price: &Price) -> (Scenario, Kind) {
    (price.scenario(), Kind::Priced { saves: price.saves, minutes: price.to - price.from })
}

fn merge(arguments: &Merge, printer: &Printer) -> Result<Exit, Failure> {
    let out = &arguments.out;
    let there = if out.join("runs").is_dir() { out } else { arguments.from.first().unwrap_or(out) };
    let sweep = Store::open(there).and_then(|store| store.sweep()).map_err(Failure::file("read a sweep in", there))?;
    let store = Store::open(out).map_err(Failure::file("write to", out))?;
    store.keep_sweep(&sweep).map_err(Failure::file("write to", out))?;
    for from in &arguments.from {
        let gathered = Store::open(from).and_then(|from| store.gather(&sweep, &from));
        gathered.map_err(Failure::file("gather runs from", from))?;
    }
    report(&store, out, printer)
}

/// Writes the report of a sweep whose runs are all there.
fn report(store: &Store, out: &Path, printer: &Printer) -> Result<Exit, Failure> {
    let sweep = store.sweep().map_err(Failure::file("read a sweep in", out))?;
    let results = Results::gather(sweep, store).map_err(Failure::RunsMissing)?;
    store.clear_unfinished().and_then(|()| write_report(&results, out)).map_err(Failure::file("write to", out))?;
    printer.text(|to| write_summary(&results, to))?;
    printer.json(|| &results)?;
    printer.note(format_args!("wrote {} to `{}`", FILES.join(", "), out.display()));
    Ok(Exit::Done)
}

fn design(arguments: &Sweep, reading: &Reading) -> Result<Design, Failure> {
    let (service, week) = (reading.problem.service(), reading.problem.week());
    let mut scenarios = vec![(Scenario::as_it_is(), Kind::AsItIs)];
    let mut rates = None;
    if let Some(path) = &arguments.scenarios {
        let file = read_scenarios(path, service, week).map_err(Failure::file("read", path))?.map_err(Failure::Input)?;
        rates = file.rates;
        let of_file = |scenario: Scenario| {
            let kind = Kind::of_file(&scenario);
            (scenario, kind)
        };
        scenarios.extend(file.scenarios.into_iter().map(of_file));
    }
    let mut add = |wanted: bool, more: Vec<Scenario>, kind| {
        scenarios.extend(more.into_iter().filter(|_| wanted).map(|scenario| (scenario, kind)));
    };
    add(arguments.n_minus_one, each_away(service), Kind::Without);
    add(arguments.pareto, weightings(service), Kind::Weighting);
    if scenarios.len() == 1 && !arguments.marginal {
        return Err(Failure::NoScenarios);
    }
    Ok(Design {
        input: digest(&reading.files),
        week: week.to_string(),
        effort: effort(arguments),
        seed: arguments.seed,
        replications: arguments.replications,
        rates: rates.unwrap_or_else(|| usual_rates(arguments.replications)),
        scenarios,
    })
}

/// How hard each run tries.
fn effort(arguments: &Sweep) -> Effort {
    let limit = arguments.time_limit_per_run.map_or(Limit::Work(arguments.work_limit), Limit::Time);
    Effort::new(limit, arguments.gap.0)
}

/// How weeks differ where the file does not say: several have families drawn anew, a single one is the week as it is.
fn usual_rates(replications: u32) -> Rates {
    Rates { demand: if replications > 1 { 100 } else { 0 }, ..Rates::default() }
}

/// A digest of all input files.
fn digest(files: &[InputFile]) -> String {
    let all = files.iter().fold(Sha256::new(), |all, file| all.chain_update(&file.name).chain_update(&file.sha256));
    all.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
