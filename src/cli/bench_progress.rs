//! How far a bench is, on standard error: a bar that redraws itself where a person can see it, else a line for each run.

use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle as Template};

use super::printer::{Printer, ProgressStyle};
use crate::bench::{Design, Instance, Job, Limit, Record};

/// What is left of a bench.
pub(super) struct Countdown<'a> {
    printer: &'a Printer,
    bar: Option<ProgressBar>,
    began: Instant,
    /// The limits of the runs to come, the next one last.
    to_come: Vec<Limit>,
    runs: usize,
}

impl<'a> Countdown<'a> {
    /// Before the first run.
    pub(super) fn new(printer: &'a Printer, instances: &[Instance], design: &Design) -> Self {
        let mut to_come: Vec<Limit> =
            instances.iter().flat_map(|instance| design.jobs(instance).map(|job| job.limit)).collect();
        to_come.reverse();
        let runs = to_come.len();
        let bar = (printer.progress() == ProgressStyle::Bar).then(|| bar(runs));
        Self { printer, bar, began: Instant::now(), to_come, runs }
    }

    /// A run begins.
    pub(super) fn begin(&mut self, job: &Job<'_>) {
        let left = self.left().map_or_else(String::new, |left| format!(", about {} to go", HumanDuration(left)));
        let (folder, engine) = (&job.instance.name, job.engine.name());
        let sentence = format!("{folder}, {engine}, seed {}, {}{left}", job.seed, job.limit);
        let number = self.runs - self.to_come.len() + 1;
        self.to_come.pop();
        match (&self.bar, self.printer.progress()) {
            (Some(bar), _) => bar.set_message(sentence),
            (None, ProgressStyle::Lines) => self.printer.note(format_args!("{number}/{}  {sentence}", self.runs)),
            (None, _) => {}
        }
    }

    /// A run is over.
    pub(super) fn end(&self, record: &Record) {
        let bad = record.defects.iter().map(|defect| format!("DEFECT in {}: {defect}", record.key.folder));
        match &self.bar {
            Some(bar) => {
                bad.for_each(|line| bar.println(line));
                bar.inc(1);
            }
            None => bad.for_each(|line| self.printer.note(line)),
        }
    }

    /// The time that the rest takes at most under limits of time, or as the runs until now went.
    fn left(&self) -> Option<Duration> {
        let timed: Option<u64> = self.to_come.iter().map(|limit| limit.seconds()).sum();
        let done = u32::try_from(self.runs - self.to_come.len()).ok().filter(|&done| done > 0);
        let alike = || Some(self.began.elapsed() / done? * u32::try_from(self.to_come.len()).ok()?);
        timed.map(Duration::from_secs).or_else(alike)
    }
}

impl Drop for Countdown<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(runs: usize) -> ProgressBar {
    let template =
        Template::with_template("{spinner} {pos}/{len} {bar:24} {wide_msg}").expect("a template of known keys");
    let bar = ProgressBar::new(runs as u64).with_style(template);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
