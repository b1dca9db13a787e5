//! The integer master: some workers' days are taken out of a rota and planned anew, exactly, from the columns that are
//! known. All else stays as it is and only takes its rooms, people and hours.
//!
//! What the coupling rows do not say (journeys of people, keep-apart among the sessions that move, names of rooms) is looked
//! at when the answer goes into the draft: sessions that do not fit are put back where they cost least, and the answer
//! counts only if the rota is cheaper by the plain reckoning of the draft.

mod freed;
mod integer_master;

use crate::domain::{Cost, WorkerId};
use crate::model::{DemandId, Model};

use super::Stop;
use super::bound::Generation;
use super::draft::{Draft, Plan, best_insertion, insert_at};
use super::exact;

pub(crate) use freed::Freed;
use integer_master::IntegerMaster;

/// Most columns of one integer master.
const COLUMNS: usize = 2_500;

/// What became of a try.
#[derive(Clone, Debug)]
pub(crate) struct Recombined {
    /// The better plan with its cost, if there is one.
    pub(crate) better: Option<(Cost, Plan)>,
    /// Whether the solver came to its end.
    pub(crate) solved: bool,
}

/// Plans the freed days of a plan anew from the columns of the bound.
pub(crate) fn recombine<'m>(
    model: &'m Model<'m>,
    generation: &Generation<'m>,
    plan: &Plan,
    freed: &Freed,
    effort: exact::Effort,
    stop: Stop<'_>,
) -> Recombined {
    let mut draft = Draft::of_plan(model, plan);
    let before = draft.cost();
    take_out(&mut draft, freed);
    let master = IntegerMaster::new(&draft, generation, freed, COLUMNS);
    let (sessions, solved) = master.solve(effort, stop);
    let (columns, fixed) = (master.len(), draft.cost());
    let Some(sessions) = sessions else { return Recombined { better: None, solved } };
    put_in(&mut draft, &sessions);
    eprintln!("  columns {columns} freed {} -> {} solved {solved}", before.0, draft.cost().0);
    let _ = fixed;
    Recombined { better: (draft.cost() < before).then(|| (draft.cost(), draft.plan())), solved }
}

/// Takes out every session on a freed day.
fn take_out(draft: &mut Draft<'_>, freed: &Freed) {
    for id in (0..draft.model().demands().len()).map(DemandId::new) {
        let is_freed = |draft: &Draft<'_>, at: usize| {
            let seat = &draft.seats(id)[at];
            let day = draft.placement(id, seat).day;
            match seat.workers.is_empty() {
                true => freed.has_day(day),
                false => seat.workers.iter().all(|&worker| freed.has(worker, day)),
            }
        };
        for at in (0..draft.seats(id).len()).rev() {
            if is_freed(draft, at) {
                draft.remove(id, at);
            }
        }
    }
}

/// Puts sessions in, those of a day in order of time so that rooms are found; what does not fit goes where it costs least.
fn put_in(draft: &mut Draft<'_>, sessions: &[(DemandId, usize, Vec<WorkerId>)]) {
    let mut sessions: Vec<_> = sessions.iter().collect();
    let when = |draft: &Draft<'_>, id: DemandId, index: usize| {
        let placement = &draft.model().demands()[id.index()].placements[index];
        (placement.day, placement.start)
    };
    sessions.sort_by_key(|(id, index, _)| (when(draft, *id, *index), *id));
    for (id, index, workers) in sessions {
        insert_at(draft, *id, *index, workers);
    }
    for id in (0..draft.model().demands().len()).map(DemandId::new) {
        while draft.left_out(id) > 0 {
            let Some(insertion) = best_insertion(draft, id, || false) else { break };
            draft.insert(id, insertion.seat);
        }
    }
}
