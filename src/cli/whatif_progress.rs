//! How far a sweep is: a bar or lines with the time to go.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle as Template};

use super::interrupt::Interrupt;
use super::printer::{Printer, ProgressStyle};
use crate::whatif::Follower;

/// Follows a sweep.
pub(super) struct SweepProgress<'a> {
    printer: &'a Printer,
    interrupt: &'a Interrupt,
    bar: Option<ProgressBar>,
    began: Instant,
    to_do: AtomicUsize,
    done: AtomicUsize,
    /// When a line was last printed.
    told: Mutex<Instant>,
}

/// Lines come no sooner than this after each other.
const LINES_APART: Duration = Duration::from_secs(10);

impl<'a> SweepProgress<'a> {
    pub(super) fn new(printer: &'a Printer, interrupt: &'a Interrupt) -> Self {
        let bar = (printer.progress() == ProgressStyle::Bar).then(bar);
        let (began, to_do, done) = (Instant::now(), AtomicUsize::new(0), AtomicUsize::new(0));
        Self { printer, interrupt, bar, began, to_do, done, told: Mutex::new(began) }
    }

    /// Nothing more comes.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// How long the rest takes, if it goes on as it went.
    fn left(&self, done: usize, to_do: usize) -> Option<Duration> {
        let (done, rest) = (u32::try_from(done).ok()?, u32::try_from(to_do.saturating_sub(done)).ok()?);
        Some(self.began.elapsed().checked_div(done)? * rest)
    }
}

impl Follower for SweepProgress<'_> {
    fn begins(&self, to_do: usize, there: usize) {
        self.to_do.store(to_do, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        let found = if there > 0 { format!(", {there} are there already") } else { String::new() };
        self.printer.note(format_args!("{to_do} plans to make{found}; Ctrl-C ends, and what is finished is kept"));
        if let Some(bar) = &self.bar {
            bar.set_length(to_do as u64);
        }
    }

    fn done(&self) {
        let (done, to_do) = (1 + self.done.fetch_add(1, Ordering::Relaxed), self.to_do.load(Ordering::Relaxed));
        let left =
            self.left(done, to_do).map_or_else(String::new, |left| format!("about {} to go", HumanDuration(left)));
        if let Some(bar) = &self.bar {
            bar.inc(1);
            bar.set_message(left);
        } else if self.printer.progress() == ProgressStyle::Lines {
            let Ok(mut told) = self.told.lock() else { return };
            if told.elapsed() >= LINES_APART {
                *told = Instant::now();
                self.printer.note(format_args!("{done}/{to_do}  {left}"));
            }
        }
    }

    fn is_cancelled(&self) -> bool {
        self.interrupt.is_set()
    }
}

fn bar() -> ProgressBar {
    let template =
        Template::with_template("{spinner} {pos}/{len} {bar:24} {wide_msg}").expect("a template of known keys");
    let bar = ProgressBar::new(1).with_style(template);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
