//! Scenarios that need no file: each worker, room and venue away in turn, and a few weightings of continuity against children's
//! journeys.

use super::scenario::{Change, Scenario};
use crate::domain::Service;

/// Each worker, room and venue away in turn: which single absence hurts most?
#[must_use]
pub fn each_away(service: &Service) -> Vec<Scenario> {
    let away = |kind: &str, code: &str, change: Change| Scenario {
        name: format!("without {kind} {code}"),
        changes: vec![change],
        ..Scenario::as_it_is()
    };
    let workers = service.workers.iter().map(|w| away("worker", &w.code, Change::RemoveWorker(w.code.clone())));
    let rooms = service.rooms.iter().map(|r| away("room", &r.code, Change::CloseRoom(r.code.clone())));
    let venues = service.venues.iter().map(|v| away("venue", &v.code, Change::CloseVenue(v.code.clone())));
    workers.chain(rooms).chain(venues).collect()
}

/// Weightings from journeys only to continuity only: the weights of one side times a factor, those of the other as they are.
#[must_use]
pub fn weightings(service: &Service) -> Vec<Scenario> {
    const FACTORS: [i64; 3] = [2, 4, 8];
    let weights = &service.weights;
    let continuity = [
        ("weights.familiar", weights.familiar),
        ("weights.unfamiliar", weights.unfamiliar),
        ("weights.extra_worker", weights.extra_worker),
    ];
    let journeys = [("weights.child_minute", weights.child_minute)];
    let weighted = |name: &str, factor: i64, keys: &[(&str, crate::domain::Cost)]| Scenario {
        name: format!("{name} × {factor}"),
        changes: keys
            .iter()
            .map(|(key, weight)| Change::Setting {
                key: (*key).to_owned(),
                value: (weight.0 * factor).min(1_000_000_000).to_string(),
            })
            .collect(),
        ..Scenario::as_it_is()
    };
    let of_journeys = FACTORS.iter().rev().map(|&factor| weighted("children's journeys", factor, &journeys));
    let of_continuity = FACTORS.iter().map(|&factor| weighted("the same worker", factor, &continuity));
    of_journeys.chain(of_continuity).collect()
}

#[cfg(test)]
mod tests {
    use super::{each_away, weightings};
    use crate::domain::testing::week;
    use crate::rules::testing::Fixture;
    use crate::whatif::change::make;
    use crate::whatif::draws::Draws;

    #[test]
    fn ready_made_scenarios_can_be_made() {
        let service = Fixture::new().service;
        let (away, weighted) = (each_away(&service), weightings(&service));
        assert_eq!((away.len(), weighted.len()), (3 + 3 + 2, 6));
        for scenario in away.iter().chain(&weighted) {
            let mut service = service.clone();
            for change in &scenario.changes {
                make(change, &mut service, week(), Draws::new(1, 1)).unwrap();
            }
        }
    }
}
