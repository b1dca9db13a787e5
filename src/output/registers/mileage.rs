//! Mileage: what adults of families and workers drive, at the policy's rates. Distances are estimated, as all journeys are:
//! the straight line and the policy's detour. A session in the community counts at the child's placement, from which an
//! adult's miles would tell; so they are left out. Who is entitled, the planning folder does not know.

use super::{Register, miles};
use crate::domain::{Means, PersonId};
use crate::output::view::WeekView;

const COLUMNS: &[&str] = &["who", "id", "name", "by", "journeys", "miles", "pence_a_mile", "pounds"];

/// A row for each adult and each worker who travels.
pub(super) fn register(view: &WeekView<'_>) -> Register {
    let problem = view.problem();
    let adults = problem.people().filter(|&person| !problem[person].is_child());
    let of_adults = adults.filter_map(|adult| adult_row(view, adult));
    Register {
        name: "mileage",
        title: "Mileage",
        columns: COLUMNS,
        rows: of_adults.chain(worker_rows(view)).collect(),
        note: "adults: from home to each session at a venue and back, at the policy's rate by car (fares are not known); to be paid \
               only to those who are entitled. Workers: all that they drive, at the rate for workers.",
    }
}

fn adult_row(view: &WeekView<'_>, adult: PersonId) -> Option<Vec<String>> {
    let at_venues = view.sessions.iter().filter(|seen| seen.session.site.venue().is_some());
    let journeys = at_venues.flat_map(|seen| &seen.journeys).filter(|journey| journey.person == adult);
    let metres: Vec<i64> = journeys.map(|journey| journey.metres).filter(|&metres| metres > 0).collect();
    let person = &view.problem()[adult];
    let rate = (person.means() == Means::Car).then(|| view.problem().policy().mileage_pence);
    let word = if person.means() == Means::Car { "car" } else { "transit" };
    let driven = Driven { journeys: 2 * metres.len(), metres: 2 * metres.iter().sum::<i64>(), rate };
    (!metres.is_empty()).then(|| driven.row(["adult", &person.code, &person.name, word]))
}

fn worker_rows<'v>(view: &'v WeekView<'_>) -> impl Iterator<Item = Vec<String>> + 'v {
    let rate = Some(view.problem().policy().worker_mileage_pence);
    let driving = view.workers.iter().filter(|worker| worker.tally.metres > 0);
    driving.map(move |worker| {
        let who = &view.problem()[worker.worker];
        let driven = Driven { journeys: worker.journeys(), metres: worker.tally.metres, rate };
        driven.row(["worker", &who.code, &who.name, "car"])
    })
}

/// What somebody drove; no rate where none is paid.
struct Driven {
    journeys: usize,
    metres: i64,
    rate: Option<u32>,
}

impl Driven {
    fn row(&self, who: [&str; 4]) -> Vec<String> {
        let pounds = |rate| {
            let pence = (self.metres * i64::from(rate) * 1000 + 804_672) / 1_609_344;
            format!("{}.{:02}", pence / 100, pence % 100)
        };
        let rate = self.rate.map(|rate| rate.to_string()).unwrap_or_default();
        let numbers = [self.journeys.to_string(), miles(self.metres), rate, self.rate.map(pounds).unwrap_or_default()];
        who.into_iter().map(str::to_owned).chain(numbers).collect()
    }
}
