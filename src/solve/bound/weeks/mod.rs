//! The bound once more, with whole weeks of workers as columns: a week pays for its very minutes, and for how many
//! sessions of each request it has. A mix of days can have half of one worker's Monday and half of another's
//! Thursday for nothing; a mix of weeks cannot.
//!
//! The master is that of days, with weeks in their place, and its prices stay near the best so far. Weeks are mostly put
//! together of known days, which costs little; now and then all days there are are looked at, which gives a bound and new
//! days. What the bound of all rotas together leaves open is looked at in parts.

mod counted;
mod cuts;
mod decisions;
mod dividing;
mod joined;
mod made;
mod minutes;
mod parts;
mod pricing;
mod subgradients;
mod tolls;
mod used;

use rustc_hash::FxHashSet;

use crate::model::DemandId;
use crate::solve::Stop;
use crate::solve::draft::Plan;

use super::MILLI;
use super::columns::{Column, Columns};
use super::coupling::Coupling;
use super::exclusions::{Exclusions, shares_of};
use super::first_order::Accuracy;
use super::lagrangian::Relaxation;
use super::likeliest::Likeliest;
use super::master::{self, Mix, milli, points};
use super::multipliers::Multipliers;
use super::position::{Interior, Position, PricesOfRows, RowPrices};
use super::stated::Stated;
use super::violated::{state_violated, take_in_patterns};
pub(super) use decisions::Decisions;
pub(crate) use made::WEEK;
use made::weeks_of_mix;
use parts::Parts;
use pricing::{Pool, WeeksOf};
use tolls::OwnPrices;
pub(super) use tolls::{FORBIDDEN, TollsOf};

/// A round seeks weeks at the master's prices, drawn towards the best so far by these, 0 to 1.
const PULLS: [f64; 2] = [0.5, 0.0];
/// How far prices move for each unit by which a row is overstepped, in points: at first, at least and at most.
const STEP: (f64, f64, f64) = (60.0, 0.3, 10_000.0);
/// It grows by the first where much of what the master promised comes true, and shrinks by the second where nothing does.
const LONGER: f64 = 1.5;
const SHORTER: f64 = 0.6;
/// Much, and enough to go on from there: shares of what was promised.
const MUCH: f64 = 0.25;
const ENOUGH: f64 = 0.05;
/// How well a master is solved where it cannot be solved near the best prices.
const ACCURACY: Accuracy = Accuracy { iterations: 700, error: 1e-4 };

/// After a look at all days in vain, the next one is at prices drawn towards those of the best bound by this, 0 to 1.
const HALF_WAY: f64 = 0.5;
/// After so many looks in vain, one after the other, the bound is at its end: usually, and where rotas are taken in parts, for
/// every look finds days to know from then on.
const MOST_IN_VAIN: (u32, u32) = (2, 6);
/// In a part, all days are looked at no further from the best prices than where known days promise so many times what is left to
/// the best rota.
const ENOUGH_TO_BE_DONE: f64 = 1.1;
/// All days are looked at after so many rounds with known days, if these have better prices.
const MOST_ROUNDS: u32 = 2;
/// Weeks dearer than the cheapest by this, in thousandths of a point, are left out of the master.
const DEAR: i64 = 5 * MILLI;
/// Weeks found are taken in if they cost less than this beyond the week in use, in points.
const NEAR_IN_USE: f64 = 15.0;
/// A master that promises no more than this, as a share of the bound, is at its end.
const LITTLE: f64 = 5e-5;
/// After so many rounds in which the bound rose by less, it is at its end too.
const MOST_IDLE: u32 = 24;

/// A request's sessions in a week or a day: demands and positions of placements.
type Sessions = Vec<(DemandId, usize)>;

/// The value at some prices.
#[derive(Clone, Debug)]
struct Priced {
    /// In thousandths of a point.
    value: i64,
    prices: Multipliers,
    /// The same by rows of the master.
    by_rows: RowPrices,
    /// What the cheapest week of each worker costs; nothing while that is not known.
    least: Vec<i64>,
    /// The prices of each worker's own week there.
    own: Vec<OwnPrices>,
}

/// Column generation with weeks under way.
#[derive(Clone, Debug)]
pub(crate) struct Weeks<'m> {
    relaxation: Relaxation<'m>,
    exclusions: Exclusions,
    weeks: Columns,
    days: Columns,
    stated: Stated,
    /// The best bound.
    best: Priced,
    /// The best value with known days: never below the best bound at the same prices.
    known: Priced,
    /// The prices of each worker's own week when it was last looked at.
    own: Vec<OwnPrices>,
    mix: Option<Mix>,
    /// Where the next master begins.
    interior: Option<Interior>,
    /// A rota of each of the latest mixes, those that nobody has asked for yet.
    rotas: Vec<Likeliest>,
    /// The weeks that the latest looks found, by their numbers.
    latest: FxHashSet<usize>,
    /// How far prices move for each unit by which a row is overstepped, in points.
    step: f64,
    /// Rounds since all days were looked at.
    rounds: u32,
    /// Looks at all days in vain since the last that was not.
    in_vain: u32,
    /// Rounds since the bound rose by more than a little.
    idle: u32,
    /// Whether the latest round found nothing that promised more.
    is_exhausted: bool,
    done: bool,
    /// What the rotas are divided into once the bound of all together is at its end.
    parts: Parts,
    /// The other half of the parts, with weeks and prices of its own.
    twin: Option<Box<Weeks<'m>>>,
}

impl<'m> Weeks<'m> {
    /// Begins where the master of days came to its end: with its days, rows, and its best value and prices.
    pub(super) fn new(
        relaxation: &Relaxation<'m>,
        exclusions: &Exclusions,
        days: &Columns,
        mix: &Mix,
        stated: &Stated,
        (value, prices): &(i64, PricesOfRows),
    ) -> Self {
        let mut weeks = Columns::default();
        for (worker, sessions) in weeks_of_mix(days.all(), mix) {
            weeks.add_week(relaxation.week(worker, sessions));
        }
        for column in days.all().iter().filter(|column| column.worker.is_none()) {
            weeks.add_week(Some(column.clone()));
        }
        let PricesOfRows { multipliers, by_rows } = prices;
        let by_rows = by_rows.at(multipliers);
        let best = Priced { value: *value, prices: multipliers.clone(), by_rows, least: Vec::new(), own: Vec::new() };
        Self {
            relaxation: relaxation.clone(),
            exclusions: exclusions.clone(),
            weeks,
            days: days.clone(),
            stated: stated.for_weeks(relaxation),
            known: best.clone(),
            best,
            own: vec![OwnPrices::default(); relaxation.model.roster().len()],
            mix: None,
            interior: None,
            rotas: Vec::new(),
            latest: FxHashSet::default(),
            step: STEP.0,
            rounds: 0,
            in_vain: 0,
            idle: 0,
            is_exhausted: false,
            done: !relaxation.gains_by_weeks(),
            parts: Parts::none(),
            twin: None,
        }
    }

    /// How much work the next step is, in steps of search.
    pub(crate) fn work(&self) -> u64 {
        200 + (self.weeks.all().len() + self.days.all().len()) as u64 / 2
    }

    /// Takes the weeks of a plan in, and its days.
    pub(crate) fn learn(&mut self, plan: &Plan) {
        self.days.add_plan(self.relaxation.model, plan);
        for week in self.relaxation.weeks_of_plan(plan).into_all() {
            self.weeks.add_week(Some(week));
        }
        if let Some(twin) = &mut self.twin {
            twin.learn(plan);
        }
    }

    /// One round: solve the master, state what its mix oversteps, take new weeks in. Told to stop, the bound stays as it is
    /// for good.
    pub(crate) fn step(&mut self, stop: Stop<'_>) {
        if self.done {
            self.step_in_all_parts(stop);
        } else {
            let is_at_end = self.round(stop);
            (self.done, self.parts.is_stopped) = (is_at_end.unwrap_or(true), is_at_end.is_none());
        }
    }

    /// Says whether the bound is at its end, or nothing if told to stop.
    fn round(&mut self, stop: Stop<'_>) -> Option<bool> {
        let before = self.best.value;
        let (mix, new_rows) = self.solve(stop);
        self.latest.clear();
        let promised = mix.objective + points(self.relaxation.cost_of_duties() - self.known.value);
        let found = self.look_again(&mix, promised, stop)?;
        self.rounds += 1;
        let little = (LITTLE * points(self.known.value)).max(self.enough_to_go_on(&mix));
        let cuts = self.cut(&mix, promised, little);
        let is_settled = new_rows + cuts == 0 && (found == 0 || promised < little);
        let is_first = self.best.least.is_empty();
        let is_ahead = points(self.known.value - self.best.value) > little / 2.0;
        if is_first || (is_ahead && (is_settled || self.rounds >= MOST_ROUNDS)) {
            self.look_at_all(&mix, stop)?;
        }
        let risen = points(self.best.value - before) > LITTLE * points(before);
        self.idle = if risen { 0 } else { self.idle + 1 };
        self.make_rota(&mix);
        self.mix = Some(mix);
        self.is_exhausted = is_settled && !is_first && !is_ahead;
        let is_in_vain = is_settled && self.in_vain >= self.most_in_vain();
        Some(self.is_exhausted || is_in_vain || self.idle > MOST_IDLE)
    }

    /// After how many looks at all days in vain the bound is at its end.
    fn most_in_vain(&self) -> u32 {
        if self.relaxation.is_taken_in_parts() { MOST_IN_VAIN.1 } else { MOST_IN_VAIN.0 }
    }

    /// Solves the master and states what its mix oversteps; says how many rows are new.
    fn solve(&mut self, stop: Stop<'_>) -> (Mix, usize) {
        let (mut stated, mut interior) = (std::mem::take(&mut self.stated), self.interior.take());
        let kept = self.kept();
        let near = (&self.known.by_rows, self.step);
        let near = master::solve_near(&self.relaxation, &kept, &stated, near, &mut interior);
        let afar = || master::solve(&self.relaxation, &kept, &stated, &mut Position::default(), ACCURACY, stop);
        let mix = near.unwrap_or_else(afar);
        stated.keep_priced(&self.relaxation.rows.subsets, [&mix.prices, &self.known.by_rows]);
        let new = state_violated(&self.relaxation, &kept, &mix, &mut stated);
        let shares = shares_of(self.relaxation.model, self.weeks.all(), &mix.of_columns);
        (self.stated, self.interior) = (stated, interior);
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
            if !self.relaxation.decisions.allow(self.relaxation.model, week) {
                return false;
            }
            let in_use = mix.weeks.get(&worker).map_or(0, |saved| milli(*saved));
            let least = self.known.least.get(worker.index());
            in_mix.contains(number)
                || self.latest.contains(number)
                || cost(week, &mix.multipliers) + in_use < DEAR
                || least.is_none_or(|least| cost(week, &self.known.prices) - least < DEAR)
        };
        self.weeks.all().iter().enumerate().filter(is_kept).collect()
    }

    /// Seeks weeks of known days between the best prices and the master's, which `promised` so much more; returns how many are
    /// new, patterns among them.
    fn look_again(&mut self, mix: &Mix, promised: f64, stop: Stop<'_>) -> Option<usize> {
        let (mut new, mut most) = (0, f64::NEG_INFINITY);
        let centre = self.known.clone();
        for pull in PULLS {
            let prices = mix.multipliers.drawn_towards(&centre.prices, pull);
            let by_rows = mix.prices.drawn_towards(&centre.by_rows, pull);
            let (priced, weeks) = self.at(prices, by_rows, stop)?;
            new += self.take_in(&weeks, mix);
            new += take_in_patterns(&self.relaxation, &priced.prices, mix, &mut self.stated);
            let gain = points(priced.value - centre.value);
            if gain > most.max(ENOUGH * promised) {
                self.known = priced;
            }
            most = most.max(gain);
        }
        if most > MUCH * promised {
            self.step = (self.step * LONGER).min(STEP.2);
        } else if most <= 0.0 {
            self.step = (self.step * SHORTER).max(STEP.1);
        }
        Some(new)
    }

    /// Looks at all days, under the best prices for known days.
    fn look_at_all(&mut self, mix: &Mix, stop: Stop<'_>) -> Option<()> {
        let pull = self.pull();
        let prices = self.known.prices.drawn_towards(&self.best.prices, pull);
        let by_rows = self.known.by_rows.drawn_towards(&self.best.by_rows, pull);
        let (priced, of_known) = self.at(prices, by_rows, stop)?;
        let weeks = self.relaxation.weeks_of_all_days(&priced.prices, &of_known, stop)?;
        let value = self.relaxation.value_with_weeks(&priced.prices, &weeks);
        let least = weeks.iter().map(|weeks| weeks.least).collect();
        self.take_in(&weeks, mix);
        take_in_patterns(&self.relaxation, &priced.prices, mix, &mut self.stated);
        for weeks in weeks {
            let of_found = weeks.found.iter().flat_map(|(_, sessions)| self.relaxation.days_of_week(sessions));
            for (day, sessions) in of_found.chain(weeks.near) {
                self.days.add(self.relaxation.model, Some(weeks.worker), day, &sessions);
            }
        }
        self.in_vain = if value < self.best.value { self.in_vain + 1 } else { 0 };
        if self.in_vain == 0 {
            self.best = Priced { value, least, ..priced };
        }
        (self.known, self.rounds) = (self.best.clone(), 0);
        Some(())
    }

    /// How far the best prices for known days are drawn towards the best of all before all days are looked at, 0 to 1. Known days
    /// are worth no less on the way than in proportion, for their value is concave.
    fn pull(&self) -> f64 {
        let promised = points(self.known.value - self.best.value);
        let enough = ENOUGH_TO_BE_DONE * self.left_to_the_best_rota();
        let far = (1.0 - enough / promised.max(1e-9)).clamp(0.0, 1.0);
        if self.in_vain > 0 { 1.0 - HALF_WAY * (1.0 - far) } else { far }
    }

    /// The value at these prices with weeks of known days, with minutes at their best price.
    fn at(&mut self, mut prices: Multipliers, by_rows: RowPrices, stop: Stop<'_>) -> Option<(Priced, Vec<WeeksOf>)> {
        let known = self.cheapest_known(&prices);
        let weeks = self.relaxation.weeks_of_known_days(&prices, &self.pool(), (&known, &self.own), stop)?;
        for weeks in &weeks {
            prices.paid[weeks.worker.index()] = weeks.own.minute;
            self.own[weeks.worker.index()] = weeks.own.clone();
        }
        let value = self.relaxation.value_with_weeks(&prices, &weeks);
        let least = weeks.iter().map(|weeks| weeks.least).collect();
        Some((Priced { value, prices, by_rows, least, own: self.own.clone() }, weeks))
    }

    /// What the cheapest known week of each worker costs; nothing, where it may be a week off.
    fn cheapest_known(&self, prices: &Multipliers) -> Vec<i64> {
        let Relaxation { model, rows, decisions, .. } = &self.relaxation;
        let mut known = vec![Some(0); model.roster().len()];
        decisions.at_work().for_each(|worker| known[worker.index()] = None);
        for week in self.weeks.all().iter().filter(|week| decisions.allow(model, week)) {
            if let Some(worker) = week.worker {
                let cost = week.reduced_cost_of_week(model, rows, prices);
                let known = &mut known[worker.index()];
                *known = Some(known.map_or(cost, |known| known.min(cost)));
            }
        }
        known.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// The known days of each worker that agree with what is decided, by date.
    fn pool(&self) -> Pool<'_> {
        let mut pool: Pool<'_> = vec![<[Vec<&Column>; 7]>::default(); self.relaxation.model.roster().len()];
        let Relaxation { model, decisions, .. } = &self.relaxation;
        for column in self.days.all().iter().filter(|column| decisions.allow_places(model, column)) {
            if let Some(worker) = column.worker {
                pool[worker.index()][column.day.index()].push(column);
            }
        }
        pool
    }

    /// Takes in the best week of each worker, and all that pay about as much as the week in use or more; returns how many are new.
    fn take_in(&mut self, weeks: &[WeeksOf], mix: &Mix) -> usize {
        let mut new = 0;
        for of_worker in weeks {
            let in_use = mix.weeks.get(&of_worker.worker).copied().unwrap_or(0.0);
            let pays =
                |(place, (cost, _)): &(usize, &(i64, Sessions))| *place == 0 || points(*cost) < NEAR_IN_USE - in_use;
            for (_, (_, sessions)) in of_worker.found.iter().enumerate().filter(pays) {
                let Some(week) = self.relaxation.week(of_worker.worker, sessions.clone()) else { continue };
                let before = self.weeks.all().len();
                let number = self.weeks.number_of_week(week);
                new += usize::from(number == before);
                self.latest.insert(number);
            }
        }
        new
    }
}

#[cfg(test)]
mod tests;
