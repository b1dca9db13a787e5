//! Days of one worker put together: the cheapest weeks. A week has no more sessions of a request than are due, and is
//! charged for how many it has; its minutes have a price of their own.
//!
//! A week is made date by date. What the rest of it costs at the least is known beforehand: the best day of each later date,
//! tolls paid, and the least that each request's sessions cost with tolls given back.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::domain::Day;
use crate::model::DemandId;
use crate::solve::Stop;

use super::tolls::{NearDay, OwnPrices, WeekOf};

/// Most partial weeks at a time.
const MOST_PARTIAL: usize = 200_000;

/// How many sessions a partial week has of the requests that are counted, some bits for each.
type Counts = u128;

/// The days of one date that a week may have.
#[derive(Clone, Debug)]
pub(super) struct Date {
    pub(super) day: Day,
    pub(super) days: Vec<NearDay>,
    /// No day of the date costs less, with minutes at their price and tolls paid.
    pub(super) least: i64,
}

/// A week: what it costs with its pay, and the number of each date's day.
pub(super) type Week = (i64, Vec<usize>);

/// What the weeks of a worker are sought with.
pub(super) struct Join<'a> {
    pub(super) prices: &'a OwnPrices,
    /// The requests that have tolls or charges, or that a week could have too often.
    pub(super) requests: &'a [WeekOf],
    /// What minutes beyond the duties cost, if they are allowed.
    pub(super) pay: &'a dyn Fn(i64) -> Option<i64>,
    /// The least that they cost where each earns its price.
    pub(super) cheapest_pay: i64,
    pub(super) stop: Stop<'a>,
}

/// A request whose sessions are counted.
struct Counted {
    most: usize,
    at: u32,
    mask: Counts,
    /// The toll of each date.
    tolls: SmallVec<[i64; 7]>,
    /// By dates passed and sessions there: the least that is still to be paid, the tolls of later sessions given back.
    rest: Vec<Vec<i64>>,
    /// How many dates pass until nothing more can become of it.
    end: usize,
}

impl Counted {
    /// The request is to be had on some dates only.
    fn new(request: &WeekOf, tolls: SmallVec<[i64; 7]>, on: &[bool], (at, mask): (u32, Counts)) -> Self {
        let after = |date: usize| {
            let later: SmallVec<[i64; 7]> = (date..tolls.len()).filter(|&at| on[at]).map(|at| tolls[at]).collect();
            (0..=request.range.1).map(|before| request.least(before, &mut later.clone()).0).collect()
        };
        let rest = (0..=tolls.len()).map(after).collect();
        let end = on.iter().rposition(|on| *on).map_or(0, |last| last + 1);
        Self { most: request.range.1, at, mask, tolls, rest, end }
    }

    fn of(&self, counts: Counts) -> usize {
        usize::try_from((counts >> self.at) & self.mask).unwrap_or(usize::MAX)
    }

    /// By how much a week falls short of the least if a date brings no session where there were `before`.
    fn without(&self, date: usize, before: usize) -> i64 {
        self.rest[date + 1][before] - self.rest[date][before]
    }

    /// The same if it brings one.
    fn with_one(&self, date: usize, before: usize) -> i64 {
        self.rest[date + 1][before + 1] - self.tolls[date] - self.rest[date][before]
    }
}

/// A day that a partial week may go on with.
struct Choice {
    day: usize,
    minutes: i64,
    /// With minutes at their price and tolls paid, beyond the least of the date.
    worse: i64,
    /// Its requests that are counted.
    requests: SmallVec<[usize; 8]>,
}

#[derive(Clone, Copy, Debug)]
struct Partial {
    /// No week that goes on from here costs less.
    least: i64,
    minutes: i64,
    counts: Counts,
    day: usize,
    parent: usize,
}

impl Join<'_> {
    /// What no week costs less than.
    pub(super) fn base(&self, dates: &[Date]) -> i64 {
        let requests: i64 = self.requests.iter().map(|request| self.least_of(request, dates)).sum();
        dates.iter().map(|date| date.least).sum::<i64>() + requests + self.cheapest_pay
    }

    fn least_of(&self, request: &WeekOf, dates: &[Date]) -> i64 {
        let tolls = dates.iter().map(|date| self.prices.tolls.of(request.id, date.day));
        request.least(0, &mut tolls.collect::<SmallVec<[i64; 7]>>()).0
    }

    /// The cheapest weeks, at most `most`, with one day of each date, of those that cost less than `room` beyond the base.
    /// `None` if there are too many to look at, or if told to stop.
    pub(super) fn cheapest(&self, dates: &[Date], room: i64, most: usize) -> Option<Vec<Week>> {
        let mut weeks = self.weeks(dates, room, true)?;
        weeks.truncate(most);
        Some(weeks)
    }

    /// All weeks that cost less than `room` beyond the base, the cheapest first. `None` if there are too many to look at, or if
    /// told to stop.
    pub(super) fn all(&self, dates: &[Date], room: i64) -> Option<Vec<Week>> {
        self.weeks(dates, room, false)
    }

    fn weeks(&self, dates: &[Date], room: i64, cheapest_only: bool) -> Option<Vec<Week>> {
        let base = self.base(dates);
        let near: Vec<Vec<(usize, i64)>> = dates.iter().map(|date| self.near(date, room)).collect();
        let (counted, places) = self.counted(dates, &near);
        let owners = owners(&counted);
        let place = places.iter().enumerate().map(|(place, &at)| (self.requests[at].id, place)).collect();
        let begin: i64 = places.iter().map(|&place| self.least_of(&self.requests[place], dates)).sum();
        let begin = base - begin + counted.iter().map(|counted| counted.rest[0][0]).sum::<i64>();
        let mut all = vec![Partial { least: begin, minutes: 0, counts: 0, day: 0, parent: 0 }];
        let mut last = 0..1;
        for (at, (date, near)) in dates.iter().zip(&near).enumerate() {
            let choices: Vec<Choice> = near.iter().map(|&near| choice(date, near, &place)).collect();
            let mut next = self.extended(at, &all, last, &choices, (&counted, &owners), base + room)?;
            let gone: Counts = counted.iter().filter(|counted| counted.end == at + 1).map(|of| of.mask << of.at).sum();
            next.iter_mut().for_each(|partial| partial.counts &= !gone);
            if cheapest_only {
                self.keep_cheapest(&mut next);
            }
            if next.len() > MOST_PARTIAL {
                return None;
            }
            let first = all.len();
            all.extend(next);
            last = first..all.len();
        }
        let whole = |at: usize| {
            let Partial { least, minutes, .. } = all[at];
            Some((least - minutes * self.prices.minute - self.cheapest_pay + (self.pay)(minutes)?, at))
        };
        let mut weeks: Vec<(i64, usize)> = last.filter_map(whole).filter(|(cost, _)| *cost < base + room).collect();
        weeks.sort_unstable();
        Some(weeks.into_iter().map(|(cost, at)| (cost, days_of(&all, at, dates.len()))).collect())
    }

    /// The days of a date that cost less than `room` beyond its least, with what they cost beyond it; the best first.
    fn near(&self, date: &Date, room: i64) -> Vec<(usize, i64)> {
        let worse = |near: &NearDay| self.prices.of(date.day, near) - date.least;
        let mut near: Vec<(usize, i64)> =
            date.days.iter().map(worse).enumerate().filter(|(_, worse)| *worse < room).collect();
        near.sort_unstable_by_key(|&(day, worse)| (worse, day));
        near
    }

    /// The requests whose sessions are counted, with their positions: those with a charge or a toll, and those that a week of
    /// these days could have too often, the commonest first while there are bits for them.
    fn counted(&self, dates: &[Date], near: &[Vec<(usize, i64)>]) -> (Vec<Counted>, Vec<usize>) {
        let mut days: FxHashMap<DemandId, [usize; 7]> = FxHashMap::default();
        for (at, (date, near)) in dates.iter().zip(near).enumerate() {
            for (id, _) in near.iter().flat_map(|&(day, _)| &date.days[day].sessions) {
                days.entry(*id).or_default()[at] += 1;
            }
        }
        let mut wanted: Vec<(usize, usize, [bool; 7])> = Vec::new();
        for (place, request) in self.requests.iter().enumerate() {
            let days = days.get(&request.id).copied().unwrap_or_default();
            let on = days.map(|days| days > 0);
            let dates_with = on.iter().filter(|on| **on).count();
            let has_toll = dates.iter().any(|date| self.prices.tolls.of(request.id, date.day) != 0);
            let (least, most) = request.range;
            let is_wanted = (has_toll && most > 0) || dates_with > most || (request.is_charged() && dates_with > 0);
            if is_wanted || least > 0 {
                wanted.push((days.iter().sum(), place, on));
            }
        }
        wanted.sort_by_key(|&(days, place, _)| (Reverse(days), place));
        let (mut counted, mut places, mut at) = (Vec::new(), Vec::new(), 0);
        for (_, place, on) in wanted {
            let request = &self.requests[place];
            let bits = (usize::BITS - request.range.1.leading_zeros()).max(1);
            if at + bits > Counts::BITS {
                break;
            }
            let tolls = dates.iter().map(|date| self.prices.tolls.of(request.id, date.day)).collect();
            counted.push(Counted::new(request, tolls, &on[..dates.len()], (at, (1 << bits) - 1)));
            places.push(place);
            at += bits;
        }
        (counted, places)
    }

    /// Partial weeks with one date more that cost less than `limit`; `None` if there are too many, or if told to stop.
    fn extended(
        &self,
        date: usize,
        all: &[Partial],
        last: std::ops::Range<usize>,
        choices: &[Choice],
        (counted, owners): (&[Counted], &[usize]),
        limit: i64,
    ) -> Option<Vec<Partial>> {
        let untouched: i64 = counted.iter().map(|counted| counted.without(date, 0)).sum();
        let mut next: Vec<Partial> = Vec::new();
        for parent in last {
            if (self.stop)() || next.len() > 4 * MOST_PARTIAL {
                return None;
            }
            let before = all[parent];
            let held = fields(before.counts, counted, owners);
            let held: i64 = held.map(|(of, sessions)| of.without(date, sessions) - of.without(date, 0)).sum();
            for choice in choices {
                let mut least = before.least + choice.worse;
                if least >= limit {
                    break;
                }
                least += untouched + held;
                let mut counts = before.counts;
                let mut fits = true;
                for &request in &choice.requests {
                    let of = &counted[request];
                    let sessions = of.of(counts);
                    fits &= sessions < of.most;
                    if !fits {
                        break;
                    }
                    least += of.with_one(date, sessions) - of.without(date, sessions);
                    counts += 1 << of.at;
                }
                if fits && least < limit {
                    let minutes = before.minutes + choice.minutes;
                    next.push(Partial { least, minutes, counts, day: choice.day, parent });
                }
            }
        }
        Some(next)
    }

    /// Among partial weeks with the same counts, more minutes are kept only where they are cheaper.
    fn keep_cheapest(&self, partial: &mut Vec<Partial>) {
        let cost = |partial: &Partial| partial.least - partial.minutes * self.prices.minute;
        partial.sort_unstable_by_key(|partial| {
            (partial.counts, partial.minutes, cost(partial), partial.parent, partial.day)
        });
        let mut cheapest = (0, i64::MAX);
        partial.retain(|partial| {
            if partial.counts != cheapest.0 {
                cheapest = (partial.counts, i64::MAX);
            }
            let is_cheaper = cost(partial) < cheapest.1;
            cheapest.1 = cheapest.1.min(cost(partial));
            is_cheaper
        });
    }
}

/// Which request each bit belongs to.
fn owners(counted: &[Counted]) -> Vec<usize> {
    counted.iter().enumerate().flat_map(|(place, of)| (0..of.mask.count_ones()).map(move |_| place)).collect()
}

/// The requests of which a partial week has sessions, and how many.
fn fields<'a>(
    mut counts: Counts,
    counted: &'a [Counted],
    owners: &'a [usize],
) -> impl Iterator<Item = (&'a Counted, usize)> {
    std::iter::from_fn(move || {
        let bit = usize::try_from(counts.trailing_zeros()).ok()?;
        let of = &counted[*owners.get(bit)?];
        let sessions = of.of(counts);
        counts &= !(of.mask << of.at);
        Some((of, sessions))
    })
}

/// A near day, with the places of its requests among those that are counted.
fn choice(date: &Date, (day, worse): (usize, i64), place: &FxHashMap<DemandId, usize>) -> Choice {
    let near = &date.days[day];
    let requests = near.sessions.iter().filter_map(|(id, _)| place.get(id).copied()).collect();
    Choice { day, minutes: near.minutes, worse, requests }
}

fn days_of(all: &[Partial], mut at: usize, dates: usize) -> Vec<usize> {
    let mut days = Vec::with_capacity(dates);
    for _ in 0..dates {
        days.push(all[at].day);
        at = all[at].parent;
    }
    days.reverse();
    days
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tolls::{NearDay, OwnPrices, TollsOf, WeekOf, improved};
    use super::{Date, Join};
    use crate::domain::Day;
    use crate::model::DemandId;

    /// The first request has one session due, the others two, and it costs something to have one of them, or two; of the last,
    /// a week must have so many.
    fn requests(musts: usize) -> [WeekOf; 3] {
        let request = |index, range, charges| WeekOf { id: DemandId::new(index), range, charges };
        let [one, two] = [[0, 5, 0, 0, 0, 0, 0, 0], [0, 3, 4, 0, 0, 0, 0, 0]];
        [request(0, (0, 1), [0; 8]), request(1, (0, 2), one), request(2, (musts, 2), two)]
    }

    /// Up to six minutes cost nothing, each beyond three; twelve are the most.
    fn pay(minutes: i64) -> Option<i64> {
        (minutes <= 12).then(|| (minutes - 6).max(0) * 3)
    }

    /// What minutes cost the least where each earns `minute`, and how many do so.
    fn cheapest_pay(minute: i64) -> (i64, i64) {
        [0, 6, 12]
            .map(|minutes| (pay(minutes).unwrap_or(0) - minute * minutes, minutes))
            .into_iter()
            .min()
            .unwrap_or_default()
    }

    /// A day: minutes, cost and which of the three requests it has.
    fn day((minutes, cost, of): (i64, i64, usize)) -> NearDay {
        let sessions = (0..3).filter(|request| of & (1 << request) != 0).map(|request| (DemandId::new(request), 0));
        NearDay { minutes, cost, sessions: sessions.collect() }
    }

    fn days() -> impl Strategy<Value = Vec<(i64, i64, usize)>> {
        prop::collection::vec((0..6_i64, -20..20_i64, 0..8_usize), 1..6)
    }

    /// What each week that may be worked costs, one by one.
    fn every_week(dates: &[Vec<NearDay>], requests: &[WeekOf]) -> Vec<i64> {
        let mut weeks = vec![(0, 0, [0; 3])];
        for date in dates {
            let with = |&(minutes, cost, counts): &(i64, i64, [usize; 3])| {
                let add = move |near: &NearDay| {
                    let mut counts = counts;
                    near.sessions.iter().for_each(|(id, _)| counts[id.index()] += 1);
                    (minutes + near.minutes, cost + near.cost, counts)
                };
                date.iter().map(add).collect::<Vec<_>>()
            };
            weeks = weeks.iter().flat_map(with).collect();
        }
        let cost = |(minutes, cost, counts): (i64, i64, [usize; 3])| {
            let within_due = requests.iter().zip(counts).all(|(request, count)| count <= request.range.1);
            let charges: i64 = requests.iter().zip(counts).map(|(request, count)| request.charge(count)).sum();
            pay(minutes).filter(|_| within_due).map(|pay| cost + charges + pay)
        };
        weeks.into_iter().filter_map(cost).collect()
    }

    /// Every date can be free, so that some week may always be worked.
    fn with_free_days(dates: Vec<Vec<(i64, i64, usize)>>) -> Vec<Vec<NearDay>> {
        dates.into_iter().map(|days| days.into_iter().map(day).chain([NearDay::off()]).collect()).collect()
    }

    fn at(prices: &OwnPrices, days: &[Vec<NearDay>]) -> Vec<Date> {
        let date = |(day, days): (Day, &Vec<NearDay>)| Date { day, least: prices.least(day, days), days: days.clone() };
        Day::ALL.into_iter().zip(days).map(date).collect()
    }

    fn join<'a>(prices: &'a OwnPrices, requests: &'a [WeekOf]) -> Join<'a> {
        Join { prices, requests, pay: &pay, cheapest_pay: cheapest_pay(prices.minute).0, stop: &|| false }
    }

    proptest! {
        /// Whatever the tolls, the cheapest week is found, all weeks within some room are, and none costs less than the base.
        #[test]
        fn the_cheapest_week_is_found(
            dates in prop::collection::vec(days(), 1..5),
            minute in 0..4_i64,
            tolls in prop::collection::vec(prop::array::uniform7(-9..9_i64), 3),
            (room, musts) in (1..40_i64, 0..3_usize),
        ) {
            let (days, requests) = (with_free_days(dates), requests(musts));
            let tolls = TollsOf::new(requests.iter().map(|request| request.id).zip(tolls));
            let prices = OwnPrices { minute, tolls };
            let (dates, mut weeks) = (at(&prices, &days), every_week(&days, &requests));
            let join = join(&prices, &requests);
            weeks.sort_unstable();
            let found = join.cheapest(&dates, i64::MAX / 4, 1).expect("few weeks");
            prop_assert_eq!(found.first().map(|(cost, _)| *cost), weeks.first().copied());
            prop_assert!(join.base(&dates) <= weeks[0]);
            let near: Vec<i64> = join.all(&dates, room).expect("few weeks").iter().map(|(cost, _)| *cost).collect();
            weeks.retain(|cost| *cost < join.base(&dates) + room);
            prop_assert_eq!(near, weeks);
        }

        /// Better prices raise the base, and never above the cheapest week.
        #[test]
        fn better_prices_bound_every_week(dates in prop::collection::vec(days(), 2..5), minute in 0..4_i64) {
            let (days, requests) = (with_free_days(dates), requests(0));
            let start = OwnPrices { minute, tolls: TollsOf::default() };
            let least = every_week(&days, &requests).into_iter().min().expect("a free week");
            let by_day: Vec<(Day, Vec<NearDay>)> = Day::ALL.into_iter().zip(days.iter().cloned()).collect();
            let better = improved(&by_day, &requests, start.clone(), least, &cheapest_pay);
            let base = |prices: &OwnPrices| join(prices, &requests).base(&at(prices, &days));
            prop_assert!(base(&start) <= base(&better) && base(&better) <= least);
        }
    }
}
