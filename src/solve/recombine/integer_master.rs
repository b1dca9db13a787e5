//! The integer program over known columns of freed days, with everything else of the draft fixed.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{Cost, Day, WorkerId};
use crate::model::whole::{ColumnId, Program};
use crate::model::{Demand, DemandId, Model};
use crate::solve::Stop;
use crate::solve::bound::{Column, Generation, MILLI};
use crate::solve::draft::{Draft, fits};
use crate::solve::exact;

use super::Freed;

/// A session of the answer: demand, position of the placement, workers.
pub(super) type Planned = (DemandId, usize, Vec<WorkerId>);

/// The integer program; costs are in thousandths of a point.
pub(super) struct IntegerMaster<'a, 'm> {
    draft: &'a Draft<'m>,
    generation: &'a Generation<'m>,
    program: Program,
    /// The known days that may be worked, with their unknowns.
    days: Vec<(ColumnId, &'a Column)>,
    /// Whether a session with two workers is at a placement.
    pairs: FxHashMap<(DemandId, usize), ColumnId>,
}

impl<'a, 'm> IntegerMaster<'a, 'm> {
    /// States the program over at most `most` columns, the cheapest under the latest prices of the bound.
    pub(super) fn new(draft: &'a Draft<'m>, generation: &'a Generation<'m>, freed: &Freed, most: usize) -> Self {
        let mut master =
            Self { draft, generation, program: Program::default(), days: Vec::new(), pairs: FxHashMap::default() };
        for column in usable(draft, generation, freed, most) {
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

    /// How many known days may be worked.
    pub(super) fn len(&self) -> usize {
        self.days.len()
    }

    /// The sessions of the best answer found, if any, and whether it is as good as asked for.
    pub(super) fn solve(&self, effort: exact::Effort, stop: Stop<'_>) -> (Option<Vec<Planned>>, bool) {
        let (values, proven) = exact::solve_program(&self.program, effort, stop);
        (values.map(|values| self.decode(&values)), proven)
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
        let mut terms: FxHashMap<DemandId, Vec<(ColumnId, i64)>> = FxHashMap::default();
        let mut of_pair: FxHashMap<(DemandId, usize), Vec<(ColumnId, i64)>> = FxHashMap::default();
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
        let mut demands: Vec<_> = terms.into_iter().collect();
        demands.sort_unstable();
        for (id, mut planned) in demands {
            let left = self.draft.left_out(id) as i64;
            let unplaced = self.program.number(String::new(), left, Cost(self.demand(id).unplaced.0 * MILLI));
            planned.push((unplaced, 1));
            self.program.at_least(String::new(), planned, left);
        }
    }

    fn one_day_each(&mut self) {
        let mut rows: FxHashMap<(WorkerId, Day), Vec<(ColumnId, i64)>> = FxHashMap::default();
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
        let mut terms: FxHashMap<usize, Vec<(ColumnId, i64)>> = FxHashMap::default();
        let mut paired = FxHashSet::default();
        for &(column, day) in &self.days {
            for &(id, index) in &day.sessions {
                let taken = self.pairs.get(&(id, index)).copied();
                if taken.is_some() && !paired.insert((id, index)) {
                    continue;
                }
                let demand = self.demand(id);
                self.generation.rows().visit(id, demand, &demand.placements[index], |row| {
                    terms.entry(row).or_default().push((taken.unwrap_or(column), 1));
                });
            }
        }
        let used = self.taken_by_fixed();
        let mut rows: Vec<_> = terms.into_iter().collect();
        rows.sort_unstable();
        for (row, mut terms) in rows {
            let limits = self.generation.rows().all()[row];
            let left = limits.capacity - used[row];
            if limits.most < i64::MAX {
                let over = self.program.number(String::new(), 7, Cost(limits.most));
                terms.push((over, -1));
            }
            self.program.at_most(String::new(), terms, left);
        }
    }

    fn taken_by_fixed(&self) -> Vec<i64> {
        let mut used = vec![0; self.generation.rows().all().len()];
        for (index, demand) in self.model().demands().iter().enumerate() {
            let id = DemandId::new(index);
            for seat in self.draft.seats(id) {
                self.generation.rows().visit(id, demand, &demand.placements[seat.placement], |row| used[row] += 1);
            }
        }
        used
    }

    /// Paid minutes are bought piece by piece.
    fn pay(&mut self) {
        let mut minutes: FxHashMap<WorkerId, Vec<(ColumnId, i64)>> = FxHashMap::default();
        for &(id, column) in &self.days {
            if let Some(worker) = column.worker {
                minutes.entry(worker).or_default().push((id, i64::from(column.paid.0)));
            }
        }
        let mut rows: Vec<_> = minutes.into_iter().collect();
        rows.sort_unstable();
        for (worker, mut terms) in rows {
            for (length, price) in self.generation.pay_pieces(worker) {
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
        let mut uses: FxHashMap<DemandId, FxHashMap<WorkerId, FxHashMap<Day, Vec<(ColumnId, i64)>>>> =
            FxHashMap::default();
        for &(id, column) in &self.days {
            for &(demand, _) in &column.sessions {
                let Some(worker) = column.worker.filter(|_| self.demand(demand).due > 1) else { continue };
                let of_worker = uses.entry(demand).or_default().entry(worker).or_default();
                of_worker.entry(column.day).or_default().push((id, 1));
            }
        }
        let mut uses: Vec<_> = uses.into_iter().collect();
        uses.sort_unstable_by_key(|(id, _)| *id);
        for (id, workers) in uses {
            let known: FxHashSet<WorkerId> =
                self.draft.seats(id).iter().flat_map(|seat| seat.workers.iter().copied()).collect();
            let extra = self.program.number(String::new(), 7, Cost(weight.0 * MILLI));
            let mut beyond = vec![(extra, -1)];
            let mut workers: Vec<_> = workers.into_iter().filter(|(worker, _)| !known.contains(worker)).collect();
            workers.sort_unstable_by_key(|(worker, _)| *worker);
            for (_, days) in workers {
                let used = self.program.number(String::new(), 1, Cost::ZERO);
                beyond.push((used, 1));
                let mut days: Vec<_> = days.into_iter().collect();
                days.sort_unstable_by_key(|(day, _)| *day);
                for (_, mut terms) in days {
                    terms.push((used, -1));
                    self.program.at_most(String::new(), terms, 0);
                }
            }
            let free = self.demand(id).workers as i64 - known.len() as i64;
            self.program.at_most(String::new(), beyond, free.max(0));
        }
    }
}

/// The columns of freed days whose sessions are left out and fit beside what is fixed, the cheapest `most` of them.
fn usable<'a>(draft: &Draft<'_>, generation: &'a Generation<'_>, freed: &Freed, most: usize) -> Vec<&'a Column> {
    let mut fitting: FxHashMap<(DemandId, usize), bool> = FxHashMap::default();
    let mut fits_beside =
        |&(id, index): &(DemandId, usize)| *fitting.entry((id, index)).or_insert_with(|| fits(draft, id, index));
    let is_free = |column: &Column| match column.worker {
        None => freed.has_day(column.day),
        Some(worker) => freed.has(worker, column.day) && draft.demands_of_worker(worker, column.day).next().is_none(),
    };
    let mut usable: Vec<(i64, &Column)> = Vec::new();
    for column in generation.columns() {
        if is_free(column) && column.sessions.iter().all(&mut fits_beside) {
            usable.push((generation.reduced_cost(column), column));
        }
    }
    usable.sort_by_key(|(cost, _)| *cost);
    usable.truncate(most);
    usable.into_iter().map(|(_, column)| column).collect()
}
