//! Random tiny weeks in which every rule and every cost term may play a part, small enough to try every rota.

mod families;
mod happenings;
mod promises;
mod rotas;
mod supply;

pub(crate) use rotas::{feasible_rota, wild_rota};

use std::collections::BTreeSet;

use kintime::domain::{Cost, Minutes, Policy, Problem, Service, Situation, Week, Weights};

use super::random::Random;

/// A tiny week: the service as data, and what it is planned against.
pub(crate) struct TinyWeek {
    pub(crate) week: Week,
    pub(crate) service: Service,
    pub(crate) situation: Situation,
}

impl TinyWeek {
    /// The week as the program sees it.
    pub(crate) fn problem(&self) -> Problem {
        Problem::new(self.week, self.service.clone(), self.situation.clone()).unwrap()
    }
}

/// The tiny week of a seed: 2 to 4 requests with at most 4 sessions due, 1 or 2 venues, 1 to 3 rooms, 1 to 3 workers.
pub(crate) fn tiny_week(seed: u64) -> TinyWeek {
    let random = &mut Random::new(seed);
    let monday = random.pick(&["2026-11-30", "2026-12-21", "2026-08-31", "2027-03-29", "2026-12-28", "2026-06-08"]);
    let week = Week::new(monday.parse().unwrap()).unwrap();
    let mut service = Service { policy: policy(random, week), weights: weights(random), ..Service::default() };
    supply::fill(random, &mut service);
    families::fill(random, &mut service, week);
    happenings::fill(random, &mut service, week);
    families::bound_demand(&mut service, week);
    let situation = promises::fill(random, &mut service, week);
    TinyWeek { week, service, situation }
}

fn policy(random: &mut Random, week: Week) -> Policy {
    let minutes = |random: &mut Random, choices: &[i32]| Minutes(random.pick(choices));
    let mut policy = Policy {
        grid: minutes(random, &[30, 60]),
        turnaround: minutes(random, &[0, 15, 30]),
        arrival: minutes(random, &[0, 10]),
        handover: minutes(random, &[0, 10]),
        agreement: minutes(random, &[0, 15]),
        recording: minutes(random, &[0, 30]),
        after_school: minutes(random, &[0, 30]),
        break_after: minutes(random, &[120, 180, 360]),
        break_length: minutes(random, &[0, 20, 40]),
        notice_hours: random.pick(&[0, 24, 36]),
        strain_percent: random.pick(&[0, 50, 85]),
        detour_percent: random.pick(&[100, 130]),
        leg: minutes(random, &[0, 5]),
        closed_on_bank_holidays: random.chance(70),
        ..Policy::default()
    };
    if random.chance(10) {
        policy.extra_bank_holidays = BTreeSet::from([week.monday()]);
    }
    if random.chance(30) {
        policy.levels.pre_school.minutes = Minutes(60);
        policy.levels.pre_school.days = 1;
    }
    policy
}

fn weights(random: &mut Random) -> Weights {
    let mut weights = Weights::default();
    if random.chance(50) {
        let scale = random.pick(&[0, 1, 20]);
        weights.unplaced = weights.unplaced.map(|Cost(points)| Cost(points / random.pick(&[1, 10, 20])));
        weights.waiting_quarter = Cost(scale);
        weights.worker_minute = Cost(random.pick(&[0, 1, 7]));
        weights.other_time_cap = Cost(random.pick(&[0, 10, 40]));
        weights.adjacent_days = Cost(random.pick(&[0, 25, 200]));
        weights.agency_day = Cost(random.pick(&[0, 150]));
        weights.room_changed = Cost(random.pick(&[0, 10, 90]));
    }
    weights
}
