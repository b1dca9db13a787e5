//! The bound once more, with whole weeks of workers as columns: a week pays for its very minutes, and for each request of
//! which the worker has some sessions and not all. A mix of days can have half of one worker's Monday and half of another's
//! Thursday for nothing; a mix of weeks cannot.
//!
//! The master is that of days, with weeks in their place. Weeks are mostly put together of known days, which costs little;
//! now and then all days there are are looked at, which gives a bound and new days.

mod joined;
mod pricing;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::domain::{Cost, Day, Minutes, WorkerId};
use crate::model::DemandId;
use crate::solve::Stop;
use crate::solve::draft::Plan;

use super::MILLI;
use super::columns::{Column, Columns, share_of_cost, worked};
use super::exclusions::{Exclusions, shares_of};
use super::first_order::Accuracy;
use super::lagrangian::{Relaxation, in_points};
use super::master::{self, Mix, Position, Stated, milli, points};
use super::multipliers::Multipliers;
use super::violated::{raise_left_out, state_violated, take_in_patterns};
use pricing::{Pool, WeeksOf};

/// How many weeks of each worker are made of the days of a mix to begin with.
const FIRST_WEEKS: u32 = 20;
/// A round seeks weeks at the master's prices, drawn towards the best so far by these, 0 to 1.
const PULLS: [f64; 4] = [0.9, 0.7, 0.4, 0.0];
/// How well a master is solved.
const ACCURACY: Accuracy = Accuracy { iterations: 700, error: 3e-4 };
/// All days are looked at half way between the best prices for known days and those of the best bound.
const HALF_WAY: f64 = 0.5;
/// All days are looked at after at most so many rounds with known days.
const MOST_ROUNDS: u32 = 10;
/// Weeks dearer than the cheapest by this, in thousandths of a point, are left out of the master.
const DEAR: i64 = 20 * MILLI;
/// A bound this near to what known days promise, as a share of it, is at its end.
const LITTLE: f64 = 1e-4;
/// After so many looks at all days that raised the bound by less, it is at its end too.
const MOST_IDLE: u32 = 4;

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
    mix: Option<Mix>,
    all_days: bool,
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
        let best = Priced { value: *value, prices: prices.clone(), least: Vec::new() };
        Self {
            relaxation: relaxation.clone(),
            exclusions: exclusions.clone(),
            weeks,
            days: days.clone(),
            stated: stated.for_weeks(),
            position: position.without_columns(),
            known: best.clone(),
            best,
            mix: None,
            all_days: true,
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
        let mut weeks: BTreeMap<WorkerId, Sessions> = BTreeMap::new();
        for (index, seats) in plan.iter().enumerate() {
            for (seat, &worker) in seats.iter().flat_map(|seat| seat.workers.iter().map(move |worker| (seat, worker))) {
                weeks.entry(worker).or_default().push((DemandId::new(index), seat.placement));
            }
        }
        for (worker, sessions) in weeks {
            self.weeks.add_week(self.relaxation.week(worker, sessions));
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
        let is_settled = !self.all_days && found + new == 0;
        self.done |= is_settled && points(self.known.value - self.best.value) <= LITTLE * points(self.best.value);
        self.rounds += 1;
        self.all_days = !self.all_days && (is_settled || self.rounds >= MOST_ROUNDS);
        self.mix = Some(mix);
    }

    /// Solves the master and states what its mix oversteps; says how many rows are new.
    fn solve(&mut self, stop: Stop<'_>) -> (Mix, usize) {
        let (mut stated, mut position) = (std::mem::take(&mut self.stated), std::mem::take(&mut self.position));
        let kept = self.kept();
        let mix = master::solve(&self.relaxation, &kept, &stated, &mut position, ACCURACY, stop);
        let mut new = state_violated(&self.relaxation, &kept, &mix, &mut stated);
        new += raise_left_out(&self.relaxation, &kept, &mix, &mut stated);
        let shares = shares_of(self.relaxation.model, self.weeks.all(), &mix.of_columns);
        let first = self.relaxation.rows.all().len();
        let excluded = self.exclusions.state_violated(self.relaxation.model, &shares, &mut self.relaxation.rows);
        stated.add_rows(first..first + excluded);
        (self.stated, self.position) = (stated, position);
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
        let mut new = 0;
        for pull in PULLS {
            let prices = mix.multipliers.drawn_towards(&self.known.prices, pull);
            let (priced, weeks) = self.at(prices, stop)?;
            new += self.take_in(&weeks, mix);
            new += take_in_patterns(&self.relaxation, &priced.prices, mix, &mut self.stated);
            if priced.value > self.known.value {
                self.known = priced;
            }
        }
        Some(new)
    }

    /// Looks at all days; returns how many weeks are new, patterns among them.
    fn look_at_all(&mut self, mix: &Mix, stop: Stop<'_>) -> Option<usize> {
        let prices = self.known.prices.drawn_towards(&self.best.prices, HALF_WAY);
        let (priced, of_known) = self.at(prices, stop)?;
        let weeks = self.relaxation.weeks_of_all_days(&priced.prices, &of_known, stop)?;
        let value = self.relaxation.value_with_weeks(&priced.prices, &weeks);
        let priced = Priced { value, prices: priced.prices, least: weeks.iter().map(|weeks| weeks.least).collect() };
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
    fn at(&self, mut prices: Multipliers, stop: Stop<'_>) -> Option<(Priced, Vec<WeeksOf>)> {
        let mut known = vec![0; self.relaxation.model.roster().len()];
        for week in self.weeks.all() {
            if let Some(worker) = week.worker {
                let cost = week.reduced_cost_of_week(self.relaxation.model, &self.relaxation.rows, &prices);
                known[worker.index()] = cost.min(known[worker.index()]);
            }
        }
        let weeks = self.relaxation.weeks_of_known_days(&prices, &self.pool(), &known, stop)?;
        for weeks in &weeks {
            prices.paid[weeks.worker.index()] = weeks.minute;
        }
        let value = self.relaxation.value_with_weeks(&prices, &weeks);
        Some((Priced { value, prices, least: weeks.iter().map(|weeks| weeks.least).collect() }, weeks))
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

impl Relaxation<'_> {
    /// The week of a worker with these sessions; `None` if it cannot be worked.
    fn week(&self, worker: WorkerId, mut sessions: Sessions) -> Option<Column> {
        sessions.sort_unstable();
        let date = |(id, index): &(DemandId, usize)| self.model.demands()[id.index()].placements[*index].day;
        let (mut cost, mut paid) = (0, Minutes::ZERO);
        for day in Day::ALL {
            let of_day: Sessions = sessions.iter().filter(|session| date(session) == day).copied().collect();
            if !of_day.is_empty() {
                let (of_worker, minutes) = worked(self.model, worker, day, &of_day)?;
                let placements = of_day.iter().map(|&(id, index)| share_of_cost(self.model, id, index));
                cost += of_worker.0 * MILLI + placements.sum::<i64>();
                paid += minutes;
            }
        }
        cost += self.pay_beyond_duties(worker, i64::from(paid.0))?;
        let day = sessions.iter().map(date).min()?;
        Some(Column { worker: Some(worker), day, sessions, cost, paid: Minutes::ZERO })
    }

    /// Whether nobody works on two dates, so that a week is a day.
    fn has_one_date(&self) -> bool {
        self.model.problem().workers().all(|worker| self.working_dates(worker).count() < 2)
    }
}

/// Weeks to begin with: the days of a mix, those at the same share of each date together.
fn weeks_of_mix(columns: &[Column], mix: &Mix) -> Vec<(WorkerId, Sessions)> {
    let mut of_worker: BTreeMap<WorkerId, [Vec<(&Column, f64)>; 7]> = BTreeMap::new();
    for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > 1e-4) {
        let column = &columns[number];
        if let Some(worker) = column.worker {
            of_worker.entry(worker).or_default()[column.day.index()].push((column, share));
        }
    }
    let mut weeks = Vec::new();
    for (worker, mut dates) in of_worker {
        for date in &mut dates {
            date.sort_by(|(a, _), (b, _)| a.sessions.cmp(&b.sessions));
        }
        for number in 0..FIRST_WEEKS {
            let share = (f64::from(number) + 0.5) / f64::from(FIRST_WEEKS);
            weeks.push((worker, dates.iter().flat_map(|date| at_share(date, share)).copied().collect()));
        }
    }
    weeks
}

/// The sessions of the day at which the shares together exceed this one; none if they never do.
fn at_share<'a>(date: &[(&'a Column, f64)], share: f64) -> &'a [(DemandId, usize)] {
    let mut sum = 0.0;
    let exceeds = |(_, of_day): &&(&Column, f64)| {
        sum += of_day;
        sum > share
    };
    date.iter().find(exceeds).map_or(&[], |(column, _)| &column.sessions)
}
