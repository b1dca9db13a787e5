//! The integer program over known columns of freed days, with everything else of the draft fixed.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{Cost, Day, WorkerId};
use crate::model::whole::{ColumnId, Program};
use crate::model::{Demand, DemandId, Model};
use crate::solve::Stop;
use crate::solve::bound::{Column, Coupling, Generation, MILLI};
use crate::solve::draft::{Draft, has_its_people};
use crate::solve::exact;

use super::Freed;

/// Unknowns with their factors.
type Terms = Vec<(ColumnId, i64)>;

/// No request has more workers in a week than this beyond those it needs.
const MOST_EXTRA: i64 = 14;

/// A session of the answer: demand, position of the placement, workers.
pub(crate) type Planned = (DemandId, usize, Vec<WorkerId>);

/// An answer of the program.
pub(crate) struct Answer {
    /// Its sessions.
    pub(crate) sessions: Vec<Planned>,
    /// What it costs, in thousandths of a point.
    pub(crate) value: i64,
    /// Whether none costs less, but for the gap asked for.
    pub(crate) proven: bool,
}

/// The integer program; costs are in thousandths of a point.
pub(crate) struct IntegerMaster<'a, 'm> {
    draft: &'a Draft<'m>,
    coupling: &'a dyn Coupling,
    program: Program,
    /// The known days that may be worked, with their unknowns.
    days: Vec<(ColumnId, &'a Column)>,
    /// Whether a session with two workers is at a placement.
    pairs: FxHashMap<(DemandId, usize), ColumnId>,
}

impl<'a, 'm> IntegerMaster<'a, 'm> {
    /// States the program over these columns.
    pub(crate) fn over(draft: &'a Draft<'m>, coupling: &'a dyn Coupling, columns: Vec<&'a Column>) -> Self {
        let mut master =
            Self { draft, coupling, program: Program::default(), days: Vec::new(), pairs: FxHashMap::default() };
        for column in columns {
            let id = master.program.yes_or_no(String::new(), Cost(column.cost));
            master.days.push((id, column));
        }
        master.cover_demands();
        master.one_day_each();
        master.keep_rows();
        master.pay();
        master.keep_to_few_workers();
        master
    }

    /// The sessions of the best answer found, if any, and whether it is as good as asked for.
    pub(super) fn solve(&self, effort: exact::Effort, stop: Stop<'_>) -> (Option<Vec<Planned>>, bool) {
        let (values, proven) = exact::solve_program(&self.program, effort, stop);
        (values.map(|values| self.decode(&values)), proven)
    }

    /// The best answer found, if any, with its value.
    pub(crate) fn solve_to_value(&self, effort: exact::Effort, stop: Stop<'_>) -> Option<Answer> {
        let (values, proven) = exact::solve_program(&self.program, effort, stop);
        let values = values?;
        let value = exact::objective(&self.program, &values);
        Some(Answer { sessions: self.decode(&values), value, proven })
    }

    fn decode(&self, values: &[f64]) -> Vec<Planned> {
        let mut sessions: FxHashMap<(DemandId, usize), Vec<WorkerId>> = FxHashMap::default();
        for (_, column) in self.days.iter().filter(|(id, _)| values[id.index()] > 0.5) {
            for session in &column.sessions {
                sessions.entry(*session).or_default().extend(column.worker);
            }
        }
        let mut planned: Vec<Planned> =
            sessions.into_iter().map(|((id, index), workers)| (id, index, workers)).collect();
        planned.sort_unstable();
        planned
    }

    fn model(&self) -> &'m Model<'m> {
        self.draft.model()
    }

    fn demand(&self, id: DemandId) -> &'m Demand {
        &self.model().demands()[id.index()]
    }

    /// Every session that is left out is planned or costs what an unplaced one costs.
    fn cover_demands(&mut self) {
        let mut terms: FxHashMap<DemandId, Terms> = FxHashMap::default();
        let mut of_pair: FxHashMap<(DemandId, usize), Terms> = FxHashMap::default();
        for &(column, day) in &self.days {
            for &(id, index) in &day.sessions {
                if self.demand(id).workers > 1 {
                    of_pair.entry((id, index)).or_default().push((column, 1));
                } else {
                    terms.entry(id).or_default().push((column, 1));
                }
            }
        }
        let mut pairs: Vec<_> = of_pair.into_iter().collect();
        pairs.sort_unstable();
        for ((id, index), mut workers) in pairs {
            let both = self.program.yes_or_no(String::new(), Cost::ZERO);
            workers.push((both, -2));
            self.program.equal(String::new(), workers, 0);
            terms.entry(id).or_default().push((both, 1));
            self.pairs.insert((id, index), both);
        }
        for id in (0..self.model().demands().len()).map(DemandId::new).filter(|id| self.draft.left_out(*id) > 0) {
            let mut planned = terms.remove(&id).unwrap_or_default();
            let left = self.draft.left_out(id) as i64;
            let unplaced = self.program.number(String::new(), left, Cost(self.demand(id).unplaced.0 * MILLI));
            planned.push((unplaced, 1));
            self.program.equal(String::new(), planned, left);
        }
    }

    fn one_day_each(&mut self) {
        let mut rows: FxHashMap<(WorkerId, Day), Terms> = FxHashMap::default();
        for &(id, column) in &self.days {
            if let Some(worker) = column.worker {
                rows.entry((worker, column.day)).or_default().push((id, 1));
            }
        }
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_unstable();
        for (_, terms) in rows {
            self.program.at_most(String::new(), terms, 1);
        }
    }

    /// Coupling rows, with what the fixed sessions leave of them.
    fn keep_rows(&mut self) {
        let mut terms: FxHashMap<usize, Terms> = FxHashMap::default();
        let mut paired = FxHashSet::default();
        for &(column, day) in &self.days {
            for &(id, index) in &day.sessions {
                let taken = self.pairs.get(&(id, index)).copied();
                if taken.is_some() && !paired.insert((id, index)) {
                    continue;
                }
                let demand = self.demand(id);
                self.coupling.rows().visit(id, demand, index, |row| {
                    terms.entry(row).or_default().push((taken.unwrap_or(column), 1));
                });
            }
        }
        let used = self.taken_by_fixed();
        let mut rows: Vec<_> = terms.into_iter().collect();
        rows.sort_unstable();
        let mut over = FxHashMap::default();
        for (row, mut terms) in rows {
            let limits = self.coupling.rows().all()[row];
            let left = limits.capacity - used[row];
            if let Some(first) = self.coupling.rows().overstepped_with(row) {
                let over = over.entry(first);
                terms.push((*over.or_insert_with(|| self.program.number(String::new(), 7, Cost(limits.most))), -1));
            }
            self.program.at_most(String::new(), terms, left);
        }
    }

    fn taken_by_fixed(&self) -> Vec<i64> {
        let mut used = vec![0; self.coupling.rows().all().len()];
        for (index, demand) in self.model().demands().iter().enumerate() {
            let id = DemandId::new(index);
            for seat in self.draft.seats(id) {
                self.coupling.rows().visit(id, demand, seat.placement, |row| used[row] += 1);
            }
        }
        used
    }

    /// Paid minutes are bought piece by piece.
    fn pay(&mut self) {
        let mut minutes: FxHashMap<WorkerId, Terms> = FxHashMap::default();
        for &(id, column) in &self.days {
            if let Some(worker) = column.worker {
                minutes.entry(worker).or_default().push((id, i64::from(column.paid.0)));
            }
        }
        let mut rows: Vec<_> = minutes.into_iter().collect();
        rows.sort_unstable();
        for (worker, mut terms) in rows {
            for (length, price) in self.coupling.pay_pieces(worker) {
                let bought = self.program.number(String::new(), length, Cost(price));
                terms.push((bought, -1));
            }
            let fixed = i64::from(self.draft.paid(worker).0);
            self.program.at_most(String::new(), terms, -fixed);
        }
    }

    /// Workers of a request beyond those that a session needs.
    fn keep_to_few_workers(&mut self) {
        let weight = self.model().problem().weights().extra_worker;
        let mut uses: BTreeMap<DemandId, BTreeMap<(WorkerId, Day), Terms>> = BTreeMap::new();
        for &(id, column) in &self.days {
            for &(demand, _) in &column.sessions {
                if let Some(worker) = column.worker.filter(|_| self.demand(demand).due > 1) {
                    let of_day = uses.entry(demand).or_default().entry((worker, column.day)).or_default();
                    if of_day.last() != Some(&(id, 1)) {
                        of_day.push((id, 1));
                    }
                }
            }
        }
        for (id, of_demand) in uses {
            let mut known: Vec<WorkerId> =
                self.draft.seats(id).iter().flat_map(|seat| seat.workers.iter().copied()).collect();
            known.sort_unstable();
            known.dedup();
            let extra = self.program.number(String::new(), MOST_EXTRA, Cost(weight.0 * MILLI));
            let mut beyond = self.use_new_workers(of_demand, &known);
            beyond.push((extra, -1));
            let free = self.demand(id).workers as i64 - known.len() as i64;
            self.program.at_most(String::new(), beyond, free.max(0));
        }
    }

    /// An unknown for each worker besides the known: whether any of the worker's days has a session of the request.
    fn use_new_workers(&mut self, days: BTreeMap<(WorkerId, Day), Terms>, known: &[WorkerId]) -> Terms {
        let mut used: Terms = Vec::new();
        let mut latest = None;
        for ((worker, _), mut terms) in days {
            if known.contains(&worker) {
                continue;
            }
            if latest != Some(worker) {
                used.push((self.program.number(String::new(), 1, Cost::ZERO), 1));
                latest = Some(worker);
            }
            terms.extend(used.last().map(|&(column, _)| (column, -1)));
            self.program.at_most(String::new(), terms, 0);
        }
        used
    }
}

/// Which columns may be used: those of freed days whose sessions fit beside what is fixed.
struct Fitting<'a, 'm> {
    draft: &'a Draft<'m>,
    freed: &'a Freed,
    known: RefCell<FxHashMap<(DemandId, usize), bool>>,
}

impl<'a, 'm> Fitting<'a, 'm> {
    /// Beside what a draft holds.
    fn new(draft: &'a Draft<'m>, freed: &'a Freed) -> Self {
        Self { draft, freed, known: RefCell::default() }
    }

    /// Whether the column may be used.
    fn has(&self, column: &Column) -> bool {
        let is_free = match column.worker {
            None => self.freed.has_day(column.day),
            Some(worker) => {
                let draft = self.draft;
                self.freed.has(worker, column.day) && draft.demands_of_worker(worker, column.day).next().is_none()
            }
        };
        is_free && column.sessions.iter().all(|session| self.fits(*session))
    }

    fn fits(&self, (id, index): (DemandId, usize)) -> bool {
        let mut known = self.known.borrow_mut();
        *known.entry((id, index)).or_insert_with(|| has_its_people(self.draft, id, index))
    }
}

/// Those of some columns that may be used.
pub(super) fn fitting<'a>(draft: &Draft<'_>, freed: &Freed, columns: &'a [Column]) -> Vec<&'a Column> {
    let fitting = Fitting::new(draft, freed);
    columns.iter().filter(|column| fitting.has(column)).collect()
}

/// The cheapest `most` of the known columns that may be used, under the latest prices of the bound.
pub(super) fn cheapest<'a>(
    draft: &Draft<'_>,
    generation: &'a Generation<'_>,
    freed: &Freed,
    most: usize,
) -> Vec<&'a Column> {
    let usable = fitting(draft, freed, generation.columns()).into_iter();
    let mut usable: Vec<(i64, &Column)> = usable.map(|column| (generation.reduced_cost(column), column)).collect();
    usable.sort_by_key(|(cost, _)| *cost);
    usable.truncate(most);
    usable.into_iter().map(|(_, column)| column).collect()
}
