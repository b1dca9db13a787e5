//! The command line as the user types it; its values are ready domain objects. Every text of `--help` is here.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDateTime;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::life_arguments::{Diff, Explain, Record, Suggest};
use super::values;
use super::whatif_arguments::Whatif;
use crate::bench::Engine;
use crate::domain::Week;
use crate::generate::{Mix, Percent, Size};
use crate::input::Disruptions;
use crate::output::Part;

/// Plan a week of supervised family time from a folder of CSV files.
#[derive(Debug, Parser)]
#[command(name = "kintime", version, arg_required_else_help = true, term_width = 100)]
#[command(after_help = "example: kintime plan county --week 2026-11-30 --out rota")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Plan the week and write the rota, its score and the timetables.
    Plan(Plan),
    /// Write timetables, calendars, slips and registers of any rota.
    Report(Report),
    /// Check a rota against every rule and print what it costs.
    Check(Check),
    /// Say what became of one rota in another: sessions, costs and people affected.
    Diff(Diff),
    /// Rank the best places for one session of a rota, with nothing else moved or with a few.
    Suggest(Suggest),
    /// Say why a session is where it is, or why it is not placed and what would let it in.
    Explain(Explain),
    /// Write what became of a rota's sessions into the history of its planning folder.
    Record(Record),
    /// Read a planning folder and report every error and warning in it.
    Validate(Validate),
    /// Write the week as a mixed-integer model for other solvers.
    Export(Export),
    /// Write an invented planning folder, to try the program with or to measure it.
    Generate(Generate),
    /// Measure how well and how fast folders are planned, by this program and by others.
    Bench(Bench),
    /// Say what other rooms, workers, hours, demand or policy would do, with intervals and a ranking.
    Whatif(Whatif),
}

impl Verb {
    /// What the user wants to see.
    pub(super) fn shown(&self) -> Shown {
        match self {
            Self::Plan(plan) => plan.shown,
            Self::Report(report) => report.shown,
            Self::Check(check) => check.shown,
            Self::Diff(diff) => diff.shown,
            Self::Record(record) => record.shown,
            Self::Suggest(suggest) => suggest.shown,
            Self::Explain(explain) => explain.shown,
            Self::Validate(validate) => validate.shown,
            Self::Generate(generate) => Shown { quiet: generate.quiet, json: false },
            Self::Export(_) => Shown::default(),
            Self::Bench(bench) => bench.shown,
            Self::Whatif(whatif) => whatif.shown(),
        }
    }
}

/// Which week of which service.
#[derive(Args, Debug)]
pub(super) struct Input {
    /// The planning folder: `venues.csv`, `requests.csv` and the others.
    pub(super) folder: PathBuf,
    /// The Monday that begins the planning week, as `2026-11-30`.
    #[arg(long, value_name = "MONDAY", value_parser = values::week)]
    pub(super) week: Week,
}

/// What is known besides the folder.
#[derive(Args, Debug)]
pub(super) struct Situation {
    /// A rota of the same week that families have been told of: changes to it cost points.
    #[arg(long, value_name = "ROTA.CSV")]
    pub(super) published: Option<PathBuf>,
    /// The present moment, as `2026-12-01 08:30`: what is too near to arrange stays as it is.
    #[arg(long, value_name = "MOMENT", value_parser = values::moment)]
    pub(super) now: Option<NaiveDateTime>,
    /// A worker who is away, as `W07@2026-12-01` (that day), `W07@2026-12-01T08:30` (the rest of it) or
    /// `W07@2026-12-01T08:30/2026-12-02T17:00`; may be given several times, like all that follow.
    #[arg(long = "worker-away", value_name = "WORKER@TIME")]
    pub(super) workers_away: Vec<String>,
    /// A child or adult who cannot come, likewise.
    #[arg(long = "person-away", value_name = "PERSON@TIME")]
    pub(super) people_away: Vec<String>,
    /// A room that cannot be used, likewise.
    #[arg(long = "room-closed", value_name = "ROOM@TIME")]
    pub(super) rooms_closed: Vec<String>,
    /// A venue that cannot be used, likewise.
    #[arg(long = "venue-closed", value_name = "VENUE@TIME")]
    pub(super) venues_closed: Vec<String>,
    /// A request whose session then is called off, likewise: it goes to another day of the week if it can.
    #[arg(long = "cancel", value_name = "REQUEST@TIME")]
    pub(super) cancelled: Vec<String>,
    /// A session that must be there, as `R0123@2026-12-02T16:00/V3/W07/ROOM`; what is left out at the end or blank is free.
    #[arg(long = "pin", value_name = "SESSION")]
    pub(super) pins: Vec<String>,
    /// A file of further requests, with the columns of `requests.csv`.
    #[arg(long = "add", value_name = "REQUESTS.CSV")]
    pub(super) added: Option<PathBuf>,
}

impl Situation {
    /// What changed since the files were written.
    pub(super) fn disruptions(&self) -> Disruptions {
        Disruptions {
            workers_away: self.workers_away.clone(),
            people_away: self.people_away.clone(),
            rooms_closed: self.rooms_closed.clone(),
            venues_closed: self.venues_closed.clone(),
            cancelled: self.cancelled.clone(),
            pins: self.pins.clone(),
            added: self.added.clone(),
        }
    }
}

/// What is written besides the rota.
#[derive(Args, Debug)]
pub(super) struct Outputs {
    /// The parts to write besides the rota, as `xlsx,ics` [default: all].
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = values::part())]
    only: Vec<Part>,
    /// Write ids in place of the names of children, adults and workers.
    #[arg(long)]
    pub(super) pseudonymise: bool,
}

impl Outputs {
    /// The parts that are wanted.
    pub(super) fn parts(&self) -> &[Part] {
        if self.only.is_empty() { &Part::ALL } else { &self.only }
    }
}

/// What is printed.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    /// Print errors only.
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Print one JSON object on standard output instead of text.
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime plan county --week 2026-11-30 --out rota --time-limit 2m

exit codes: 0 written, 1 failed, 2 errors in the input, 3 written, but a court-ordered session is unplaced and --strict is given")]
pub(super) struct Plan {
    #[command(flatten)]
    pub(super) input: Input,
    /// The folder to write to. Files of an earlier run in it are replaced as a whole, all others left alone.
    #[arg(long)]
    pub(super) out: PathBuf,
    /// Stop after this long, as `90s`, `2m` or `1h` [default: 60s, unless there is a work limit].
    #[arg(long, value_name = "TIME", value_parser = values::duration)]
    pub(super) time_limit: Option<Duration>,
    /// Stop after this much work: the same input, seed and limit give the same rota on every machine.
    #[arg(long, value_name = "UNITS")]
    pub(super) work_limit: Option<u64>,
    /// The seed of all choices left to chance.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(super) seed: u64,
    /// Stop when the rota is proven to be this near the best, as `0.5%` or `0.005`.
    #[arg(long, default_value = "0%", value_parser = values::gap)]
    pub(super) gap: values::Gap,
    /// How many threads to use [default: one for each core].
    #[arg(long, value_name = "NUMBER", value_parser = values::threads)]
    pub(super) threads: Option<usize>,
    /// What plans: `kintime` for weeks of any size, `whole` for the whole model of a small week.
    #[arg(long, value_name = "ENGINE", value_enum, hide_possible_values = true, default_value_t = PlanEngine::Kintime)]
    pub(super) engine: PlanEngine,
    /// End with exit code 3 if a court-ordered session stays unplaced.
    #[arg(long)]
    pub(super) strict: bool,
    /// Plan so many weeks, 2 to 52, each with those before it as if they had been held: a folder for each in the output
    /// folder, and `overview.csv`. Limits are those of each week.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(2..=52), conflicts_with_all = [
        "trace", "published", "now", "workers_away", "people_away", "rooms_closed", "venues_closed", "cancelled", "pins", "added",
    ])]
    pub(super) weeks: Option<u32>,
    /// With several weeks: plan each session as soon as it is due, and put none off to make the weeks even.
    #[arg(long, requires = "weeks")]
    pub(super) as_due: bool,
    /// Write how objective and bound came closer to this CSV file.
    #[arg(long, value_name = "FILE")]
    pub(super) trace: Option<PathBuf>,
    #[command(flatten)]
    pub(super) outputs: Outputs,
    #[command(flatten)]
    pub(super) situation: Situation,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime report county --week 2026-11-30 rota/rota.csv --out report --only xlsx,ics

exit codes: 0 written, also if the rota breaks rules, 1 failed, 2 errors in the input")]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) input: Input,
    /// The rota to report, as `plan` writes it or made by hand.
    pub(super) rota: PathBuf,
    /// The folder to write to. Files of an earlier run in it are replaced as a whole, all others left alone.
    #[arg(long)]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) outputs: Outputs,
    #[command(flatten)]
    pub(super) situation: Situation,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime check county --week 2026-11-30 rota/rota.csv

exit codes: 0 no rule is broken, 1 a rule is broken, 2 errors in the input")]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// The rota to check, as `plan` writes it.
    pub(super) rota: PathBuf,
    #[command(flatten)]
    pub(super) situation: Situation,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime validate county --week 2026-11-30

exit codes: 0 no errors, 2 errors in the input")]
pub(super) struct Validate {
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime export county --week 2026-11-30 --format lp --out week.lp")]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) input: Input,
    /// The file format.
    #[arg(long, value_enum)]
    pub(super) format: ModelFormat,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime generate --size county --seed 7 invented

exit codes: 0 written, 1 failed, 2 the folder is not empty, or errors in the command line")]
pub(super) struct Generate {
    /// The folder to write to: a new one, or one without anything in it.
    pub(super) out: PathBuf,
    /// Sessions due: a team has 60, a county 280, a large county 500, a metropolis 1,500.
    #[arg(long, value_parser = values::size())]
    pub(super) size: Size,
    /// The seed of all choices left to chance: the same arguments write the same files on every machine.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(super) seed: u64,
    /// The Monday that begins the planning week.
    #[arg(long, value_name = "MONDAY", default_value = "2026-11-30", value_parser = values::week)]
    pub(super) week: Week,
    /// How much of the time of workers and rooms the demand takes, 30 to 200 per cent.
    #[arg(long, value_name = "PERCENT", default_value = "80", value_parser = values::percent::<30, 200>)]
    pub(super) tightness: Percent,
    /// Sessions due that a court ordered, in proceedings, of other looked-after children, and where there is room: four
    /// shares that are 100 together.
    #[arg(long, value_name = "A,B,C,D", default_value = "37,30,31,2", value_parser = values::mix)]
    pub(super) mix: Mix,
    /// Of the sessions of other looked-after children: those of six-a-year links, 0 to 100 per cent.
    #[arg(long, value_name = "PERCENT", default_value = "10", value_parser = values::percent::<0, 100>)]
    pub(super) long_term: Percent,
    /// Of the sessions due: those with two workers, 0 to 50 per cent.
    #[arg(long, value_name = "PERCENT", default_value = "5", value_parser = values::percent::<0, 50>)]
    pub(super) two_workers: Percent,
    /// Of the sessions due: those in the community or by video, 0 to 50 per cent.
    #[arg(long, value_name = "PERCENT", default_value = "6", value_parser = values::percent::<0, 50>)]
    pub(super) elsewhere: Percent,
    /// Weeks of history, 0 to 52.
    #[arg(long, value_name = "WEEKS", default_value_t = 12, value_parser = clap::value_parser!(u32).range(0..=52))]
    pub(super) history_weeks: u32,
    /// Print errors only.
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// File formats of mixed-integer models.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ModelFormat {
    /// CPLEX LP, which people can read.
    Lp,
    /// Free MPS, which every solver can read.
    Mps,
}

/// What plans a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanEngine {
    /// Search beside a bound.
    Kintime,
    /// The whole week as one mixed-integer model.
    Whole,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime bench data --week 2026-11-30 --out bench --seeds 1,2 --time-limits 10s,60s

engines:
  kintime                    this program's own search and bound
  whole                      the whole model, given to the solver of this build
  command:NAME=PROGRAM ARGS  any other program, split at spaces. In its arguments stand
    {folder} {week} {seconds} {work} {seed} {threads}  what is asked of it
    {lp} {mps}          files with the whole model that it may read
    {rota} {solution}   where it leaves its answer: a rota.csv, or lines of column and value
    {trace}             where it may leave its curves, as `kintime plan --trace` does

exit codes: 0 done, 1 failed or a defect was found in some run, 2 errors in the input")]
pub(super) struct Bench {
    /// A planning folder, or a folder that holds some at any depth.
    pub(super) suite: PathBuf,
    /// The folder to write `results.json`, `results.csv` and `results.html` to.
    #[arg(long)]
    pub(super) out: PathBuf,
    /// The Monday of the planning week [default: the one in `EXPECTED.json` of each folder].
    #[arg(long, value_name = "MONDAY", value_parser = values::week)]
    pub(super) week: Option<Week>,
    /// What plans; may be given several times.
    #[arg(long = "engine", value_name = "ENGINE", default_value = "kintime")]
    pub(super) engines: Vec<Engine>,
    /// The seeds of choices left to chance.
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', default_value = "1")]
    pub(super) seeds: Vec<u64>,
    /// How long a run may take, as `10s,1m` [default: 60s, unless there are work limits].
    #[arg(long, value_name = "TIMES", value_delimiter = ',', value_parser = values::duration, conflicts_with = "work_limits")]
    pub(super) time_limits: Vec<Duration>,
    /// How much work a run may do: the same input, seed and limit give the same rota on every machine.
    #[arg(long, value_name = "UNITS", value_delimiter = ',')]
    pub(super) work_limits: Vec<u64>,
    /// How many threads a run may use [default: one for each core].
    #[arg(long, value_name = "NUMBER", value_parser = values::threads)]
    pub(super) threads: Option<usize>,
    /// Say of each run whether it is better or worse than in these older results.
    #[arg(long, value_name = "RESULTS.JSON")]
    pub(super) compare: Option<PathBuf>,
    #[command(flatten)]
    pub(super) shown: Shown,
}
