//! Whether a worker's tasks of one day fit the shift and each other, travel included.

use crate::domain::{Day, Interval, Means, Problem, Spot, Task, WorkerId};

/// What a task does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::input) enum Misfit {
    /// It lies outside the shift hours, or the journey from or to the base does.
    Shift,
    /// It overlaps the task before it, or the journey between them is too long.
    TaskBefore,
}

/// The tasks that do not fit, by their positions; `tasks` are in order of time.
pub(in crate::input) fn misfits(problem: &Problem, worker: WorkerId, day: Day, tasks: &[Task]) -> Vec<(usize, Misfit)> {
    let base = Spot::Venue(problem[worker].base);
    let travel = |from, to| problem.travel(from, to, Means::Car);
    let shifts = &problem[worker].shifts[day.index()];
    let stretch: Vec<Option<usize>> = tasks.iter().map(|task| shifts.span_holding(task.time)).collect();
    let mut found = Vec::new();
    for (index, task) in tasks.iter().enumerate() {
        let Some(span) = stretch[index] else {
            found.push((index, Misfit::Shift));
            continue;
        };
        let before = index.checked_sub(1).filter(|&before| stretch[before] == Some(span));
        let is_last = stretch.get(index + 1) != Some(&Some(span));
        let out = if before.is_none() { travel(base, task.at) } else { crate::domain::Minutes::ZERO };
        let back = if is_last { travel(task.at, base) } else { crate::domain::Minutes::ZERO };
        if !shifts.spans()[span].holds(Interval::new(task.time.from - out, task.time.to + back)) {
            found.push((index, Misfit::Shift));
        }
        if before.is_some_and(|before| task.time.from < tasks[before].time.to + travel(tasks[before].at, task.at)) {
            found.push((index, Misfit::TaskBefore));
        }
    }
    found
}
