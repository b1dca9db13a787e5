//! What can end a run early, each with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use crate::bench::SuiteError;
use crate::domain::Cost;
use crate::input::Defects;
use crate::model::whole::TooLarge;

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The input has errors; they are reported one by one.
    #[error("errors in the input: {}", .0.errors().count())]
    Input(Defects),
    /// There is no planning folder at that path.
    #[error("`{}` is no folder", .0.display())]
    NoFolder(PathBuf),
    /// A file or folder cannot be read or written.
    #[error("cannot {doing} `{}`: {error}", path.display())]
    File {
        /// What was attempted, as a verb.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Standard output does not take the result.
    #[error("cannot print: {0}")]
    Print(#[from] io::Error),
    /// Output would mix with input.
    #[error("`{}` is the planning folder or lies in it, and output would mix with input", .0.display())]
    IntoInput(PathBuf),
    /// A report would replace the rota that it reports.
    #[error("`{}` holds the rota, which the report would replace", .0.display())]
    IntoRota(PathBuf),
    /// A new folder is to be written where something is.
    #[error("`{}` is there already and not empty; nothing is written", .0.display())]
    NotEmpty(PathBuf),
    /// The solver's rota breaks rules, as the texts say.
    #[error("the planned rota breaks {} rules and is not written:{}", .0.len(), listed(.0))]
    RotaRejected(Vec<String>),
    /// The solver claims a bound that its own rota refutes.
    #[error("the planned rota costs {objective}, which is less than its bound of {bound}; it is not written", objective = objective.0, bound = bound.0)]
    BoundRefuted {
        /// What the rota costs.
        objective: Cost,
        /// What was claimed to be the least.
        bound: Cost,
    },
    /// The rota and the list of unplaced sessions do not make up what is due.
    #[error("{planned} sessions are planned and {unplaced} unplaced, but {due} are due; nothing is written")]
    CountsDiffer {
        /// Sessions in the rota.
        planned: usize,
        /// Sessions with a reason.
        unplaced: usize,
        /// Sessions due.
        due: u32,
    },
    /// The solver of the whole model came to no rota.
    #[error("no rota of the whole model was found within the limits")]
    NothingFound,
    /// The whole model has no solution.
    #[error("no rota obeys all rules")]
    NoRota,
    /// The whole model is not even built.
    #[error(transparent)]
    TooLarge(TooLarge),
    /// No rota can have sessions that are pinned, as the texts say.
    #[error("pins that no rota can have: {}{}", .0.len(), listed(.0))]
    PinsRefused(Vec<String>),
    /// There is no such request, or no such session in the rota.
    #[error("{0}")]
    NoSession(String),
    /// Sessions do not fit the history, as the texts say.
    #[error("nothing is recorded, for {} things do not fit:{}", .0.len(), listed(.0))]
    NotRecorded(Vec<String>),
    /// A benchmark has nothing to run.
    #[error(transparent)]
    Suite(SuiteError),
    /// The runs that a benchmark is asked for make no sense.
    #[error("{0}")]
    Design(String),
    /// A sweep of scenarios ended early.
    #[error(transparent)]
    Sweep(#[from] crate::whatif::SweepError),
    /// There is nothing to look at.
    #[error("no scenario to look at")]
    NoScenarios,
    /// Runs of a sweep are missing.
    #[error("{0} runs of the sweep are not there yet")]
    RunsMissing(usize),
    /// Threads cannot be started, or signals not be listened to.
    #[error("cannot {0}: {1}")]
    System(&'static str, String),
}

impl Failure {
    /// For `map_err` where `doing` something with `path` may fail.
    pub(super) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::File { doing, path: path.to_owned(), error }
    }

    /// What to do about it.
    pub(super) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Input(_) => Some("mend them all, then run again; nothing was written"),
            Self::File { .. } => Some("look at its path, its permissions and the space on the disk"),
            Self::NoFolder(_) => Some("name the folder that holds `requests.csv` and the other files"),
            Self::NotEmpty(_) => Some("name a new folder, or remove what is there"),
            Self::IntoInput(_) | Self::IntoRota(_) => Some("name a folder of its own"),
            Self::RotaRejected(_) => {
                Some("fixed sessions or duties that exclude each other? if not, it is a defect of kintime")
            }
            Self::BoundRefuted { .. } | Self::CountsDiffer { .. } => Some("this is a defect of kintime"),
            Self::NothingFound | Self::TooLarge(_) => Some("`--engine kintime` plans weeks of any size"),
            Self::NoRota => Some("fixed sessions or duties that exclude each other?"),
            Self::PinsRefused(_) => Some("change the pin, or leave free what stands in its way"),
            Self::NoSession(_) => Some("look at the id and the date in `rota.csv`"),
            Self::NotRecorded(_) => Some("correct the command, the rota or `history.csv`; it is as it was"),
            Self::Suite(SuiteError::NoWeek(_)) => Some("give `--week`"),
            Self::Suite(_) => Some("name a folder that holds planning folders, or is one"),
            Self::NoScenarios => Some("name a file of scenarios, or give `--n-minus-one`, `--pareto` or `--marginal`"),
            Self::RunsMissing(_) => Some("run the missing shards, or the same command again"),
            Self::Print(_) | Self::System(..) | Self::Design(_) | Self::Sweep(_) => None,
        }
    }

    /// The exit code it ends in.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Input(_)
            | Self::NoFolder(_)
            | Self::NotEmpty(_)
            | Self::NotRecorded(_)
            | Self::NoSession(_)
            | Self::PinsRefused(_)
            | Self::IntoInput(_)
            | Self::Suite(_)
            | Self::NoScenarios
            | Self::Design(_) => Exit::BadInput,
            _ => Exit::Failed,
        }
    }
}

fn listed(texts: &[String]) -> String {
    texts.iter().map(|text| format!("\n  {text}")).collect()
}
