//! Days of workers that the master may use, each once, with what they really cost.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::domain::{Cost, Day, Minutes, WorkerId};
use crate::model::{Demand, DemandId, Model, Placement};
use crate::solve::draft::{DayRules, DayTask, Plan, Tasks, cost_of_day};

use super::MILLI;
use super::multipliers::Multipliers;
use super::patterns::{Count, counted};
use super::rows::Rows;

/// A worker's day with sessions, or one session that needs no worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Who works; nobody for a session that needs no worker.
    pub(crate) worker: Option<WorkerId>,
    /// When.
    pub(crate) day: Day,
    /// Demands and positions of placements, in order of demands.
    pub(crate) sessions: Vec<(DemandId, usize)>,
    /// In thousandths of a point, beyond what the worker's duties cost; paid minutes apart. The placement's own cost is
    /// shared among its workers.
    pub(crate) cost: i64,
    /// Paid minutes beyond the duties.
    pub(crate) paid: Minutes,
}

/// What tells columns apart.
type Key = (Option<WorkerId>, Vec<(DemandId, usize)>);

/// All columns found.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    all: Vec<Column>,
    /// The number of each.
    numbers: FxHashMap<Key, usize>,
}

impl Columns {
    /// The columns, in the order in which they were found.
    pub(super) fn all(&self) -> &[Column] {
        &self.all
    }

    /// Gives the columns away.
    pub(super) fn into_all(self) -> Vec<Column> {
        self.all
    }

    /// Adds the day of a worker with these sessions; says whether it is new.
    pub(super) fn add(
        &mut self,
        model: &Model<'_>,
        worker: Option<WorkerId>,
        day: Day,
        sessions: &[(DemandId, usize)],
    ) -> bool {
        let mut sessions = sessions.to_vec();
        sessions.sort_unstable();
        match self.numbers.entry((worker, sessions.clone())) {
            Entry::Occupied(_) => return false,
            Entry::Vacant(vacant) => _ = vacant.insert(self.all.len()),
        }
        let placements: i64 = sessions.iter().map(|&(id, index)| share_of_cost(model, id, index)).sum();
        let (of_worker, paid) = worker
            .map_or((Cost::ZERO, Minutes::ZERO), |worker| worked(model, worker, day, &sessions).unwrap_or_default());
        self.all.push(Column { worker, day, sessions, cost: placements + of_worker.0 * MILLI, paid });
        true
    }

    /// Adds a week of a worker, if there is one; says whether it is new.
    pub(super) fn add_week(&mut self, week: Option<Column>) -> bool {
        let before = self.all.len();
        week.is_some_and(|week| self.number_of_week(week) == before)
    }

    /// The number of a week, which is added if it is new.
    pub(super) fn number_of_week(&mut self, week: Column) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry((week.worker, week.sessions.clone())).or_insert(next);
        if number == next {
            self.all.push(week);
        }
        number
    }

    /// Adds the days of a plan.
    pub(super) fn add_plan(&mut self, model: &Model<'_>, plan: &Plan) {
        let mut days: BTreeMap<(WorkerId, Day), Vec<(DemandId, usize)>> = BTreeMap::new();
        for (index, seats) in plan.iter().enumerate() {
            let (id, demand) = (DemandId::new(index), &model.demands()[index]);
            for seat in seats {
                let day = demand.placements[seat.placement].day;
                if seat.workers.is_empty() {
                    self.add(model, None, day, &[(id, seat.placement)]);
                }
                for &worker in &seat.workers {
                    days.entry((worker, day)).or_default().push((id, seat.placement));
                }
            }
        }
        for ((worker, day), sessions) in days {
            self.add(model, Some(worker), day, &sessions);
        }
    }
}

/// The days of these plans, each once.
pub(crate) fn columns_of(model: &Model<'_>, plans: &[&Plan]) -> Vec<Column> {
    let mut columns = Columns::default();
    plans.iter().for_each(|plan| columns.add_plan(model, plan));
    columns.into_all()
}

impl Column {
    /// A session that needs no worker.
    pub(super) fn unstaffed(placement: &Placement, session: (DemandId, usize)) -> Self {
        let cost = placement.cost.0 * MILLI;
        Self { worker: None, day: placement.day, sessions: vec![session], cost, paid: Minutes::ZERO }
    }

    /// How many sessions the column has of each request with several due.
    pub(super) fn counts(&self, model: &Model<'_>) -> Vec<Count> {
        counted(self.sessions.iter().filter_map(|&(id, _)| {
            let demand = &model.demands()[id.index()];
            position_of(demand, self.worker).filter(|_| demand.due > 1).map(|position| (id, position))
        }))
    }

    /// What the column costs under the multipliers, in thousandths of a point.
    pub(super) fn reduced_cost(&self, model: &Model<'_>, rows: &Rows, multipliers: &Multipliers) -> i64 {
        let paid = self.worker.map_or(0, |worker| multipliers.paid_minute(worker) * i64::from(self.paid.0));
        let session = |&(id, index): &(DemandId, usize)| {
            let demand = &model.demands()[id.index()];
            let mut taken = 0;
            rows.visit(id, demand, index, |row| taken += multipliers.rows.get(row).copied().unwrap_or(0));
            let used = self.worker.map_or(0, |worker| {
                position_of(demand, Some(worker)).map_or(0, |position| {
                    multipliers.use_of(id, position, demand.placements[index].day)
                        + multipliers.together[id.index()].of(position, index)
                })
            });
            (taken - multipliers.demands[id.index()]) / demand.workers.max(1) as i64 + used
        };
        self.cost + paid + self.sessions.iter().map(session).sum::<i64>()
    }

    /// What a week costs under the multipliers, in thousandths of a point: how many sessions it has of a request has a price too,
    /// and what it has of cuts.
    pub(super) fn reduced_cost_of_week(&self, model: &Model<'_>, rows: &Rows, multipliers: &Multipliers) -> i64 {
        let by_count = |(id, position, number): Count| multipliers.counts_of(id, position)[number];
        let by_count = self.counts(model).into_iter().map(by_count).sum::<i64>();
        let of_cuts = rows.subsets.price(model, self, &multipliers.subsets);
        self.reduced_cost(model, rows, multipliers) + by_count + of_cuts
    }
}

/// A worker's position among the candidates of a demand.
pub(super) fn position_of(demand: &Demand, worker: Option<WorkerId>) -> Option<usize> {
    demand.candidates.position(worker?)
}

/// A worker's share of what a placement costs by itself, rounded down so that together they never cost more.
pub(super) fn share_of_cost(model: &Model<'_>, id: DemandId, index: usize) -> i64 {
    let demand = &model.demands()[id.index()];
    (demand.placements[index].cost.0 * MILLI).div_euclid(demand.workers.max(1) as i64)
}

/// What a worker's day costs beyond its duties (strangers, travel, waiting, agency day) and its paid minutes; `None` if
/// the day cannot be worked.
pub(super) fn worked(
    model: &Model<'_>,
    worker: WorkerId,
    day: Day,
    sessions: &[(DemandId, usize)],
) -> Option<(Cost, Minutes)> {
    let roster = &model.roster()[worker.index()];
    let hours = &roster.days[day.index()];
    let rules = DayRules { spots: model.spots(), policy: model.problem().policy(), base: roster.base };
    let duties = hours.duties.iter().map(|&(time, spot)| DayTask { time, spot, demand: None });
    let mut strangers = Cost::ZERO;
    let mut tasks: Tasks = duties.collect();
    let alone = rules.value(hours, &tasks).unwrap_or_default();
    for &(id, index) in sessions {
        let demand = &model.demands()[id.index()];
        let site = demand.site_of(&demand.placements[index]);
        let time = site.task_time(demand.placements[index].start);
        tasks.push(DayTask { time, spot: site.task_spot.unwrap_or(roster.base), demand: Some(id) });
        strangers += demand.candidates.of(worker)?.cost;
    }
    tasks.sort_unstable_by_key(|task| (task.time.from, task.time.to));
    let value = rules.value(hours, &tasks)?;
    let weights = model.problem().weights();
    let new_day = model.problem()[worker].agency && hours.duties.is_empty();
    let agency = if new_day { weights.agency_day } else { Cost::ZERO };
    let cost = strangers + agency + cost_of_day(&value, weights) - cost_of_day(&alone, weights);
    Some((cost, value.paid - alone.paid))
}
