//! A chart for each planning folder: objective and bound over time, on a logarithmic axis of time.

use std::io;

use plotters::chart::SeriesLabelPosition;
use plotters::prelude::IntoLogRange;

use super::super::record::Record;
use super::Chart;
use super::axes::{Area, builder, colour, drawn, legend, line, mesh, short, text};

/// The least time on the axis, in seconds.
const LEAST_SECONDS: f64 = 0.001;
/// The axis of cost ends this far from the best rota, unless a run ends beyond it.
const AROUND_BEST: (f64, f64) = (0.8, 1.25);
/// Most points of a curve that are drawn.
const MOST_POINTS: usize = 400;

/// The runs of one folder under its longest limit.
struct Race<'a> {
    runs: Vec<&'a Record>,
    seconds: (f64, f64),
    costs: (f64, f64),
}

/// The charts of all folders in which a rota was found.
pub(super) fn charts(runs: &[Record], engines: &[String]) -> io::Result<Vec<Chart>> {
    let mut folders: Vec<&str> = runs.iter().map(|run| run.key.folder.as_str()).collect();
    folders.dedup();
    folders.into_iter().filter_map(|folder| Race::new(runs, folder)).map(|race| race.chart(engines)).collect()
}

impl<'a> Race<'a> {
    fn new(runs: &'a [Record], folder: &str) -> Option<Self> {
        let found =
            runs.iter().filter(|run| run.key.folder == folder && run.sound().is_some() && !run.curve.0.is_empty());
        let longest = found.clone().map(length).max()?;
        let runs: Vec<&Record> = found.filter(|run| length(run) == longest).collect();
        let last = runs.iter().map(|run| run.seconds).fold(0.0, f64::max);
        let first = runs.iter().filter_map(|run| run.curve.first()).fold(last, f64::min).max(LEAST_SECONDS);
        let seconds = (first, (last * 1.2).max(first * 10.0));
        Some(Self { seconds, costs: costs(&runs), runs })
    }

    fn chart(&self, engines: &[String]) -> io::Result<Chart> {
        let run = self.runs[0];
        let title = format!("{}: {} sessions, {}", run.key.folder, run.sessions_due, run.key.limit);
        let svg = drawn(&format!("Objective and bound over time, {title}"), |area| self.draw(area, engines))?;
        let caption = "Thick: the cost of the best rota so far. Thin: the proven bound. One pair of lines for each seed; \
                       what lies far from the best rota is cut off.";
        Ok(Chart { title, caption: caption.to_owned(), svg })
    }

    fn draw(&self, area: &Area<'_>, engines: &[String]) -> Result<(), String> {
        let (seconds, costs) = (self.seconds, self.costs);
        let mut axes =
            builder(area).build_cartesian_2d((seconds.0..seconds.1).log_scale(), costs.0..costs.1).map_err(text)?;
        mesh(&mut axes, ["seconds", "cost"], [&|value| short(*value), &|value| short(*value)])?;
        let mut named: Vec<&str> = Vec::new();
        for run in &self.runs {
            let engine = run.key.engine.as_str();
            let colour = colour(engine, engines);
            let name = Some(engine).filter(|engine| !named.contains(engine));
            named.extend(name);
            line(&mut axes, self.steps(run, |point| point.objective), (colour, 3), name)?;
            if run.curve.0.iter().any(|point| point.bound > 0) {
                line(&mut axes, self.steps(run, |point| point.bound), (colour, 1), None)?;
            }
        }
        legend(&mut axes, SeriesLabelPosition::UpperRight)
    }

    /// A curve as steps: what was found holds until something better is.
    fn steps(&self, run: &Record, of: fn(&super::super::Point) -> i64) -> Vec<(f64, f64)> {
        let mut steps: Vec<(f64, f64)> = Vec::new();
        let each = run.curve.0.len().div_ceil(MOST_POINTS);
        let last = run.curve.0.last();
        for point in run.curve.0.iter().step_by(each).chain(last) {
            let seconds = point.seconds.clamp(self.seconds.0, self.seconds.1);
            let cost = (of(point) as f64).clamp(self.costs.0, self.costs.1);
            steps.extend(steps.last().map(|&(_, before)| (seconds, before)));
            steps.push((seconds, cost));
        }
        steps.extend(steps.last().map(|&(_, cost)| (self.seconds.1, cost)));
        steps
    }
}

/// How long a run might go on; limits of time and of work do not mix in one bench.
fn length(run: &Record) -> u64 {
    run.key.limit.seconds().or(run.key.limit.units()).unwrap_or_default()
}

/// The range of costs: around the best rota, and so far that every run's end is in it.
fn costs(runs: &[&Record]) -> (f64, f64) {
    let found = || runs.iter().filter_map(|run| run.found);
    let best = found().map(|found| found.objective).min().unwrap_or_default() as f64;
    let bounds = found().map(|found| found.bound).filter(|&bound| bound > 0);
    let low = bounds.map(|bound| bound as f64).fold(best * AROUND_BEST.0, f64::min);
    let high = found().map(|found| found.objective as f64).fold(best * AROUND_BEST.1, f64::max);
    let room = ((high - low) * 0.04).max(1.0);
    ((low - room).max(0.0), high + room)
}
