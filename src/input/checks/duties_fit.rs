//! A duty fits its worker's shift and the worker's other duties, travel included.

use std::collections::BTreeMap;

use super::worker_day::{Misfit, misfits};
use crate::domain::{Day, Problem, Spot, Task, WorkerId};
use crate::input::defect::{Collector, Defect};
use crate::input::directory::Directory;
use crate::input::duties::MarkedDuty;

/// Reports duties that do not fit.
pub(in crate::input) fn check(problem: &Problem, directory: &Directory, duties: &[MarkedDuty], defects: &Collector) {
    let mut days: BTreeMap<(WorkerId, Day), Vec<&MarkedDuty>> = BTreeMap::new();
    for duty in duties.iter().filter(|duty| is_known(directory, duty)) {
        days.entry((duty.duty.worker, duty.duty.day)).or_default().push(duty);
    }
    for ((worker, day), mut duties) in days {
        duties.sort_by_key(|duty| (duty.duty.time, duty.mark.line));
        let tasks: Vec<Task> = duties.iter().map(|duty| task(duty)).collect();
        for (index, misfit) in misfits(problem, worker, day, &tasks) {
            defects.add(defect(duties[index], misfit));
        }
    }
}

/// A duty as a task.
pub(in crate::input) fn task(duty: &MarkedDuty) -> Task {
    Task { time: duty.duty.time, at: Spot::Venue(duty.duty.venue) }
}

/// Whether nothing that the duty rests on has a defect of its own.
fn is_known(directory: &Directory, duty: &MarkedDuty) -> bool {
    let worker = &directory.workers.entries()[duty.duty.worker.index()];
    let venues = [worker.thing.base, duty.duty.venue];
    worker.sound && venues.iter().all(|venue| directory.venues.entries()[venue.index()].sound)
}

fn defect(duty: &MarkedDuty, misfit: Misfit) -> Defect {
    let (problem, expected) = match misfit {
        Misfit::Shift => {
            ("the duty does not fit its worker's shift", "a time within the shift, with the way there and back")
        }
        Misfit::TaskBefore => {
            ("the duty does not fit the worker's duty before it", "a time after it, with the way there")
        }
    };
    let hint = "change the time of the duty, or the shift in workers.csv";
    Defect::error("duty-does-not-fit", duty.mark.clone(), problem).expected(expected).hint(hint)
}
