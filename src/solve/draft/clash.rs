//! What stands in the way of one more session: the sessions that would have to leave for it.

use smallvec::SmallVec;

use crate::domain::{Day, RoomId, WorkerId};
use crate::model::DemandId;

use super::{Draft, attendance};

/// Demands with a session in the way on the day in question, each once.
pub(crate) type InTheWay = SmallVec<[DemandId; 6]>;

/// The sessions of the same people, or of people to be kept apart from them, that leave no time for one at a placement.
pub(crate) fn people_in_the_way(draft: &Draft<'_>, id: DemandId, placement: usize) -> InTheWay {
    let demand = draft.demand(id);
    let at = &demand.placements[placement];
    let mut found = InTheWay::new();
    draft
        .people
        .visit_clashes(draft.model, demand, at.day, &attendance(id, demand, at), |other| note(&mut found, other));
    found
}

/// The sessions that leave a worker no time for one at a placement; `None` if nothing that may leave would help.
pub(crate) fn tasks_in_the_way(
    draft: &Draft<'_>,
    id: DemandId,
    placement: usize,
    worker: WorkerId,
) -> Option<InTheWay> {
    let (demand, model) = (draft.demand(id), draft.model);
    let at = &demand.placements[placement];
    let task = draft.task(id, at, demand.site_of(at), worker);
    let hours = &model.roster()[worker.index()].days[at.day.index()];
    let is_there = hours.shifts.iter().any(|shift| shift.holds(task.time));
    if !is_there || hours.away.iter().any(|away| away.meets(task.time)) {
        return None;
    }
    let mut found = InTheWay::new();
    let tasks = draft.workers.day(worker, at.day);
    for other in tasks {
        let after = other.time.to + model.spots().drive(other.spot, task.spot) <= task.time.from;
        let before = task.time.to + model.spots().drive(task.spot, other.spot) <= other.time.from;
        if !after && !before {
            note(&mut found, other.demand?);
        }
    }
    let most = model.problem()[worker].max_sessions_per_day as usize;
    let sessions = tasks.iter().filter_map(|task| task.demand);
    for other in sessions.clone().take((sessions.clone().count() + 1).saturating_sub(most)) {
        note(&mut found, other);
    }
    Some(found)
}

/// The sessions in a room at the time of one at a placement.
pub(crate) fn holds_in_the_way(
    draft: &Draft<'_>,
    (id, placement): (DemandId, usize),
    room: RoomId,
    of_room: &[(DemandId, Day)],
) -> InTheWay {
    let demand = draft.demand(id);
    let at = &demand.placements[placement];
    let hold = demand.room_hold(at.start);
    let mut found = InTheWay::new();
    for &(other, day) in of_room.iter().filter(|(_, day)| *day == at.day) {
        let holds = |seat: &super::Seat| {
            let placed = draft.placement(other, seat);
            placed.day == day && seat.room == Some(room) && draft.demand(other).room_hold(placed.start).meets(hold)
        };
        if draft.seats(other).iter().any(holds) {
            note(&mut found, other);
        }
    }
    found
}

/// Whether a worker has nothing on a day that costs something to open.
pub(crate) fn would_open(draft: &Draft<'_>, worker: WorkerId, day: Day) -> bool {
    draft.model.problem()[worker].agency && draft.workers.day(worker, day).is_empty()
}

fn note(found: &mut InTheWay, other: DemandId) {
    if !found.contains(&other) {
        found.push(other);
    }
}
