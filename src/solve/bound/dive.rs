//! A way down from the mix: again and again the likeliest choices of who has which request on which day are made for good,
//! days that pay beside these choices are looked for, and the master is solved with the columns that agree (diving
//! heuristics: Sadykov et al., Primal heuristics for branch and price, INFORMS Journal on Computing 31(2), 2019).

use fastrand::Rng;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{Day, WorkerId};
use crate::model::{Demand, DemandId};
use crate::solve::draft::Plan;

use super::columns::{Column, Columns, position_of};
use super::generation::{Generation, QUICK};
use super::lagrangian::DaysOf;
use super::master::{self, Mix, points};
use super::multipliers::Multipliers;
use super::position::Position;
use super::stated::Stated;
use super::violated::{raise_left_out, state_violated};
use super::{MILLI, Stop};

/// A choice is made for good at this share.
const CERTAIN: f64 = 0.97;
/// So many choices may stay open in the end.
const OPEN: usize = 10;
/// Of the open choices, one in so many is made in a step.
const PART: usize = 20;
/// Columns to begin with are no dearer than this under the prices of the bound, in thousandths of a point.
const DEAREST: i64 = 60 * MILLI;
/// How much chance there is in the order of choices, as a part of their share.
const CHANCE: f64 = 0.2;
/// What a choice that is made earns, and one that is excluded costs, in thousandths of a point.
const FORCE: i64 = 10_000 * MILLI;

/// A worker has a session of a request on a day.
type Choice = (DemandId, WorkerId, Day);

/// The columns that a dive leaves, of those that fit. Who has what on the days of a plan that stay is not asked again.
pub(crate) fn dive(
    generation: &Generation<'_>,
    plan: &Plan,
    stays: &dyn Fn(WorkerId, Day) -> bool,
    fits: &dyn Fn(&Column) -> bool,
    rng: &mut Rng,
    stop: Stop<'_>,
) -> Vec<Column> {
    let mut dive = Dive::new(generation, stays, fits);
    let mut days = Columns::default();
    days.add_plan(generation.relaxation.model, plan);
    for column in days.all() {
        dive.add(column.worker, column.day, &column.sessions);
    }
    for column in days.all() {
        if column.worker.is_some_and(|worker| stays(worker, column.day)) {
            choices(column).for_each(|choice| dive.make(choice));
        }
    }
    while !stop() && dive.step(rng, fits, stop) {}
    while !stop() && dive.settle_days(stop) {}
    let kept = dive.columns.all().iter().zip(&dive.agrees).filter(|(_, agrees)| **agrees);
    kept.map(|(column, _)| column.clone()).collect()
}

/// A dive under way.
struct Dive<'g, 'm> {
    generation: &'g Generation<'m>,
    columns: Columns,
    /// For each column, whether it agrees with all choices made.
    agrees: Vec<bool>,
    made: FxHashSet<Choice>,
    /// How many were made of each demand.
    made_of: FxHashMap<DemandId, usize>,
    position: Position,
    stated: Stated,
    /// Days that are planned anew.
    open_days: Vec<(WorkerId, Day)>,
}

impl<'g, 'm> Dive<'g, 'm> {
    /// Begins at the mix of the bound, with the columns that are cheap and fit.
    fn new(
        generation: &'g Generation<'m>,
        stays: &dyn Fn(WorkerId, Day) -> bool,
        fits: &dyn Fn(&Column) -> bool,
    ) -> Self {
        let open_days = generation.relaxation.days();
        let mut dive = Self {
            generation,
            columns: Columns::default(),
            agrees: Vec::new(),
            made: FxHashSet::default(),
            made_of: FxHashMap::default(),
            position: Position::default(),
            stated: generation.stated.clone(),
            open_days: open_days.filter(|(worker, day)| !stays(*worker, *day)).collect(),
        };
        let mut numbers = Vec::new();
        for (number, column) in generation.columns.all().iter().enumerate() {
            if generation.reduced_cost(column) < DEAREST && fits(column) {
                dive.add(column.worker, column.day, &column.sessions);
                numbers.push(number);
            }
        }
        dive.position = generation.position.renumbered(&numbers);
        dive
    }

    fn demands(&self) -> &[Demand] {
        self.generation.relaxation.model.demands()
    }

    fn add(&mut self, worker: Option<WorkerId>, day: Day, sessions: &[(DemandId, usize)]) -> bool {
        let is_new = self.columns.add(self.generation.relaxation.model, worker, day, sessions);
        if is_new {
            self.agrees.push(true);
        }
        is_new
    }

    /// Makes the likeliest choices; says whether enough is open to go on.
    fn step(&mut self, rng: &mut Rng, fits: &dyn Fn(&Column) -> bool, stop: Stop<'_>) -> bool {
        let mix = self.mix(stop);
        let new = self.look(&mix, fits, stop);
        let mix = if new > 0 { self.mix(stop) } else { mix };
        let (certain, mut open): (Vec<_>, Vec<_>) =
            self.open_choices(&mix).into_iter().partition(|(share, _)| *share >= CERTAIN);
        let uncertain = open.iter().filter(|(share, _)| *share >= 1.0 - CERTAIN).count();
        open.iter_mut().for_each(|(share, _)| *share *= 1.0 - CHANCE * rng.f64());
        open.sort_by(|a, b| b.0.total_cmp(&a.0));
        let likely = if uncertain > OPEN { uncertain.div_ceil(PART) } else { 0 };
        for (_, choice) in certain.into_iter().chain(open.into_iter().take(likely)) {
            self.make(choice);
        }
        uncertain > OPEN
    }

    /// Decides for the likeliest columns, with their places and times; says whether any day is open.
    fn settle_days(&mut self, stop: Stop<'_>) -> bool {
        let mix = self.mix(stop);
        let key = |number: usize| (self.columns.all()[number].worker, self.columns.all()[number].day);
        let mut count: FxHashMap<(Option<WorkerId>, Day), usize> = FxHashMap::default();
        for number in (0..self.agrees.len()).filter(|&number| self.agrees[number]) {
            *count.entry(key(number)).or_default() += 1;
        }
        let is_open =
            |number: usize| key(number).0.is_some() && count.get(&key(number)).is_some_and(|count| *count > 1);
        let mut open: Vec<(usize, f64)> =
            mix.of_columns.iter().copied().filter(|&(number, share)| share > 1e-4 && is_open(number)).collect();
        open.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let certain = open.iter().filter(|(_, share)| *share > CERTAIN).count();
        let likely = (open.len() - certain).div_ceil(PART);
        let mut settled: FxHashSet<(Option<WorkerId>, Day)> = FxHashSet::default();
        for &(number, _) in open.iter().take(certain + likely) {
            if settled.insert(key(number)) {
                for other in (0..self.agrees.len()).filter(|&other| other != number && key(other) == key(number)) {
                    self.agrees[other] = false;
                }
            }
        }
        !open.is_empty()
    }

    /// The best mix of the columns that agree; rows that it oversteps are stated for the next.
    fn mix(&mut self, stop: Stop<'_>) -> Mix {
        let numbered: Vec<(usize, &Column)> =
            self.columns.all().iter().enumerate().filter(|(number, _)| self.agrees[*number]).collect();
        let relaxation = &self.generation.relaxation;
        let mix = master::solve(relaxation, &numbered, &self.stated, &mut self.position, master::ROUGH, stop);
        state_violated(relaxation, &numbered, &mix, &mut self.stated);
        raise_left_out(relaxation, &numbered, &mix, &mut self.stated);
        mix
    }

    /// Takes in days that pay beside the choices made; returns how many.
    fn look(&mut self, mix: &Mix, fits: &dyn Fn(&Column) -> bool, stop: Stop<'_>) -> usize {
        let prices = self.forced(&mix.multipliers);
        let relaxation = &self.generation.relaxation;
        let Some(found) = relaxation.best_of_days(&self.open_days, &relaxation.prices(&prices), QUICK, stop) else {
            return 0;
        };
        let mut new = 0;
        for DaysOf { worker, day, found, .. } in &found {
            let made = self.made.iter().filter(|(_, other, on)| other == worker && on == day).count() as i64;
            let in_use = mix.days.get(&(*worker, *day)).copied().unwrap_or(0.0);
            for priced in found {
                let cost = priced.cost + made * FORCE;
                let pays = cost.abs() < FORCE / 2 && points(cost) < -in_use - 1e-3;
                if pays && self.add(Some(*worker), *day, &priced.sessions) {
                    new += 1;
                    let fits = self.columns.all().last().is_some_and(fits);
                    self.agrees.last_mut().into_iter().for_each(|agrees| *agrees = fits);
                }
            }
        }
        new
    }

    /// Prices under which choices made earn so much, and choices excluded cost so much, that days respect them.
    fn forced(&self, prices: &Multipliers) -> Multipliers {
        let mut prices = prices.clone();
        for &id in self.made_of.keys() {
            let uses = &mut prices.uses[id.index()];
            uses.resize(self.demands()[id.index()].candidates.len(), [0; 7]);
            if self.is_full(id) {
                uses.iter_mut().flatten().for_each(|price| *price += FORCE);
            }
        }
        for (id, worker, day) in &self.made {
            if let Some(position) = position_of(&self.demands()[id.index()], Some(*worker)) {
                let earned = if self.is_full(*id) { 2 * FORCE } else { FORCE };
                prices.uses[id.index()][position][day.index()] -= earned;
            }
        }
        prices
    }

    /// The choices of the mix that are not made, with their shares, in the order of requests.
    fn open_choices(&self, mix: &Mix) -> Vec<(f64, Choice)> {
        let mut shares: FxHashMap<Choice, f64> = FxHashMap::default();
        for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > 1e-4) {
            let column = &self.columns.all()[number];
            for choice in choices(column) {
                *shares.entry(choice).or_default() += share;
            }
        }
        let open = shares.into_iter().filter(|(choice, _)| !self.made.contains(choice));
        let mut open: Vec<(f64, Choice)> = open.map(|(choice, share)| (share, choice)).collect();
        open.sort_unstable_by_key(|(_, choice)| *choice);
        open
    }

    /// Whether all sessions of a demand have their workers.
    fn is_full(&self, id: DemandId) -> bool {
        let demand = &self.demands()[id.index()];
        self.made_of.get(&id).is_some_and(|made| *made >= demand.due as usize * demand.workers)
    }

    /// Makes a choice for good, if any column allows it.
    fn make(&mut self, choice: Choice) {
        let (id, worker, day) = choice;
        let is_of = |column: &Column| column.worker == Some(worker) && column.day == day;
        let has = |column: &Column| column.sessions.iter().any(|(other, _)| *other == id);
        let all = self.columns.all();
        if !all.iter().zip(&self.agrees).any(|(column, agrees)| *agrees && is_of(column) && has(column)) {
            return;
        }
        if self.made.insert(choice) {
            *self.made_of.entry(id).or_default() += 1;
        }
        let (is_full, made) = (self.is_full(id), &self.made);
        for (column, agrees) in all.iter().zip(&mut self.agrees) {
            *agrees &= match (is_of(column), has(column)) {
                (true, has) => has,
                (false, true) => {
                    !is_full || column.worker.is_none_or(|worker| made.contains(&(id, worker, column.day)))
                }
                (false, false) => true,
            };
        }
    }
}

/// The choices that a column stands for.
fn choices(column: &Column) -> impl Iterator<Item = Choice> + '_ {
    column.sessions.iter().filter_map(|(id, _)| Some((*id, column.worker?, column.day)))
}
