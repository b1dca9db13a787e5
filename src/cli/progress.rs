//! How a run is going: a bar on a terminal, a line now and then elsewhere. It prints no more often than a person can
//! read, and tells the solver when to stop.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle as Template};

use super::interrupt::Interrupt;
use super::printer::{Printer, ProgressStyle};
use crate::solve::{Progress, Watcher};

/// The least time between two lines.
const BETWEEN_LINES: Duration = Duration::from_secs(5);

/// Follows a run on behalf of the user.
pub(super) struct Follower<'a> {
    interrupt: &'a Interrupt,
    show: Show<'a>,
}

enum Show<'a> {
    Nothing,
    Bar(ProgressBar),
    Lines { printer: &'a Printer, last: Mutex<Option<Instant>> },
}

impl<'a> Follower<'a> {
    /// Follows in the printer's style until `interrupt` is set.
    pub(super) fn new(printer: &'a Printer, interrupt: &'a Interrupt) -> Self {
        let show = match printer.progress() {
            ProgressStyle::Nothing => Show::Nothing,
            ProgressStyle::Bar => Show::Bar(bar()),
            ProgressStyle::Lines => Show::Lines { printer, last: Mutex::new(None) },
        };
        Self { interrupt, show }
    }

    /// Takes the bar off the screen.
    pub(super) fn finish(&self) {
        if let Show::Bar(bar) = &self.show {
            bar.finish_and_clear();
        }
    }
}

impl Watcher for Follower<'_> {
    fn progress(&self, progress: &Progress) {
        match &self.show {
            Show::Nothing => {}
            Show::Bar(bar) => bar.set_message(sentence(progress)),
            Show::Lines { printer, last } => {
                if is_time(last) {
                    printer.note(format_args!("{:>4} s  {}", progress.elapsed.as_secs(), sentence(progress)));
                }
            }
        }
    }

    fn is_cancelled(&self) -> bool {
        self.interrupt.is_set()
    }
}

fn bar() -> ProgressBar {
    let template = Template::with_template("{spinner} {elapsed} {wide_msg}").expect("a template of known keys");
    let bar = ProgressBar::new_spinner().with_style(template);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Whether the last line is long enough ago; if so, one is printed now.
fn is_time(last: &Mutex<Option<Instant>>) -> bool {
    let mut last = last.lock().expect("nobody panics with the lock");
    let due = last.is_none_or(|last| last.elapsed() >= BETWEEN_LINES);
    if due {
        *last = Some(Instant::now());
    }
    due
}

fn sentence(progress: &Progress) -> String {
    let (objective, bound) = (progress.objective.0, progress.bound.0);
    format!("objective {objective}, bound {bound}, gap {:.2} % ({})", percent(objective, bound), progress.by)
}

/// The gap as a percentage, for the eye only.
fn percent(objective: i64, bound: i64) -> f64 {
    if objective == 0 { 0.0 } else { 100.0 * (objective - bound) as f64 / objective as f64 }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Duration;

    use super::{is_time, sentence};
    use crate::domain::Cost;
    use crate::solve::Progress;

    #[test]
    fn a_line_says_how_near_the_best_it_is() {
        let progress = |objective, bound| {
            let (elapsed, objective, bound) = (Duration::from_secs(1), Cost(objective), Cost(bound));
            sentence(&Progress { elapsed, work: 1, objective, bound, by: "search" })
        };
        assert_eq!(progress(200, 150), "objective 200, bound 150, gap 25.00 % (search)");
        assert_eq!(progress(0, 0), "objective 0, bound 0, gap 0.00 % (search)");
    }

    #[test]
    fn the_second_line_waits() {
        let last = Mutex::new(None);
        assert!(is_time(&last));
        assert!(!is_time(&last));
    }
}
