//! The arguments of `kintime whatif`, as the user types them.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::arguments::{Input, Shown};
use super::values;
use crate::domain::Week;
use crate::whatif::Shard;

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "example: kintime whatif county --week 2026-11-30 scenarios.toml --out what --replications 10

A sweep that was ended goes on where it was when the same command is given again.

exit codes: 0 written, 1 failed or interrupted, 2 errors in the input")]
pub(super) struct Whatif {
    #[command(subcommand)]
    pub(super) merge: Option<WhatifVerb>,
    #[command(flatten)]
    pub(super) sweep: Option<Sweep>,
}

#[derive(Debug, Subcommand)]
pub(super) enum WhatifVerb {
    /// Put the runs of all shards together and write the report.
    Merge(Merge),
}

#[derive(Args, Debug)]
pub(super) struct Merge {
    /// The output folder of the sweep.
    pub(super) out: PathBuf,
    /// Output folders of shards that ran elsewhere.
    pub(super) from: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
pub(super) struct Sweep {
    // Not flattened: clap leaves an optional group without members where it holds groups itself.
    /// The planning folder: `venues.csv`, `requests.csv` and the others.
    folder: PathBuf,
    /// The Monday that begins the planning week, as `2026-11-30`.
    #[arg(long, value_name = "MONDAY", value_parser = values::week)]
    week: Week,
    /// The scenarios to look at, a TOML file; `docs/whatif.md` has its keys.
    #[arg(value_name = "SCENARIOS.TOML")]
    pub(super) scenarios: Option<PathBuf>,
    /// The folder to write to: the report, and the finished runs in `runs`.
    #[arg(long)]
    pub(super) out: PathBuf,
    /// Look besides at each worker, room and venue away in turn.
    #[arg(long)]
    pub(super) n_minus_one: bool,
    /// Look besides at other weights of the same worker against children's journeys.
    #[arg(long)]
    pub(super) pareto: bool,
    /// Look besides at what one more room or worker is worth for some hours, by the bound's prices and by new plans.
    #[arg(long)]
    pub(super) marginal: bool,
    /// How often each scenario is planned, each time for other families and other sick workers.
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) replications: u32,
    /// How much work a run may do: the same input, seed and limit give the same report on every machine.
    #[arg(long, value_name = "UNITS", default_value_t = 100_000, conflicts_with = "time_limit_per_run")]
    pub(super) work_limit: u64,
    /// How long a run may take instead, as `30s`; the report then depends on the machine.
    #[arg(long, value_name = "TIME", value_parser = values::duration)]
    pub(super) time_limit_per_run: Option<Duration>,
    /// Stop a run when its rota is proven to be this near the best, as `2%` or `0.02`.
    #[arg(long, default_value = "0%", value_parser = values::gap)]
    pub(super) gap: values::Gap,
    /// The seed of all choices left to chance.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(super) seed: u64,
    /// How many threads to use [default: one for each core].
    #[arg(long, value_name = "NUMBER", value_parser = values::threads)]
    pub(super) threads: Option<usize>,
    /// Make only this part of the runs, as `1/8`, and no report; `auto`: what Slurm or Kubernetes says.
    #[arg(long, value_name = "PART", value_parser = values::shard)]
    pub(super) shard: Option<Shard>,
    /// Print errors only.
    #[arg(long, short)]
    quiet: bool,
    /// Print one JSON object on standard output instead of text.
    #[arg(long)]
    json: bool,
}

impl Sweep {
    /// Which week of which service.
    pub(super) fn input(&self) -> Input {
        Input { folder: self.folder.clone(), week: self.week }
    }
}

impl Whatif {
    /// What the user wants to see.
    pub(super) fn shown(&self) -> Shown {
        match (&self.merge, &self.sweep) {
            (Some(WhatifVerb::Merge(merge)), _) => merge.shown,
            (None, Some(sweep)) => Shown { quiet: sweep.quiet, json: sweep.json },
            (None, None) => Shown::default(),
        }
    }
}
