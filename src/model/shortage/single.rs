//! Requests that fall short by themselves: without any placement, or with fewer dates than sessions due.

use crate::domain::{Day, Interval, Minutes, RequestId};
use crate::model::{Demand, Model, Obstacle, obstacle};

use super::{Scarce, Shortage};

/// Requests without any placement, by what stands against it, and those with too few dates.
pub(super) fn shortages(model: &Model<'_>) -> Vec<Shortage> {
    let kinds = [
        Scarce::Level,
        Scarce::Obstacle(Obstacle::Time),
        Scarce::Obstacle(Obstacle::Site),
        Scarce::Obstacle(Obstacle::Workers),
        Scarce::Dates,
    ];
    let scarce: Vec<(&Demand, Scarce)> =
        model.demands().iter().filter_map(|demand| Some((demand, scarce(model, demand)?))).collect();
    let of_kind = |kind: Scarce| {
        let short: Vec<&Demand> = scarce.iter().filter(|(_, what)| *what == kind).map(|&(demand, _)| demand).collect();
        let requests: Vec<RequestId> = short.iter().map(|demand| demand.request).collect();
        let due = short.iter().map(|demand| demand.due).sum();
        let most = short.iter().map(|demand| sessions_with_a_date(demand)).sum();
        (!requests.is_empty()).then_some(Shortage { scarce: kind, window: None, due, most, requests })
    };
    kinds.into_iter().filter_map(of_kind).collect()
}

fn scarce(model: &Model<'_>, demand: &Demand) -> Option<Scarce> {
    if !demand.placements.is_empty() {
        return (sessions_with_a_date(demand) < demand.due).then_some(Scarce::Dates);
    }
    match obstacle(model, demand) {
        Some(obstacle) => Some(Scarce::Obstacle(obstacle)),
        None => Some(Scarce::Level),
    }
}

/// Sessions due of a request as far as there are dates with a placement: a date has one of them at most.
pub(super) fn sessions_with_a_date(demand: &Demand) -> u32 {
    let dates = Day::ALL.into_iter().filter(|&day| !demand.placements_on(day).is_empty()).count();
    demand.due.min(u32::try_from(dates).unwrap_or(7))
}

/// From the earliest start to the latest end of a request's placements on a day.
pub(super) fn hull_on(demand: &Demand, day: Day) -> Option<Interval> {
    let starts = || demand.placements[demand.placements_on(day)].iter().map(|placement| placement.start);
    let (first, last): (Minutes, Minutes) = (starts().min()?, starts().max()?);
    Some(Interval::new(first, last + demand.minutes))
}
