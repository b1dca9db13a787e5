//! The weeks of all workers in a draft: tasks by day, paid minutes and what they cost.

use crate::domain::{Cost, Day, Minutes, Problem, Weights, WorkerId};
use crate::model::{DemandId, Model, Roster};

use super::day::{DayRules, DayTask, DayValue, Tasks, cost_of};
use super::quarters::Quarters;
use super::series::MISSING;

/// The week of one worker.
#[derive(Clone, Debug)]
struct WorkerWeek {
    days: [Tasks; 7],
    /// What each day takes; `None` for a day that cannot be worked.
    values: [Option<DayValue>; 7],
    sessions: [u32; 7],
    paid: Minutes,
}

/// The weeks of all workers.
#[derive(Clone, Debug)]
pub(crate) struct Workers {
    weeks: Vec<WorkerWeek>,
    /// For each of them the quarter hours of each day that no session may touch.
    full: Vec<[Quarters; 7]>,
}

/// One more task in a worker's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extended {
    value: DayValue,
    /// The difference in cost.
    pub(crate) delta: Cost,
}

impl Workers {
    /// Everybody with duties only.
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let weeks: Vec<_> = model.roster().iter().map(|roster| WorkerWeek::new(model, roster)).collect();
        let of_week = |(week, roster): (&WorkerWeek, &Roster)| Day::ALL.map(|day| week.full(roster, day));
        let full = weeks.iter().zip(model.roster()).map(of_week).collect();
        Self { weeks, full }
    }

    /// Whether a worker is there on a day and has a session and paid time of that length to spare.
    pub(crate) fn may_take(&self, model: &Model<'_>, worker: WorkerId, day: Day, length: Minutes) -> bool {
        let week = &self.weeks[worker.index()];
        let somebody = &model.problem()[worker];
        week.sessions[day.index()] < somebody.max_sessions_per_day
            && !model.roster()[worker.index()].days[day.index()].shifts.is_empty()
            && (week.values[day.index()].is_none() || week.paid + length <= somebody.most_paid())
    }

    /// What a worker's day becomes with one more session; `None` if it cannot be done.
    pub(crate) fn extended(&self, model: &Model<'_>, worker: WorkerId, day: Day, task: DayTask) -> Option<Extended> {
        if self.full[worker.index()][day.index()].meets(Quarters::touched(task.time)) {
            return None;
        }
        let week = &self.weeks[worker.index()];
        let somebody = &model.problem()[worker];
        if week.sessions[day.index()] >= somebody.max_sessions_per_day {
            return None;
        }
        let roster = &model.roster()[worker.index()];
        let before = week.values[day.index()];
        let value = rules(model, roster).value_with(
            &roster.days[day.index()],
            &week.days[day.index()],
            before.as_ref(),
            task,
        )?;
        let paid = week.paid - before.unwrap_or_default().paid + value.paid;
        if paid > somebody.most_paid() {
            return None;
        }
        let weights = model.problem().weights();
        let first_of_day = somebody.agency && week.days[day.index()].is_empty();
        let agency_day = if first_of_day { weights.agency_day } else { Cost::ZERO };
        let days = cost_of(&value, weights) - cost_of_kept(before, weights) + agency_day;
        let delta =
            days + cost_of_paid(model.problem(), worker, paid) - cost_of_paid(model.problem(), worker, week.paid);
        Some(Extended { value, delta })
    }

    /// Puts a task into a day that can take it and returns the difference in cost.
    pub(crate) fn add(&mut self, model: &Model<'_>, worker: WorkerId, day: Day, task: DayTask) -> Cost {
        let before = self.cost_on(model, worker, day);
        let week = &mut self.weeks[worker.index()];
        let at = week.days[day.index()].partition_point(|other| other.time.from < task.time.from);
        week.days[day.index()].insert(at, task);
        let roster = &model.roster()[worker.index()];
        week.refresh(model, roster, day);
        self.full[worker.index()][day.index()] = week.full(roster, day);
        self.cost_on(model, worker, day) - before
    }

    /// Takes the session of a demand out of a day and returns the difference in cost.
    pub(crate) fn remove(&mut self, model: &Model<'_>, worker: WorkerId, day: Day, demand: DemandId) -> Cost {
        let before = self.cost_on(model, worker, day);
        let week = &mut self.weeks[worker.index()];
        week.days[day.index()].retain(|task| task.demand != Some(demand));
        let roster = &model.roster()[worker.index()];
        week.refresh(model, roster, day);
        self.full[worker.index()][day.index()] = week.full(roster, day);
        self.cost_on(model, worker, day) - before
    }

    /// The tasks of a worker's day, in order of time.
    pub(crate) fn day(&self, worker: WorkerId, day: Day) -> &[DayTask] {
        &self.weeks[worker.index()].days[day.index()]
    }

    /// Paid minutes of a worker's week.
    pub(crate) fn paid(&self, worker: WorkerId) -> Minutes {
        self.weeks[worker.index()].paid
    }

    /// What all days of a worker cost: travel, waiting, strain, overtime, agency.
    pub(crate) fn cost(&self, model: &Model<'_>, worker: WorkerId) -> Cost {
        let days: Cost = Day::ALL.into_iter().map(|day| self.cost_of_day(model, worker, day)).sum();
        days + cost_of_paid(model.problem(), worker, self.weeks[worker.index()].paid)
    }

    /// All that changes of it with the tasks of a day.
    fn cost_on(&self, model: &Model<'_>, worker: WorkerId, day: Day) -> Cost {
        let paid = self.weeks[worker.index()].paid;
        self.cost_of_day(model, worker, day) + cost_of_paid(model.problem(), worker, paid)
    }

    /// What a day costs, its pay apart.
    fn cost_of_day(&self, model: &Model<'_>, worker: WorkerId, day: Day) -> Cost {
        let week = &self.weeks[worker.index()];
        let weights = model.problem().weights();
        let is_agency_day = model.problem()[worker].agency && !week.days[day.index()].is_empty();
        let agency = if is_agency_day { weights.agency_day } else { Cost::ZERO };
        cost_of_kept(week.values[day.index()], weights) + agency
    }
}

impl WorkerWeek {
    fn new(model: &Model<'_>, roster: &Roster) -> Self {
        let duties = |day: Day| {
            let tasks = roster.days[day.index()].duties.iter();
            tasks.map(|&(time, spot)| DayTask { time, spot, demand: None }).collect()
        };
        let mut week = Self {
            days: Day::ALL.map(duties),
            values: [Some(DayValue::default()); 7],
            sessions: [0; 7],
            paid: Minutes::ZERO,
        };
        for day in Day::ALL {
            week.refresh(model, roster, day);
        }
        week
    }

    /// The quarter hours of a day that are outside all shifts, in leave or taken by a task.
    fn full(&self, roster: &Roster, day: Day) -> Quarters {
        let hours = &roster.days[day.index()];
        let mut there = Quarters::default();
        hours.shifts.iter().for_each(|shift| there.add(Quarters::touched(*shift)));
        let mut full = there.others();
        hours.away.iter().for_each(|away| full.add(Quarters::filled(*away)));
        self.days[day.index()].iter().for_each(|task| full.add(Quarters::filled(task.time)));
        full
    }

    /// Computes what follows from the tasks of a day.
    fn refresh(&mut self, model: &Model<'_>, roster: &Roster, day: Day) {
        let tasks = &self.days[day.index()];
        let nothing = Some(DayValue::default()).filter(|_| tasks.is_empty());
        let value = nothing.or_else(|| rules(model, roster).value(&roster.days[day.index()], tasks));
        let sessions = tasks.iter().filter(|task| task.demand.is_some()).count();
        self.sessions[day.index()] = u32::try_from(sessions).unwrap_or(u32::MAX);
        self.paid += value.unwrap_or_default().paid - self.values[day.index()].unwrap_or_default().paid;
        self.values[day.index()] = value;
    }
}

/// What a day costs. Where a way round is shorter than the straight one, taking a task out may leave a day that cannot be
/// worked: it outweighs every honest cost, so that no such day stays.
fn cost_of_kept(value: Option<DayValue>, weights: &Weights) -> Cost {
    value.map_or(MISSING, |value| cost_of(&value, weights))
}

fn rules<'a>(model: &'a Model<'_>, roster: &Roster) -> DayRules<'a> {
    DayRules { spots: model.spots(), policy: model.problem().policy(), base: roster.base }
}

/// What the paid minutes of a worker's week cost: strain and overtime, or agency minutes.
pub(crate) fn cost_of_paid(problem: &Problem, worker: WorkerId, paid: Minutes) -> Cost {
    let (somebody, weights): (_, &Weights) = (&problem[worker], problem.weights());
    if somebody.agency {
        return paid.cost(weights.agency_minute);
    }
    let percent = i64::from(problem.policy().strain_percent);
    let strained = i64::from(somebody.contracted.0) * percent / 100;
    let strain = (i64::from(paid.min(somebody.contracted).0) - strained).max(0);
    let overtime = (paid - somebody.contracted).max(Minutes::ZERO);
    weights.strain_minute * strain + overtime.cost(weights.overtime_minute)
}
