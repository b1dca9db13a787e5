//! What a run left in its files: a rota, what it claims of it, and how it came there. It is read here and judged elsewhere.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::curve::Curve;
use crate::domain::{Problem, Rota};
use crate::input::read_rota;
use crate::output::visible;

/// The files of an answer.
#[derive(Clone, Debug)]
pub(super) struct AnswerFiles {
    /// The rota.
    pub(super) rota: PathBuf,
    /// What the planner says of it, in the form of `score.json`.
    pub(super) score: PathBuf,
    /// The curves.
    pub(super) trace: PathBuf,
}

/// What a planner answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// The rota.
    pub(super) rota: Rota,
    /// Where its file strays from the form.
    pub(super) form: Vec<String>,
    /// What it is said to cost.
    pub(super) claimed: Option<i64>,
    /// What every rota is said to cost at least.
    pub(super) bound: i64,
    /// How it came there; empty where nothing tells.
    pub(super) curve: Curve,
}

/// What is read of `score.json`.
#[derive(Deserialize)]
struct Score {
    objective: i64,
    bound: i64,
}

impl Answer {
    /// Reads the rota of a run, if it left one.
    ///
    /// # Errors
    /// If what it left cannot be read, as a sentence.
    pub(super) fn read(problem: &Problem, files: &AnswerFiles) -> Result<Option<Self>, String> {
        if !files.rota.exists() {
            return Ok(None);
        }
        let file = read_rota(&files.rota, problem).map_err(|defects| {
            let first = defects.errors().next().map(|defect| visible(&defect.to_string()));
            format!("its rota cannot be read: {}", first.unwrap_or_default())
        })?;
        let form = file.form.iter().map(|form| visible(&form.defect.to_string())).collect();
        Self { rota: file.rota, form, ..Self::default() }.with_claims(files).map(Some)
    }

    /// Adds what the run says of the rota: the last bound of its trace counts where there is no score.
    ///
    /// # Errors
    /// If a file cannot be read, as a sentence.
    pub(super) fn with_claims(self, files: &AnswerFiles) -> Result<Self, String> {
        let curve = if files.trace.exists() {
            Curve::read(&files.trace).map_err(|error| format!("its trace cannot be read: {}", visible(&error)))?
        } else {
            Curve::default()
        };
        let score = score(&files.score)?;
        let last = curve.0.last().map_or(0, |point| point.bound);
        let (claimed, bound) = score.map_or((None, last), |score| (Some(score.objective), score.bound));
        Ok(Self { claimed, bound, curve, ..self })
    }
}

fn score(path: &Path) -> Result<Option<Score>, String> {
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map(Some).map_err(|error| format!("its score cannot be read: {error}"))
}
