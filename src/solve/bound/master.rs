//! The linear master over the columns found so far: which mix of workers' days covers the sessions due at the least cost,
//! and what each coupling row is worth. Rows are stated only once a mix oversteps them; most never are.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::domain::{Day, WorkerId};
use crate::model::{Demand, DemandId};

use super::columns::{Column, position_of};
use super::first_order::{self, Accuracy, LinearProgram, Point};
use super::interior_point::{self, Centre};
use super::lagrangian::Relaxation;
use super::multipliers::Multipliers;
use super::patterns::{Count, counts_of, extra_workers};
use super::position::{Interior, Meeting, Name, Position, Price, RowPrices};
use super::stated::Stated;
use super::{MILLI, Stop};

/// Paid minutes are counted in hours, so that no row outweighs the others.
const HOUR: f64 = 60.0;
/// What it costs in points, in the master, that somebody who must work does not, or that a session is left out which must not be.
const NOT_DECIDED: f64 = 10_000.0;
/// How well a master is solved whose prices are to give a bound.
pub(super) const FINE: Accuracy = Accuracy { iterations: 1500, error: 2e-4 };
/// How well it is solved while days are looked for quickly, and in dives.
pub(super) const ROUGH: Accuracy = Accuracy { iterations: 200, error: 2e-3 };

/// A solved master.
#[derive(Clone, Debug, Default)]
pub(super) struct Mix {
    /// The objective, in points.
    pub(super) objective: f64,
    /// How much of each column, by its number, is in the mix, 0 to 1.
    pub(super) of_columns: Vec<(usize, f64)>,
    /// The price of each row.
    pub(super) multipliers: Multipliers,
    /// The same by rows.
    pub(super) prices: RowPrices,
    /// The price of a day of each worker: what the column in use saves.
    pub(super) days: FxHashMap<(WorkerId, Day), f64>,
    /// The price of a week of each worker.
    pub(super) weeks: FxHashMap<WorkerId, f64>,
    /// How many sessions of each demand are left out.
    pub(super) left_out: Vec<f64>,
    /// How much of each pattern of a demand, by its number, is in the mix, 0 to 1.
    pub(super) of_patterns: FxHashMap<(DemandId, usize), f64>,
    /// What the pattern in use of each demand earns.
    pub(super) in_use: FxHashMap<DemandId, f64>,
}

/// Solves the master over these columns (numbered as in the list of all) with the rows stated.
pub(super) fn solve(
    relaxation: &Relaxation<'_>,
    columns: &[(usize, &Column)],
    stated: &Stated,
    position: &mut Position,
    accuracy: Accuracy,
    stop: Stop<'_>,
) -> Mix {
    Master::of(relaxation, columns, stated).solve(position, accuracy, stop)
}

/// The same near given prices, which move by `step` points for each unit by which their row is overstepped; the objective is
/// what the columns promise at the new prices. It begins inside the master before and leaves the like for the next. `None` where
/// the method breaks down.
pub(super) fn solve_near(
    relaxation: &Relaxation<'_>,
    columns: &[(usize, &Column)],
    stated: &Stated,
    (centre, step): (&RowPrices, f64),
    interior: &mut Option<Interior>,
) -> Option<Mix> {
    Master::of(relaxation, columns, stated).solve_near(centre, step, interior)
}

struct Master<'a> {
    relaxation: &'a Relaxation<'a>,
    columns: &'a [(usize, &'a Column)],
    program: LinearProgram,
    rows: Vec<Price>,
    variables: Vec<Name>,
    /// What is in the objective whatever the mix, in points.
    constant: f64,
}

impl<'a> Master<'a> {
    /// The columns are the first variables.
    fn of(relaxation: &'a Relaxation<'a>, columns: &'a [(usize, &'a Column)], stated: &Stated) -> Self {
        let mut program = LinearProgram::default();
        for (_, column) in columns {
            let is_one_of_many = stated.weeks && column.worker.is_some(); // Another row says so.
            program.add_variable(points(column.cost), if is_one_of_many { f64::INFINITY } else { 1.0 });
        }
        let variables = columns.iter().map(|(number, _)| Name::Column(*number)).collect();
        let mut master = Self { relaxation, columns, program, rows: Vec::new(), variables, constant: 0.0 };
        master.cover_demands(stated);
        master.one_each(stated);
        master.keep_at_work();
        master.keep_rows(stated);
        master.pay(stated);
        master.count_uses(stated);
        master.count_sessions(stated);
        master.keep_together(stated);
        master.keep_subsets(stated);
        master
    }

    fn demands(&self) -> &'a [Demand] {
        self.relaxation.model.demands()
    }

    fn add_row(&mut self, price: Price, limit: f64) -> usize {
        self.rows.push(price);
        self.program.add_row(limit)
    }

    fn add_variable(&mut self, name: Name, cost: f64, most: f64) -> usize {
        self.variables.push(name);
        self.program.add_variable(cost, most)
    }

    /// A new variable from 0 to `most` at `cost` points each that makes room in a row.
    fn make_room(&mut self, row: usize, most: f64, cost: f64) {
        let price = self.rows[row];
        let of_row = |name: &&Name| matches!(name, Name::Room(other, _) if *other == price);
        let piece = self.variables.iter().rev().take_while(of_row).count();
        let room = self.add_variable(Name::Room(price, piece), cost, most);
        self.program.add_term(row, room, -1.0);
    }

    /// Every session due is planned or left out: −planned − left out ≤ −due. As many are left out as must be.
    fn cover_demands(&mut self, stated: &Stated) {
        let of_all = self.relaxation.decisions.all_left_out();
        let (mut must_be, mut rooms) = (0, Vec::new());
        for (index, demand) in self.demands().iter().enumerate() {
            let (least, most) = self.relaxation.decisions.left_out(DemandId::new(index), demand);
            let row = self.add_row(Price::Demand(index), least as f64 - f64::from(demand.due));
            self.constant += stated.left_out[index] * least as f64;
            must_be += least;
            if most > least {
                rooms.push(self.variables.len());
                self.make_room(row, (most - least) as f64, stated.left_out[index]);
            }
            if most < demand.due as usize || of_all.1 < usize::MAX {
                self.make_room(row, f64::INFINITY, stated.left_out[index] + NOT_DECIDED);
            }
        }
        for (at, (_, column)) in self.columns.iter().enumerate() {
            for (id, _) in &column.sessions {
                self.program.add_term(id.index(), at, -part(&self.demands()[id.index()]));
            }
        }
        self.leave_out(of_all, must_be, &rooms);
    }

    /// Of all requests together, so many are left out at the least and at the most, those that must be among them.
    fn leave_out(&mut self, (least, most): (usize, usize), must_be: usize, rooms: &[usize]) {
        let mut keep = |price: Price, sign: f64, limit: usize| {
            let row = self.add_row(price, sign * (limit as f64 - must_be as f64));
            self.make_room(row, f64::INFINITY, NOT_DECIDED);
            rooms.iter().for_each(|&room| self.program.add_term(row, room, sign));
        };
        if least > must_be {
            keep(Price::LeastLeftOut, -1.0, least);
        }
        if (1..usize::MAX).contains(&most) {
            keep(Price::MostLeftOut, 1.0, most);
        }
    }

    /// Every worker works one of the days found, or one of the weeks, or none.
    fn one_each(&mut self, stated: &Stated) {
        let mut rows: FxHashMap<Price, usize> = FxHashMap::default();
        for (at, (_, column)) in self.columns.iter().enumerate() {
            let Some(worker) = column.worker else { continue };
            let price = if stated.weeks { Price::Week(worker) } else { Price::Day(worker, column.day) };
            let row = rows.get(&price).copied().unwrap_or_else(|| self.add_row(price, 1.0));
            rows.insert(price, row);
            self.program.add_term(row, at, 1.0);
        }
    }

    /// Whoever must work has one of the weeks.
    fn keep_at_work(&mut self) {
        let at_work: BTreeSet<WorkerId> = self.relaxation.decisions.at_work().collect();
        for worker in at_work {
            let row = self.add_row(Price::Works(worker), -1.0);
            self.make_room(row, 1.0, NOT_DECIDED);
            for (at, _) in self.columns.iter().enumerate().filter(|(_, (_, column))| column.worker == Some(worker)) {
                self.program.add_term(row, at, -1.0);
            }
        }
    }

    /// Coupling rows; those with a greatest multiplier may be overstepped at that price.
    fn keep_rows(&mut self, stated: &Stated) {
        let (mut place, mut rooms) = (FxHashMap::<usize, usize>::default(), FxHashMap::<usize, usize>::default());
        for &number in &stated.rows {
            let limits = self.relaxation.rows.all()[number];
            let row = self.add_row(Price::Row(number), points(limits.capacity * MILLI));
            if let Some(first) = self.relaxation.rows.overstepped_with(number) {
                let (name, cost) = (Name::Room(Price::Row(first), 0), points(limits.most));
                let room = *rooms.entry(first).or_insert_with(|| self.add_variable(name, cost, f64::INFINITY));
                self.program.add_term(row, room, -1.0);
            }
            place.insert(number, row);
        }
        for (at, (_, column)) in self.columns.iter().enumerate() {
            for &(id, index) in &column.sessions {
                let demand = &self.demands()[id.index()];
                self.relaxation.rows.visit(id, demand, index, |number| {
                    if let Some(&row) = place.get(&number) {
                        self.program.add_term(row, at, part(demand));
                    }
                });
            }
        }
    }

    /// Paid hours are bought piece by piece: within the contract, near it, above it.
    fn pay(&mut self, stated: &Stated) {
        let mut place: FxHashMap<WorkerId, usize> = FxHashMap::default();
        for &worker in &stated.paid {
            let pay = &self.relaxation.pay[worker.index()];
            let row = self.add_row(Price::Paid(worker), -f64::from(pay.duty_minutes.0) / HOUR);
            for (length, price) in pay.pieces() {
                self.make_room(row, length / HOUR, price * HOUR);
            }
            place.insert(worker, row);
        }
        for (at, (_, column)) in self.columns.iter().enumerate() {
            if let Some(&row) = column.worker.and_then(|worker| place.get(&worker)) {
                self.program.add_term(row, at, f64::from(column.paid.0) / HOUR);
            }
        }
    }

    /// Who has which session of a request is a mix of patterns. A use beyond that costs what an extra worker costs, which is
    /// never less than a pattern with that use would.
    fn count_uses(&mut self, stated: &Stated) {
        let extra = points(self.relaxation.model.problem().weights().extra_worker.0 * MILLI);
        let mut place: FxHashMap<(DemandId, usize, Day), usize> = FxHashMap::default();
        for &(id, position, day) in &stated.uses {
            let row = self.add_row(Price::Use(id, position, day), 0.0);
            self.make_room(row, f64::INFINITY, extra);
            place.insert((id, position, day), row);
        }
        for (&id, patterns) in &stated.patterns {
            let one = self.add_row(Price::Pattern(id), 1.0);
            for (number, pattern) in patterns.iter().enumerate() {
                let workers = extra_workers(pattern, self.demands()[id.index()].workers);
                let cost = extra * f64::from(u32::try_from(workers).unwrap_or(u32::MAX));
                let variable = self.add_variable(Name::Pattern(id, number), cost, 1.0);
                self.program.add_term(one, variable, 1.0);
                for &(position, day) in pattern {
                    if let Some(&row) = place.get(&(id, position, day)) {
                        self.program.add_term(row, variable, -1.0);
                    }
                }
            }
        }
        for (at, (_, column)) in self.columns.iter().enumerate() {
            for &(id, index) in &column.sessions {
                let Some(position) = position_of(&self.demands()[id.index()], column.worker) else { continue };
                if let Some(&row) = place.get(&(id, position, self.demands()[id.index()].placements[index].day)) {
                    self.program.add_term(row, at, 1.0);
                }
            }
        }
    }

    /// Weeks with so many sessions of a request are those of its patterns; beyond that, a week costs what an extra worker costs
    /// for each session that it has not, and once more, which is never less than a pattern with such a week would.
    fn count_sessions(&mut self, stated: &Stated) {
        let extra = points(self.relaxation.model.problem().weights().extra_worker.0 * MILLI);
        let mut place: FxHashMap<Count, usize> = FxHashMap::default();
        for &(id, position, number) in &stated.counts {
            let row = self.add_row(Price::Count(id, position, number), 0.0);
            let missing = self.demands()[id.index()].due.saturating_sub(u32::try_from(number).unwrap_or(u32::MAX));
            self.make_room(row, f64::INFINITY, extra * f64::from(missing + 1));
            place.insert((id, position, number), row);
        }
        for (variable, name) in self.variables.iter().enumerate() {
            let (counts, sign) = match *name {
                Name::Column(_) if stated.weeks => (self.columns[variable].1.counts(self.relaxation.model), 1.0),
                Name::Pattern(id, number) => (counts_of(&stated.patterns[&id][number], id), -1.0),
                _ => continue,
            };
            for row in counts.iter().filter_map(|count| place.get(count)) {
                self.program.add_term(*row, variable, sign);
            }
        }
    }

    /// No worker is more often at a meeting than the others together.
    fn keep_together(&mut self, stated: &Stated) {
        let mut place: FxHashMap<(DemandId, Meeting), Vec<(usize, usize)>> = FxHashMap::default();
        for &(id, position, meeting) in &stated.together {
            let row = self.add_row(Price::Together(id, position, meeting), 0.0);
            place.entry((id, meeting)).or_default().push((position, row));
        }
        for (at, (_, column)) in self.columns.iter().enumerate() {
            for &(id, index) in &column.sessions {
                let own = position_of(&self.demands()[id.index()], column.worker);
                let day = self.demands()[id.index()].placements[index].day;
                for meeting in [Meeting::On(day), Meeting::At(index)] {
                    for &(position, row) in place.get(&(id, meeting)).into_iter().flatten() {
                        self.program.add_term(row, at, if Some(position) == own { 1.0 } else { -1.0 });
                    }
                }
            }
        }
    }

    /// No more than the cuts hold; where one of their rows is overstepped, they give way.
    fn keep_subsets(&mut self, stated: &Stated) {
        let subsets = &self.relaxation.rows.subsets;
        let room = |(variable, name): (usize, &Name)| match name {
            Name::Room(Price::Row(row), _) => Some((*row, variable)),
            _ => None,
        };
        let rooms: FxHashMap<usize, usize> = self.variables.iter().enumerate().filter_map(room).collect();
        let mut place: FxHashMap<usize, usize> = FxHashMap::default();
        for &number in &stated.subsets {
            let subset = &subsets.all()[number];
            let row = self.add_row(Price::Subset(number), points(subset.limit * MILLI));
            place.insert(number, row);
            for room in subset.soft.iter().filter_map(|row| rooms.get(row)) {
                self.program.add_term(row, *room, -1.0);
            }
        }
        for (at, (_, column)) in self.columns.iter().enumerate() {
            for (number, share) in subsets.shares(self.relaxation.model, column) {
                if let Some(&row) = place.get(&number) {
                    self.program.add_term(row, at, points(share as i64 * MILLI));
                }
            }
        }
    }

    fn solve(self, position: &mut Position, accuracy: Accuracy, stop: Stop<'_>) -> Mix {
        let start = Point {
            values: self.variables.iter().map(|name| position.values.get(name).copied().unwrap_or(0.0)).collect(),
            prices: self.rows.iter().map(|price| position.prices.get(*price)).collect(),
            weight: position.weight,
        };
        let found = first_order::solve(&self.program, start, accuracy, stop);
        let mix = self.mix(&found.values, &found.prices, self.program.cost_of(&found.values));
        position.values = self.variables.into_iter().zip(found.values).collect();
        position.prices = mix.prices.clone();
        position.weight = found.weight;
        mix
    }

    fn solve_near(&self, centre: &RowPrices, step: f64, interior: &mut Option<Interior>) -> Option<Mix> {
        let of_row = |price: &Price| (!price.is_free()).then(|| centre.get(*price));
        let prices: Vec<Option<f64>> = self.rows.iter().map(of_row).collect();
        let from = interior.as_ref().map(|interior| interior.of(&self.variables, &self.rows));
        let found = interior_point::solve(&self.program, &Centre { prices: &prices, step }, from.as_ref())?;
        if let Some(inside) = found.inside {
            *interior = Some(Interior::named(inside, &self.variables, &self.rows));
        }
        Some(self.mix(&found.values, &found.prices, found.promised))
    }

    fn mix(&self, values: &[f64], prices: &[f64], objective: f64) -> Mix {
        let numbers = self.columns.iter().map(|(number, _)| *number);
        let mut mix = Mix {
            objective: objective + self.constant,
            of_columns: numbers.zip(values.iter().copied()).collect(),
            multipliers: self.multipliers(prices),
            prices: self.rows.iter().copied().zip(prices.iter().copied()).collect(),
            ..Mix::default()
        };
        let must_be = |(index, demand)| self.relaxation.decisions.left_out(DemandId::new(index), demand).0 as f64;
        mix.left_out = self.demands().iter().enumerate().map(must_be).collect();
        for (name, &share) in self.variables.iter().zip(values) {
            match *name {
                Name::Pattern(id, number) => _ = mix.of_patterns.insert((id, number), share),
                Name::Room(Price::Demand(index), _) => mix.left_out[index] += share,
                _ => {}
            }
        }
        for (price, &value) in self.rows.iter().zip(prices) {
            match *price {
                Price::Day(worker, day) => _ = mix.days.insert((worker, day), value),
                Price::Week(worker) => *mix.weeks.entry(worker).or_default() += value,
                Price::Works(worker) => *mix.weeks.entry(worker).or_default() -= value,
                Price::Pattern(id) => _ = mix.in_use.insert(id, value),
                _ => {}
            }
        }
        mix
    }

    fn multipliers(&self, prices: &[f64]) -> Multipliers {
        let mut multipliers = Multipliers::zero(self.relaxation.model, &self.relaxation.rows);
        for (price, &value) in self.rows.iter().zip(prices) {
            match *price {
                Price::Demand(index) => {
                    let (demand, decisions) = (&self.demands()[index], &self.relaxation.decisions);
                    let may_be = decisions.left_out(DemandId::new(index), demand).1;
                    let is_limited = may_be < demand.due as usize || decisions.all_left_out().1 < usize::MAX;
                    let most = if is_limited { i64::MAX } else { demand.unplaced.0 * MILLI };
                    multipliers.demands[index] = milli(value).min(most);
                }
                Price::Row(row) => multipliers.rows[row] = milli(value).min(self.relaxation.rows.all()[row].most),
                Price::Paid(worker) => multipliers.paid[worker.index()] = milli(value / HOUR),
                Price::Use(id, position, day) => {
                    multipliers.uses[id.index()][position][day.index()] = milli(value);
                }
                Price::Count(id, position, number) => multipliers.counts[id.index()][position][number] = milli(value),
                Price::Together(id, position, meeting) => {
                    let demand = &self.demands()[id.index()];
                    let placements = match meeting {
                        Meeting::On(day) => demand.placements_on(day),
                        Meeting::At(index) => index..index + 1,
                    };
                    for index in placements {
                        let count = demand.placements.len();
                        multipliers.together[id.index()].add(position, index, count, milli(value));
                    }
                }
                Price::Subset(number) => multipliers.subsets[number] = milli(value),
                price => debug_assert!(price.is_free()),
            }
        }
        multipliers
    }
}

/// A worker's part of a session.
pub(super) fn part(demand: &Demand) -> f64 {
    1.0 / f64::from(u32::try_from(demand.workers.max(1)).unwrap_or(1))
}

#[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
pub(super) fn points(milli: i64) -> f64 {
    milli as f64 / MILLI as f64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "prices are far below 2^53")]
pub(super) fn milli(points: f64) -> i64 {
    (points * MILLI as f64).round() as i64
}
