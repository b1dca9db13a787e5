//! The cheapest weeks of each worker under given prices: of days that are known, or of all days there are.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::DemandId;
use crate::solve::Stop;
use crate::solve::bound::MILLI;
use crate::solve::bound::columns::{Column, worked};
use crate::solve::bound::every_day::{EveryDay, GoodDay};
use crate::solve::bound::graph::{Wanted, nodes};
use crate::solve::bound::lagrangian::{Effort, ONE_EACH, Relaxation, secluded};
use crate::solve::bound::multipliers::Multipliers;
use crate::solve::bound::prices::Prices;
use crate::solve::bound::subsets::{Subset, WHOLE};
use crate::solve::bound::ways::Ways;
use crate::solve::draft::cost_of_paid;

use super::Sessions;
use super::joined::{Date, Join};
use super::subgradients::{Pay, improved};
use super::tolls::{NearDay, OwnPrices, SubsetOf, Ties, TollsOf, WeekOf};

/// Weeks are sought whose days together cost less than this beyond the best, in thousandths of a point: at the least and at the most.
const ROOMS: (i64, i64) = (MILLI / 2, 1_500 * MILLI);
/// Mostly the cheapest week is the one that is known, so the first room is a part of the way there, between these.
const FIRST_ROOM: (i64, i64) = (20 * MILLI, 80 * MILLI);
const PART_OF_KNOWN: i64 = 3;
/// Where there is no week, the next room is so many times as wide, or the widest where that is hardly less.
const WIDER: i64 = 2;
/// All days are looked at with at least so much room, and the best of them are kept.
const NEAR: i64 = 8 * MILLI;
/// Most labels for the days of one worker and date.
const LABELS: usize = 100_000;
/// Weeks of each worker that are returned.
const MOST_WEEKS: usize = 8;
/// Days of each worker and date that are returned.
const NEAR_DAYS: usize = 60;
/// Days of each worker and date with a request that the worker must have.
const DAYS_WITH: usize = 10;
/// Where a worker may not work more, a minute may be worth this much, in thousandths of a point; prices up to it are tried, each
/// so many times the one before.
const DEAREST_MINUTE: i64 = 1_000_000;
const DEARER_MINUTE: i64 = 4;
/// Steps in which the price of a worker's minutes is found.
const HALVINGS: usize = 12;

/// The cheapest weeks of a worker.
#[derive(Clone, Debug)]
pub(super) struct WeeksOf {
    pub(super) worker: WorkerId,
    /// No week of the days that were looked at costs less beyond the duties, in thousandths of a point.
    pub(super) least: i64,
    /// The prices under which days were put together.
    pub(super) own: OwnPrices,
    /// What weeks cost, with their sessions; the cheapest first.
    pub(super) found: Vec<(i64, Sessions)>,
    /// Days that cost little beyond the best.
    pub(super) near: Vec<(Day, Sessions)>,
}

/// What the weeks of one worker are sought with.
struct Search<'a> {
    worker: WorkerId,
    own: OwnPrices,
    requests: Vec<WeekOf>,
    subsets: Vec<SubsetOf>,
    stop: Stop<'a>,
}

/// Known days, by worker and date.
pub(super) type Pool<'a> = Vec<[Vec<&'a Column>; 7]>;

impl Relaxation<'_> {
    /// The value where each worker has a week that costs the least; a bound if all days were looked at.
    pub(super) fn value_with_weeks(&self, multipliers: &Multipliers, weeks: &[WeeksOf]) -> i64 {
        self.cost_of_duties()
            + self.value_of_rows(multipliers)
            + self.value_of_unstaffed(multipliers)
            + self.value_of_uses(multipliers)
            + weeks.iter().map(|weeks| weeks.least).sum::<i64>()
    }

    /// What duties cost by themselves with their pay, in thousandths of a point.
    pub(super) fn cost_of_duties(&self) -> i64 {
        self.constant + self.workers().into_iter().map(|worker| self.pay_of_duties(worker)).sum::<i64>()
    }

    /// The cheapest weeks of known days; `known` says for each worker what a known week costs, `own` where to begin with
    /// prices that hold for one worker alone. `None` if told to stop.
    pub(super) fn weeks_of_known_days(
        &self,
        multipliers: &Multipliers,
        pool: &Pool<'_>,
        (known, own): (&[i64], &[OwnPrices]),
        stop: Stop<'_>,
    ) -> Option<Vec<WeeksOf>> {
        let of_worker = |worker: WorkerId| {
            let of_date = |day: Day| (day, self.price(&pool[worker.index()][day.index()], worker, multipliers));
            let days: Vec<(Day, Vec<NearDay>)> = self.working_dates(worker).map(of_date).collect();
            let known = known[worker.index()];
            let own = self.own_prices(worker, multipliers, &days, own[worker.index()].clone(), known);
            let date = |(day, days): (Day, Vec<NearDay>)| Date { day, least: own.least(day, &days), days };
            let dates: Vec<Date> = days.into_iter().map(date).collect();
            let search = self.search(worker, multipliers, own, &dates, stop);
            let base = self.base(&search, &dates);
            in_wider_rooms(known - base + 1, WeeksOf::unknown(&search, base), stop, |room| {
                self.cheapest_weeks(&search, &dates, (base, room))
            })
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
        // Which start a session has concerns a week through its cost only, which is in the price of the day.
        let starts_alike = vec![true; self.model.demands().len()];
        let of_worker = |known: &WeeksOf| {
            let worker = known.worker;
            let prices = prices.with_tolls(&known.own.tolls);
            let best_of = |day| Some(self.best_days_of((worker, day), &prices, ONE_EACH, stop)?.least.min(0));
            let none = |day| Some(Date { day, least: best_of(day)?, days: Vec::new() });
            let mut dates = self.working_dates(worker).map(none).collect::<Option<Vec<Date>>>()?;
            let search = self.search(worker, multipliers, known.own.clone(), &dates, stop);
            let base = self.base(&search, &dates);
            let best = known.found.first().map_or(known.least, |(cost, _)| *cost);
            in_wider_rooms((best - base + 1).max(NEAR), WeeksOf::unknown(&search, base), stop, |room| {
                for date in &mut dates {
                    let (of, least) = ((worker, date.day), date.least);
                    date.days = self.near_days(of, &prices, (least, room), &starts_alike, stop)?;
                }
                let search = self.search(worker, multipliers, known.own.clone(), &dates, stop);
                let near = self.nearest(&search.own, &dates);
                Some(WeeksOf { near, ..self.cheapest_weeks(&search, &dates, (base, room))? })
            })
        };
        of_known.par_iter().map(of_worker).collect()
    }

    /// The best days of a worker that have a session of a request, for each date. `None` if told to stop.
    pub(super) fn days_with(
        &self,
        (worker, id): (WorkerId, DemandId),
        multipliers: &Multipliers,
        stop: Stop<'_>,
    ) -> Option<Vec<(Day, Sessions)>> {
        let prices = self.prices(multipliers);
        let of_date = |day: Day| {
            let tolls = TollsOf::for_having(id, day);
            let effort = Effort { days: DAYS_WITH, ..ONE_EACH };
            let days = self.best_days_of((worker, day), &prices.with_tolls(&tolls), effort, stop)?;
            Some(days.found.into_iter().map(move |priced| (day, priced.sessions)))
        };
        let of_dates: Option<Vec<_>> = self.working_dates(worker).map(of_date).collect();
        let has = |(_, sessions): &(Day, Sessions)| sessions.iter().any(|(other, _)| *other == id);
        Some(of_dates?.into_iter().flatten().filter(has).collect())
    }

    /// All weeks that cost less than `gap` beyond the least of their worker (both in thousandths of a point), under these prices
    /// and those of each worker's own; `None` if told to stop, or if there are more than `most`.
    pub(super) fn weeks_within(
        &self,
        multipliers: &Multipliers,
        (own, least): (&[OwnPrices], &[i64]),
        gap: i64,
        most: usize,
        stop: Stop<'_>,
    ) -> Option<Vec<(WorkerId, Sessions)>> {
        let prices = self.prices(multipliers);
        let secluded = secluded(self.model, &self.rows);
        let count = AtomicUsize::new(0);
        let too_many = || stop() || count.load(Ordering::Relaxed) > most;
        let of_worker = |(&worker, (own, &least)): (&WorkerId, (&OwnPrices, &i64))| {
            let prices = prices.with_tolls(&own.tolls);
            let best_of = |day| Some(self.best_days_of((worker, day), &prices, ONE_EACH, stop)?.least.min(0));
            let none = |day| Some(Date { day, least: best_of(day)?, days: Vec::new() });
            let mut dates = self.working_dates(worker).map(none).collect::<Option<Vec<Date>>>()?;
            let room = least + gap - self.base(&self.search(worker, multipliers, own.clone(), &dates, stop), &dates);
            for date in &mut dates {
                date.days = self.near_days((worker, date.day), &prices, (date.least, room), &secluded, &too_many)?;
            }
            let search = self.search(worker, multipliers, own.clone(), &dates, &too_many);
            let pay = |minutes: i64| self.pay_beyond_duties(worker, minutes);
            let weeks = self.join(&search, &pay).all(&dates, room)?;
            count.fetch_add(weeks.len(), Ordering::Relaxed);
            Some(weeks.into_iter().map(|(_, days)| (worker, sessions_of(&dates, days))).collect())
        };
        let found: Option<Vec<Vec<_>>> =
            self.workers().par_iter().zip(own.par_iter().zip(least)).map(of_worker).collect();
        found.map(|weeks| weeks.concat()).filter(|weeks| weeks.len() <= most)
    }

    /// The cheapest weeks of these days that cost less than `room` beyond the base; `None` if there are too many to look at, or if
    /// told to stop.
    fn cheapest_weeks(&self, search: &Search<'_>, dates: &[Date], (base, room): (i64, i64)) -> Option<WeeksOf> {
        let pay = |minutes: i64| self.pay_beyond_duties(search.worker, minutes);
        let weeks = self.join(search, &pay).cheapest(dates, room, MOST_WEEKS)?;
        let found: Vec<(i64, Sessions)> =
            weeks.into_iter().map(|(cost, days)| (cost, sessions_of(dates, days))).collect();
        let least = found.first().map_or(base + room, |(cost, _)| *cost);
        Some(WeeksOf { least, found, ..WeeksOf::unknown(search, base) })
    }

    fn join<'a>(&'a self, search: &'a Search<'_>, pay: &'a dyn Fn(i64) -> Option<i64>) -> Join<'a> {
        let cheapest_pay = self.cheapest_pay(search.worker, search.own.minute);
        let ties = Ties { requests: &search.requests, subsets: &search.subsets, all: &self.rows.subsets };
        Join { prices: &search.own, ties, pay, cheapest_pay, stop: search.stop }
    }

    /// What the weeks of these dates cost at the least.
    fn base(&self, search: &Search<'_>, dates: &[Date]) -> i64 {
        self.join(search, &|_| None).base(dates)
    }

    fn search<'a>(
        &self,
        worker: WorkerId,
        multipliers: &Multipliers,
        own: OwnPrices,
        dates: &[Date],
        stop: Stop<'a>,
    ) -> Search<'a> {
        let on = on_days(dates.iter().map(|date| (date.day, &date.days[..])));
        let requests = self.coupled(worker, multipliers, &own, &on);
        let subsets = self.coupled_subsets(multipliers, &own, &on);
        Search { worker, own, requests, subsets, stop }
    }

    /// Good prices for the weeks of these days.
    fn own_prices(
        &self,
        worker: WorkerId,
        multipliers: &Multipliers,
        days: &[(Day, Vec<NearDay>)],
        start: OwnPrices,
        known: i64,
    ) -> OwnPrices {
        let on = on_days(days.iter().map(|(day, days)| (*day, &days[..])));
        let requests = self.coupled(worker, multipliers, &start, &on);
        let minute = self.best_price_of_minutes(worker, &start.tolls, days);
        let at_price = |minute: i64| {
            let minutes = self.pay[worker.index()].cheapest_at(minute);
            (self.cheapest_pay(worker, minute), minutes - i64::from(self.pay[worker.index()].duty_minutes.0))
        };
        let subsets = self.coupled_subsets(multipliers, &start, &on);
        let ties = Ties { requests: &requests, subsets: &subsets, all: &self.rows.subsets };
        let of = |minutes: i64| self.pay_beyond_duties(worker, minutes);
        improved(days, ties, OwnPrices { minute, ..start }, known, Pay { at_price: &at_price, of: &of })
    }

    /// The requests that couple the dates of a worker's week: those with a charge for having so many, with tolls, that it
    /// must have, or on more of these dates than it may have them.
    fn coupled(&self, worker: WorkerId, multipliers: &Multipliers, own: &OwnPrices, on: &OnDays) -> Vec<WeekOf> {
        let request = |&(id, position): &(DemandId, usize)| {
            let demand = &self.model.demands()[id.index()];
            let range = self.decisions.range(worker, id, demand);
            let week_of = WeekOf { id, range, charges: multipliers.counts_of(id, position) };
            let on = on.get(&id).map_or(0, |on| on.count_ones());
            let is_charged = week_of.is_charged() && on > 0;
            let is_coupled = on as usize > range.1 || is_charged || week_of.is_a_must() || own.tolls.has(id);
            is_coupled.then_some(week_of)
        };
        self.suited.of(worker).iter().filter_map(request).collect()
    }

    /// The cuts that couple the dates of a worker's week: those with a price that these days could be charged, or with tolls.
    fn coupled_subsets(&self, multipliers: &Multipliers, own: &OwnPrices, on: &OnDays) -> Vec<SubsetOf> {
        let all = &self.rows.subsets;
        if all.all().is_empty() {
            return Vec::new();
        }
        let mut most = vec![0; all.all().len()];
        for (id, on) in on {
            for (number, quarters) in all.of_request(*id) {
                most[*number] += (0..7).filter(|day| on >> day & 1 == 1).map(|day| quarters[day]).sum::<usize>();
            }
        }
        let subset = |(number, subset): (usize, &Subset)| {
            let price = multipliers.subsets.get(number).copied().filter(|price| *price > 0)?;
            let is_coupled = most[number] >= WHOLE || own.tolls.of_subset(number) != 0;
            is_coupled.then_some(SubsetOf { number, price, step: subset.step })
        };
        all.all().iter().enumerate().filter_map(subset).collect()
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
    fn nearest(&self, own: &OwnPrices, dates: &[Date]) -> Vec<(Day, Sessions)> {
        let of_date = |date: &Date| {
            let mut days: Vec<&NearDay> = date.days.iter().filter(|near| !near.sessions.is_empty()).collect();
            days.sort_by_key(|near| own.of(date.day, near));
            days.into_iter().take(NEAR_DAYS).map(|near| (date.day, near.sessions.clone())).collect::<Vec<_>>()
        };
        dates.iter().flat_map(of_date).collect()
    }

    pub(super) fn workers(&self) -> Vec<WorkerId> {
        self.model.problem().workers().collect()
    }

    /// All days that cost less than `room` beyond the least; `None` if they are too many.
    fn near_days(
        &self,
        (worker, day): (WorkerId, Day),
        prices: &Prices<'_>,
        (least, room): (i64, i64),
        secluded: &[bool],
        stop: Stop<'_>,
    ) -> Option<Vec<NearDay>> {
        let minute = prices.of_minute(worker);
        let wanted = Wanted { demands: usize::MAX, widest: usize::MAX, worse: room };
        let nodes = nodes(self.model, &self.slack, prices, worker, day, wanted);
        let ways = Ways::new(self.model, prices, (worker, day), &nodes);
        let near = EveryDay::new(&ways, secluded, least + room, minute).all(LABELS, stop)?;
        let priced = |near: GoodDay| {
            let minutes = i64::from(worked(self.model, worker, day, &near.sessions)?.1.0);
            let tolls: i64 = near.sessions.iter().map(|(id, _)| prices.of_toll(*id, day)).sum();
            Some(NearDay { minutes, cost: near.cost - minute * minutes - tolls, sessions: near.sessions })
        };
        Some(near.into_iter().filter_map(priced).chain([NearDay::off()]).collect())
    }

    /// The price of minutes at which the cheapest days cost most: above it they have fewer minutes than are cheapest, below it
    /// more. Where no more may be worked, it may be far above what minutes cost.
    fn best_price_of_minutes(&self, worker: WorkerId, tolls: &TollsOf, dates: &[(Day, Vec<NearDay>)]) -> i64 {
        let pay = &self.pay[worker.index()];
        let mut best = (i64::MIN, 0);
        let mut is_too_low = |minute: i64| {
            let of_date = |(day, days): &(Day, Vec<NearDay>)| {
                let cost = |near: &NearDay| near.with(minute) + tolls.of_all(&near.sessions, *day);
                days.iter().map(|near| (cost(near), near.minutes)).min().unwrap_or_default()
            };
            let of_dates: Vec<(i64, i64)> = dates.iter().map(of_date).collect();
            let cost = of_dates.iter().map(|(cost, _)| cost).sum::<i64>() + self.cheapest_pay(worker, minute);
            best = best.max((cost, minute));
            let minutes = i64::from(pay.duty_minutes.0) + of_dates.iter().map(|(_, minutes)| minutes).sum::<i64>();
            minutes > pay.cheapest_at(minute)
        };
        let dearest = pay.whole_pieces().map(|(_, price)| price).max().unwrap_or(0);
        let mut range = (0, dearest + 1);
        while is_too_low(range.1) && range.1 < DEAREST_MINUTE {
            range = (range.1, range.1 * DEARER_MINUTE);
        }
        for _ in 0..HALVINGS {
            let minute = i64::midpoint(range.0, range.1);
            if is_too_low(minute) {
                range.0 = minute;
            } else {
                range.1 = minute;
            }
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
}

/// What `within` finds in narrow rooms first, at most `most` wide, and in wider ones while there is no week; the last before
/// there were too many to look at. `None` if told to stop.
fn in_wider_rooms(
    most: i64,
    unknown: WeeksOf,
    stop: Stop<'_>,
    mut within: impl FnMut(i64) -> Option<WeeksOf>,
) -> Option<WeeksOf> {
    let mut most = most.clamp(ROOMS.0, ROOMS.1);
    let (mut latest, mut room) = (None, (most / PART_OF_KNOWN).clamp(FIRST_ROOM.0, FIRST_ROOM.1).min(most));
    while room >= ROOMS.0 && !stop() {
        match (within(room), &latest) {
            (Some(weeks), _) if weeks.found.is_empty() && room < most => {
                latest = Some((room, weeks));
                let wider = room * WIDER;
                room = if wider * 8 > most * 5 { most } else { wider };
            }
            (Some(weeks), _) => return Some(weeks),
            (None, Some((narrow, _))) if room > narrow * 3 / 2 => {
                most = i64::midpoint(*narrow, room);
                room = most;
            }
            (None, Some(_)) => break,
            (None, None) => room /= 2,
        }
    }
    (!stop()).then(|| latest.map_or(unknown, |(_, weeks)| weeks))
}

/// The days, as bits, on which each request can be had.
type OnDays = FxHashMap<DemandId, u8>;

/// The days on which some of these have each request.
fn on_days<'a>(dates: impl Iterator<Item = (Day, &'a [NearDay])>) -> OnDays {
    let mut on = OnDays::default();
    for (day, days) in dates {
        for (id, _) in days.iter().flat_map(|near| &near.sessions) {
            *on.entry(*id).or_default() |= 1 << day.index();
        }
    }
    on
}

/// The sessions of a week: the number of each date's day.
fn sessions_of(dates: &[Date], days: Vec<usize>) -> Sessions {
    dates.iter().zip(days).flat_map(|(date, day)| date.days[day].sessions.iter().copied()).collect()
}

impl WeeksOf {
    /// No week is known, but none costs less than this.
    fn unknown(search: &Search<'_>, least: i64) -> Self {
        Self { worker: search.worker, least, own: search.own.clone(), found: Vec::new(), near: Vec::new() }
    }
}
