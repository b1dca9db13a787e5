//! What couples the dates of one worker's week: of a request no more sessions than are due, and a charge for having so many.
//! A day pays a *toll* for a session of a request, and the request gives the tolls of its
//! sessions back. So the best day of each date and the best sessions of each request together bound every week, whatever
//! the tolls (Guignard, Kim, Lagrangean decomposition, Mathematical Programming 39, 1987, 10.1007/BF02592954). Good tolls
//! are found by subgradients (Polyak, Minimization of unsmooth functionals, 1969, 10.1016/0041-5553(69)90061-5).

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::domain::Day;
use crate::model::DemandId;
use crate::solve::bound::patterns::ByCount;

/// Most steps in which tolls are sought.
const STEPS: usize = 60;
/// Steps without gain before they become shorter, by half.
const PATIENCE: usize = 4;
/// The shortest steps, as a share of the longest.
const SHORTEST: f64 = 0.1;
/// Days dearer than the best of their date by this, in thousandths of a point, are left out while tolls are sought.
const NEAR: i64 = 60_000;
/// A minute's price moves by this share of what a toll does.
const OF_MINUTE: f64 = 1.0 / 3600.0;
/// What is not allowed costs so much, in thousandths of a point.
const FORBIDDEN: i64 = 1_000_000_000;

/// A request in a worker's week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WeekOf {
    pub(super) id: DemandId,
    /// The fewest and the most that a week may have.
    pub(super) range: (usize, usize),
    /// What a week with so many sessions is charged, in thousandths of a point.
    pub(super) charges: ByCount,
}

impl WeekOf {
    /// What a week with so many sessions is charged.
    pub(super) fn charge(&self, sessions: usize) -> i64 {
        let too_few = FORBIDDEN * self.range.0.saturating_sub(sessions) as i64;
        too_few + self.charges.get(sessions).copied().unwrap_or(0)
    }

    /// Whether it costs anything to have so many.
    pub(super) fn is_charged(&self) -> bool {
        self.charges != [0; 8]
    }

    /// Whether a week must have some of its sessions.
    pub(super) fn is_a_must(&self) -> bool {
        self.range.0 > 0
    }

    /// The least that further sessions on dates with these tolls cost once a week has `before`, the tolls given back, and how
    /// many sessions that takes: those with the highest tolls. Tolls are put in order.
    pub(super) fn least(&self, before: usize, tolls: &mut [i64]) -> (i64, usize) {
        tolls.sort_unstable_by(|a, b| b.cmp(a));
        let (mut best, mut back) = ((self.charge(before), 0), 0);
        for (more, toll) in tolls.iter().enumerate().take(self.range.1.saturating_sub(before)) {
            back += toll;
            best = best.min((self.charge(before + more + 1) - back, more + 1));
        }
        best
    }
}

/// The tolls of one worker, in thousandths of a point, by request and date; those of the others are nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::solve::bound) struct TollsOf(FxHashMap<DemandId, [i64; 7]>);

impl TollsOf {
    /// These tolls.
    pub(super) fn new(tolls: impl IntoIterator<Item = (DemandId, [i64; 7])>) -> Self {
        Self(tolls.into_iter().collect())
    }

    /// The toll for a session of a request on a date.
    pub(in crate::solve::bound) fn of(&self, id: DemandId, day: Day) -> i64 {
        self.0.get(&id).map_or(0, |tolls| tolls[day.index()])
    }

    /// Lets nobody have a session of a request.
    pub(super) fn forbid(&mut self, id: DemandId) {
        self.0.insert(id, [FORBIDDEN; 7]);
    }

    /// Whether a session of a request has a toll on some date.
    pub(super) fn has(&self, id: DemandId) -> bool {
        self.0.contains_key(&id)
    }

    /// The tolls for all these sessions on a date.
    pub(super) fn of_all(&self, sessions: &[(DemandId, usize)], day: Day) -> i64 {
        sessions.iter().map(|(id, _)| self.of(*id, day)).sum()
    }
}

/// A day that a week may have.
#[derive(Clone, Debug)]
pub(super) struct NearDay {
    /// Paid minutes beyond the duties.
    pub(super) minutes: i64,
    /// What it costs under the prices, minutes and tolls apart, in thousandths of a point.
    pub(super) cost: i64,
    /// Demands and positions of placements.
    pub(super) sessions: Vec<(DemandId, usize)>,
}

impl NearDay {
    /// A date without sessions.
    pub(super) fn off() -> Self {
        Self { minutes: 0, cost: 0, sessions: Vec::new() }
    }

    /// What it costs with minutes at this price.
    pub(super) fn with(&self, minute: i64) -> i64 {
        self.cost + minute * self.minutes
    }
}

/// Prices that hold for one worker's week alone.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnPrices {
    /// The price of a paid minute.
    pub(super) minute: i64,
    pub(super) tolls: TollsOf,
}

impl OwnPrices {
    /// What a day costs under these prices.
    pub(super) fn of(&self, day: Day, near: &NearDay) -> i64 {
        near.with(self.minute) + self.tolls.of_all(&near.sessions, day)
    }

    /// What the best of these days costs.
    pub(super) fn least(&self, day: Day, days: &[NearDay]) -> i64 {
        days.iter().map(|near| self.of(day, near)).min().unwrap_or(0)
    }
}

/// What paid minutes cost the least where each earns this price, and the minutes that do so.
pub(super) type Pay<'a> = &'a dyn Fn(i64) -> (i64, i64);

/// A day, with the positions of its requests among those that couple dates.
struct Coupled {
    cost: i64,
    minutes: i64,
    requests: SmallVec<[u32; 6]>,
}

/// The search for good prices of one worker.
struct Search<'a> {
    days: Vec<Vec<Coupled>>,
    requests: &'a [WeekOf],
    /// The dates on which each of them can be had, as bits: those on which a day that is looked at has it.
    on: Vec<u8>,
    pay: Pay<'a>,
}

/// The price of a minute, and the tolls by request and position of the date.
#[derive(Clone)]
struct Prices {
    minute: i64,
    tolls: Vec<[i64; 7]>,
}

/// What the prices are worth, and by how much days and requests differ.
struct Value {
    least: i64,
    minutes: i64,
    /// Request, date, and whether the day has it and the request would not, or the other way round.
    differ: Vec<(usize, usize, i64)>,
}

/// Good prices for weeks of these days, beginning with `prices`; `known` is what some week costs.
pub(super) fn improved(
    dates: &[(Day, Vec<NearDay>)],
    requests: &[WeekOf],
    prices: OwnPrices,
    known: i64,
    pay: Pay<'_>,
) -> OwnPrices {
    let place: FxHashMap<DemandId, u32> = requests.iter().zip(0..).map(|(request, at)| (request.id, at)).collect();
    let day = |near: &NearDay| Coupled {
        cost: near.cost,
        minutes: near.minutes,
        requests: near.sessions.iter().filter_map(|(id, _)| place.get(id).copied()).collect(),
    };
    let musts: SmallVec<[DemandId; 4]> = requests.iter().filter(|of| of.is_a_must()).map(|of| of.id).collect();
    let near = |(date, days): &(Day, Vec<NearDay>)| {
        let limit = prices.least(*date, days) + NEAR;
        let is_a_must = |(id, _): &(DemandId, usize)| musts.contains(id);
        let is_wanted = |near: &&NearDay| prices.of(*date, near) < limit || near.sessions.iter().any(is_a_must);
        days.iter().filter(is_wanted).map(day).collect()
    };
    let days: Vec<Vec<Coupled>> = dates.iter().map(near).collect();
    let tolls = |request: &WeekOf| {
        let mut tolls = [0; 7];
        for (at, (day, _)) in dates.iter().enumerate() {
            tolls[at] = prices.tolls.of(request.id, *day);
        }
        tolls
    };
    let start = Prices { minute: prices.minute, tolls: requests.iter().map(tolls).collect() };
    let mut on: Vec<u8> = vec![0; requests.len()];
    for (at, days) in days.iter().enumerate() {
        days.iter().flat_map(|day| &day.requests).for_each(|&request| on[request as usize] |= 1 << at);
    }
    let mut search = Search { days, requests, on, pay };
    let mut best = search.best(start.clone(), known);
    search.level_other_dates(&mut best);
    search.look_at_all_dates();
    if search.value(&best).least < search.value(&start).least {
        best = start;
    }
    let by_day = |tolls: [i64; 7]| {
        let mut of_days = [0; 7];
        for (at, (day, _)) in dates.iter().enumerate() {
            of_days[day.index()] = tolls[at];
        }
        of_days
    };
    let tolls = requests.iter().zip(best.tolls).filter(|(_, tolls)| *tolls != [0; 7]);
    OwnPrices { minute: best.minute, tolls: TollsOf::new(tolls.map(|(request, tolls)| (request.id, by_day(tolls)))) }
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
        let norm = value.differ.len() as f64 + minutes * minutes * OF_MINUTE;
        if norm <= 0.0 {
            return false;
        }
        let step = length * (known - value.least) as f64 / norm;
        for &(request, date, sign) in &value.differ {
            at.tolls[request][date] += sign * step.ceil() as i64;
        }
        at.minute = (at.minute + (minutes * step * OF_MINUTE).round() as i64).max(0);
        true
    }

    fn value(&self, at: &Prices) -> Value {
        let (mut least, bought) = (self.pay)(at.minute);
        let mut minutes = -bought;
        let mut has: Vec<u8> = vec![0; self.requests.len()];
        for (date, days) in self.days.iter().enumerate() {
            let cost = |day: &Coupled| {
                let tolls: i64 = day.requests.iter().map(|&request| at.tolls[request as usize][date]).sum();
                day.cost + at.minute * day.minutes + tolls
            };
            if let Some((cost, day)) =
                days.iter().map(|day| (cost(day), day)).min_by_key(|(cost, day)| (*cost, day.minutes))
            {
                least += cost;
                minutes += day.minutes;
                day.requests.iter().for_each(|&request| has[request as usize] |= 1 << date);
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
        Value { least, minutes, differ }
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
