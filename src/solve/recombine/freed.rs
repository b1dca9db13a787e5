//! Which workers' days are planned anew.

use fastrand::Rng;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{Day, WorkerId};
use crate::model::{DemandId, Model};
use crate::solve::bound::Suggestion;
use crate::solve::draft::Plan;

/// A day is agreed where the mix has this share of what is planned.
const AGREED: f64 = 0.9;

/// Some workers' days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Freed {
    days: FxHashSet<(WorkerId, Day)>,
    dates: [bool; 7],
}

impl Freed {
    /// Whether the day of that worker is freed.
    pub(crate) fn has(&self, worker: WorkerId, day: Day) -> bool {
        self.days.contains(&(worker, day))
    }

    /// Whether anything of a day is freed.
    pub(crate) fn has_day(&self, day: Day) -> bool {
        self.dates[day.index()]
    }

    fn add(&mut self, worker: WorkerId, day: Day) {
        self.dates[day.index()] = true;
        self.days.insert((worker, day));
    }

    /// A random kind of neighbourhood with about so many sessions: days of which the plan and the mix of the bound think
    /// differently, all of a date, or the weeks of a few workers who share requests.
    pub(crate) fn random(model: &Model<'_>, plan: &Plan, mix: &[Suggestion], rng: &mut Rng, sessions: usize) -> Self {
        let mut freed = Self::default();
        match rng.u8(..4) {
            0 => freed.some_days(model, plan, rng, sessions),
            1 => freed.some_workers(model, plan, rng, sessions),
            _ => freed.some_disputed(model, plan, mix, rng, sessions),
        }
        freed.completed(model, plan)
    }

    /// The weeks of some workers who share requests, with about so many sessions.
    pub(crate) fn weeks_of_some(model: &Model<'_>, plan: &Plan, rng: &mut Rng, sessions: usize) -> Self {
        let mut freed = Self::default();
        freed.some_workers(model, plan, rng, sessions);
        freed.completed(model, plan)
    }

    /// The same with the days of partners, and without those that must stay.
    fn completed(mut self, model: &Model<'_>, plan: &Plan) -> Self {
        self.with_partners(model, plan);
        self.without_held(model, plan);
        self
    }

    /// Days on which the mix would do something else than the plan for the most part, date by date or worker by worker.
    fn some_disputed(&mut self, model: &Model<'_>, plan: &Plan, mix: &[Suggestion], rng: &mut Rng, sessions: usize) {
        let planned = days_of(model, plan);
        let mut agreed: FxHashMap<(WorkerId, Day), f64> = FxHashMap::default();
        let mut disputed: Vec<(WorkerId, Day)> = Vec::new();
        for suggestion in mix {
            let key = (suggestion.worker, suggestion.day);
            if planned.get(&key).is_some_and(|sessions| *sessions == suggestion.sessions) {
                *agreed.entry(key).or_default() += suggestion.share;
            } else if !disputed.contains(&key) {
                disputed.push(key);
            }
        }
        disputed.extend(planned.keys().filter(|key| !agreed.contains_key(key)));
        disputed.retain(|key| agreed.get(key).is_none_or(|share| *share < AGREED));
        disputed.sort_unstable();
        disputed.dedup();
        rng.shuffle(&mut disputed);
        if rng.bool() {
            let mut order = Day::ALL;
            rng.shuffle(&mut order);
            disputed.sort_by_key(|(_, day)| order[day.index()]);
        }
        let mut left = sessions;
        for (worker, day) in disputed {
            if left == 0 {
                return;
            }
            left = left.saturating_sub(load(&planned, worker, day));
            self.add(worker, day);
        }
    }

    /// Everybody's day on one or two days; on one of many workers, of a random part of them.
    fn some_days(&mut self, model: &Model<'_>, plan: &Plan, rng: &mut Rng, sessions: usize) {
        let planned = days_of(model, plan);
        let mut days = Day::ALL;
        rng.shuffle(&mut days);
        let mut left = sessions;
        for day in days {
            let mut workers: Vec<WorkerId> = model.problem().workers().collect();
            rng.shuffle(&mut workers);
            for worker in workers {
                if left == 0 {
                    return;
                }
                left = left.saturating_sub(load(&planned, worker, day));
                self.add(worker, day);
            }
        }
    }

    /// The weeks of a worker and of others who could do its requests.
    fn some_workers(&mut self, model: &Model<'_>, plan: &Plan, rng: &mut Rng, sessions: usize) {
        let planned = days_of(model, plan);
        let mut workers: Vec<WorkerId> = Vec::new();
        let mut left = sessions;
        let mut tries = 0;
        while left > 0 && tries < 1000 {
            tries += 1;
            let next = self.related(model, plan, rng, &workers);
            let Some(worker) = next.filter(|worker| !workers.contains(worker)) else { continue };
            workers.push(worker);
            for day in Day::ALL {
                left = left.saturating_sub(load(&planned, worker, day));
                self.add(worker, day);
            }
        }
    }

    /// A worker who is a cheap candidate of a request that one of `workers` supervises.
    fn related(&self, model: &Model<'_>, plan: &Plan, rng: &mut Rng, workers: &[WorkerId]) -> Option<WorkerId> {
        let Some(worker) = rng.choice(workers.iter().copied()) else {
            return rng.choice(model.problem().workers().collect::<Vec<_>>());
        };
        let of_worker = |seats: &crate::solve::draft::Seats| seats.iter().any(|seat| seat.workers.contains(&worker));
        let demands: Vec<usize> = (0..plan.len()).filter(|&index| of_worker(&plan[index])).collect();
        let demand = &model.demands()[*rng.choice(&demands)?];
        let cheap = demand.candidates.len().min(8);
        (cheap > 0).then(|| demand.candidates[rng.usize(..cheap)].worker)
    }

    /// A day with a session that must stay, because it is fixed or its other worker's day stays, stays as a whole.
    fn without_held(&mut self, model: &Model<'_>, plan: &Plan) {
        let mut before = usize::MAX;
        while self.days.len() < before {
            before = self.days.len();
            for (demand, seats) in model.demands().iter().zip(plan) {
                for seat in seats {
                    let day = demand.placements[seat.placement].day;
                    let stays =
                        !demand.requirements.is_empty() || !seat.workers.iter().all(|&worker| self.has(worker, day));
                    for &worker in seat.workers.iter().filter(|_| stays) {
                        self.days.remove(&(worker, day));
                    }
                }
            }
        }
    }

    /// Sessions of two workers are freed with both or not at all: the second worker's day comes along.
    fn with_partners(&mut self, model: &Model<'_>, plan: &Plan) {
        for (index, seats) in plan.iter().enumerate() {
            let demand = &model.demands()[index];
            for seat in seats.iter().filter(|seat| seat.workers.len() > 1) {
                let day = demand.placements[seat.placement].day;
                if seat.workers.iter().any(|&worker| self.has(worker, day)) {
                    for &worker in &seat.workers {
                        self.add(worker, day);
                    }
                }
            }
        }
    }
}

/// The sessions of every worker's day.
type Days = FxHashMap<(WorkerId, Day), Vec<(DemandId, usize)>>;

/// The sessions of every worker's day, as the columns have them.
fn days_of(model: &Model<'_>, plan: &Plan) -> Days {
    let mut days = Days::default();
    for (index, seats) in plan.iter().enumerate() {
        for seat in seats {
            let day = model.demands()[index].placements[seat.placement].day;
            for &worker in &seat.workers {
                days.entry((worker, day)).or_default().push((DemandId::new(index), seat.placement));
            }
        }
    }
    days
}

fn load(planned: &Days, worker: WorkerId, day: Day) -> usize {
    planned.get(&(worker, day)).map_or(0, Vec::len)
}
