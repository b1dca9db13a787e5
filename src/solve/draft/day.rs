//! One day of one worker: whether its tasks can be done, and what the day takes. Twin of the rules on workers' days in
//! `rules`, for one day and fast.

use smallvec::SmallVec;

use crate::domain::{Cost, Interval, Minutes, Policy};
use crate::model::{DemandId, SpotId, Spots, WorkerDay};

/// A task in a worker's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayTask {
    /// When, in minutes of the day.
    pub(crate) time: Interval,
    /// Where it begins and ends.
    pub(crate) spot: SpotId,
    /// The demand of a session; `None` for a duty.
    pub(crate) demand: Option<DemandId>,
}

/// What a day takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DayValue {
    /// Tasks, recording and travel together.
    pub(crate) paid: Minutes,
    /// Travel, base legs included.
    pub(crate) travel: Minutes,
    /// Full quarters of waiting, over all stretches.
    pub(crate) waiting_quarters: i64,
    /// Waiting of the last stretch, in minutes; negative where recording does not fit between tasks.
    pub(crate) waiting: Minutes,
}

/// Tasks in order of time.
pub(crate) type Tasks = SmallVec<[DayTask; 8]>;

/// What every day of one worker depends on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayRules<'a> {
    pub(crate) spots: &'a Spots,
    pub(crate) policy: &'a Policy,
    pub(crate) base: SpotId,
}

/// The run of tasks without a break that is under way.
struct Run {
    from: Minutes,
    tasks: u32,
}

impl DayRules<'_> {
    /// The value of a day with these tasks in order of time; `None` if they cannot be done.
    pub(crate) fn value(&self, hours: &WorkerDay, tasks: &[DayTask]) -> Option<DayValue> {
        let mut value = DayValue::default();
        let mut run = Run { from: Minutes::ZERO, tasks: 0 };
        let mut previous: Option<(&DayTask, Interval)> = None;
        for task in tasks {
            let shift = shift_of(hours, task)?;
            let leg = match previous {
                Some((before, same)) if same == shift => {
                    let leg = self.spots.drive(before.spot, task.spot);
                    value.waiting += self.waiting(before, task, leg);
                    value.travel += leg;
                    leg
                }
                Some((before, earlier)) => {
                    let home = self.go_home(before, earlier)?;
                    let out = self.set_out(task, shift)?;
                    value.travel += home + out;
                    value.waiting_quarters += value.waiting.full_quarters();
                    value.waiting = Minutes::ZERO;
                    home + out
                }
                None => {
                    let out = self.set_out(task, shift)?;
                    value.travel += out;
                    out
                }
            };
            self.continue_run(&mut run, previous.map(|(before, _)| before), task, leg)?;
            value.paid += task.time.length();
            if task.demand.is_some() {
                value.paid += self.policy.recording;
            }
            previous = Some((task, shift));
        }
        let (last, shift) = previous?;
        value.travel += self.go_home(last, shift)?;
        value.waiting_quarters += value.waiting.full_quarters();
        value.paid += value.travel;
        Some(value)
    }

    /// The value of a day with one more session, by the differences that it makes to its neighbours, where the day was
    /// worth `before` without it; `None` if it cannot be done.
    pub(crate) fn value_with(
        &self,
        hours: &WorkerDay,
        tasks: &[DayTask],
        before: Option<&DayValue>,
        task: DayTask,
    ) -> Option<DayValue> {
        let at = tasks.partition_point(|other| other.time.from < task.time.from);
        let (earlier, later) = (at.checked_sub(1).map(|i| &tasks[i]), tasks.get(at));
        if earlier.is_some_and(|other| other.time.to > task.time.from)
            || later.is_some_and(|other| task.time.to > other.time.from)
        {
            return None;
        }
        let ([shift], Some(before)) = (&hours.shifts[..], before) else {
            return self.value(hours, &with_task(tasks, at, task));
        };
        let shift = *shift;
        shift_of(hours, &task)?;
        let leg_in = match earlier {
            Some(other) => self.leg(other, &task)?,
            None => self.set_out(&task, shift)?,
        };
        let leg_out = match later {
            Some(other) => self.leg(&task, other)?,
            None => self.go_home(&task, shift)?,
        };
        if !self.has_breaks(tasks, at, &task) {
            return None;
        }
        let spot = |other: Option<&DayTask>| other.map_or(self.base, |other| other.spot);
        let saved = if tasks.is_empty() { Minutes::ZERO } else { self.spots.drive(spot(earlier), spot(later)) };
        let longer = leg_in + leg_out - saved;
        let mut value = *before;
        value.travel += longer;
        value.paid += task.time.length() + self.policy.recording + longer;
        value.waiting += earlier.map_or(Minutes::ZERO, |other| self.waiting(other, &task, leg_in));
        value.waiting += later.map_or(Minutes::ZERO, |other| self.waiting(&task, other, leg_out));
        if let (Some(earlier), Some(later)) = (earlier, later) {
            value.waiting -= self.waiting(earlier, later, saved);
        }
        value.waiting_quarters = value.waiting.full_quarters();
        Some(value)
    }

    /// Whether the run of tasks that one more task at a position belongs to is short enough, in a day of one stretch.
    fn has_breaks(&self, tasks: &[DayTask], at: usize, task: &DayTask) -> bool {
        let is_break = |earlier: &DayTask, later: &DayTask| {
            let leg = self.spots.drive(earlier.spot, later.spot);
            later.time.from - earlier.time.to - leg >= self.policy.break_length
        };
        let (mut first, mut last) = (task, task);
        for earlier in tasks[..at].iter().rev() {
            if is_break(earlier, first) {
                break;
            }
            first = earlier;
        }
        for later in &tasks[at..] {
            if is_break(last, later) {
                break;
            }
            last = later;
        }
        std::ptr::eq(first, last) || last.time.to - first.time.from <= self.policy.break_after
    }

    /// Waiting between two tasks of a stretch.
    fn waiting(&self, earlier: &DayTask, later: &DayTask, leg: Minutes) -> Minutes {
        later.time.from - earlier.time.to - leg - self.policy.recording
    }

    /// The journey between two tasks of a stretch, if there is time for it.
    fn leg(&self, earlier: &DayTask, later: &DayTask) -> Option<Minutes> {
        let leg = self.spots.drive(earlier.spot, later.spot);
        (earlier.time.to + leg <= later.time.from).then_some(leg)
    }

    /// The leg from the base to the first task of a shift, if there is time for it.
    fn set_out(&self, task: &DayTask, shift: Interval) -> Option<Minutes> {
        let leg = self.spots.drive(self.base, task.spot);
        (shift.from + leg <= task.time.from).then_some(leg)
    }

    /// The leg from the last task of a shift to the base, if there is time for it.
    fn go_home(&self, task: &DayTask, shift: Interval) -> Option<Minutes> {
        let leg = self.spots.drive(task.spot, self.base);
        (task.time.to + leg <= shift.to).then_some(leg)
    }

    /// Adds a task to the run, or begins a new one after a break; `None` if the tasks overlap or the run is too long.
    fn continue_run(&self, run: &mut Run, before: Option<&DayTask>, task: &DayTask, leg: Minutes) -> Option<()> {
        let gap = before.map(|before| task.time.from - before.time.to);
        if gap.is_some_and(|gap| gap < leg) {
            return None;
        }
        if gap.is_none_or(|gap| gap - leg >= self.policy.break_length) {
            *run = Run { from: task.time.from, tasks: 0 };
        }
        run.tasks += 1;
        let fits = run.tasks == 1 || task.time.to - run.from <= self.policy.break_after;
        fits.then_some(())
    }
}

/// The shift that holds a task, if the worker is there; duties may lie in leave.
fn shift_of(hours: &WorkerDay, task: &DayTask) -> Option<Interval> {
    let shift = hours.shifts.iter().find(|shift| shift.holds(task.time))?;
    let free = task.demand.is_none() || hours.away.iter().all(|away| !away.meets(task.time));
    free.then_some(*shift)
}

/// The tasks with one more at a position.
fn with_task(tasks: &[DayTask], at: usize, task: DayTask) -> Tasks {
    let mut all = Tasks::with_capacity(tasks.len() + 1);
    all.extend_from_slice(&tasks[..at]);
    all.push(task);
    all.extend_from_slice(&tasks[at..]);
    all
}

/// What a day's travel and waiting cost.
pub(crate) fn cost_of(value: &DayValue, weights: &crate::domain::Weights) -> Cost {
    value.travel.cost(weights.worker_minute) + weights.waiting_quarter * value.waiting_quarters
}
