//! What a child may have: sessions of a day within the day limit, dates within the level, and the wish for space between dates.

use crate::domain::{ChildLimits, Day, PersonId};
use crate::model::{DemandId, Model};
use crate::solve::bound::MILLI;

use super::{Row, Rows};

impl Rows {
    /// For each child: sessions on a day within the day limit, dates within the level, and space between days.
    pub(super) fn add_children(&mut self, model: &Model<'_>, of_person: &[Vec<DemandId>]) {
        let mut alike: Vec<(&[DemandId], ChildLimits, i64)> = Vec::new();
        for (index, demands) in of_person.iter().enumerate() {
            let Some(limits) = model.problem().child_limits(PersonId::new(index)) else { continue };
            match alike.iter_mut().find(|(others, other, _)| others == demands && *other == limits) {
                Some((_, _, children)) => *children += 1,
                None => alike.push((demands, limits, 1)),
            }
        }
        for (demands, limits, children) in alike {
            self.add_children_alike(model, demands, limits, children);
        }
    }

    /// The same for children who have the same requests and limits.
    fn add_children_alike(&mut self, model: &Model<'_>, demands: &[DemandId], limits: ChildLimits, children: i64) {
        let demand = |id: &DemandId| &model.demands()[id.index()];
        let due: u32 = demands.iter().map(|id| demand(id).due).sum();
        let Some(shortest) = demands.iter().map(|id| demand(id).minutes).min() else { return };
        if due < 2 {
            return;
        }
        let a_day = i64::from(limits.minutes_a_day.0 / shortest.0.max(1));
        for day in Day::ALL {
            self.add_day_row(&[(demands, &[day])], Row { capacity: a_day, most: i64::MAX });
        }
        let each_one_a_day = each_one_a_day(model, demands, limits);
        for one_a_day in &each_one_a_day {
            self.add_one_a_day(model, one_a_day, a_day, limits);
        }
        let weight = model.problem().weights().adjacent_days.0 * MILLI * children;
        if limits.spaced && weight > 0 {
            self.add_spacing(&each_one_a_day, weight);
        }
    }

    /// For a child's demands, no two of which may be on one day: one on a day, unless `a_day` says so, and no more dates than the
    /// level allows.
    fn add_one_a_day(&mut self, model: &Model<'_>, demands: &[DemandId], a_day: i64, limits: ChildLimits) {
        if a_day > 1 && demands.len() > 1 {
            for day in Day::ALL {
                self.add_day_row(&[(demands, &[day])], Row { capacity: 1, most: i64::MAX });
            }
        }
        let due: u32 = demands.iter().map(|id| model.demands()[id.index()].due).sum();
        if due > limits.dates {
            let row = Row { capacity: i64::from(limits.dates), most: i64::MAX };
            self.add_day_row(&[(demands, &Day::ALL)], row);
        }
    }

    /// For each pair of adjacent dates: one session on both together, of requests with one session on each, or the wish is
    /// paid for, once however many such rows are overstepped.
    fn add_spacing(&mut self, each_one_a_day: &[Vec<DemandId>], weight: i64) {
        for pair in Day::ALL.windows(2) {
            let first = self.rows.len();
            for one in each_one_a_day {
                for other in each_one_a_day {
                    if self.rows.len() > first {
                        self.with.insert(self.rows.len(), first);
                    }
                    let row = Row { capacity: 1, most: weight };
                    self.add_day_row(&[(one, &pair[..1]), (other, &pair[1..])], row);
                }
            }
        }
    }
}

/// Sets of a child's demands, no two of which may be on one day, each as large as can be. Those with most sessions come first.
fn each_one_a_day(model: &Model<'_>, demands: &[DemandId], limits: ChildLimits) -> Vec<Vec<DemandId>> {
    let demand = |id: DemandId| &model.demands()[id.index()];
    let mut by_due = demands.to_vec();
    by_due.sort_by_key(|&id| (std::cmp::Reverse(demand(id).due), id));
    let mut sets: Vec<Vec<DemandId>> = Vec::new();
    for &first in &by_due {
        let mut set = vec![first];
        for &id in by_due.iter().filter(|id| **id != first) {
            let is_too_much = |&other: &DemandId| demand(id).minutes + demand(other).minutes > limits.minutes_a_day;
            if set.iter().all(is_too_much) {
                set.push(id);
            }
        }
        set.sort_unstable();
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Rows;
    use crate::domain::{Cost, Day, Minutes, PersonId};
    use crate::model::{DemandId, Model};
    use crate::rules::testing::Fixture;

    /// A child has two sessions due of one request and one of another, and may have one of both on a day.
    fn fixture() -> Fixture {
        Fixture::with(|fixture| {
            fixture.service.weights.adjacent_days = Cost(25);
            fixture.service.requests[1].children = vec![PersonId::new(0)];
            fixture.service.requests[1].minutes = Minutes(30);
        })
    }

    /// Two sessions of the shorter request would be within the day limit, one of each is not.
    #[test]
    fn requests_that_are_too_long_together_have_one_session_a_day() {
        let mut fixture = fixture();
        [45, 60].into_iter().zip(&mut fixture.service.requests).for_each(|(minutes, of)| of.minutes = Minutes(minutes));
        let problem = fixture.problem();
        let model = Model::new(&problem);
        let limits = problem.child_limits(PersonId::new(0)).expect("a child");
        assert!((90..105).contains(&limits.minutes_a_day.0), "{limits:?}");
        let rows = Rows::new(&model);
        for day in Day::ALL {
            let both = [0, 1].map(|demand| (DemandId::new(demand), day));
            let is_one_of_both = |row: &usize| rows.of_days(*row) == both && rows.all()[*row].capacity == 1;
            assert_eq!((0..rows.all().len()).filter(is_one_of_both).count(), 1);
        }
    }

    proptest! {
        /// Whatever the prices are, what they charge for dates is no more than what spacing costs there.
        #[test]
        fn space_between_sessions_is_paid_for_once(
            dates in proptest::sample::subsequence(Day::ALL.to_vec(), 2),
            other in proptest::sample::select(Day::ALL.to_vec()),
            prices in proptest::collection::vec(0_i64..=25_000, 24),
        ) {
            let problem = fixture().problem();
            let model = Model::new(&problem);
            let rows = Rows::new(&model);
            let spacing: Vec<usize> = (0..rows.all().len()).filter(|&row| rows.overstepped_with(row).is_some()).collect();
            prop_assert_eq!(spacing.len(), 24, "four for each pair of dates");
            let mut of_rows = vec![0; rows.all().len()];
            spacing.iter().zip(&prices).for_each(|(row, price)| of_rows[*row] = *price);
            let held: i64 = spacing.iter().map(|&row| of_rows[row] * rows.all()[row].capacity).sum();
            let sessions = dates.iter().map(|day| (0, *day)).chain([(1, other)]);
            let taken: i64 = sessions.map(|(demand, day)| rows.price_of_day(DemandId::new(demand), day, &of_rows)).sum();
            let has_session = |day: &Day| dates.contains(day) || other == *day;
            let adjacent = Day::ALL.windows(2).filter(|pair| pair.iter().all(has_session)).count() as i64;
            prop_assert!(taken - held + rows.subsets.value(&rows, &of_rows, &[]) <= 25_000 * adjacent);
        }
    }
}
