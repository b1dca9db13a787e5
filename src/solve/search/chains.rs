//! When a lane tries an ejection chain, and on what: a session that is left out, or the day of a worker that would cost
//! nothing if nobody came. Chains take a fixed share of a lane's steps, so that they cannot crowd out the search where
//! nothing is to be gained, and grow longer while they fail.

use fastrand::Rng;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::DemandId;
use crate::solve::draft::Draft;

use super::chain::Chain;

/// Steps of the first chain.
const SHORTEST: usize = 50;
/// A chain that fails makes the next one twice as long, so many times in a row.
const DOUBLINGS: usize = 6;

/// The chains of one lane.
#[derive(Clone, Debug, Default)]
pub(super) struct Chains {
    /// Steps that chains may take.
    credit: usize,
    /// Chains that failed since the last that did not.
    fails: usize,
    /// How much chains were worth of late: steps of chains for each of search, but for one.
    worth: usize,
}

/// Most steps of chains for each of search, but for one.
const MOST_WORTH: usize = 15;

/// What a chain is for.
enum Aim {
    Place(DemandId),
    Close(Vec<(DemandId, Day)>),
}

impl Chains {
    /// After a step of search: perhaps a chain, kept if the draft is then worse by no more than `allowed` says.
    pub(super) fn after_step(&mut self, draft: &mut Draft<'_>, rng: &mut Rng, allowed: impl FnOnce(Cost) -> bool) {
        self.credit += 1 + self.worth;
        if self.credit < self.length() {
            return;
        }
        self.credit = 0;
        let Some(aim) = aim(draft, rng) else { return };
        let before = draft.cost();
        let (length, may_open) = (self.length(), matches!(aim, Aim::Place(_)));
        let mut chain = Chain::new(draft, rng, may_open);
        match aim {
            Aim::Place(id) => chain.wait(id),
            Aim::Close(sessions) => sessions.into_iter().for_each(|(id, day)| chain.take_out(id, day)),
        }
        let done = chain.run(length);
        if done && allowed(chain.cost() - before) {
            self.fails = 0;
            self.worth = (self.worth * 2 + 1).min(MOST_WORTH);
        } else {
            chain.undo();
            self.fails += 1;
            self.worth = self.worth * 3 / 4;
        }
    }

    fn length(&self) -> usize {
        SHORTEST << self.fails.min(DOUBLINGS)
    }
}

fn aim(draft: &Draft<'_>, rng: &mut Rng) -> Option<Aim> {
    let model = draft.model();
    let demand = |id: &DemandId| &model.demands()[id.index()];
    let may_wait =
        |id: &DemandId| draft.left_out(*id) > 0 && demand(id).workers <= 1 && !demand(id).placements.is_empty();
    let waiting: Vec<DemandId> = (0..model.demands().len()).map(DemandId::new).filter(may_wait).collect();
    let close = |rng: &mut Rng| day_to_close(draft, rng).map(Aim::Close);
    match rng.choice(&waiting) {
        Some(&id) if rng.bool() => Some(Aim::Place(id)),
        Some(&id) => close(rng).or(Some(Aim::Place(id))),
        None => close(rng),
    }
}

/// The sessions of an agency worker's day, of two days the one with fewer.
fn day_to_close(draft: &Draft<'_>, rng: &mut Rng) -> Option<Vec<(DemandId, Day)>> {
    let model = draft.model();
    if model.problem().weights().agency_day == Cost::ZERO {
        return None;
    }
    let workers = model.problem().workers().filter(|&worker| model.problem()[worker].agency);
    let days = workers.flat_map(|worker| Day::ALL.map(|day| (worker, day)));
    let open: Vec<(WorkerId, Day)> = days.filter(|&(worker, day)| may_close(draft, worker, day)).collect();
    let sessions = |&(worker, day): &(WorkerId, Day)| -> Vec<(DemandId, Day)> {
        draft.demands_of_worker(worker, day).map(|id| (id, day)).collect()
    };
    let (one, other) = (rng.choice(&open).map(sessions)?, rng.choice(&open).map(sessions)?);
    Some(if one.len() <= other.len() { one } else { other })
}

fn may_close(draft: &Draft<'_>, worker: WorkerId, day: Day) -> bool {
    let model = draft.model();
    let mut sessions = draft.demands_of_worker(worker, day).peekable();
    let duties = &model.roster()[worker.index()].days[day.index()].duties;
    let of_one = |id: DemandId| model.demands()[id.index()].workers == 1;
    duties.is_empty() && sessions.peek().is_some() && sessions.all(of_one)
}
