//! One run: a process is started for a job, watched to its end, and what it left is judged and put on record.

use std::cell::OnceCell;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::answer::{Answer, AnswerFiles};
use super::curve::{Curve, Point};
use super::engine::{Engine, OutsideSolver};
use super::job::Job;
use super::judge::judge;
use super::limit::Limit;
use super::measure::{Ending, Measured, measure};
use super::outside::{self, Exchange};
use super::record::Record;
use super::suite::Instance;
use crate::domain::Problem;
use crate::input::{Against, Defects, Reading, read_folder};
use crate::model::Model;
use crate::model::whole::WholeModel;
use crate::output::visible;

/// A process may take this long, or as long as its limit if that is longer, beyond its limit.
const GRACE: Duration = Duration::from_secs(30);

/// With what runs are made.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The program that `plan`s: this one.
    pub program: PathBuf,
    /// A folder for passing files.
    pub scratch: PathBuf,
}

/// A planning folder, read once for all its runs.
#[derive(Debug)]
pub struct Stage {
    problem: Problem,
    input: String,
    whole: OnceCell<Result<WholeModel, String>>,
}

/// A process that is over, with what it left, or why that is nothing.
struct Attempt {
    measured: Measured,
    answer: Result<Answer, String>,
}

impl Stage {
    /// Reads the planning folder of an instance.
    ///
    /// # Errors
    /// If it has errors.
    pub fn open(instance: &Instance) -> Result<Self, Defects> {
        let Reading { problem, files, .. } = read_folder(&instance.folder, instance.week, &Against::default())?;
        let digest =
            files.iter().fold(Sha256::new(), |digest, file| digest.chain_update(&file.name).chain_update(&file.sha256));
        let input = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { problem, input, whole: OnceCell::new() })
    }

    /// Does a job of this instance; `None` if somebody ended it.
    ///
    /// # Errors
    /// If a passing file cannot be written, or the own program cannot be started.
    pub fn run(
        &self,
        job: &Job<'_>,
        workshop: &Workshop,
        is_cancelled: &dyn Fn() -> bool,
    ) -> io::Result<Option<Record>> {
        let passing = tempfile::Builder::new().prefix("run-").tempdir_in(&workshop.scratch)?;
        let attempt = match job.engine {
            Engine::Kintime | Engine::Whole => self.plan(job, workshop, &passing, is_cancelled)?,
            Engine::Outside(solver) => match self.whole_for(solver) {
                Ok(whole) => self.outside(solver, whole, job, &passing, is_cancelled)?,
                Err(too_large) => return Ok(Some(self.record(job, None, Err(too_large)))),
            },
        };
        let is_over = attempt.measured.ending != Ending::Cancelled;
        Ok(is_over.then(|| self.record(job, Some(attempt.measured), attempt.answer)))
    }

    /// Runs `plan` of the own program.
    fn plan(
        &self,
        job: &Job<'_>,
        workshop: &Workshop,
        passing: &TempDir,
        is_cancelled: &dyn Fn() -> bool,
    ) -> io::Result<Attempt> {
        let (out, trace) = (passing.path().join("plan"), passing.path().join("trace.csv"));
        let mut command = Command::new(&workshop.program);
        command.arg("plan").arg(&job.instance.folder).args(["--week", &job.instance.week.to_string(), "--quiet"]);
        command.args(["--only", "rota"]);
        command.arg("--out").arg(&out).arg("--trace").arg(&trace).args(["--seed", &job.seed.to_string()]);
        match job.limit {
            Limit::Time(time) => command.args(["--time-limit", &format!("{}s", time.as_secs())]),
            Limit::Work(units) => command.args(["--work-limit", &units.to_string()]),
        };
        if let Some(threads) = job.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        if *job.engine == Engine::Whole {
            command.args(["--engine", "whole"]);
        }
        let (measured, said) = watch(&mut command, job, passing, is_cancelled)?;
        let files = AnswerFiles { rota: out.join("rota.csv"), score: out.join("score.json"), trace };
        let answer = Answer::read(&self.problem, &files).and_then(|answer| answer.ok_or_else(|| why(measured, &said)));
        Ok(Attempt { measured, answer })
    }

    /// Runs a program of somebody else's. What it left counts, however it ended.
    fn outside(
        &self,
        solver: &OutsideSolver,
        whole: Option<&WholeModel>,
        job: &Job<'_>,
        passing: &TempDir,
        is_cancelled: &dyn Fn() -> bool,
    ) -> io::Result<Attempt> {
        let exchange = Exchange::within(passing.path());
        whole.map_or(Ok(()), |whole| outside::write_models(solver, whole, &exchange))?;
        let mut command = outside::command(solver, job, &exchange);
        let (measured, said) = match watch(&mut command, job, passing, is_cancelled) {
            Ok(watched) => watched,
            Err(error) => (Measured::NOTHING, format!("`{}` cannot be run: {error}", solver.words[0])),
        };
        let score = passing.path().join("score.json");
        let files = AnswerFiles { rota: exchange.rota.clone(), score, trace: exchange.trace.clone() };
        let answer = Answer::read(&self.problem, &files).and_then(|read| match (read, whole) {
            (Some(answer), _) => Ok(answer),
            (None, Some(whole)) => match outside::rota_of(whole, &exchange)? {
                Some(rota) => Answer { rota, ..Answer::default() }.with_claims(&files),
                None => Err(why(measured, &said)),
            },
            (None, None) => Err(why(measured, &said)),
        });
        Ok(Attempt { measured, answer })
    }

    /// The whole model, made once, if the solver asks for it.
    fn whole_for(&self, solver: &OutsideSolver) -> Result<Option<&WholeModel>, String> {
        if !outside::wants_model(solver) {
            return Ok(None);
        }
        let whole = self.whole.get_or_init(|| outside::whole_model(&Model::new(&self.problem)));
        whole.as_ref().map(Some).map_err(Clone::clone)
    }

    fn record(&self, job: &Job<'_>, measured: Option<Measured>, answer: Result<Answer, String>) -> Record {
        let published = job.instance.published.clone();
        let judged = answer.as_ref().map(|answer| judge(&self.problem, answer, published.as_ref()));
        let (found, mut defects) = judged.map_or((None, Vec::new()), |(found, defects)| (Some(found), defects));
        let seconds = measured.map_or(0.0, |measured| rounded(measured.elapsed));
        let (curve, message) = match (answer, found) {
            (Err(message), _) => (Curve::default(), Some(message)),
            (Ok(answer), Some(found)) if answer.curve.0.is_empty() => {
                (Curve(vec![Point { seconds, objective: found.objective, bound: found.bound }]), None)
            }
            (Ok(answer), _) => (answer.curve, None),
        };
        if let (Engine::Kintime, Some(message)) = (job.engine, &message) {
            defects.push(format!("the own engine planned nothing: {message}"));
        }
        let within = |percent| found.and_then(|found| curve.within(percent, found.objective));
        Record {
            key: job.key(),
            input: self.input.clone(),
            sessions_due: self.problem.sessions_due(),
            found,
            message,
            seconds,
            first_seconds: curve.first(),
            near_seconds: within(1),
            close_seconds: within(2),
            peak_kib: measured.and_then(|measured| measured.peak_kib),
            published,
            defects,
            comparison: None,
            curve,
        }
    }
}

/// Runs a command for as long as its job allows; with what it took comes what it said on standard error.
fn watch(
    command: &mut Command,
    job: &Job<'_>,
    passing: &TempDir,
    is_cancelled: &dyn Fn() -> bool,
) -> io::Result<(Measured, String)> {
    let path = passing.path().join("stderr.txt");
    command.stdout(Stdio::null()).stderr(File::create(&path)?);
    let allowed = match job.limit {
        Limit::Time(time) => Some(time + time.max(GRACE)),
        Limit::Work(_) => None,
    };
    let measured = measure(command, allowed, is_cancelled)?;
    Ok((measured, last_words(&path)))
}

/// The last line on standard error that tells something: what begins with `error`, else the last of all.
fn last_words(path: &Path) -> String {
    let said = fs::read(path).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let error = lines.clone().find(|line| line.starts_with("error"));
    visible(error.or_else(|| lines.next_back()).unwrap_or_default())
}

/// Why there is no answer.
fn why(measured: Measured, said: &str) -> String {
    let ended = match measured.ending {
        Ending::Exited(Some(0)) => "it left no rota".to_owned(),
        Ending::Exited(Some(code)) => format!("it ended with code {code}"),
        Ending::Exited(None) => "it was ended by a signal".to_owned(),
        Ending::Overdue => format!("killed after {} seconds without an answer", measured.elapsed.as_secs()),
        Ending::Cancelled => "interrupted".to_owned(),
        Ending::NotBegun => return said.to_owned(),
    };
    if said.is_empty() { ended } else { format!("{ended}: {said}") }
}

/// Seconds with three decimals.
fn rounded(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 1000.0).round() / 1000.0
}
