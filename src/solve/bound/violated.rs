//! What a mix oversteps: the rows that the next master must state.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::{Demand, DemandId};

use super::MILLI;
use super::columns::{Column, position_of};
use super::lagrangian::Relaxation;
use super::master::{Mix, milli, part, points};
use super::multipliers::Multipliers;
use super::patterns::{Count, Earnings, Pattern, best_patterns, counts_of};
use super::position::Meeting;
use super::stated::Stated;

/// States the rows that a mix oversteps; returns how many are new.
pub(super) fn state_violated(
    relaxation: &Relaxation<'_>,
    columns: &[(usize, &Column)],
    mix: &Mix,
    stated: &mut Stated,
) -> usize {
    const TOLERANCE: f64 = 5e-3;
    let before = stated.count();
    let demands = relaxation.model.demands();
    let mut sums = vec![0.0; relaxation.rows.all().len()];
    let mut paid: Vec<f64> = relaxation.pay.iter().map(|pay| f64::from(pay.duty_minutes.0)).collect();
    let mut uses: FxHashMap<(DemandId, usize, Day), f64> = FxHashMap::default();
    for ((_, column), &(_, share)) in columns.iter().zip(&mix.of_columns).filter(|(_, (_, share))| *share > 1e-7) {
        for &(id, index) in &column.sessions {
            let demand = &demands[id.index()];
            relaxation.rows.visit(id, demand, index, |row| sums[row] += share * part(demand));
            if let Some(position) = position_of(demand, column.worker) {
                *uses.entry((id, position, demand.placements[index].day)).or_default() += share;
            }
        }
        if let Some(worker) = column.worker.filter(|_| !stated.weeks) {
            paid[worker.index()] += share * f64::from(column.paid.0);
        }
    }
    for (row, (sum, limits)) in sums.iter().zip(relaxation.rows.all()).enumerate() {
        if *sum > points(limits.capacity * MILLI) + TOLERANCE {
            stated.rows.insert(row);
        }
    }
    for (index, minutes) in paid.iter().enumerate() {
        if *minutes > relaxation.pay[index].free() + TOLERANCE {
            stated.paid.insert(WorkerId::new(index));
        }
    }
    if relaxation.model.problem().weights().extra_worker > Cost::ZERO {
        state_violated_uses(relaxation, &uses, mix, stated);
        if stated.weeks {
            state_violated_counts(relaxation, &uses, columns, mix, stated);
        }
    }
    state_parted(relaxation, columns, mix, stated);
    stated.count() - before
}

/// So many patterns a request has to begin with, at most.
const MOST_FIRST_PATTERNS: usize = 12;

/// How many times dearer leaving a session out becomes.
const DEARER: f64 = 4.0;

/// Makes leaving a session out dearer, at most as dear as it really is, where a mix does so; returns for how many demands.
pub(super) fn raise_left_out(
    relaxation: &Relaxation<'_>,
    columns: &[(usize, &Column)],
    mix: &Mix,
    stated: &mut Stated,
) -> usize {
    const TOLERANCE: f64 = 1e-2;
    let demands = relaxation.model.demands();
    let mut planned = vec![0.0; demands.len()];
    for ((_, column), &(_, share)) in columns.iter().zip(&mix.of_columns) {
        for &(id, _) in &column.sessions {
            planned[id.index()] += share * part(&demands[id.index()]);
        }
    }
    let mut raised = 0;
    for ((demand, planned), left_out) in demands.iter().zip(planned).zip(&mut stated.left_out) {
        let whole = points(demand.unplaced.0 * MILLI);
        if planned < f64::from(demand.due) - TOLERANCE && *left_out < whole {
            *left_out = (*left_out * DEARER).min(whole);
            raised += 1;
        }
    }
    raised
}

/// Patterns of a request that are looked for in a round.
const MOST_PATTERNS: usize = 4;

/// Takes in patterns that earn more than the one in use; returns how many are new.
pub(super) fn take_in_patterns(
    relaxation: &Relaxation<'_>,
    prices: &Multipliers,
    mix: &Mix,
    stated: &mut Stated,
) -> usize {
    let of_demand = |(id, known): (&DemandId, &mut Vec<Pattern>)| {
        let in_use = mix.in_use.get(id).copied().unwrap_or(0.0);
        let found = relaxation.patterns(*id, prices, MOST_PATTERNS);
        let before = known.len();
        for (earned, pattern) in found {
            if points(earned) > in_use + 1e-3 && !known.contains(&pattern) {
                known.push(pattern);
            }
        }
        known.len() - before
    };
    stated.patterns.iter_mut().map(of_demand).sum()
}

/// Sessions of two workers of whom one would go alone: first the days, then, where the day is right, the placements.
fn state_parted(relaxation: &Relaxation<'_>, columns: &[(usize, &Column)], mix: &Mix, stated: &mut Stated) {
    const TOLERANCE: f64 = 1e-2;
    let mut shares: BTreeMap<(DemandId, Meeting), BTreeMap<usize, f64>> = BTreeMap::new();
    for ((_, column), &(_, share)) in columns.iter().zip(&mix.of_columns).filter(|(_, (_, share))| *share > 1e-7) {
        for &(id, index) in &column.sessions {
            let demand = &relaxation.model.demands()[id.index()];
            let Some(position) = position_of(demand, column.worker).filter(|_| demand.workers > 1) else { continue };
            for meeting in [Meeting::On(demand.placements[index].day), Meeting::At(index)] {
                *shares.entry((id, meeting)).or_default().entry(position).or_default() += share;
            }
        }
    }
    for ((id, meeting), shares) in &shares {
        let all: f64 = shares.values().sum();
        for (&position, _) in shares.iter().filter(|(_, share)| 2.0 * **share > all + TOLERANCE) {
            stated.together.insert((*id, position, *meeting));
        }
    }
}

/// Requests of which workers have so many sessions more often in the mix than in its patterns: every such worker is counted, and
/// the request gets its first patterns if it has none.
fn state_violated_counts(
    relaxation: &Relaxation<'_>,
    uses: &FxHashMap<(DemandId, usize, Day), f64>,
    columns: &[(usize, &Column)],
    mix: &Mix,
    stated: &mut Stated,
) {
    const TOLERANCE: f64 = 5e-3;
    let demands = relaxation.model.demands();
    let mut counts: BTreeMap<Count, f64> = BTreeMap::new();
    for ((_, column), &(_, share)) in columns.iter().zip(&mix.of_columns).filter(|(_, (_, share))| *share > 1e-7) {
        column.counts(relaxation.model).into_iter().for_each(|count| *counts.entry(count).or_default() += share);
    }
    for (&(id, number), share) in &mix.of_patterns {
        let of_pattern = counts_of(&stated.patterns[&id][number], id);
        of_pattern.into_iter().for_each(|count| *counts.entry(count).or_default() -= share);
    }
    let is_part = |(id, _, number): &Count| *number < demands[id.index()].due as usize;
    for count in counts.into_iter().filter(|(_, over)| *over > TOLERANCE).map(|(count, _)| count) {
        let id = count.0;
        if !stated.patterns.contains_key(&id) {
            if !is_part(&count) {
                continue; // Whoever has all sessions of a request is a pattern that costs nothing.
            }
            let mut shares = vec![[0; 7]; demands[id.index()].candidates.len()];
            for ((_, position, day), share) in uses.iter().filter(|((of, _, _), _)| *of == id) {
                shares[*position][day.index()] = milli(*share);
            }
            add_first_patterns(id, &demands[id.index()], &shares, stated);
        }
        stated.counts.insert(count);
    }
}

/// The first patterns of a demand, by how often its mix has each candidate on each day, and the rows of these.
fn add_first_patterns(id: DemandId, demand: &Demand, shares: &[Earnings], stated: &mut Stated) {
    let patterns = best_patterns(demand, shares, &[], Cost(1), MOST_FIRST_PATTERNS);
    stated.patterns.insert(id, patterns.into_iter().map(|(_, pattern)| pattern).collect());
    for (position, days) in shares.iter().enumerate() {
        let used = Day::ALL.into_iter().filter(|day| days[day.index()] > 1);
        stated.uses.extend(used.map(|day| (id, position, day)));
    }
}

/// Requests of which the mix uses more workers, or other days, than its patterns: every such use is counted. A request
/// gets its first patterns where the mix has more workers than a session needs, over the week or on one day.
fn state_violated_uses(
    relaxation: &Relaxation<'_>,
    uses: &FxHashMap<(DemandId, usize, Day), f64>,
    mix: &Mix,
    stated: &mut Stated,
) {
    const TOLERANCE: f64 = 5e-3;
    let mut covered: FxHashMap<(DemandId, usize, Day), f64> = FxHashMap::default();
    for (&(id, number), share) in &mix.of_patterns {
        for &(position, day) in &stated.patterns[&id][number] {
            *covered.entry((id, position, day)).or_default() += share;
        }
    }
    let mut shares: BTreeMap<DemandId, Vec<Earnings>> = BTreeMap::new();
    for (&(id, position, day), &share) in uses {
        let demand = &relaxation.model.demands()[id.index()];
        if demand.due > 1 {
            let of_demand = shares.entry(id).or_insert_with(|| vec![[0; 7]; demand.candidates.len()]);
            of_demand[position][day.index()] = milli(share);
        }
        if stated.patterns.contains_key(&id) {
            let covered = covered.get(&(id, position, day)).copied().unwrap_or(0.0);
            if share > covered + TOLERANCE {
                stated.uses.insert((id, position, day));
            }
        }
    }
    for (id, shares) in shares {
        let demand = &relaxation.model.demands()[id.index()];
        if !stated.patterns.contains_key(&id) && has_more_workers(&shares, demand) {
            add_first_patterns(id, demand, &shares, stated);
        }
    }
}

/// Whether a mix has more workers of a demand than a session needs, over the week or on one day.
fn has_more_workers(shares: &[Earnings], demand: &Demand) -> bool {
    const TOLERANCE: i64 = 2;
    let needed = i64::try_from(demand.workers).unwrap_or(i64::MAX / MILLI) * MILLI + TOLERANCE;
    let over_the_week: i64 = shares.iter().map(|days| days.iter().max().copied().unwrap_or(0)).sum();
    let most_on_a_day = Day::ALL.into_iter().map(|day| shares.iter().map(|days| days[day.index()]).sum::<i64>()).max();
    over_the_week > needed || most_on_a_day.unwrap_or(0) > needed
}
