//! `kintime plan`: reads a folder, plans the week and writes the rota, its score and the timetables.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::arguments::Plan;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::planning;
use super::printer::Printer;
use super::progress::Follower;
use super::reading::{Kind, read_for, refuse_input};
use super::sentences::stay;
use super::weeks;
use super::writing::{digests, outputs_recorded, write_outputs};
use crate::domain::{PriorityClass, RequestId};
use crate::model::Model;
use crate::model::shortage::{shortages, unplaced_at_least};
use crate::output::{Manifest, OutputFile, OutputFolder, Score, WeekView, write_file, write_summary, write_trace_csv};
use crate::rota::{PlannedWeek, Unplaced};
use crate::solve::{Options, Progress};

/// How long a run lasts when the user sets no limit.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Runs the verb.
pub(super) fn run(arguments: &Plan, printer: &Printer) -> Result<Exit, Failure> {
    let began = Instant::now();
    refuse_input(&arguments.input.folder, &arguments.out, Kind::Folder)?;
    arguments.trace.as_deref().map_or(Ok(()), |trace| refuse_input(&arguments.input.folder, trace, Kind::File))?;
    if let Some(weeks) = arguments.weeks {
        use_threads(arguments.threads)?;
        return weeks::run(arguments, weeks, &Interrupt::listen()?, printer);
    }
    let reading = read_for(&arguments.outputs, &arguments.input, &arguments.situation, printer)?;
    let output = OutputFolder::open(&arguments.out).map_err(Failure::file("write to", &arguments.out))?;
    use_threads(arguments.threads)?;
    let interrupt = Interrupt::listen()?;
    let model = Model::new(&reading.problem);
    announce(&model, printer);
    let follower = Follower::new(printer, &interrupt);
    let planned = planning::plan(&model, arguments.engine, &options(arguments), &follower);
    follower.finish();
    let (planned, trace) = planned?;
    let view = WeekView::new(&planned);
    let manifest = Manifest { options: recorded(arguments), inputs: digests(&reading.files) };
    let files = write_outputs(&view, &manifest, &arguments.outputs, &output, &arguments.out)?;
    arguments.trace.as_deref().map_or(Ok(()), |path| write_trace(path, &trace))?;
    if interrupt.is_set() {
        printer.warning("the run was interrupted: this is the best rota found until then");
    }
    printer.text(|to| {
        write_summary(&view, &mut *to)?;
        writeln!(
            to,
            "\nwrote {} files to `{}` in {} s",
            files.len(),
            arguments.out.display(),
            began.elapsed().as_secs()
        )
    })?;
    printer.json(|| Planned::new(&view, &files))?;
    Ok(outcome(arguments.strict, &planned, printer))
}

/// What the solver is told.
pub(super) fn options(arguments: &Plan) -> Options {
    let unlimited = arguments.time_limit.is_none() && arguments.work_limit.is_none();
    Options {
        seed: arguments.seed,
        time_limit: arguments.time_limit.or(unlimited.then_some(TIME_LIMIT)),
        work_limit: arguments.work_limit,
        gap: arguments.gap.0,
        whole_model: true,
        start: None,
    }
}

/// Says what cannot fit, that the search begins, and how to end it; from here on signals are heard.
fn announce(model: &Model<'_>, printer: &Printer) {
    let (week, due) = (model.problem().week(), model.problem().sessions_due());
    let short = shortages(model);
    if !short.is_empty() {
        let unplaced = unplaced_at_least(&short);
        let stay = stay(unplaced);
        printer.warning(format_args!("at least {unplaced} of the sessions due {stay}: `kintime validate` says why"));
    }
    printer.note(format_args!("planning {due} sessions, week of {week}; Ctrl-C ends with the best rota so far"));
}

fn use_threads(threads: Option<usize>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build_global().map_err(|error| Failure::System("start threads", error.to_string()))
}

/// The options that bear on the rota, as the manifest keeps them.
pub(super) fn recorded(arguments: &Plan) -> Map<String, Value> {
    let options = options(arguments);
    let recorded = json!({
        "engine": format!("{:?}", arguments.engine).to_lowercase(),
        "seed": options.seed,
        "time_limit_seconds": options.time_limit.map(|limit| limit.as_secs()),
        "work_limit": options.work_limit,
        "gap": options.gap,
        "threads": arguments.threads,
    });
    let recorded = match recorded {
        Value::Object(options) => options,
        _ => Map::new(),
    };
    recorded.into_iter().chain(outputs_recorded(&arguments.outputs, &arguments.situation)).collect()
}

fn write_trace(path: &Path, trace: &[Progress]) -> Result<(), Failure> {
    write_file(path, |to| write_trace_csv(trace, to)).map_err(Failure::file("write", path))
}

/// What `--json` prints.
#[derive(Serialize)]
struct Planned<'a> {
    week: String,
    score: Score,
    unplaced: Vec<Value>,
    files: Vec<&'a str>,
}

impl<'a> Planned<'a> {
    fn new(view: &WeekView<'_>, files: &'a [OutputFile]) -> Self {
        let problem = view.problem();
        let reason = |unplaced: &Unplaced| {
            let asked = &problem[unplaced.request];
            let (class, reason) = (asked.priority_class().word(), unplaced.reason.word());
            json!({ "request": asked.code, "class": class, "reason": reason })
        };
        Self {
            week: problem.week().to_string(),
            score: Score::new(view),
            unplaced: view.planned.unplaced.iter().map(reason).collect(),
            files: files.iter().map(|file| file.name.as_str()).collect(),
        }
    }
}

/// With `--strict`, a court-ordered session that is unplaced makes the run fail, though its rota is written.
pub(super) fn outcome(strict: bool, planned: &PlannedWeek<'_>, printer: &Printer) -> Exit {
    let of_court = |request: RequestId| planned.problem[request].priority_class() == PriorityClass::Court;
    let missing = planned.unplaced.iter().filter(|unplaced| of_court(unplaced.request)).count();
    if !strict || missing == 0 {
        return Exit::Done;
    }
    printer.warning(format_args!("{missing} court-ordered sessions are unplaced"));
    Exit::CourtOrderedUnplaced
}
