//! The cheapest weeks of each worker under given prices: of days that are known, or of all days there are.

use rayon::prelude::*;

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::DemandId;
use crate::solve::Stop;
use crate::solve::bound::MILLI;
use crate::solve::bound::columns::{Column, worked};
use crate::solve::bound::every_day::{EveryDay, GoodDay};
use crate::solve::bound::graph::{Wanted, nodes};
use crate::solve::bound::lagrangian::{ONE_EACH, Relaxation, secluded};
use crate::solve::bound::multipliers::Multipliers;
use crate::solve::bound::prices::Prices;
use crate::solve::bound::ways::Ways;
use crate::solve::draft::cost_of_paid;

use super::Sessions;
use super::joined::{Choice, Incomplete, cheapest};

/// Weeks are sought whose days cost less than this beyond the best, in thousandths of a point; where they are too many, half
/// of it, and half again, but no less than the second.
const ROOM: (i64, i64) = (100 * MILLI, MILLI / 2);
/// All days are looked at with at least so much room, and the best of them are kept.
const NEAR: i64 = 8 * MILLI;
/// Most labels for the days of one worker and date.
const LABELS: usize = 100_000;
/// Weeks of each worker that are returned.
const MOST_WEEKS: usize = 8;
/// Days of each worker and date that are returned.
const NEAR_DAYS: usize = 40;
/// Steps in which the price of a worker's minutes is found.
const HALVINGS: usize = 12;

/// The cheapest weeks of a worker.
#[derive(Clone, Debug)]
pub(super) struct WeeksOf {
    pub(super) worker: WorkerId,
    /// No week of the days that were looked at costs less beyond the duties, in thousandths of a point.
    pub(super) least: i64,
    /// The price of a paid minute at which the cheapest days cost most.
    pub(super) minute: i64,
    /// What weeks cost, with their sessions; the cheapest first.
    pub(super) found: Vec<(i64, Sessions)>,
    /// Days that cost little beyond the best.
    pub(super) near: Vec<(Day, Sessions)>,
}

/// A day that a week may have, and its sessions.
struct NearDay {
    minutes: i64,
    /// Minutes apart.
    cost: i64,
    sessions: Sessions,
}

/// The days of one date that a week may have.
struct Date {
    days: Vec<NearDay>,
    /// No day of the date costs less, minutes at their price.
    least: i64,
}

/// What the weeks of one worker are sought with.
struct Search<'a> {
    worker: WorkerId,
    /// The price of a paid minute.
    minute: i64,
    incomplete: Incomplete,
    stop: Stop<'a>,
}

/// Known days, by worker and date.
pub(super) type Pool<'a> = Vec<[Vec<&'a Column>; 7]>;

impl Relaxation<'_> {
    /// The value where each worker has a week that costs the least; a bound if all days were looked at.
    pub(super) fn value_with_weeks(&self, multipliers: &Multipliers, weeks: &[WeeksOf]) -> i64 {
        let of_duties = |weeks: &WeeksOf| self.pay_of_duties(weeks.worker) + weeks.least;
        self.constant
            + self.value_of_rows(multipliers)
            + self.value_of_unstaffed(multipliers)
            + self.value_of_uses(multipliers)
            + weeks.iter().map(of_duties).sum::<i64>()
    }

    /// The cheapest weeks of known days; `known` says for each worker what a known week costs. `None` if told to stop.
    pub(super) fn weeks_of_known_days(
        &self,
        multipliers: &Multipliers,
        pool: &Pool<'_>,
        known: &[i64],
        stop: Stop<'_>,
    ) -> Option<Vec<WeeksOf>> {
        let of_worker = |worker: WorkerId| {
            let of_date = |day: Day| self.price(&pool[worker.index()][day.index()], worker, multipliers);
            let dates: Vec<Vec<NearDay>> = self.working_dates(worker).map(of_date).collect();
            let minute = self.best_price_of_minutes(worker, &dates);
            let dates: Vec<Date> = dates.into_iter().map(|days| Date { least: least(&days, minute), days }).collect();
            let search = Search { worker, minute, incomplete: self.incomplete(worker, multipliers), stop };
            let room = known[worker.index()] - self.base(&search, dates.iter().map(|date| date.least)) + 1;
            self.cheapest_weeks(&search, &dates, room.clamp(ROOM.1, ROOM.0))
        };
        self.workers().into_par_iter().map(of_worker).collect()
    }

    /// The cheapest weeks of all days there are, given those of known days. `None` if told to stop.
    pub(super) fn weeks_of_all_days(
        &self,
        multipliers: &Multipliers,
        of_known: &[WeeksOf],
        stop: Stop<'_>,
    ) -> Option<Vec<WeeksOf>> {
        let prices = self.prices(multipliers);
        let secluded = secluded(self.model, &self.rows);
        let of_worker = |known: &WeeksOf| {
            let worker = known.worker;
            let search =
                Search { worker, minute: known.minute, incomplete: self.incomplete(worker, multipliers), stop };
            let best_of = |day| Some(self.best_days_of((worker, day), &prices, ONE_EACH, stop)?.least.min(0));
            let least = self.working_dates(worker).map(best_of).collect::<Option<Vec<i64>>>()?;
            let base = self.base(&search, least.iter().copied());
            let best = known.found.first().map_or(known.least, |(cost, _)| *cost);
            let mut room = (best - base + 1).clamp(NEAR, ROOM.0);
            while room >= ROOM.1 && !stop() {
                let near = |(day, &least): (Day, &i64)| {
                    let days = self.near_days((worker, day), &prices, least + room, &secluded, stop)?;
                    Some(Date { days, least })
                };
                let dates: Option<Vec<Date>> = self.working_dates(worker).zip(&least).map(near).collect();
                if let Some(dates) = dates {
                    let mut weeks = self.cheapest_weeks(&search, &dates, room)?;
                    weeks.near = self.nearest(&search, dates);
                    return Some(weeks);
                }
                room /= 2;
            }
            (!stop()).then(|| WeeksOf::unknown(&search, base))
        };
        of_known.par_iter().map(of_worker).collect()
    }

    /// The cheapest weeks of these days that cost less than `room` beyond the best together; less room where those are too
    /// many. `None` if told to stop.
    fn cheapest_weeks(&self, search: &Search<'_>, dates: &[Date], mut room: i64) -> Option<WeeksOf> {
        let base = self.base(search, dates.iter().map(|date| date.least));
        while room >= ROOM.1 && !(search.stop)() {
            if let Some(found) = self.put_together(search, dates, room) {
                let least = found.first().map_or(base + room, |(cost, _)| base + room.min(cost - base));
                return Some(WeeksOf { least, found, ..WeeksOf::unknown(search, base) });
            }
            room /= 2;
        }
        (!(search.stop)()).then(|| WeeksOf::unknown(search, base))
    }

    /// The cheapest weeks within so much room; `None` if there are too many to look at.
    fn put_together(&self, search: &Search<'_>, dates: &[Date], room: i64) -> Option<Vec<(i64, Sessions)>> {
        let choices = |date: &Date| {
            let choice = |(day, near): (usize, &NearDay)| Choice {
                day,
                minutes: near.minutes,
                cost: near.cost,
                worse: near.with(search.minute) - date.least,
                counts: search.incomplete.counts(&near.sessions),
            };
            let mut choices: Vec<Choice> = date.days.iter().enumerate().map(choice).collect();
            choices.retain(|choice| choice.worse < room);
            choices.sort_unstable_by_key(|choice| (choice.worse, choice.day));
            choices
        };
        let choices: Vec<Vec<Choice>> = dates.iter().map(choices).collect();
        let pay = |minutes: i64| self.pay_beyond_duties(search.worker, minutes);
        let weeks = cheapest(&choices, &search.incomplete, room, &pay, MOST_WEEKS, search.stop)?;
        let sessions = |days: Vec<usize>| {
            dates.iter().zip(days).flat_map(|(date, day)| date.days[day].sessions.iter().copied()).collect()
        };
        Some(weeks.into_iter().map(|(cost, days)| (cost, sessions(days))).collect())
    }

    /// Known days of one worker and date under these prices, and the date without sessions.
    fn price(&self, columns: &[&Column], worker: WorkerId, multipliers: &Multipliers) -> Vec<NearDay> {
        let price = |column: &&Column| {
            let minutes = i64::from(column.paid.0);
            let cost = column.reduced_cost(self.model, &self.rows, multipliers);
            NearDay {
                minutes,
                cost: cost - minutes * multipliers.paid_minute(worker),
                sessions: column.sessions.clone(),
            }
        };
        columns.iter().map(price).chain([NearDay::off()]).collect()
    }

    /// The best of the days of each date.
    fn nearest(&self, search: &Search<'_>, dates: Vec<Date>) -> Vec<(Day, Sessions)> {
        let of_date = |(day, Date { mut days, .. }): (Day, Date)| {
            days.sort_by_key(|near| near.with(search.minute));
            days.retain(|near| !near.sessions.is_empty());
            days.truncate(NEAR_DAYS);
            days.into_iter().map(move |near| (day, near.sessions))
        };
        self.working_dates(search.worker).zip(dates).flat_map(of_date).collect()
    }

    fn workers(&self) -> Vec<WorkerId> {
        self.model.problem().workers().collect()
    }

    /// All days that cost less than the limit; `None` if they are too many.
    fn near_days(
        &self,
        (worker, day): (WorkerId, Day),
        prices: &Prices<'_>,
        limit: i64,
        secluded: &[bool],
        stop: Stop<'_>,
    ) -> Option<Vec<NearDay>> {
        let minute = prices.of_minute(worker);
        let wanted = Wanted { demands: usize::MAX, widest: usize::MAX, worse: ROOM.0 };
        let nodes = nodes(self.model, &self.slack, prices, worker, day, wanted);
        let ways = Ways::new(self.model, prices, (worker, day), &nodes);
        let near = EveryDay::new(&ways, secluded, limit, minute).all(LABELS, stop)?;
        let priced = |near: GoodDay| {
            let minutes = i64::from(worked(self.model, worker, day, &near.sessions)?.1.0);
            Some(NearDay { minutes, cost: near.cost - minute * minutes, sessions: near.sessions })
        };
        Some(near.into_iter().filter_map(priced).chain([NearDay::off()]).collect())
    }

    /// What the best days of a worker cost together, with minutes at their price.
    fn base(&self, search: &Search<'_>, least: impl Iterator<Item = i64>) -> i64 {
        least.sum::<i64>() + self.cheapest_pay(search.worker, search.minute)
    }

    /// The price of minutes at which the cheapest days cost most: above it they have fewer minutes than are cheapest, below it
    /// more.
    fn best_price_of_minutes(&self, worker: WorkerId, dates: &[Vec<NearDay>]) -> i64 {
        let pay = &self.pay[worker.index()];
        let dearest = pay.whole_pieces().map(|(_, price)| price).max().unwrap_or(0);
        let (mut best, mut range, mut minute) = ((i64::MIN, 0), (0, dearest + 1), 0);
        for _ in 0..HALVINGS {
            let cost = dates.iter().map(|date| least(date, minute)).sum::<i64>() + self.cheapest_pay(worker, minute);
            best = best.max((cost, minute));
            let fewest = |date: &Vec<NearDay>| {
                let best = date.iter().min_by_key(|near| (near.with(minute), near.minutes));
                best.map_or(0, |near| near.minutes)
            };
            let minutes = i64::from(pay.duty_minutes.0) + dates.iter().map(fewest).sum::<i64>();
            if minutes > pay.cheapest_at(minute) {
                range.0 = minute;
            } else {
                range.1 = minute;
            }
            minute = i64::midpoint(range.0, range.1);
        }
        best.1
    }

    /// What paid minutes cost the least at a price, beyond the pay of duties.
    fn cheapest_pay(&self, worker: WorkerId, minute: i64) -> i64 {
        let pay = &self.pay[worker.index()];
        pay.cheapest(minute) + i64::from(pay.duty_minutes.0) * minute - self.pay_of_duties(worker)
    }

    fn pay_of_duties(&self, worker: WorkerId) -> i64 {
        cost_of_paid(self.model.problem(), worker, self.pay[worker.index()].duty_minutes).0 * MILLI
    }

    /// What so many paid minutes beyond the duties cost; `None` if nobody may work them.
    pub(super) fn pay_beyond_duties(&self, worker: WorkerId, minutes: i64) -> Option<i64> {
        let paid = self.pay[worker.index()].duty_minutes + Minutes(i32::try_from(minutes).ok()?);
        let is_allowed = paid <= self.model.problem()[worker].most_paid();
        is_allowed.then(|| cost_of_paid(self.model.problem(), worker, paid).0 * MILLI - self.pay_of_duties(worker))
    }

    /// The requests of which a worker pays for missing sessions.
    fn incomplete(&self, worker: WorkerId, multipliers: &Multipliers) -> Incomplete {
        let price = |&(id, position): &(DemandId, usize)| {
            let price = multipliers.part_of(id, position);
            (price > 0).then(|| (price, id, self.model.demands()[id.index()].due))
        };
        Incomplete::new(self.suited.of(worker).iter().filter_map(price).collect())
    }
}

impl WeeksOf {
    /// No week is known, but none costs less than this.
    fn unknown(search: &Search<'_>, least: i64) -> Self {
        Self { worker: search.worker, least, minute: search.minute, found: Vec::new(), near: Vec::new() }
    }
}

impl NearDay {
    /// A date without sessions.
    fn off() -> Self {
        Self { minutes: 0, cost: 0, sessions: Vec::new() }
    }

    /// What it costs with minutes at this price.
    fn with(&self, minute: i64) -> i64 {
        self.cost + minute * self.minutes
    }
}

/// What the best of these days costs with minutes at this price.
fn least(days: &[NearDay], minute: i64) -> i64 {
    days.iter().map(|near| near.with(minute)).min().unwrap_or(0)
}
