//! Children who may not have as many dates, or as many minutes of a date, as their requests together ask for.

use crate::domain::{ChildLimits, Day, PersonId};
use crate::model::{Demand, Model};

use super::single::sessions_with_a_date;
use super::{Scarce, Shortage};

/// Every child whose requests fall short together.
pub(super) fn shortages(model: &Model<'_>) -> Vec<Shortage> {
    let problem = model.problem();
    let mut of_child: Vec<Vec<&Demand>> = vec![Vec::new(); problem.people().len()];
    for demand in model.demands() {
        for child in &problem[demand.request].children {
            of_child[child.index()].push(demand);
        }
    }
    let of_person =
        |(child, demands): (PersonId, Vec<&Demand>)| shortage(problem.child_limits(child)?, child, &demands);
    problem.people().zip(of_child).filter_map(of_person).collect()
}

fn shortage(limits: ChildLimits, child: PersonId, demands: &[&Demand]) -> Option<Shortage> {
    let due: u32 = demands.iter().map(|demand| sessions_with_a_date(demand)).sum();
    let mut of_day = Day::ALL.map(|day| most_on(limits, day, demands));
    of_day.sort_unstable_by(|a, b| b.cmp(a));
    let most = of_day.into_iter().take(limits.dates as usize).sum();
    let requests = demands.iter().map(|demand| demand.request).collect();
    (most < due).then_some(Shortage { scarce: Scarce::Child(child), window: None, due, most, requests })
}

/// How many sessions the child can have on a day: one of each request, the shortest first, within its minutes of a day.
fn most_on(limits: ChildLimits, day: Day, demands: &[&Demand]) -> u32 {
    let there = demands.iter().filter(|demand| !demand.placements_on(day).is_empty());
    let sizes = there.map(|demand| (i64::from(demand.minutes.0), 1)).collect();
    super::supply::fill(sizes, limits.minutes_a_day.0.into())
}
