//! Where weeks begin.

use std::path::Path;

use super::Weeks;
use crate::domain::testing::week;
use crate::input::{Against, read_folder};
use crate::model::{DemandId, Model};
use crate::solve::bound::generation::Generation;
use crate::solve::bound::master::points;
use crate::solve::bound::position::{Meeting, Price};

/// By how much prices of rows differ from multipliers in what it is worth, in points, that two workers meet, at the most; and what
/// all of that is worth.
fn differences(weeks: &Weeks<'_>) -> (f64, f64) {
    let (mut most, mut all) = (0.0_f64, 0.0);
    let model = weeks.relaxation.model;
    for (index, demand) in model.demands().iter().enumerate().filter(|(_, demand)| demand.workers == 2) {
        let id = DemandId::new(index);
        for (at, placement) in demand.placements.iter().enumerate() {
            let of = |position: usize, meeting| weeks.best.by_rows.get(Price::Together(id, position, meeting));
            let of_each = |position: usize| of(position, Meeting::On(placement.day)) + of(position, Meeting::At(at));
            let by_rows: f64 = (0..demand.candidates.len()).map(of_each).sum();
            let multiplier = points(weeks.best.prices.together[index].most(at));
            most = most.max((by_rows - multiplier).abs());
            all += multiplier;
        }
    }
    (most, all)
}

/// A master whose rows have other prices than the bound it begins at would promise far less than is known, round after round.
#[test]
fn rows_have_the_prices_of_the_bound_that_weeks_begin_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/hertfordshire");
    let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
    let model = Model::new(&problem);
    let mut generation = Generation::new(&model);
    let (mut begun, mut worth) = (0, 0.0_f64);
    while !generation.is_converged() {
        generation.step(&|| false);
        if let Some(weeks) = generation.weeks() {
            let (most, all) = differences(&weeks);
            assert!(most < 0.1, "{most} points apart");
            begun += 1;
            worth = worth.max(all);
        }
    }
    assert!(begun > 1 && worth > 1.0, "begun {begun} times, two workers' meeting worth {worth} points");
}
