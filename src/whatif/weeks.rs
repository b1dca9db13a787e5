//! One replication of a service: the week as it might have been, with other families, sick workers and cancellations. With
//! all rates at 0, it is the week as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::{be_away_on, copy_families, withdraw};
use super::draws::{Draws, Purpose};
use crate::domain::{Absentee, Day, PersonId, RequestId, Service, Week, WorkerId};

/// How weeks differ, in per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    /// Families that are drawn anew, 0 to 100: each of them comes once on average, some not at all, some twice and more.
    pub demand: u32,
    /// Days for which a worker is sick, in hundredths of a per cent.
    pub sickness: u32,
    /// Requests that are called off for the week, in hundredths of a per cent.
    pub cancellations: u32,
}

/// Draws the demand of a replication.
pub(super) fn draw_demand(service: &mut Service, week: Week, rates: Rates, draws: Draws) {
    if rates.demand > 0 {
        redraw_families(service, week, rates.demand, draws);
    }
    for id in (0..service.requests.len()).map(RequestId::new) {
        let code = service.requests[id.index()].code.clone();
        if draws.happens(Purpose::Cancellation, &code, rates.cancellations) {
            withdraw(service, week, id);
        }
    }
}

/// Draws who is sick on which day, after all changes, so that new workers may be sick as well.
pub(super) fn draw_sickness(service: &mut Service, rates: Rates, draws: Draws) {
    for (id, day) in (0..service.workers.len()).flat_map(|id| Day::ALL.map(|day| (id, day))) {
        let name = format!("{}/{}", service.workers[id].code, day.word());
        if draws.happens(Purpose::Sickness, &name, rates.sickness) {
            be_away_on(service, Absentee::Worker(WorkerId::new(id)), day);
        }
    }
}

/// Draws a share of the families anew: who is drawn comes as often as chance has it.
fn redraw_families(service: &mut Service, week: Week, percent: u32, draws: Draws) {
    let mut again = Vec::new();
    for family in families(service) {
        let name = service.requests[family[0].index()].code.clone();
        let is_drawn = draws.happens(Purpose::Family, &format!("{name}/drawn"), percent * 100);
        match if is_drawn { draws.times(Purpose::Family, &name) } else { 1 } {
            0 => family.into_iter().for_each(|request| withdraw(service, week, request)),
            times => again.extend((1..times).map(|_| family.clone())),
        }
    }
    copy_families(service, &again);
}

/// Requests that share people, directly or through others, in order of their first request.
fn families(service: &Service) -> Vec<Vec<RequestId>> {
    let mut of_person: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut family: Vec<usize> = (0..service.requests.len()).collect();
    for (at, request) in service.requests.iter().enumerate() {
        for person in request.people() {
            let first = *of_person.entry(person).or_insert(at);
            let (a, b) = (root(&family, first), root(&family, at));
            family[a.max(b)] = a.min(b);
        }
    }
    let mut families: BTreeMap<usize, Vec<RequestId>> = BTreeMap::new();
    for at in 0..family.len() {
        families.entry(root(&family, at)).or_default().push(RequestId::new(at));
    }
    families.into_values().collect()
}

fn root(family: &[usize], mut at: usize) -> usize {
    while family[at] != at {
        at = family[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Rates, draw_demand, draw_sickness, families};
    use crate::domain::testing::week;
    use crate::domain::{Problem, RequestId, Situation};
    use crate::rules::testing::Fixture;
    use crate::whatif::draws::Draws;

    #[test]
    fn without_rates_the_week_is_as_it_is() {
        let fixture = Fixture::new();
        let mut service = fixture.service.clone();
        draw_demand(&mut service, week(), Rates::default(), Draws::new(1, 1));
        draw_sickness(&mut service, Rates::default(), Draws::new(1, 1));
        assert_eq!(format!("{service:?}"), format!("{:?}", fixture.service));
    }

    #[test]
    fn requests_that_share_people_are_one_family() {
        let mut service = Fixture::new().service;
        let count = families(&service).len();
        let shared = service.requests[0].children[0];
        let last = service.requests.len() - 1;
        service.requests[last].adults = vec![service.requests[last].adults[0], shared];
        let joined = families(&service);
        assert_eq!(joined.len(), count - 1);
        assert!(joined[0].contains(&RequestId::new(last)));
    }

    #[test]
    fn a_redrawn_week_is_sound_and_differs_between_replications() {
        let sizes: Vec<u32> = (1..=6)
            .map(|replication| {
                let mut service = Fixture::new().service;
                let rates = Rates { demand: 100, sickness: 1_000, cancellations: 1_000 };
                let draws = Draws::new(3, replication);
                draw_demand(&mut service, week(), rates, draws);
                draw_sickness(&mut service, rates, draws);
                Problem::new(week(), service, Situation::default()).unwrap().sessions_due()
            })
            .collect();
        assert!(sizes.iter().any(|size| *size != sizes[0]), "{sizes:?}");
    }
}
