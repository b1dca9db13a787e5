//! A whole week out of the mix of the bound: a dive leaves few columns, and what is still open is planned exactly.

use fastrand::Rng;
use rustc_hash::FxHashMap;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::{DemandId, Model};
use crate::solve::Stop;
use crate::solve::bound::{self, Column, Generation};
use crate::solve::draft::{Draft, Plan};
use crate::solve::exact;

use super::{Freed, IntegerMaster, put_in};

/// A plan made from the mix, and what it costs; freed days only are planned anew, or all. Requests with fixed sessions are
/// where the plan has them.
pub(super) fn dive<'m>(
    model: &'m Model<'m>,
    generation: &Generation<'m>,
    plan: &Plan,
    freed: Option<&Freed>,
    rng: &mut Rng,
    effort: exact::Effort,
    stop: Stop<'_>,
) -> Option<(Cost, Plan)> {
    let fixed = Fixed::new(model, plan);
    let stays = |worker, day| freed.is_some_and(|freed| !freed.has(worker, day));
    let columns = bound::dive(generation, plan, &stays, &|column| fixed.allows(column), rng, stop);
    if stop() {
        return None;
    }
    let mut draft = Draft::new(model);
    let (sessions, _) = IntegerMaster::over(&draft, generation, columns.iter().collect()).solve(effort, stop);
    put_in(&mut draft, &sessions?);
    Some((draft.cost(), draft.plan()))
}

/// Sessions that stay where they are.
struct Fixed<'m> {
    model: &'m Model<'m>,
    of_day: FxHashMap<(WorkerId, Day), Vec<(DemandId, usize)>>,
}

impl<'m> Fixed<'m> {
    fn new(model: &'m Model<'m>, plan: &Plan) -> Self {
        let mut of_day: FxHashMap<(WorkerId, Day), Vec<(DemandId, usize)>> = FxHashMap::default();
        for (index, (demand, seats)) in model.demands().iter().zip(plan).enumerate() {
            for seat in seats.iter().filter(|_| !demand.requirements.is_empty()) {
                let day = demand.placements[seat.placement].day;
                for &worker in &seat.workers {
                    of_day.entry((worker, day)).or_default().push((DemandId::new(index), seat.placement));
                }
            }
        }
        Self { model, of_day }
    }

    /// Whether a column has all that stays on its day, and nothing else of these requests.
    fn allows(&self, column: &Column) -> bool {
        let staying = column.worker.and_then(|worker| self.of_day.get(&(worker, column.day)));
        let staying = staying.map_or(&[][..], Vec::as_slice);
        let is_fixed = |id: DemandId| !self.model.demands()[id.index()].requirements.is_empty();
        staying.iter().all(|session| column.sessions.contains(session))
            && column.sessions.iter().filter(|(id, _)| is_fixed(*id)).count() == staying.len()
    }
}
