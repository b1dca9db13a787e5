//! What is decided of who has which request, where the bound is sought for one part of all rotas at a time: a worker has so many
//! sessions of a request, or fewer; or so many are left out, of a request or of all, or fewer; or a worker has one on a date, or
//! none; or one on a date is at one of its first placements there, or at one of the others.

use crate::domain::{Day, WorkerId};
use crate::model::{Demand, DemandId, Model};
use crate::solve::bound::columns::Column;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Counted {
    /// Sessions of all requests that nobody has.
    AllLeftOut,
    /// Sessions of a request that nobody has.
    LeftOut(DemandId),
    /// Sessions of a request that a worker has.
    Of(WorkerId, DemandId),
    /// The same on a date, where there is one at most.
    On(WorkerId, DemandId, Day),
    /// Sessions of a request at placements before this one, by position. Of those on its date, where there is one at most, all are,
    /// or none.
    Before(DemandId, usize),
}

/// Whether there are at least so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::solve::bound) struct Decision {
    pub(super) counted: Counted,
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

    /// How many there are at the least and, of so many, at the most.
    fn limits(&self, counted: Counted, most: usize) -> (usize, usize) {
        let of_it = self.0.iter().filter(|decision| decision.counted == counted);
        of_it.fold(
            (0, most),
            |(least, most), &Decision { sessions, holds, .. }| {
                if holds { (least.max(sessions), most) } else { (least, most.min(sessions - 1)) }
            },
        )
    }

    /// How many sessions of a request a worker's week has at the least and at most.
    pub(super) fn range(&self, worker: WorkerId, id: DemandId, demand: &Demand) -> (usize, usize) {
        let due = demand.due as usize - self.left_out(id, demand).0;
        let of_worker = |worker: WorkerId| {
            let (least, most) = self.limits(Counted::Of(worker, id), due);
            let is_held = |(of, _, holds): &(DemandId, Day, bool)| *of == id && *holds;
            (least.max(self.dates_of(worker).filter(is_held).count()), most)
        };
        let (least, most) = of_worker(worker);
        let others = self.musts().filter(|(other, of)| *other != worker && *of == id && demand.workers == 1);
        let of_others = others.map(|(other, _)| of_worker(other).0).max().unwrap_or(0);
        (least, most.min(due.saturating_sub(of_others)))
    }

    /// How many sessions of a request are left out at the least and at the most.
    pub(in crate::solve::bound) fn left_out(&self, id: DemandId, demand: &Demand) -> (usize, usize) {
        let (least, most) = self.limits(Counted::LeftOut(id), demand.due as usize);
        (least, most.min(self.all_left_out().1))
    }

    /// How many sessions of all requests are left out at the least and at the most.
    pub(in crate::solve::bound) fn all_left_out(&self) -> (usize, usize) {
        self.limits(Counted::AllLeftOut, usize::MAX)
    }

    /// The dates on which it is decided whether a worker has a session of a request.
    pub(super) fn dates_of(&self, worker: WorkerId) -> impl Iterator<Item = (DemandId, Day, bool)> {
        self.0.iter().filter_map(move |decision| match decision.counted {
            Counted::On(other, id, day) if other == worker => Some((id, day, decision.holds)),
            _ => None,
        })
    }

    /// Whether a worker's week agrees with them.
    pub(super) fn allow(&self, model: &Model<'_>, week: &Column) -> bool {
        let Some(worker) = week.worker else { return true };
        let sessions = |of: DemandId| week.sessions.iter().filter(move |(id, _)| *id == of);
        let has_so_many = |id: DemandId| {
            let (least, most) = self.range(worker, id, &model.demands()[id.index()]);
            (least..=most).contains(&sessions(id).count())
        };
        let day = |&(id, index): &(DemandId, usize)| model.demands()[id.index()].placements[index].day;
        let has_on = |id: DemandId, date: Day| sessions(id).any(|session| day(session) == date);
        self.requests().all(has_so_many)
            && self.dates_of(worker).all(|(id, date, holds)| has_on(id, date) == holds)
            && self.allow_places(model, week)
    }

    /// Whether all sessions are at placements that agree with them.
    pub(super) fn allow_places(&self, model: &Model<'_>, column: &Column) -> bool {
        column.sessions.iter().all(|&(id, index)| self.allow_place(id, &model.demands()[id.index()], index))
    }

    /// Whether a session of a request may be at a placement, by position.
    pub(in crate::solve::bound) fn allow_place(&self, id: DemandId, demand: &Demand, index: usize) -> bool {
        let day = |index: usize| demand.placements[index].day;
        self.0.iter().all(|decision| match decision.counted {
            Counted::Before(of, first) if of == id && day(first) == day(index) => (index < first) == decision.holds,
            _ => true,
        })
    }

    /// The request of each decision.
    fn requests(&self) -> impl Iterator<Item = DemandId> {
        self.0.iter().filter_map(|decision| match decision.counted {
            Counted::AllLeftOut => None,
            Counted::LeftOut(id) | Counted::Of(_, id) | Counted::On(_, id, _) | Counted::Before(id, _) => Some(id),
        })
    }

    /// The workers who must work.
    pub(in crate::solve::bound) fn at_work(&self) -> impl Iterator<Item = WorkerId> {
        self.musts().map(|(worker, _)| worker)
    }

    /// Workers and requests of which they must have a session.
    pub(super) fn musts(&self) -> impl Iterator<Item = (WorkerId, DemandId)> {
        self.0.iter().filter(|decision| decision.holds).filter_map(|decision| match decision.counted {
            Counted::Of(worker, id) | Counted::On(worker, id, _) => Some((worker, id)),
            Counted::AllLeftOut | Counted::LeftOut(_) | Counted::Before(..) => None,
        })
    }

    /// Workers and requests of which they have no session.
    pub(super) fn apart<'a>(&'a self, model: &'a Model<'_>) -> impl Iterator<Item = (WorkerId, DemandId)> {
        self.requests().flat_map(move |id| {
            let demand = &model.demands()[id.index()];
            let workers = demand.candidates.iter().map(|candidate| candidate.worker);
            workers.map(move |worker| (worker, id)).filter(move |(worker, id)| self.range(*worker, *id, demand).1 == 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Counted, Decision, Decisions};
    use crate::domain::testing::week;
    use crate::domain::{Minutes, Problem};
    use crate::input::{Against, read_folder};
    use crate::model::{Demand, DemandId, Model};
    use crate::solve::bound::columns::Column;

    /// A request of the example with several sessions, on more than one date, which several workers can have.
    fn shared(model: &Model<'_>) -> DemandId {
        let is_shared = |demand: &Demand| {
            let day = |index: usize| demand.placements[index].day;
            let has_two_dates = || day(0) != day(demand.placements.len() - 1);
            demand.due > 1 && demand.workers == 1 && demand.candidates.len() > 1 && has_two_dates()
        };
        DemandId::new(model.demands().iter().position(is_shared).expect("a request with several sessions"))
    }

    fn example() -> Problem {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem
    }

    #[test]
    fn a_date_that_is_decided_says_which_weeks_there_are() {
        let problem = example();
        let model = Model::new(&problem);
        let id = shared(&model);
        let demand = &model.demands()[id.index()];
        let [one, other] = [0, 1].map(|at| demand.candidates[at].worker);
        let [first, last] = [0, demand.placements.len() - 1];
        let day = demand.placements[first].day;
        let week_with = |worker, sessions: &[usize]| Column {
            worker: Some(worker),
            day,
            sessions: sessions.iter().map(|&index| (id, index)).collect(),
            cost: 0,
            paid: Minutes::ZERO,
        };
        let decided =
            |holds| Decisions::default().with(Decision { counted: Counted::On(one, id, day), sessions: 1, holds });
        let allows = |holds, week: &Column| decided(holds).allow(&model, week);
        for (sessions, on_that_day) in [(&[first][..], true), (&[last], false), (&[first, last], true), (&[], false)] {
            assert_eq!(allows(true, &week_with(one, sessions)), on_that_day);
            assert_eq!(allows(false, &week_with(one, sessions)), !on_that_day);
            assert!(allows(false, &week_with(other, sessions)));
        }
        let due = demand.due as usize;
        assert_eq!([one, other].map(|worker| decided(true).range(worker, id, demand)), [(1, due), (0, due - 1)]);
        assert_eq!(decided(false).range(one, id, demand), (0, due));
        assert_eq!(decided(true).at_work().collect::<Vec<_>>(), [one]);
        assert_eq!(decided(false).at_work().count(), 0);
    }

    #[test]
    fn what_one_worker_has_or_is_left_out_nobody_else_can_have() {
        let problem = example();
        let model = Model::new(&problem);
        let id = shared(&model);
        let demand = &model.demands()[id.index()];
        let [one, other] = [0, 1].map(|at| demand.candidates[at].worker);
        let due = demand.due as usize;
        let of = |counted, holds, sessions| Decisions::default().with(Decision { counted, sessions, holds });
        let decided = |holds, sessions| of(Counted::Of(one, id), holds, sessions);
        let ranges = |decisions: &Decisions| [one, other].map(|worker| decisions.range(worker, id, demand));
        assert_eq!(ranges(&Decisions::default()), [(0, due); 2]);
        assert_eq!(ranges(&decided(true, 1)), [(1, due), (0, due - 1)]);
        assert_eq!(ranges(&decided(true, due)), [(due, due), (0, 0)]);
        assert_eq!(ranges(&decided(false, due)), [(0, due - 1), (0, due)]);
        assert_eq!(ranges(&decided(false, 1)), [(0, 0), (0, due)]);
        assert!(decided(true, due).apart(&model).all(|(worker, _)| worker != one));
        assert_eq!(decided(false, 1).apart(&model).collect::<Vec<_>>(), [(one, id)]);
        assert_eq!(ranges(&of(Counted::LeftOut(id), true, 1)), [(0, due - 1); 2]);
        assert_eq!(of(Counted::LeftOut(id), true, 1).left_out(id, demand), (1, due));
        assert_eq!(of(Counted::LeftOut(id), false, 1).left_out(id, demand), (0, 0));
        assert_eq!(of(Counted::LeftOut(id), true, due).apart(&model).count(), demand.candidates.len());
        assert_eq!(of(Counted::LeftOut(id), true, due).at_work().count(), 0);
        assert_eq!(of(Counted::AllLeftOut, true, 2).all_left_out(), (2, usize::MAX));
        assert_eq!(of(Counted::AllLeftOut, true, 2).left_out(id, demand), (0, due));
        assert_eq!(of(Counted::AllLeftOut, false, 2).left_out(id, demand), (0, 1));
        assert_eq!(ranges(&of(Counted::AllLeftOut, false, 1)), [(0, due); 2]);
    }

    #[test]
    fn a_session_is_before_a_placement_of_its_date_or_not_and_other_dates_do_not_care() {
        let problem = example();
        let model = Model::new(&problem);
        let id = shared(&model);
        let demand = &model.demands()[id.index()];
        let on_day = demand.placements_on(demand.placements[0].day);
        let first = on_day.start + on_day.len() / 2;
        assert!(on_day.start < first);
        let decided =
            |holds| Decisions::default().with(Decision { counted: Counted::Before(id, first), sessions: 1, holds });
        for index in 0..demand.placements.len() {
            let is_before = !on_day.contains(&index) || index < first;
            let is_not = !on_day.contains(&index) || index >= first;
            let week = Column {
                worker: Some(demand.candidates[0].worker),
                day: demand.placements[index].day,
                sessions: vec![(id, index)],
                cost: 0,
                paid: Minutes::ZERO,
            };
            for (holds, allowed) in [(true, is_before), (false, is_not)] {
                assert_eq!(decided(holds).allow_place(id, demand, index), allowed);
                assert_eq!(decided(holds).allow(&model, &week), allowed);
            }
        }
        let other = DemandId::new((id.index() + 1) % model.demands().len());
        let placements = 0..model.demands()[other.index()].placements.len();
        assert!(placements.into_iter().all(|at| decided(true).allow_place(other, &model.demands()[other.index()], at)));
    }
}
