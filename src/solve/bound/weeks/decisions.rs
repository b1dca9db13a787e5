//! What is decided of who has which request, where the bound is sought for one part of all rotas at a time: a worker has so many
//! sessions of a request, or fewer; or so many are left out, or fewer.

use crate::domain::WorkerId;
use crate::model::{Demand, DemandId, Model};
use crate::solve::bound::columns::Column;

/// Whose sessions are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// Those that nobody has.
    LeftOut,
    Of(WorkerId),
}

/// Whether somebody has at least so many sessions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::solve::bound) struct Decision {
    pub(super) whose: Whose,
    pub(super) id: DemandId,
    pub(super) sessions: usize,
    pub(super) holds: bool,
}

/// All that is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::solve::bound) struct Decisions(Vec<Decision>);

impl Decisions {
    /// The same and one more.
    pub(super) fn with(&self, decision: Decision) -> Self {
        Self(self.0.iter().copied().chain([decision]).collect())
    }

    /// How many sessions of a request a worker's week has at the least and at most.
    pub(super) fn range(&self, worker: WorkerId, id: DemandId, demand: &Demand) -> (usize, usize) {
        let due = demand.due as usize - self.left_out(id, demand).0;
        let (mut least, mut most) = (0, due);
        for decision in self.0.iter().filter(|decision| decision.id == id) {
            match (decision.whose, decision.holds) {
                (Whose::Of(other), true) if other == worker => least = least.max(decision.sessions),
                (Whose::Of(other), false) if other == worker => most = most.min(decision.sessions - 1),
                (Whose::Of(_), true) if demand.workers == 1 => most = most.min(due.saturating_sub(decision.sessions)),
                _ => {}
            }
        }
        (least, most)
    }

    /// How many sessions of a request are left out at the least and at the most.
    pub(in crate::solve::bound) fn left_out(&self, id: DemandId, demand: &Demand) -> (usize, usize) {
        let (mut least, mut most) = (0, demand.due as usize);
        let of_it = self.0.iter().filter(|decision| decision.id == id && decision.whose == Whose::LeftOut);
        for decision in of_it {
            if decision.holds {
                least = least.max(decision.sessions);
            } else {
                most = most.min(decision.sessions - 1);
            }
        }
        (least, most)
    }

    /// Whether a worker's week agrees with them.
    pub(super) fn allow(&self, model: &Model<'_>, week: &Column) -> bool {
        let Some(worker) = week.worker else { return true };
        self.0.iter().all(|decision| {
            let (least, most) = self.range(worker, decision.id, &model.demands()[decision.id.index()]);
            let sessions = week.sessions.iter().filter(|(id, _)| *id == decision.id).count();
            (least..=most).contains(&sessions)
        })
    }

    /// The workers who must work.
    pub(in crate::solve::bound) fn at_work(&self) -> impl Iterator<Item = WorkerId> {
        self.musts().map(|(worker, _)| worker)
    }

    /// Workers and requests of which they must have a session.
    pub(super) fn musts(&self) -> impl Iterator<Item = (WorkerId, DemandId)> {
        self.0.iter().filter(|decision| decision.holds).filter_map(|decision| match decision.whose {
            Whose::Of(worker) => Some((worker, decision.id)),
            Whose::LeftOut => None,
        })
    }

    /// Workers and requests of which they have no session.
    pub(super) fn apart<'a>(&'a self, model: &'a Model<'_>) -> impl Iterator<Item = (WorkerId, DemandId)> {
        self.0.iter().flat_map(move |decision| {
            let demand = &model.demands()[decision.id.index()];
            let workers = demand.candidates.iter().map(|candidate| candidate.worker);
            let pairs = workers.map(|worker| (worker, decision.id));
            pairs.filter(move |(worker, id)| self.range(*worker, *id, demand).1 == 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Decision, Decisions, Whose};
    use crate::domain::testing::week;
    use crate::input::{Against, read_folder};
    use crate::model::{DemandId, Model};

    #[test]
    fn what_one_worker_has_or_is_left_out_nobody_else_can_have() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
        let model = Model::new(&problem);
        let is_shared = |at: &usize| {
            let demand = &model.demands()[*at];
            demand.due > 1 && demand.workers == 1 && demand.candidates.len() > 1
        };
        let index = (0..model.demands().len()).find(is_shared).expect("a request with several sessions");
        let (id, demand) = (DemandId::new(index), &model.demands()[index]);
        let [one, other] = [0, 1].map(|at| demand.candidates[at].worker);
        let due = demand.due as usize;
        let of = |whose, holds, sessions| Decisions::default().with(Decision { whose, id, sessions, holds });
        let decided = |holds, sessions| of(Whose::Of(one), holds, sessions);
        let ranges = |decisions: &Decisions| [one, other].map(|worker| decisions.range(worker, id, demand));
        assert_eq!(ranges(&Decisions::default()), [(0, due); 2]);
        assert_eq!(ranges(&decided(true, 1)), [(1, due), (0, due - 1)]);
        assert_eq!(ranges(&decided(true, due)), [(due, due), (0, 0)]);
        assert_eq!(ranges(&decided(false, due)), [(0, due - 1), (0, due)]);
        assert_eq!(ranges(&decided(false, 1)), [(0, 0), (0, due)]);
        assert!(decided(true, due).apart(&model).all(|(worker, _)| worker != one));
        assert_eq!(decided(false, 1).apart(&model).collect::<Vec<_>>(), [(one, id)]);
        assert_eq!(ranges(&of(Whose::LeftOut, true, 1)), [(0, due - 1); 2]);
        assert_eq!(of(Whose::LeftOut, true, 1).left_out(id, demand), (1, due));
        assert_eq!(of(Whose::LeftOut, false, 1).left_out(id, demand), (0, 0));
        assert_eq!(of(Whose::LeftOut, true, due).apart(&model).count(), demand.candidates.len());
        assert_eq!(of(Whose::LeftOut, true, due).at_work().count(), 0);
    }
}
