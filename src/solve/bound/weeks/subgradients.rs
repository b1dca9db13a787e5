//! Good prices for one worker's week, found by subgradients (Polyak, Minimization of unsmooth functionals, 1969,
//! 10.1016/0041-5553(69)90061-5) over known days: the tolls of requests and cuts, and the price of a minute.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::domain::Day;
use crate::model::DemandId;

use super::minutes::Beyond;
use super::tolls::{NearDay, OwnPrices, SubsetOf, Ties, TollsOf, WeekOf};

/// Most steps in which tolls are sought.
const STEPS: usize = 60;
/// Steps without gain before they become shorter, by half.
const PATIENCE: usize = 4;
/// The shortest steps, as a share of the longest.
const SHORTEST: f64 = 0.1;
/// Days dearer than the best of their date by this, in thousandths of a point, are left out while tolls are sought.
const NEAR: i64 = 60_000;
/// Steps are no longer than where a week costs this beyond the sum, in thousandths of a point: where a must is new, no week that
/// may be worked is known.
const FARTHEST: i64 = 300_000;
/// A minute's price moves by this share of what a toll does.
const OF_MINUTE: f64 = 1.0 / 3600.0;
/// Where a week costs more than this beyond the sum, in thousandths of a point, minutes are counted in place of having a price.
const WIDE: i64 = 100_000;

/// What paid minutes cost.
#[derive(Clone, Copy)]
pub(super) struct Pay<'a> {
    /// The least where each earns this price, and the minutes that do so.
    pub(super) at_price: &'a dyn Fn(i64) -> (i64, i64),
    /// So many, if they are allowed.
    pub(super) of: &'a dyn Fn(i64) -> Option<i64>,
}

/// A day, with the positions of its requests among those that couple dates.
struct Coupled {
    cost: i64,
    minutes: i64,
    requests: SmallVec<[u32; 6]>,
    /// Cuts, by position, and how many quarters the day has of each.
    subsets: SmallVec<[(usize, usize); 8]>,
}

/// The search for good prices of one worker.
struct Search<'a> {
    days: Vec<Vec<Coupled>>,
    requests: &'a [WeekOf],
    subsets: &'a [SubsetOf],
    /// Whether minutes are counted.
    counts_minutes: bool,
    /// The dates on which each of them can be had, as bits: those on which a day that is looked at has it.
    on: Vec<u8>,
    pay: Pay<'a>,
    /// What every week costs besides.
    already: i64,
}

/// The price of a minute, and the tolls by request and position of the date.
#[derive(Clone)]
struct Prices {
    minute: i64,
    tolls: Vec<[i64; 7]>,
    /// By position of the cut.
    of_subsets: Vec<i64>,
}

/// What the prices are worth, and by how much days and requests differ.
struct Value {
    least: i64,
    minutes: i64,
    /// Request, date, and whether the day has it and the request would not, or the other way round.
    differ: Vec<(usize, usize, i64)>,
    /// Cut, and by how many quarters days have more than the cut would.
    quarters: Vec<(usize, i64)>,
}

/// Good prices for weeks of these days, beginning with `prices`; `known` is what some week costs.
pub(super) fn improved(
    dates: &[(Day, Vec<NearDay>)],
    ties: Ties<'_>,
    prices: OwnPrices,
    known: i64,
    pay: Pay<'_>,
) -> OwnPrices {
    let Ties { requests, subsets, .. } = ties;
    let days = coupled(dates, ties, &prices, NEAR);
    let tolls = |request: &WeekOf| {
        let mut tolls = [0; 7];
        for (at, (day, _)) in dates.iter().enumerate() {
            tolls[at] = prices.tolls.of_request(request.id, *day);
        }
        tolls
    };
    let of_subset = |subset: &SubsetOf| prices.tolls.of_subset(subset.number).min(subset.highest());
    let start = Prices {
        minute: prices.minute,
        tolls: requests.iter().map(tolls).collect(),
        of_subsets: subsets.iter().map(of_subset).collect(),
    };
    let (on, already) = (on_dates(&days, requests.len()), prices.tolls.of_all_decided());
    let mut search = Search { days, requests, subsets, counts_minutes: false, on, pay, already };
    let mut best = search.best(search.with_musts(start.clone()), known);
    let gap = known - search.value(&best).least;
    if gap > WIDE && dates.iter().flat_map(|(_, days)| days).all(|near| near.minutes >= 0) {
        search.days = coupled(dates, ties, &prices, NEAR + gap);
        search.on = on_dates(&search.days, requests.len());
        search.counts_minutes = true;
        let from = if search.value(&best).least < search.value(&start).least { start.clone() } else { best };
        best = search.best(from, known);
    }
    search.level_other_dates(&mut best);
    search.look_at_all_dates();
    if search.value(&best).least < search.value(&start).least {
        best = start;
    }
    let best = best.own(dates, ties);
    OwnPrices { tolls: best.tolls.decided_as(&prices.tolls), ..best }
}

/// The dates on which each of so many requests can be had, as bits.
fn on_dates(days: &[Vec<Coupled>], requests: usize) -> Vec<u8> {
    let mut on = vec![0; requests];
    for (at, days) in days.iter().enumerate() {
        days.iter().flat_map(|day| &day.requests).for_each(|&request| on[request as usize] |= 1 << at);
    }
    on
}

/// The days of each date that are so near the best of it; all, where a week must have some request.
fn coupled(dates: &[(Day, Vec<NearDay>)], ties: Ties<'_>, prices: &OwnPrices, width: i64) -> Vec<Vec<Coupled>> {
    let places_of_subsets = ties.places_of_subsets();
    let places: FxHashMap<DemandId, u32> =
        ties.requests.iter().zip(0..).map(|(request, at)| (request.id, at)).collect();
    let day = |date: Day, near: &NearDay| Coupled {
        cost: near.cost + near.sessions.iter().map(|(id, _)| prices.tolls.of_decided(*id, date)).sum::<i64>(),
        minutes: near.minutes,
        requests: near.sessions.iter().filter_map(|(id, _)| places.get(id).copied()).collect(),
        subsets: ties.quarters(&places_of_subsets, date, &near.sessions),
    };
    let has_musts = ties.requests.iter().any(WeekOf::is_a_must);
    let near = |(date, days): &(Day, Vec<NearDay>)| {
        let limit = prices.least(*date, days) + width;
        let is_wanted = |near: &&NearDay| has_musts || prices.of(*date, near) < limit;
        days.iter().filter(is_wanted).map(|near| day(*date, near)).collect()
    };
    dates.iter().map(near).collect()
}

impl Prices {
    /// The same by request and day, and by cut.
    fn own(self, dates: &[(Day, Vec<NearDay>)], ties: Ties<'_>) -> OwnPrices {
        let by_day = |tolls: [i64; 7]| {
            let mut of_days = [0; 7];
            for (at, (day, _)) in dates.iter().enumerate() {
                of_days[day.index()] = tolls[at];
            }
            of_days
        };
        let tolls = ties.requests.iter().zip(self.tolls).filter(|(_, tolls)| *tolls != [0; 7]);
        let of_subsets = ties.subsets.iter().zip(self.of_subsets).filter(|(_, toll)| *toll != 0);
        let tolls = TollsOf::new(tolls.map(|(request, tolls)| (request.id, by_day(tolls))));
        let tolls = tolls.with_subsets(ties.all, of_subsets.map(|(subset, toll)| (subset.number, toll)));
        OwnPrices { minute: self.minute, tolls }
    }
}

impl Search<'_> {
    fn best(&self, start: Prices, known: i64) -> Prices {
        let (mut best, mut at) = ((i64::MIN, start.clone()), start);
        let (mut length, mut idle) = (1.0, 0);
        for _ in 0..STEPS {
            let value = self.value(&at);
            if value.least > best.0 {
                best = (value.least, at.clone());
                idle = 0;
            } else {
                idle += 1;
            }
            if idle > PATIENCE {
                (length, idle) = (length / 2.0, 0);
                at = best.1.clone();
                if length < SHORTEST {
                    break;
                }
                continue;
            }
            if value.least >= known || !self.step(&mut at, &value, known, length) {
                break;
            }
        }
        best.1
    }

    /// The same prices with the best tolls for each request that must be had, one after the other, all others as they are: on each date
    /// the best day that has it then costs what the best one that has not costs.
    fn with_musts(&self, mut prices: Prices) -> Prices {
        for (at, _) in self.requests.iter().enumerate().filter(|(_, request)| request.is_a_must()) {
            for (date, days) in self.days.iter().enumerate() {
                prices.tolls[at][date] = 0;
                let has = |day: &&Coupled| day.requests.iter().any(|&request| request as usize == at);
                let least = |having: bool| {
                    let days = days.iter().filter(|day| has(day) == having);
                    days.map(|day| self.cost(&prices, date, day)).min()
                };
                if let (Some(without), Some(with)) = (least(false), least(true)) {
                    prices.tolls[at][date] = without - with;
                }
            }
        }
        prices
    }

    /// What a day costs under prices.
    fn cost(&self, at: &Prices, date: usize, day: &Coupled) -> i64 {
        let tolls: i64 = day.requests.iter().map(|&request| at.tolls[request as usize][date]).sum();
        let quarters = |&(subset, quarters): &(usize, usize)| at.of_subsets[subset] * quarters as i64;
        day.cost + at.minute * day.minutes + tolls + day.subsets.iter().map(quarters).sum::<i64>()
    }

    /// On dates on which no day that was looked at has a session of a request, its toll is as high as it can be without changing
    /// what the request costs: with none, a session there would earn all that the tolls of the other dates take. Where fewer
    /// dates are known than a week may have, it is at most none, and no higher than the lowest that is known.
    fn level_other_dates(&self, prices: &mut Prices) {
        for (at, request) in self.requests.iter().enumerate().filter(|(_, request)| request.range.1 > 0) {
            let is_known = |date: &usize| (self.on[at] >> date) & 1 == 1;
            let (known, others): (SmallVec<[usize; 7]>, SmallVec<[usize; 7]>) =
                (0..self.days.len()).partition(is_known);
            let mut tolls: SmallVec<[i64; 7]> = known.iter().map(|&date| prices.tolls[at][date]).collect();
            tolls.sort_unstable_by(|a, b| b.cmp(a));
            let least = tolls.last().map_or(0, |toll| (*toll).min(0));
            let level = tolls.get(request.range.1 - 1).copied().unwrap_or(least);
            others.into_iter().for_each(|date| prices.tolls[at][date] = level);
        }
    }

    /// From now on requests may be had on any date, but for those that must be had: they would be where nothing is known of them.
    fn look_at_all_dates(&mut self) {
        let all_dates = (1 << self.days.len()) - 1;
        let others = self.requests.iter().zip(&mut self.on).filter(|(request, _)| !request.is_a_must());
        others.for_each(|(_, on)| *on = all_dates);
    }

    /// Moves the prices; says whether there is anywhere to go.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "prices are far below 2^53")]
    fn step(&self, at: &mut Prices, value: &Value, known: i64, length: f64) -> bool {
        let minutes = value.minutes as f64;
        let quarters: i64 = value.quarters.iter().map(|(_, more)| more * more).sum();
        let norm = (value.differ.len() as i64 + quarters) as f64 + minutes * minutes * OF_MINUTE;
        if norm <= 0.0 {
            return false;
        }
        let step = length * (known - value.least).min(FARTHEST) as f64 / norm;
        for &(request, date, sign) in &value.differ {
            at.tolls[request][date] += sign * step.ceil() as i64;
        }
        for &(subset, more) in &value.quarters {
            let toll = &mut at.of_subsets[subset];
            *toll = (*toll + more * step.ceil() as i64).clamp(0, self.subsets[subset].highest());
        }
        at.minute = (at.minute + (minutes * step * OF_MINUTE).round() as i64).max(0);
        true
    }

    /// The best day of each date, what they cost with pay, and how many more minutes they have than are cheapest at their price.
    fn best_days(&self, at: &Prices) -> (i64, i64, Vec<&Coupled>) {
        let (of_pay, bought) = (self.pay.at_price)(at.minute);
        let (mut of_all, mut minutes, mut best) = (of_pay, -bought, Vec::with_capacity(self.days.len()));
        for (date, days) in self.days.iter().enumerate() {
            let of_each = days.iter().map(|day| (self.cost(at, date, day), day));
            if let Some((cost, day)) = of_each.min_by_key(|(cost, day)| (*cost, day.minutes)) {
                of_all += cost;
                minutes += day.minutes;
                best.push(day);
            }
        }
        (of_all, minutes, best)
    }

    /// The days that cost the least together with the pay of their very minutes; none of these is too many.
    fn days_in_minutes(&self, at: &Prices) -> (i64, i64, Vec<&Coupled>) {
        let cost = |(date, days): (usize, &Vec<Coupled>)| {
            days.iter().map(|day| (day.minutes, self.cost(at, date, day))).collect::<Vec<_>>()
        };
        let costs: Vec<Vec<(i64, i64)>> = self.days.iter().enumerate().map(cost).collect();
        let beyond = Beyond::new(&costs, at.minute, self.pay.of);
        let days = beyond.cheapest(&costs).into_iter().zip(&self.days).map(|(day, days)| &days[day]);
        (beyond.after(0, 0), 0, days.collect())
    }

    fn value(&self, at: &Prices) -> Value {
        let (of_days, minutes, days) = if self.counts_minutes { self.days_in_minutes(at) } else { self.best_days(at) };
        let mut least = of_days + self.already;
        let mut has: Vec<u8> = vec![0; self.requests.len()];
        let mut held: Vec<usize> = vec![0; self.subsets.len()];
        for (date, day) in days.into_iter().enumerate() {
            day.requests.iter().for_each(|&request| has[request as usize] |= 1 << date);
            day.subsets.iter().for_each(|(subset, quarters)| held[*subset] += quarters);
        }
        let mut quarters = Vec::new();
        for (place, (subset, held)) in self.subsets.iter().zip(held).enumerate() {
            let (of_subset, wanted) = subset.least(0, at.of_subsets[place]);
            least += of_subset;
            let more = held as i64 - wanted as i64;
            if more > 0 && at.of_subsets[place] < subset.highest() || more < 0 && at.of_subsets[place] > 0 {
                quarters.push((place, more));
            }
        }
        let mut differ = Vec::new();
        for (at, (request, (tolls, has))) in self.requests.iter().zip(at.tolls.iter().zip(has)).enumerate() {
            if has == 0 && *tolls == [0; 7] && !request.is_a_must() {
                continue;
            }
            let (of_request, wants) = best_dates(request, tolls, self.on[at]);
            least += of_request;
            for date in 0..self.days.len() {
                let sign = i64::from((has >> date) & 1) - i64::from((wants >> date) & 1);
                if sign != 0 {
                    differ.push((at, date, sign));
                }
            }
        }
        Value { least, minutes, differ, quarters }
    }
}

/// The least that a request's sessions cost with tolls given back, of those on some dates, and which they are, both as bits.
fn best_dates(request: &WeekOf, tolls: &[i64; 7], on: u8) -> (i64, u8) {
    let mut order: SmallVec<[usize; 7]> = (0..tolls.len()).filter(|date| (on >> date) & 1 == 1).collect();
    let mut sorted: SmallVec<[i64; 7]> = order.iter().map(|&date| tolls[date]).collect();
    let (least, sessions) = request.least(0, &mut sorted);
    order.sort_by_key(|&date| std::cmp::Reverse(tolls[date]));
    (least, order.iter().take(sessions).map(|&date| 1 << date).sum())
}
