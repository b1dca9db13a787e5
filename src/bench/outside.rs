//! Solvers of others: their command line with everything filled in, the model files that it asks for, and the rota that a
//! solution of the model stands for.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::engine::{OutsideSolver, PLACEHOLDERS};
use super::job::Job;
use super::record::Machine;
use super::solution_file::values;
use crate::domain::Rota;
use crate::model::Model;
use crate::model::export::{write_lp, write_mps};
use crate::model::whole::WholeModel;

/// Columns for placements, rooms and workers beyond which no model file is written.
const MOST_COLUMNS: usize = 2_000_000;

/// The files that an outside solver may read and write, all in one passing folder.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    pub(super) lp: PathBuf,
    pub(super) mps: PathBuf,
    pub(super) solution: PathBuf,
    pub(super) rota: PathBuf,
    pub(super) trace: PathBuf,
}

impl Exchange {
    /// The names of the files in a folder.
    pub(super) fn within(folder: &Path) -> Self {
        let file = |name| folder.join(name);
        Self {
            lp: file("model.lp"),
            mps: file("model.mps"),
            solution: file("solution.txt"),
            rota: file("rota.csv"),
            trace: file("trace.csv"),
        }
    }
}

/// Whether the solver asks for the mixed-integer model by file, or answers with a solution of it.
pub(super) fn wants_model(solver: &OutsideSolver) -> bool {
    ["{lp}", "{mps}", "{solution}"].into_iter().any(|file| solver.uses(file))
}

/// The week as a mixed-integer model.
///
/// # Errors
/// If it is too large, as a sentence.
pub(super) fn whole_model(model: &Model<'_>) -> Result<WholeModel, String> {
    WholeModel::build_within(model, MOST_COLUMNS).map_err(|error| error.to_string())
}

/// Writes the model files that the solver asks for.
///
/// # Errors
/// If writing fails.
pub(super) fn write_models(solver: &OutsideSolver, whole: &WholeModel, exchange: &Exchange) -> io::Result<()> {
    if solver.uses("{lp}") {
        write(&exchange.lp, |to| write_lp(whole, to))?;
    }
    if solver.uses("{mps}") {
        write(&exchange.mps, |to| write_mps(whole, to))?;
    }
    Ok(())
}

fn write(path: &Path, model: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut to = BufWriter::new(File::create(path)?);
    model(&mut to)?;
    to.flush()
}

/// The solver's command line for a job.
pub(super) fn command(solver: &OutsideSolver, job: &Job<'_>, exchange: &Exchange) -> Command {
    let mut words = solver.words.iter().map(|word| fill(word, |name| value(name, job, exchange)));
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// A word with the values of its placeholders, in which no further placeholders are looked for.
fn fill(word: &str, value: impl Fn(&str) -> String) -> String {
    let (mut filled, mut rest) = (String::new(), word);
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = PLACEHOLDERS.into_iter().find(|name| rest.starts_with(name));
        filled.push_str(&name.map_or_else(|| "{".to_owned(), &value));
        rest = &rest[name.map_or(1, str::len)..];
    }
    filled + rest
}

fn value(name: &str, job: &Job<'_>, exchange: &Exchange) -> String {
    let path = |path: &Path| path.display().to_string();
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    match name {
        "{folder}" => path(&job.instance.folder),
        "{week}" => job.instance.week.to_string(),
        "{lp}" => path(&exchange.lp),
        "{mps}" => path(&exchange.mps),
        "{solution}" => path(&exchange.solution),
        "{rota}" => path(&exchange.rota),
        "{trace}" => path(&exchange.trace),
        "{seconds}" => number(job.limit.seconds()),
        "{work}" => number(job.limit.units()),
        "{seed}" => job.seed.to_string(),
        _ => job.threads.unwrap_or_else(|| Machine::this().processors).to_string(),
    }
}

/// The rota that the solver's solution file stands for, if it left one.
///
/// # Errors
/// If the file has nothing of the model in it, as a sentence.
pub(super) fn rota_of(whole: &WholeModel, exchange: &Exchange) -> Result<Option<Rota>, String> {
    let Ok(bytes) = fs::read(&exchange.solution) else { return Ok(None) };
    let values = values(&String::from_utf8_lossy(&bytes), whole.program());
    let values = values.ok_or("its solution file names no column of the model")?;
    Ok(Some(whole.decode(&values)))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{Exchange, command};
    use crate::bench::{Engine, Instance, Job, Limit};
    use crate::domain::testing::week;

    #[test]
    fn every_placeholder_is_filled_in_within_its_word() {
        let engine: Engine =
            "command:x=p {folder}/a {week} --out={rota} {solution} {work} {seed} {threads} {lp}{mps} {trace}"
                .parse()
                .unwrap();
        let folder = PathBuf::from("/with space/{seed}");
        let instance = Instance { name: "a".to_owned(), folder, week: week(), published: None };
        let job = Job { instance: &instance, engine: &engine, seed: 7, limit: Limit::Work(9), threads: Some(3) };
        let Engine::Outside(solver) = &engine else { panic!("{engine:?}") };
        let command = command(solver, &job, &Exchange::within(Path::new("t")));
        let words: Vec<_> = command.get_args().map(|word| word.to_str().unwrap()).collect();
        assert_eq!(command.get_program(), "p");
        assert_eq!(
            words,
            [
                "/with space/{seed}/a",
                "2026-11-30",
                "--out=t/rota.csv",
                "t/solution.txt",
                "9",
                "7",
                "3",
                "t/model.lpt/model.mps",
                "t/trace.csv"
            ]
        );
    }
}
