//! The command line of the verbs for the life of a rota after it was planned: compare, record, suggest, explain.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::{Input, Shown, Situation};
use super::values::{self, Occurrence};
use crate::domain::Week;

#[derive(Args, Debug)]
#[command(after_help = "example: kintime diff county --week 2026-11-30 monday/rota.csv tuesday/rota.csv

exit codes: 0 compared, 1 failed, 2 errors in the input")]
pub(super) struct Diff {
    #[command(flatten)]
    pub(super) input: Input,
    /// The earlier rota.
    pub(super) before: PathBuf,
    /// The later rota.
    pub(super) after: PathBuf,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime record county rota/rota.csv --missed R0123 --cancelled R0456@2026-12-02

exit codes: 0 recorded, 1 failed, 2 errors in the input; history.csv is then as it was")]
pub(super) struct Record {
    /// The planning folder, whose `history.csv` is brought up to date.
    pub(super) folder: PathBuf,
    /// The rota whose planned sessions are recorded.
    pub(super) rota: PathBuf,
    /// The Monday of the rota's week [default: by the dates of the rota].
    #[arg(long, value_name = "MONDAY", value_parser = values::week)]
    pub(super) week: Option<Week>,
    /// What became of the sessions that are not named.
    #[arg(long, value_enum, default_value_t = RecordStatus::Held)]
    pub(super) status: RecordStatus,
    /// Sessions that were held, as `R0123@2026-12-02`, or all of a request, as `R0123`; may be given several times.
    #[arg(long, value_name = "SESSION", value_parser = values::occurrence)]
    pub(super) held: Vec<Occurrence>,
    /// Sessions to which somebody did not come.
    #[arg(long, value_name = "SESSION", value_parser = values::occurrence)]
    pub(super) missed: Vec<Occurrence>,
    /// Sessions that were called off.
    #[arg(long, value_name = "SESSION", value_parser = values::occurrence)]
    pub(super) cancelled: Vec<Occurrence>,
    #[command(flatten)]
    pub(super) shown: Shown,
}

/// What became of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordStatus {
    /// It took place.
    Held,
    /// It is planned, and nothing else is known.
    Planned,
    /// It was called off.
    Cancelled,
    /// Somebody did not come.
    Missed,
}

impl RecordStatus {
    /// The word in `history.csv`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
            Self::Missed => "missed",
        }
    }
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime suggest county --week 2026-11-30 --rota rota/rota.csv R0456 --moving 1

exit codes: 0 suggested, also if there is no place, 1 failed, 2 errors in the input")]
pub(super) struct Suggest {
    #[command(flatten)]
    pub(super) input: Input,
    /// The rota as it is.
    #[arg(long, value_name = "ROTA.CSV")]
    pub(super) rota: PathBuf,
    /// The session to place: a request, as `R0456`, or one of its planned sessions, as `R0456@2026-12-02`.
    #[arg(value_name = "SESSION", value_parser = values::occurrence)]
    pub(super) session: Occurrence,
    /// How many places to list.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub(super) most: usize,
    /// How many other sessions may move for it, 0 to 2.
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = values::moving)]
    pub(super) moving: usize,
    #[command(flatten)]
    pub(super) situation: Situation,
    #[command(flatten)]
    pub(super) shown: Shown,
}

#[derive(Args, Debug)]
#[command(after_help = "example: kintime explain county --week 2026-11-30 --rota rota/rota.csv R0456

exit codes: 0 explained, 1 failed, 2 errors in the input")]
pub(super) struct Explain {
    #[command(flatten)]
    pub(super) input: Input,
    /// The rota as it is.
    #[arg(long, value_name = "ROTA.CSV")]
    pub(super) rota: PathBuf,
    /// The requests to explain.
    #[arg(value_name = "REQUEST", required_unless_present = "all")]
    pub(super) requests: Vec<String>,
    /// Explain every request with an unplaced session.
    #[arg(long, conflicts_with = "requests")]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) situation: Situation,
    #[command(flatten)]
    pub(super) shown: Shown,
}
