//! Cuts in the master of weeks: they are stated once the bound of all rotas together is near its end, and for as long as they
//! have a price or a mix oversteps them.

use crate::solve::bound::MILLI;
use crate::solve::bound::master::{Mix, points};
use crate::solve::bound::position::Price;
use crate::solve::bound::separation::violated;

use super::Weeks;

/// Cuts are sought once a master promises less than so many times what is enough to go on.
const NEAR_THE_END: f64 = 3.0;
/// At most so many are new in a round.
const MOST_NEW: usize = 15;
/// A cut is stated where a mix oversteps it by more, or where its price, in points, is higher.
const TOLERANCE: f64 = 1e-2;
/// Smaller shares of weeks do not count.
const LEAST_SHARE: f64 = 1e-3;

impl Weeks<'_> {
    /// States the cuts that have a price or that a mix oversteps, and new ones where a master that promises so much is near its end;
    /// returns how many are new.
    pub(super) fn cut(&mut self, mix: &Mix, promised: f64, enough: f64) -> usize {
        let over = self.overstepped(mix);
        let prices = [&mix.prices, &self.known.by_rows];
        let is_priced = |number: usize| prices.iter().any(|prices| prices.get(Price::Subset(number)) > TOLERANCE);
        let is_stated = |&number: &usize| over[number] > TOLERANCE || is_priced(number);
        self.stated.subsets = (0..over.len()).filter(is_stated).collect();
        let is_near_the_end = promised < NEAR_THE_END * enough && self.parts.whole().is_none();
        let are_wanted = !self.relaxation.is_taken_in_parts()
            || (self.stated.subsets.is_empty() && !self.leaves_part_of_a_session_out(mix));
        if is_near_the_end && are_wanted { self.state_violated_cuts(mix) } else { 0 }
    }

    /// By how much a mix oversteps each cut.
    fn overstepped(&self, mix: &Mix) -> Vec<f64> {
        let subsets = &self.relaxation.rows.subsets;
        let mut over: Vec<f64> = subsets.all().iter().map(|subset| -points(subset.limit * MILLI)).collect();
        for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > LEAST_SHARE) {
            let week = &self.weeks.all()[number];
            let shares = subsets.shares(self.relaxation.model, week);
            shares.into_iter().for_each(|(subset, whole)| over[subset] += share * points(whole as i64 * MILLI));
        }
        over
    }

    fn state_violated_cuts(&mut self, mix: &Mix) -> usize {
        let (model, rows) = (self.relaxation.model, &mut self.relaxation.rows);
        let found = violated(model, rows, self.weeks.all(), &mix.of_columns, MOST_NEW);
        for three in &found {
            self.stated.subsets.insert(rows.subsets.all().len());
            rows.cut(model, *three);
            self.stated.rows.extend(rows.subsets.all().last().iter().flat_map(|subset| &subset.soft));
        }
        found.len()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::domain::testing::week;
    use crate::domain::{Day, WorkerId};
    use crate::input::{Against, read_folder};
    use crate::model::{DemandId, Model};
    use crate::solve::bound::columns::Column;
    use crate::solve::bound::lagrangian::Relaxation;
    use crate::solve::bound::separation::violated;
    use crate::solve::bound::subsets::Holder;
    use crate::solve::construct::construct;

    use super::super::made::WEEK;

    /// Calls `with` with the relaxation of an example.
    fn with_example(name: &str, with: impl FnOnce(Relaxation<'_>)) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
        let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
        with(Relaxation::new(&Model::new(&problem)));
    }

    #[test]
    fn a_rota_keeps_every_cut() {
        with_example("first-week", |mut relaxation| {
            let model = relaxation.model;
            let plan = construct(model, &|| false).plan();
            let weeks = relaxation.weeks_of_plan(&plan).into_all();
            let requests = (0..model.demands().len()).map(|index| Holder::Request(DemandId::new(index)));
            let rows = (0..relaxation.rows.all().len()).filter(|&row| !relaxation.rows.of_days(row).is_empty());
            let holders: Vec<Holder> = requests.chain(rows.map(Holder::Row)).collect();
            let planned = |row: usize| {
                let of_row = |(id, day): &(DemandId, Day)| {
                    let seats = plan[id.index()].iter();
                    seats.filter(|seat| relaxation.day_of(*id, seat.placement) == *day).count() as i64
                };
                relaxation.rows.of_days(row).iter().map(of_row).sum::<i64>()
            };
            let planned: Vec<i64> = (0..relaxation.rows.all().len()).map(planned).collect();
            let mut full = 0;
            for (at, &one) in holders.iter().enumerate() {
                relaxation.rows.subsets = Default::default();
                for (next, &two) in holders.iter().enumerate().skip(at + 1) {
                    for &three in &holders[next + 1..] {
                        relaxation.rows.cut(model, [one, two, three]);
                    }
                }
                let subsets = &relaxation.rows.subsets;
                let mut shares = vec![0; subsets.all().len()];
                for (number, share) in weeks.iter().flat_map(|week| subsets.shares(model, week)) {
                    shares[number] += share as i64;
                }
                for (subset, share) in subsets.all().iter().zip(shares) {
                    let over = |row: &usize| (planned[*row] - relaxation.rows.all()[*row].capacity).max(0);
                    let most = subset.limit + subset.soft.iter().map(over).sum::<i64>();
                    assert!(share <= most && subset.soft.iter().all(|row| over(row) <= 1), "{subset:?}");
                    full += usize::from(share > 0 && share == most);
                }
            }
            assert!(full > 100, "cuts that hold by a hair: {full}");
        });
    }

    #[test]
    fn half_weeks_that_share_three_sessions_in_pairs_overstep_a_cut() {
        with_example("hertfordshire", |relaxation| {
            let model = relaxation.model;
            let is_single = |index: &usize| model.demands()[*index].due == 1 && model.demands()[*index].workers == 1;
            let singles: Vec<DemandId> =
                (0..model.demands().len()).filter(is_single).map(DemandId::new).take(3).collect();
            let week = |(worker, pair): (usize, [usize; 2])| Column {
                worker: Some(WorkerId::new(worker)),
                day: WEEK,
                sessions: pair.map(|at| (singles[at], 0)).to_vec(),
                cost: 0,
                paid: crate::domain::Minutes::ZERO,
            };
            let columns: Vec<Column> = [(0, [0, 1]), (1, [1, 2]), (2, [0, 2])].map(week).to_vec();
            let found = |share: f64| {
                let shares: Vec<(usize, f64)> = (0..3).map(|number| (number, share)).collect();
                violated(model, &relaxation.rows, &columns, &shares, 10)
            };
            let three = [0, 1, 2].map(|at| Holder::Request(singles[at]));
            assert!(found(0.5).contains(&three));
            assert!(found(0.3).is_empty());
        });
    }
}
