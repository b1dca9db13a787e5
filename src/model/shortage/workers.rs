//! Workers as something scarce: the sessions that only workers of some skills can supervise, against the hours and the paid
//! time these have.

use std::collections::BTreeSet;

use crate::domain::{Day, Interval, Minutes, Problem, Transport, WorkerId};
use crate::model::{Demand, Model, Roster};

use super::count::{Claim, Found, Market, Reach};
use super::members::Members;
use super::single::{hull_on, sessions_with_a_date};
use super::supply::{Hold, Supply, without};

/// Every shortage of workers: of those with each combination of skills that some request needs, and of all.
pub(super) fn shortages(model: &Model<'_>) -> Vec<Found> {
    let problem = model.problem();
    let claims: Vec<Claim> = model.demands().iter().filter_map(|demand| claim(problem, demand)).collect();
    let supplies =
        problem.workers().zip(model.roster()).map(|(worker, hours)| supply(problem, worker, hours)).collect();
    let sets = sets(problem, model.demands());
    Market { claims, supplies, grid: problem.policy().grid }.shortages(&sets)
}

fn claim(problem: &Problem, demand: &Demand) -> Option<Claim> {
    let holds = || demand.sites.iter().map(|site| Hold { lead: site.lead, tail: site.tail });
    let (least, widest) = (holds().reduce(Hold::least)?, holds().reduce(Hold::widest)?);
    let workers = demand.candidates.iter().map(|candidate| candidate.worker.index());
    let members = Members::new(workers, problem.workers().len());
    (demand.workers > 0).then(|| Claim {
        request: demand.request,
        sessions: sessions_with_a_date(demand),
        minutes: demand.minutes,
        units: problem[demand.request].workers,
        least,
        around: Hold { lead: widest.lead, tail: widest.tail - demand.minutes },
        paid: least.length() + problem.policy().recording,
        reach: Day::ALL.map(|day| hull_on(demand, day).map(|hull| Reach { hull, members: members.clone() })),
    })
}

fn supply(problem: &Problem, worker: WorkerId, hours: &Roster) -> Supply {
    let duties: Minutes = hours.days.iter().flat_map(|day| &day.duties).map(|(time, _)| time.length()).sum();
    let somebody = &problem[worker];
    Supply {
        free: Day::ALL.map(|day| free(hours, day)),
        most_a_day: somebody.max_sessions_per_day,
        most_paid: Some(somebody.most_paid() - duties),
    }
}

/// Shifts less times away and duties.
fn free(hours: &Roster, day: Day) -> Vec<Interval> {
    let day = &hours.days[day.index()];
    let taken = day.away.iter().copied().chain(day.duties.iter().map(|&(time, _)| time));
    taken.fold(day.shifts.clone(), without)
}

fn sets(problem: &Problem, demands: &[Demand]) -> Vec<Members> {
    let needed = |demand: &Demand| {
        let asked = &problem[demand.request];
        (&asked.skills, asked.transport == Transport::Worker)
    };
    let none = BTreeSet::new();
    let needs: BTreeSet<(&BTreeSet<String>, bool)> = demands.iter().map(needed).chain([(&none, false)]).collect();
    let able = |&(skills, drives): &(&BTreeSet<String>, bool)| {
        let suits =
            move |worker: &WorkerId| skills.is_subset(&problem[*worker].skills) && (!drives || problem[*worker].drives);
        Members::new(problem.workers().filter(suits).map(WorkerId::index), problem.workers().len())
    };
    let mut sets: Vec<Members> = needs.iter().map(able).collect();
    sets.sort_unstable();
    sets.dedup();
    sets
}
