//! What a mix oversteps: the rows that the next master must state.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::domain::{Day, WorkerId};
use crate::model::DemandId;

use super::MILLI;
use super::columns::{Column, position_of};
use super::lagrangian::Relaxation;
use super::master::{Meeting, Mix, Stated, part, points};

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
                *uses.entry((id, position, column.day)).or_default() += share;
            }
        }
        if let Some(worker) = column.worker {
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
    state_violated_uses(relaxation, &uses, stated);
    state_parted(relaxation, columns, mix, stated);
    stated.count() - before
}

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

/// Sessions of two workers of whom one would go alone: first the days, then, where the day is right, the placements.
fn state_parted(relaxation: &Relaxation<'_>, columns: &[(usize, &Column)], mix: &Mix, stated: &mut Stated) {
    const TOLERANCE: f64 = 1e-2;
    let mut shares: BTreeMap<(DemandId, Meeting), BTreeMap<usize, f64>> = BTreeMap::new();
    for ((_, column), &(_, share)) in columns.iter().zip(&mix.of_columns).filter(|(_, (_, share))| *share > 1e-7) {
        for &(id, index) in &column.sessions {
            let demand = &relaxation.model.demands()[id.index()];
            let Some(position) = position_of(demand, column.worker).filter(|_| demand.workers > 1) else { continue };
            for meeting in [Meeting::On(column.day), Meeting::At(index)] {
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

/// Requests with more workers than a session needs: every use of one of them is counted.
fn state_violated_uses(
    relaxation: &Relaxation<'_>,
    uses: &FxHashMap<(DemandId, usize, Day), f64>,
    stated: &mut Stated,
) {
    let mut most: FxHashMap<(DemandId, usize), f64> = FxHashMap::default();
    for (&(id, position, _), &share) in uses {
        let most = most.entry((id, position)).or_default();
        *most = most.max(share);
    }
    let mut workers: FxHashMap<DemandId, f64> = FxHashMap::default();
    for (&(id, _), share) in &most {
        *workers.entry(id).or_default() += share;
    }
    for (&(id, position, day), &share) in uses {
        let demand = &relaxation.model.demands()[id.index()];
        let counted = demand.due > 1 && relaxation.model.problem().weights().extra_worker.0 > 0;
        let is_most = share > most[&(id, position)] - 1e-6;
        if counted && share > 1e-3 && is_most && workers[&id] > part(demand).recip() + 1e-3 {
            stated.uses.insert((id, position, day));
        }
    }
}
