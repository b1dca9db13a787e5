//! A rota out of a mix: the likeliest column of each worker or day.

use std::collections::{BTreeMap, HashSet};
use std::hash::Hash;

use crate::domain::WorkerId;
use crate::model::{DemandId, Model};

use super::columns::Column;
use super::generation::LEAST_SHARE;

/// Sessions: demands, positions of placements and workers.
pub(crate) type Likeliest = Vec<(DemandId, usize, Vec<WorkerId>)>;

/// The sessions of the likeliest columns in a mix, one of all that have the same `whose`; no session beyond those due, none that
/// lacks a worker.
pub(super) fn likeliest<W: Eq + Hash>(
    model: &Model<'_>,
    columns: &[Column],
    mix: &[(usize, f64)],
    whose: impl Fn(&Column, WorkerId) -> W,
) -> Likeliest {
    let mut shares: Vec<(usize, f64)> = mix.iter().copied().filter(|(_, share)| *share > LEAST_SHARE).collect();
    shares.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
    let (mut planned, mut taken) = (BTreeMap::<(DemandId, usize), Vec<WorkerId>>::new(), HashSet::new());
    for column in shares.into_iter().map(|(number, _)| &columns[number]) {
        if column.worker.is_none_or(|worker| taken.insert(whose(column, worker))) {
            column.sessions.iter().for_each(|session| planned.entry(*session).or_default().extend(column.worker));
        }
    }
    let mut left: Vec<u32> = model.demands().iter().map(|demand| demand.due).collect();
    let sessions = planned.into_iter().map(|((id, index), workers)| (id, index, workers));
    let is_whole = |(id, _, workers): &(DemandId, usize, Vec<WorkerId>)| {
        let is_due = workers.len() == model.demands()[id.index()].workers && left[id.index()] > 0;
        left[id.index()] -= u32::from(is_due);
        is_due
    };
    sessions.filter(is_whole).collect()
}
