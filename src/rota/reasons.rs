//! Why sessions stayed out of a rota: the first reason that holds, each judged against the whole week or against the rest
//! of the rota as it is. Every reason narrows the placements that the one before left.

use crate::domain::{Reason, Rota};
use crate::model::{Demand, DemandId, Model, Obstacle, obstacle};
use crate::solve::draft::{Draft, Hindrance, hindrance};

use super::Unplaced;

/// Says for each session due and not in the rota why it is not, in order of requests.
#[must_use]
pub fn unplaced(model: &Model<'_>, rota: &Rota) -> Vec<Unplaced> {
    let draft = Draft::of_rota(model, rota);
    let of_demand = |(index, demand): (usize, &Demand)| {
        let planned = rota.sessions.iter().filter(|session| session.request == demand.request).count();
        let left_out = (demand.due as usize).saturating_sub(planned);
        let reason = (left_out > 0).then(|| reason(&draft, DemandId::new(index)));
        reason.map(|reason| Unplaced::new(demand.request, reason)).into_iter().cycle().take(left_out)
    };
    model.demands().iter().enumerate().flat_map(of_demand).collect()
}

fn reason(draft: &Draft<'_>, id: DemandId) -> Reason {
    let model = draft.model();
    let demand = &model.demands()[id.index()];
    match obstacle(model, demand) {
        Some(Obstacle::Time) => Reason::NoTime,
        Some(Obstacle::Site) => Reason::NoSite,
        Some(Obstacle::Workers) => Reason::NoWorker,
        None if model.problem().is_over_level(demand.request) => Reason::OverLevel,
        None => match hindrance(draft, id) {
            Some(Hindrance::Rooms) => Reason::RoomsFull,
            Some(Hindrance::Workers) => Reason::WorkersBusy,
            Some(Hindrance::People) => Reason::Clash,
            None => Reason::TooCostly,
        },
    }
}
