//! Column generation (Barnhart et al., Branch-and-price, Operations Research 46(3), 1998, 10.1287/opre.46.3.316): the
//! master prices the coupling rows, pricing finds days of workers that pay under these prices, and the master takes them
//! in, until none is left. Every exact pricing gives a bound, converged or not. `weeks` goes on from there.

use rustc_hash::FxHashMap;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::{DemandId, Model};
use crate::solve::draft::Plan;
use crate::solve::{WorkerDaySaved, Worth};

use super::columns::{Column, Columns};
use super::coupling::Coupling;
use super::exclusions::{Exclusions, Shares, shares_of};
use super::lagrangian::{DaysOf, Effort, Evaluation, Relaxation, in_points};
use super::likeliest::{Likeliest, likeliest};
use super::master::{self, Mix, points};
use super::multipliers::Multipliers;
use super::position::{Position, PricesOfRows};
use super::rows::Rows;
use super::stated::Stated;
use super::violated::{raise_left_out, state_violated, take_in_patterns};
use super::weeks::Weeks;
use super::{MILLI, Stop};

/// A quick look for days that pay, while prices are far from settled.
pub(super) const QUICK: Effort = Effort { demands: 80, widest: 6, days: 4 };
/// A look at more of each day, where even that is far less than the whole of it: which demands are looked at matters more than
/// how many starts of each.
const WIDE: Effort = Effort { demands: 400, ..QUICK };
/// Every day is looked at.
const EXACT: Effort = Effort { demands: usize::MAX, widest: usize::MAX, days: 6 };
/// What follows quick looks begins where they value the week at this share of the master's objective: at once, where exact
/// looks are cheap; later, where wide looks come before them.
const SETTLED: (f64, f64) = (0.7, 0.9);
/// Wide looks end at this share.
const SETTLED_WIDELY: f64 = 0.97;
/// Quick looks, and wide ones, end when they find fewer new days than this for each worker's day.
const FEW_NEW_DAYS: (f64, f64) = (0.5, 0.2);
/// Columns dearer than this under the latest prices, in thousandths of a point, are left out of the master.
const DEAR: i64 = 150_000;

/// The bound is near its end at this share of the master's objective.
const NEAR: f64 = 0.99;

/// A bound that rises by less than this share of it rises by little.
const LITTLE: f64 = 2e-4;
/// After so many rounds in which it rose by little, the bound is at its end: where weeks of workers do not follow, and where
/// they do, which raise it faster.
const MOST_IDLE: (u32, u32) = (5, 2);

/// How closely days are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Quick,
    Wide,
    Exact,
}

impl Look {
    fn effort(self) -> Effort {
        match self {
            Self::Quick => QUICK,
            Self::Wide => WIDE,
            Self::Exact => EXACT,
        }
    }
}

/// How far prices are drawn towards the best so far, 0 to 1.
const PULL: f64 = 0.5;

/// Days with a smaller share of the mix are not suggested.
pub(super) const LEAST_SHARE: f64 = 0.03;

/// Days that cost more than this beyond the best, in points, are not suggested.
pub(super) const NEAR_BEST: f64 = 20.0;
/// The best day that is not in the mix is suggested as if it had such a share of it, a day that costs so many points more half
/// as likely.
const LIKELIEST: f64 = 0.5;
const HALF_AS_LIKELY: f64 = 3.5;

/// A day of a worker that the mix has a share of, or could have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Suggestion {
    /// Who would work.
    pub(crate) worker: WorkerId,
    /// When.
    pub(crate) day: Day,
    /// Demands and positions of placements.
    pub(crate) sessions: Vec<(DemandId, usize)>,
    /// How much of it is in the mix, or how likely it is, 0 to 1.
    pub(crate) share: f64,
}

impl Suggestion {
    /// The day of a column, if somebody works there.
    fn of(column: &Column, share: f64) -> Option<Self> {
        let worker = column.worker.filter(|_| !column.sessions.is_empty())?;
        Some(Self { worker, day: column.day, sessions: column.sessions.clone(), share })
    }
}

/// How likely a day is suggested that costs so many points more than the best, as if it had such a share of the mix.
pub(super) fn likelihood(beyond: f64) -> f64 {
    LIKELIEST * (-beyond / HALF_AS_LIKELY).exp2()
}

/// Column generation under way.
#[derive(Debug)]
pub(crate) struct Generation<'m> {
    pub(super) relaxation: Relaxation<'m>,
    pub(super) columns: Columns,
    pub(super) stated: Stated,
    pub(super) position: Position,
    best: Option<(i64, PricesOfRows)>,
    /// The best value of looks as close as the present one, and its prices.
    centre: Option<(i64, PricesOfRows)>,
    /// What another worker's day like each would save under the best prices.
    saved_by_days: Vec<WorkerDaySaved>,
    mix: Option<Mix>,
    look: Look,
    /// Whether masters are worth solving well: the last look valued the week at nearly the master's objective, or found nothing.
    fine: bool,
    smooth: bool,
    /// Rounds since the bound last rose by more than a little.
    idle: u32,
    converged: bool,
    exclusions: Exclusions,
}

impl<'m> Generation<'m> {
    /// Begins with no column.
    pub(crate) fn new(model: &'m Model<'m>) -> Self {
        let relaxation = Relaxation::new(model);
        Self {
            columns: Columns::default(),
            stated: Stated::new(&relaxation, f64::INFINITY),
            relaxation,
            position: Position::default(),
            best: None,
            centre: None,
            saved_by_days: Vec::new(),
            mix: None,
            look: Look::Quick,
            fine: false,
            smooth: false,
            idle: 0,
            converged: false,
            exclusions: Exclusions::new(model),
        }
    }

    /// Tells what a session of a first rota costs, in points: prices that are to be sensible from the first master on stay
    /// near that.
    pub(crate) fn expect(&mut self, a_session: f64) {
        self.stated = Stated::new(&self.relaxation, a_session);
    }

    /// The best bound so far; nothing is below 0.
    pub(crate) fn bound(&self) -> Cost {
        let value = self.best.as_ref().map_or(0, |(value, _)| *value);
        in_points(value).max(Cost::ZERO)
    }

    /// Whether the bound has come to its end: no column could raise it, or it no longer rises.
    pub(crate) fn is_converged(&self) -> bool {
        self.converged
    }

    /// The bound with weeks as columns, to go on with from here; `None` until that of days is at its end. Where there are few
    /// sessions, near its end is enough.
    pub(crate) fn weeks(&self) -> Option<Weeks<'m>> {
        let is_near_enough = self.relaxation.is_taken_in_parts() && self.is_settled();
        let (mix, best) = (self.mix.as_ref()?, self.best.as_ref()?);
        let weeks = || Weeks::new(&self.relaxation, &self.exclusions, &self.columns, mix, &self.stated, best);
        (self.converged || is_near_enough).then(weeks)
    }

    /// Whether the bound is near its end.
    pub(crate) fn is_settled(&self) -> bool {
        self.mix.as_ref().is_some_and(|mix| self.is_near(mix))
    }

    fn is_near(&self, mix: &Mix) -> bool {
        points(self.best.as_ref().map_or(0, |(value, _)| *value)) > NEAR * mix.objective
    }

    /// How much work the next step is, in steps of search: the master grows with its columns.
    pub(crate) fn work(&self) -> u64 {
        200 + self.columns.all().len() as u64 / 2
    }

    /// Takes the days of a plan in, so that the master is never worse than it.
    pub(crate) fn learn(&mut self, plan: &Plan) {
        self.columns.add_plan(self.relaxation.model, plan);
    }

    /// One round: solve the master, price its rows, take the new days in. Told to stop, the bound stays as it is for good.
    pub(crate) fn step(&mut self, stop: &(dyn Fn() -> bool + Sync)) {
        let mut stated = std::mem::take(&mut self.stated);
        let mut position = std::mem::take(&mut self.position);
        let columns = self.kept();
        let is_exact = self.look == Look::Exact;
        let is_fine = is_exact && self.fine;
        let accuracy = if is_fine { master::FINE } else { master::ROUGH };
        let mix = master::solve(&self.relaxation, &columns, &stated, &mut position, accuracy, stop);
        let mut new_rows = state_violated(&self.relaxation, &columns, &mix, &mut stated);
        new_rows += raise_left_out(&self.relaxation, &columns, &mix, &mut stated);
        let shares = shares_of(self.relaxation.model, self.columns.all(), &mix.of_columns);
        new_rows += self.exclude(&shares, &mut stated);
        (self.stated, self.position) = (stated, position);
        let at = self.settled(&mix);
        let prices = &at.multipliers;
        let Some(found) = self.relaxation.evaluate(prices, self.look.effort(), stop) else {
            self.converged = true;
            return;
        };
        let new_days = self.take_in(&found, &mix)
            + self.take_in_unstaffed(prices)
            + take_in_patterns(&self.relaxation, prices, &mix, &mut self.stated);
        if is_exact {
            let most_idle = if self.relaxation.gains_by_weeks() { MOST_IDLE.1 } else { MOST_IDLE.0 };
            let risen = self.keep_bound(&found, &at);
            self.idle = if risen || !self.is_near(&mix) { 0 } else { self.idle + 1 };
            self.converged = (is_fine && new_rows + new_days == 0 && !self.smooth) || self.idle >= most_idle;
        }
        self.smooth = new_days > 0;
        self.keep_centre(found.value, at);
        let share = points(found.value) / mix.objective;
        self.fine = new_days == 0 || share > SETTLED_WIDELY;
        let next = self.next_look(share, new_days);
        if next != self.look {
            self.look = next;
            self.centre.iter_mut().for_each(|(value, _)| *value = i64::MIN);
        }
        self.mix = Some(mix);
    }

    /// How to look next, after a look that valued the week at this share of the master's objective.
    fn next_look(&self, share: f64, new_days: usize) -> Look {
        let days = self.relaxation.working_days() as f64;
        let is_few = |few: f64| new_days == 0 || (new_days as f64) < few * days;
        match self.look {
            Look::Quick if !self.is_vast() && (new_days == 0 || share > SETTLED.0) => Look::Exact,
            Look::Quick if self.is_vast() && (is_few(FEW_NEW_DAYS.0) || share > SETTLED.1) => Look::Wide,
            Look::Wide if is_few(FEW_NEW_DAYS.1) || share > SETTLED_WIDELY => Look::Exact,
            look => look,
        }
    }

    /// Whether a wide look is far less than an exact one.
    fn is_vast(&self) -> bool {
        self.relaxation.model.demands().len() > 2 * WIDE.demands
    }

    /// The prices at which the next days are sought: those of the master drawn towards the best so far, which swing less
    /// (Wentges, Weighted Dantzig–Wolfe decomposition, International Transactions in Operational Research 4(2), 1997); the
    /// master's own when the last draw found nothing new.
    fn settled(&self, mix: &Mix) -> PricesOfRows {
        let latest = PricesOfRows { multipliers: mix.multipliers.clone(), by_rows: mix.prices.clone() };
        match &self.centre {
            Some((_, best)) if self.smooth => latest.drawn_towards(best, PULL),
            _ => latest,
        }
    }

    fn keep_centre(&mut self, value: i64, prices: PricesOfRows) {
        if self.centre.as_ref().is_none_or(|(best, _)| value > *best) {
            self.centre = Some((value, prices));
        }
    }

    /// States the exclusions that these shares overstep; returns how many are new.
    fn exclude(&mut self, shares: &Shares, stated: &mut Stated) -> usize {
        let first = self.relaxation.rows.all().len();
        let new = self.exclusions.state_violated(self.relaxation.model, shares, &mut self.relaxation.rows);
        stated.add_rows(first..first + new);
        new
    }

    /// The days that the latest mix would have worked, with their shares.
    pub(crate) fn suggestions(&self) -> Vec<Suggestion> {
        let columns = self.mix.iter().flat_map(|mix| &mix.of_columns).filter(|(_, share)| *share > LEAST_SHARE);
        columns.filter_map(|&(number, share)| Suggestion::of(&self.columns.all()[number], share)).collect()
    }

    /// The same, and days that cost little more than the best known one of their worker and date, the likelier the less; none
    /// before the first mix.
    pub(crate) fn good_days(&self) -> Vec<Suggestion> {
        let prices = self.best.as_ref().map(|(_, prices)| &prices.multipliers);
        let Some(prices) = prices.or(self.mix.as_ref().map(|mix| &mix.multipliers)) else { return Vec::new() };
        let (model, rows) = (self.relaxation.model, &self.relaxation.rows);
        let priced = |column| (column, Column::reduced_cost(column, model, rows, prices));
        let priced: Vec<(&Column, i64)> = self.columns.all().iter().map(priced).collect();
        let mut least: FxHashMap<(Option<WorkerId>, Day), i64> = FxHashMap::default();
        for (column, cost) in &priced {
            let least = least.entry((column.worker, column.day)).or_default();
            *least = (*least).min(*cost);
        }
        let beyond = |(column, cost): &(&Column, i64)| points(cost - least[&(column.worker, column.day)]);
        let good = priced.iter().filter(|priced| beyond(priced) <= NEAR_BEST);
        let mut days = self.suggestions();
        days.extend(good.filter_map(|priced| Suggestion::of(priced.0, likelihood(beyond(priced)))));
        days
    }

    /// The sessions of the likeliest day of each worker and date in the latest mix.
    pub(crate) fn likeliest(&self) -> Option<Likeliest> {
        let mix = &self.mix.as_ref()?.of_columns;
        Some(likeliest(self.relaxation.model, self.columns.all(), mix, |column, worker| (worker, column.day)))
    }

    /// The columns found.
    pub(crate) fn columns(&self) -> &[Column] {
        self.columns.all()
    }

    /// What a column costs under the latest prices, in thousandths of a point; what it costs by itself before the first.
    pub(crate) fn reduced_cost(&self, column: &Column) -> i64 {
        let prices = self.mix.as_ref().map(|mix| &mix.multipliers);
        prices.map_or(column.cost, |prices| column.reduced_cost(self.relaxation.model, &self.relaxation.rows, prices))
    }

    /// The columns for the next master.
    fn kept(&self) -> Vec<(usize, &Column)> {
        let rows = &self.relaxation.rows;
        let is_cheap = |(_, column): &(usize, &Column)| {
            let prices = self.mix.as_ref().map(|mix| &mix.multipliers);
            prices.is_none_or(|prices| column.reduced_cost(self.relaxation.model, rows, prices) < DEAR)
        };
        self.columns.all().iter().enumerate().filter(is_cheap).collect()
    }

    /// Keeps a better bound; says whether it is better by more than a little.
    fn keep_bound(&mut self, found: &Evaluation, prices: &PricesOfRows) -> bool {
        let before = self.best.as_ref().map(|(best, _)| *best);
        if before.is_none_or(|best| found.value > best) {
            self.best = Some((found.value, prices.clone()));
            let saved = |days: &DaysOf| {
                let best = days.found.first()?;
                Some(WorkerDaySaved { worker: days.worker, day: days.day, saves: -best.cost })
            };
            self.saved_by_days = found.days.iter().filter_map(saved).collect();
        }
        before.is_none_or(|best| points(found.value - best) > LITTLE * points(best).abs())
    }

    /// What one more of something would save, by the prices of the best bound.
    pub(crate) fn worth(&self) -> Worth {
        let rooms = self.best.as_ref().map(|(_, prices)| self.relaxation.rows.worth_of_rooms(&prices.multipliers.rows));
        Worth { rooms: rooms.unwrap_or_default(), workers: self.saved_by_days.clone() }
    }

    /// Takes in the days that pay more than the day in use; returns how many are new.
    fn take_in(&mut self, found: &Evaluation, mix: &Mix) -> usize {
        let mut new = 0;
        for DaysOf { worker, day, found, .. } in &found.days {
            let in_use = mix.days.get(&(*worker, *day)).copied().unwrap_or(0.0);
            for priced in found.iter().filter(|priced| points(priced.cost) < -in_use - 1e-3) {
                new += usize::from(self.take(Some(*worker), *day, &priced.sessions));
            }
        }
        new
    }

    /// Takes in sessions without workers that pay; returns how many are new.
    fn take_in_unstaffed(&mut self, multipliers: &Multipliers) -> usize {
        let model = self.relaxation.model;
        let mut new = 0;
        for (index, demand) in model.demands().iter().enumerate().filter(|(_, demand)| demand.workers == 0) {
            for (at, placement) in demand.placements.iter().enumerate() {
                let session = [(DemandId::new(index), at)];
                let column = Column::unstaffed(placement, session[0]);
                let pays = column.reduced_cost(model, &self.relaxation.rows, multipliers) < -1;
                new += usize::from(pays && self.take(None, placement.day, &session));
            }
        }
        new
    }

    fn take(&mut self, worker: Option<WorkerId>, day: Day, sessions: &[(DemandId, usize)]) -> bool {
        self.columns.add(self.relaxation.model, worker, day, sessions)
    }
}

impl Coupling for Generation<'_> {
    fn rows(&self) -> &Rows {
        &self.relaxation.rows
    }

    fn constant(&self) -> i64 {
        self.relaxation.constant
    }

    fn pay_pieces(&self, worker: WorkerId) -> Vec<(i64, i64)> {
        self.relaxation.pay[worker.index()].whole_pieces().collect()
    }

    fn exclude_among(&mut self, shares: &Shares) -> usize {
        let mut stated = std::mem::take(&mut self.stated);
        let new = self.exclude(shares, &mut stated);
        self.stated = stated;
        new
    }

    fn columns_below(&self, limit: Cost, plan: &Plan, most: usize, stop: Stop<'_>) -> Option<Vec<Column>> {
        let (value, PricesOfRows { multipliers, .. }) = self.best.as_ref()?;
        let model = self.relaxation.model;
        let gap = (limit.0 - 1) * MILLI - value + 1;
        let mut columns = Columns::default();
        columns.add_plan(model, plan);
        for (worker, day, sessions) in self.relaxation.days_within(multipliers, gap, most, stop)? {
            columns.add(model, Some(worker), day, &sessions);
        }
        for column in self.relaxation.unstaffed_within(multipliers, gap) {
            columns.add(model, None, column.day, &column.sessions);
        }
        Some(columns.into_all())
    }
}
