//! The bound once more, with whole weeks of workers as columns: a week pays for its very minutes, and for each request of
//! which the worker has some sessions and not all. A mix of days can have half of one worker's Monday and half of another's
//! Thursday for nothing; a mix of weeks cannot.
//!
//! The master is that of days, with weeks in their place. Weeks are mostly put together of known days, which costs little;
//! now and then all days there are are looked at, which gives a bound and new days.

mod joined;
mod made;
mod pricing;
mod tolls;
mod used;

use rustc_hash::FxHashSet;

use crate::domain::Cost;
use crate::model::{Demand, DemandId};
use crate::solve::Stop;
use crate::solve::draft::Plan;

use super::MILLI;
use super::columns::{Column, Columns};
use super::coupling::Coupling;
use super::exclusions::{Exclusions, shares_of};
use super::first_order::Accuracy;
use super::lagrangian::{Relaxation, in_points};
use super::master::{self, Mix, Position, Stated, milli, points};
use super::multipliers::Multipliers;
use super::violated::{state_violated, take_in_patterns};
pub(crate) use made::WEEK;
use made::weeks_of_mix;
use pricing::{Pool, WeeksOf};
use tolls::OwnPrices;
pub(super) use tolls::TollsOf;

/// A round seeks weeks at the master's prices, drawn towards the best so far by these, 0 to 1.
const PULLS: [f64; 2] = [0.5, 0.0];
/// How far the price of a session may go from the best so far, in points: at first, at least and at most.
const REACH: (f64, f64, f64) = (20.0, 0.3, 100.0);
/// It grows by the first where the master's own prices are the best, and shrinks by the second where none are better.
const LONGER: f64 = 1.5;
const SHORTER: f64 = 0.6;
/// How well a master is solved at least.
const ACCURACY: Accuracy = Accuracy { iterations: 700, error: 1e-4 };
/// A master of few weeks is solved better: with so many iterations, or so many for each week together.
const MOST_ITERATIONS: usize = 5_000;
const STEPS: usize = 1_500_000;

/// After a look at all days in vain, the next one is at prices drawn towards those of the best bound by this, 0 to 1.
const HALF_WAY: f64 = 0.5;
/// All days are looked at after at most so many rounds with known days.
const MOST_ROUNDS: u32 = 8;
/// Weeks dearer than the cheapest by this, in thousandths of a point, are left out of the master.
const DEAR: i64 = 20 * MILLI;
/// A bound this near to what known days promise, as a share of it, is at its end.
const LITTLE: f64 = 1e-4;
/// A master that promises more than this beyond the best value with known days, as a share of it, is not at its end.
const MUCH: f64 = 1e-3;
/// After so many looks at all days that raised the bound by less, it is at its end too.
const MOST_IDLE: u32 = 8;

/// A request's sessions in a week or a day: demands and positions of placements.
type Sessions = Vec<(DemandId, usize)>;

/// The value at some prices.
#[derive(Clone, Debug)]
struct Priced {
    /// In thousandths of a point.
    value: i64,
    prices: Multipliers,
    /// What the cheapest week of each worker costs; nothing while that is not known.
    least: Vec<i64>,
    /// The prices of each worker's own week there.
    own: Vec<OwnPrices>,
}

/// Column generation with weeks under way.
#[derive(Debug)]
pub(crate) struct Weeks<'m> {
    relaxation: Relaxation<'m>,
    exclusions: Exclusions,
    weeks: Columns,
    days: Columns,
    stated: Stated,
    position: Position,
    /// The best bound.
    best: Priced,
    /// The best value with known days: never below the best bound at the same prices.
    known: Priced,
    /// The prices of each worker's own week when it was last looked at.
    own: Vec<OwnPrices>,
    mix: Option<Mix>,
    all_days: bool,
    /// How far the price of a session may go from the best so far in a master, in points.
    reach: f64,
    /// Rounds since all days were looked at.
    rounds: u32,
    /// Looks at all days since the bound rose by more than a little.
    idle: u32,
    done: bool,
}

impl<'m> Weeks<'m> {
    /// Begins where the master of days came to its end: with its days, rows, position, and its best value and prices.
    pub(super) fn new(
        relaxation: &Relaxation<'m>,
        exclusions: &Exclusions,
        days: &Columns,
        mix: &Mix,
        (stated, position): (&Stated, &Position),
        (value, prices): &(i64, Multipliers),
    ) -> Self {
        let mut weeks = Columns::default();
        for (worker, sessions) in weeks_of_mix(days.all(), mix) {
            weeks.add_week(relaxation.week(worker, sessions));
        }
        for column in days.all().iter().filter(|column| column.worker.is_none()) {
            weeks.add_week(Some(column.clone()));
        }
        let best = Priced { value: *value, prices: prices.clone(), least: Vec::new(), own: Vec::new() };
        Self {
            relaxation: relaxation.clone(),
            exclusions: exclusions.clone(),
            weeks,
            days: days.clone(),
            stated: stated.for_weeks(),
            position: position.without_columns(),
            known: best.clone(),
            best,
            own: vec![OwnPrices::default(); relaxation.model.roster().len()],
            mix: None,
            all_days: true,
            reach: REACH.0,
            rounds: 0,
            idle: 0,
            done: relaxation.has_one_date(),
        }
    }

    /// Whether the bound has come to its end.
    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// The best bound.
    pub(crate) fn bound(&self) -> Cost {
        in_points(self.best.value)
    }

    /// How much work the next step is, in steps of search.
    pub(crate) fn work(&self) -> u64 {
        200 + (self.weeks.all().len() + self.days.all().len()) as u64 / 2
    }

    /// Takes the weeks of a plan in.
    pub(crate) fn learn(&mut self, plan: &Plan) {
        for week in self.relaxation.weeks_of_plan(plan).into_all() {
            self.weeks.add_week(Some(week));
        }
    }

    /// One round: solve the master, state what its mix oversteps, take new weeks in. Told to stop, the bound stays as it is
    /// for good.
    pub(crate) fn step(&mut self, stop: Stop<'_>) {
        let (mix, new) = self.solve(stop);
        let found = if self.all_days { self.look_at_all(&mix, stop) } else { self.look_again(&mix, stop) };
        let Some(found) = found else {
            self.done = true;
            return;
        };
        let promised = mix.objective + points(self.relaxation.cost_of_duties() - self.known.value);
        let promised = promised / points(self.known.value).abs().max(1.0);
        let is_settled = !self.all_days && (found + new == 0 || promised.abs() < LITTLE);
        self.done |= is_settled
            && promised.abs() < MUCH
            && points(self.known.value - self.best.value) <= LITTLE * points(self.best.value);
        self.rounds += 1;
        self.all_days = !self.all_days && (is_settled || self.rounds >= MOST_ROUNDS);
        self.mix = Some(mix);
    }

    /// Solves the master and states what its mix oversteps; says how many rows are new.
    fn solve(&mut self, stop: Stop<'_>) -> (Mix, usize) {
        let (mut stated, mut position) = (std::mem::take(&mut self.stated), std::mem::take(&mut self.position));
        let demands = self.relaxation.model.demands().iter();
        let around = |(demand, &price): (&Demand, &i64)| {
            let most = points(demand.unplaced.0 * MILLI);
            ((points(price) + self.reach).min(most), points(price) - self.reach)
        };
        (stated.left_out, stated.floors) = demands.zip(&self.known.prices.demands).map(around).unzip();
        let kept = self.kept();
        let iterations = (STEPS / kept.len().max(1)).clamp(ACCURACY.iterations, MOST_ITERATIONS);
        let accuracy = Accuracy { iterations, ..ACCURACY };
        let mix = master::solve(&self.relaxation, &kept, &stated, &mut position, accuracy, stop);
        let new = state_violated(&self.relaxation, &kept, &mix, &mut stated);
        let shares = shares_of(self.relaxation.model, self.weeks.all(), &mix.of_columns);
        (self.stated, self.position) = (stated, position);
        let excluded = self.exclude_among(&shares);
        (mix, new + excluded)
    }

    /// The weeks for the next master.
    fn kept(&self) -> Vec<(usize, &Column)> {
        let cost =
            |week: &Column, prices| week.reduced_cost_of_week(self.relaxation.model, &self.relaxation.rows, prices);
        let of_mix = self.mix.iter().flat_map(|mix| &mix.of_columns).filter(|(_, share)| *share > 1e-4);
        let in_mix: FxHashSet<usize> = of_mix.map(|(number, _)| *number).collect();
        let is_kept = |(number, week): &(usize, &Column)| {
            let (Some(mix), Some(worker)) = (&self.mix, week.worker) else { return true };
            let in_use = mix.weeks.get(&worker).map_or(0, |saved| milli(*saved));
            let least = self.known.least.get(worker.index());
            in_mix.contains(number)
                || cost(week, &mix.multipliers) + in_use < DEAR
                || least.is_none_or(|least| cost(week, &self.known.prices) - least < DEAR)
        };
        self.weeks.all().iter().enumerate().filter(is_kept).collect()
    }

    /// Seeks weeks of known days, at several prices; returns how many are new, patterns among them.
    fn look_again(&mut self, mix: &Mix, stop: Stop<'_>) -> Option<usize> {
        let (mut new, mut best) = (0, None);
        let center = self.known.prices.clone();
        for pull in PULLS {
            let prices = mix.multipliers.drawn_towards(&center, pull);
            let (priced, weeks) = self.at(prices, stop)?;
            new += self.take_in(&weeks, mix);
            new += take_in_patterns(&self.relaxation, &priced.prices, mix, &mut self.stated);
            if priced.value > self.known.value {
                best = Some(pull);
                self.known = priced;
            }
        }
        self.reach = match best {
            Some(pull) if pull > 0.0 => self.reach,
            Some(_) => (self.reach * LONGER).min(REACH.2),
            None => (self.reach * SHORTER).max(REACH.1),
        };
        Some(new)
    }

    /// Looks at all days; returns how many weeks are new, patterns among them.
    fn look_at_all(&mut self, mix: &Mix, stop: Stop<'_>) -> Option<usize> {
        let pull = if self.idle > 0 { HALF_WAY } else { 0.0 };
        let prices = self.known.prices.drawn_towards(&self.best.prices, pull);
        let (priced, of_known) = self.at(prices, stop)?;
        let weeks = self.relaxation.weeks_of_all_days(&priced.prices, &of_known, stop)?;
        let value = self.relaxation.value_with_weeks(&priced.prices, &weeks);
        let least = weeks.iter().map(|weeks| weeks.least).collect();
        let priced = Priced { value, least, ..priced };
        let mut new = self.take_in(&weeks, mix);
        new += take_in_patterns(&self.relaxation, &priced.prices, mix, &mut self.stated);
        for weeks in &weeks {
            for (day, sessions) in &weeks.near {
                self.days.add(self.relaxation.model, Some(weeks.worker), *day, sessions);
            }
        }
        let risen = points(priced.value - self.best.value) > LITTLE * points(self.best.value);
        self.idle = if risen { 0 } else { self.idle + 1 };
        self.done = self.idle > MOST_IDLE;
        self.rounds = 0;
        if priced.value >= self.best.value {
            self.best = priced;
        }
        self.known = self.best.clone();
        Some(new)
    }

    /// The value at these prices with weeks of known days, with minutes at their best price.
    fn at(&mut self, mut prices: Multipliers, stop: Stop<'_>) -> Option<(Priced, Vec<WeeksOf>)> {
        let mut known = vec![0; self.relaxation.model.roster().len()];
        for week in self.weeks.all() {
            if let Some(worker) = week.worker {
                let cost = week.reduced_cost_of_week(self.relaxation.model, &self.relaxation.rows, &prices);
                known[worker.index()] = cost.min(known[worker.index()]);
            }
        }
        let weeks = self.relaxation.weeks_of_known_days(&prices, &self.pool(), (&known, &self.own), stop)?;
        for weeks in &weeks {
            prices.paid[weeks.worker.index()] = weeks.own.minute;
            self.own[weeks.worker.index()] = weeks.own.clone();
        }
        let value = self.relaxation.value_with_weeks(&prices, &weeks);
        let least = weeks.iter().map(|weeks| weeks.least).collect();
        Some((Priced { value, prices, least, own: self.own.clone() }, weeks))
    }

    /// The known days of each worker, by date.
    fn pool(&self) -> Pool<'_> {
        let mut pool: Pool<'_> = vec![<[Vec<&Column>; 7]>::default(); self.relaxation.model.roster().len()];
        for column in self.days.all() {
            if let Some(worker) = column.worker {
                pool[worker.index()][column.day.index()].push(column);
            }
        }
        pool
    }

    /// Takes in weeks that pay more than the week in use; returns how many are new.
    fn take_in(&mut self, weeks: &[WeeksOf], mix: &Mix) -> usize {
        let mut new = 0;
        for of_worker in weeks {
            let in_use = mix.weeks.get(&of_worker.worker).copied().unwrap_or(0.0);
            for (_, sessions) in of_worker.found.iter().filter(|(cost, _)| points(*cost) < -in_use - 1e-3) {
                new += usize::from(self.weeks.add_week(self.relaxation.week(of_worker.worker, sessions.clone())));
            }
        }
        new
    }
}
