//! A whole week out of few columns, planned exactly: those that a dive into the mix of the bound leaves, the days of some
//! plans, or good weeks of workers.

use fastrand::Rng;
use rustc_hash::FxHashMap;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::{DemandId, Model};
use crate::solve::Stop;
use crate::solve::bound::{self, Column, Coupling, Generation, WEEK, Weeks};
use crate::solve::draft::{Draft, Plan};
use crate::solve::exact;

use super::{Freed, IntegerMaster, Planned, TRIES, put_in};

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
    let fixed = Fixed::new(model, plan, |day| day);
    let stays = |worker, day| freed.is_some_and(|freed| !freed.has(worker, day));
    let columns = bound::dive(generation, plan, &stays, &|column| fixed.allows(column), rng, stop);
    if stop() {
        return None;
    }
    let (sessions, _) = best_sessions(model, generation, &columns, effort, stop);
    Some(with_fixed(model, plan, sessions?))
}

/// The best plan that these columns make, with its cost, and whether the solver came to its end; `plan` says where fixed
/// sessions are. Where sessions of an answer exclude each other, rows say so from then on, and the columns are put together
/// once more.
pub(super) fn best_of<'m>(
    model: &'m Model<'m>,
    coupling: &mut dyn Coupling,
    plan: &Plan,
    columns: &[Column],
    effort: exact::Effort,
    stop: Stop<'_>,
) -> (Option<(Cost, Plan)>, bool) {
    let mut tries = 1;
    loop {
        let (sessions, solved) = best_sessions(model, coupling, columns, effort, stop);
        let Some(sessions) = sessions else { return (None, solved) };
        let chosen = sessions.iter().map(|(id, index, _)| ((*id, *index), 1.0)).collect();
        if tries == TRIES || coupling.exclude_among(&chosen) == 0 {
            return (Some(with_fixed(model, plan, sessions)), solved);
        }
        tries += 1;
    }
}

/// The days of these plans, those left out that the first of them forbids by what is fixed.
pub(super) fn days_of(model: &Model<'_>, plans: &[&Plan]) -> Vec<Column> {
    let fixed = Fixed::new(model, plans[0], |day| day);
    let mut columns = bound::columns_of(model, plans);
    columns.retain(|column| fixed.allows(column));
    columns
}

/// Good weeks and those of a plan, those left out that the plan forbids by what is fixed.
pub(super) fn weeks_of(model: &Model<'_>, weeks: &Weeks<'_>, plan: &Plan, most: usize) -> Vec<Column> {
    let fixed = Fixed::new(model, plan, |_| WEEK);
    let mut columns = weeks.near(plan, most);
    columns.retain(|column| fixed.allows(column));
    columns
}

/// The sessions of the best plan over these columns, and whether the solver came to its end.
fn best_sessions<'m>(
    model: &'m Model<'m>,
    coupling: &dyn Coupling,
    columns: &[Column],
    effort: exact::Effort,
    stop: Stop<'_>,
) -> (Option<Vec<Planned>>, bool) {
    let draft = Draft::new(model);
    IntegerMaster::over(&draft, coupling, columns.iter().collect()).solve(effort, stop)
}

/// A plan of these sessions with its cost, where requests with fixed sessions are where `plan` has them.
pub(super) fn with_fixed(model: &Model<'_>, plan: &Plan, mut sessions: Vec<Planned>) -> (Cost, Plan) {
    let mut draft = Draft::new(model);
    sessions.retain(|(id, _, _)| !is_fixed(model, *id));
    for (index, seats) in plan.iter().enumerate().filter(|(index, _)| is_fixed(model, DemandId::new(*index))) {
        seats.iter().for_each(|seat| draft.insert(DemandId::new(index), seat.clone()));
    }
    put_in(&mut draft, &sessions);
    (draft.cost(), draft.plan())
}

/// Sessions that stay where they are.
struct Fixed<'m> {
    model: &'m Model<'m>,
    of_day: FxHashMap<(WorkerId, Day), Vec<(DemandId, usize)>>,
}

impl<'m> Fixed<'m> {
    /// `filed` says under which day columns with sessions on a date are filed.
    fn new(model: &'m Model<'m>, plan: &Plan, filed: impl Fn(Day) -> Day) -> Self {
        let mut of_day: FxHashMap<(WorkerId, Day), Vec<(DemandId, usize)>> = FxHashMap::default();
        for (index, (demand, seats)) in model.demands().iter().zip(plan).enumerate() {
            let id = DemandId::new(index);
            for seat in seats.iter().filter(|_| is_fixed(model, id)) {
                let day = filed(demand.placements[seat.placement].day);
                for &worker in &seat.workers {
                    of_day.entry((worker, day)).or_default().push((id, seat.placement));
                }
            }
        }
        Self { model, of_day }
    }

    /// Whether a column has all that stays on its day, and nothing else of these requests.
    fn allows(&self, column: &Column) -> bool {
        let staying = column.worker.and_then(|worker| self.of_day.get(&(worker, column.day)));
        let staying = staying.map_or(&[][..], Vec::as_slice);
        staying.iter().all(|session| column.sessions.contains(session))
            && column.sessions.iter().filter(|(id, _)| is_fixed(self.model, *id)).count() == staying.len()
    }
}

/// Whether a request has sessions that are fixed or frozen.
fn is_fixed(model: &Model<'_>, id: DemandId) -> bool {
    !model.demands()[id.index()].requirements.is_empty()
}
