//! When a lane tries an ejection chain, and on what: a session that is left out, or the day of a worker that would cost
//! nothing if nobody came. Chains take a fixed share of a lane's steps, so that they cannot crowd out the search where
//! nothing is to be gained, and grow longer while they fail.

use fastrand::Rng;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::DemandId;
use crate::solve::draft::Draft;

use super::chain::{Chain, is_free};

/// Steps of the first chain.
const SHORTEST: usize = 50;
/// A chain that fails makes the next one twice as long, so many times in a row.
const DOUBLINGS: usize = 6;

/// Steps of chains for each of search, in thousandths, where nothing else is known.
const LEAST: usize = 100;
/// Most steps of chains for each of search, in thousandths, where chains were of use of late.
const MOST_WORTH: usize = 16_000;
/// The same, where all that a rota costs is what chains could save.
const ALL: usize = 4_000;

/// The chains of one lane.
#[derive(Clone, Debug, Default)]
pub(super) struct Chains {
    /// Steps that chains may take, in thousandths.
    credit: usize,
    /// What each step of search adds: by what share of the cost chains could save, and by their success.
    share: usize,
    worth: usize,
    /// Chains that failed since the last that did not.
    fails: usize,
    /// How often each demand was hard to place.
    penalties: Vec<u32>,
}

/// What a chain is for.
enum Aim {
    Place(DemandId),
    Close(Vec<(DemandId, Day)>),
}

impl Chains {
    /// After a step of search: perhaps a chain, kept if the draft is then worse by no more than `allowed` says.
    pub(super) fn after_step(&mut self, draft: &mut Draft<'_>, rng: &mut Rng, allowed: impl FnOnce(Cost) -> bool) {
        self.credit += self.share + self.worth + LEAST;
        let length = SHORTEST << self.fails.min(DOUBLINGS);
        if self.credit < length * 1000 {
            return;
        }
        self.credit = 0;
        let Some((aim, at_stake)) = aim(draft, rng) else { return };
        let before = draft.cost();
        self.share = share(at_stake, before);
        self.penalties.resize(draft.model().demands().len(), 1);
        let mut chain = Chain::new(draft, rng, &mut self.penalties, matches!(aim, Aim::Place(_)));
        match aim {
            Aim::Place(id) => chain.wait(id),
            Aim::Close(sessions) => sessions.into_iter().for_each(|(id, day)| chain.take_out(id, day)),
        }
        let done = chain.run(length);
        let worse = chain.cost() - before;
        if done && allowed(worse) {
            self.fails = 0;
            if worse < Cost::ZERO {
                // While the search is warm nearly all are allowed, which says nothing of their worth.
                self.worth = (self.worth * 2 + 1000).min(MOST_WORTH);
            }
        } else {
            chain.undo();
            self.fails += 1;
            self.worth = self.worth * 3 / 4;
        }
    }
}

/// What chains may take of the search, in thousandths: it falls fast with the part of the cost that is at stake, for where
/// other costs matter most, sessions are left out because they do not fit.
fn share(at_stake: Cost, cost: Cost) -> usize {
    let part = at_stake.0.saturating_mul(1000) / cost.0.max(1);
    let part = usize::try_from(part.clamp(0, 1000)).unwrap_or(0);
    ALL * part.pow(4) / 1000_usize.pow(4)
}

/// What is tried next, and how much of the cost is of its kind.
fn aim(draft: &Draft<'_>, rng: &mut Rng) -> Option<(Aim, Cost)> {
    let model = draft.model();
    let demand = |id: &DemandId| &model.demands()[id.index()];
    let may_wait = |id: &DemandId| is_free(draft, *id) && !demand(id).placements.is_empty();
    let waiting: Vec<DemandId> = draft.with_left_out().iter().copied().filter(may_wait).collect();
    let left_out = waiting.iter().map(|id| demand(id).unplaced * draft.left_out(*id) as i64).sum();
    match rng.choice(&waiting) {
        Some(&id) if rng.bool() => Some((Aim::Place(id), left_out)),
        Some(&id) => day_to_close(draft, rng).or(Some((Aim::Place(id), left_out))),
        None => day_to_close(draft, rng),
    }
}

/// The sessions of an agency worker's day, of two days the one with fewer, and what all such days cost.
fn day_to_close(draft: &Draft<'_>, rng: &mut Rng) -> Option<(Aim, Cost)> {
    let model = draft.model();
    let of_a_day = model.problem().weights().agency_day;
    if of_a_day == Cost::ZERO {
        return None;
    }
    let workers = model.problem().workers().filter(|&worker| model.problem()[worker].agency);
    let days = workers.flat_map(|worker| Day::ALL.map(|day| (worker, day)));
    let open: Vec<(WorkerId, Day)> = days.filter(|&(worker, day)| may_close(draft, worker, day)).collect();
    let sessions = |&(worker, day): &(WorkerId, Day)| -> Vec<(DemandId, Day)> {
        draft.demands_of_worker(worker, day).map(|id| (id, day)).collect()
    };
    let (one, other) = (rng.choice(&open).map(sessions)?, rng.choice(&open).map(sessions)?);
    let fewer = if one.len() <= other.len() { one } else { other };
    Some((Aim::Close(fewer), of_a_day * open.len() as i64))
}

fn may_close(draft: &Draft<'_>, worker: WorkerId, day: Day) -> bool {
    let model = draft.model();
    let mut sessions = draft.demands_of_worker(worker, day).peekable();
    let duties = &model.roster()[worker.index()].days[day.index()].duties;
    duties.is_empty() && sessions.peek().is_some() && sessions.all(|id| is_free(draft, id))
}

#[cfg(test)]
mod tests {
    use super::{ALL, share};
    use crate::domain::Cost;

    #[test]
    fn the_share_of_chains_falls_with_what_is_at_stake() {
        assert_eq!(share(Cost(5), Cost(5)), ALL);
        assert_eq!(share(Cost(1_000_000_000), Cost(2_000_000_000)), ALL / 16);
        assert_eq!(share(Cost(0), Cost(0)), 0);
    }
}
