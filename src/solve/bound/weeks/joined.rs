//! Days of one worker put together: the cheapest weeks. A week has no more sessions of a request than are due, and is
//! charged for how many it has; its minutes have a price of their own.
//!
//! A week is made date by date. What the rest of it costs at the least is known beforehand: the best day of each later date,
//! tolls paid, the least that each request's sessions cost with tolls given back, and what minutes cost beyond their price.

use crate::domain::Day;
use crate::solve::Stop;

use super::counted::{Brings, Counting, Counts, Steps};
use super::minutes::Beyond;
use super::tolls::{NearDay, OwnPrices, Ties};

/// Most partial weeks at a time.
const MOST_PARTIAL: usize = 40_000;

/// A partial week is compared with so many of those that it may be undercut by.
const MOST_COMPARED: usize = 32;

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
    pub(super) ties: Ties<'a>,
    /// What minutes beyond the duties cost, if they are allowed.
    pub(super) pay: &'a dyn Fn(i64) -> Option<i64>,
    /// The least that they cost where each earns its price.
    pub(super) cheapest_pay: i64,
    pub(super) stop: Stop<'a>,
}

/// A day that a partial week may go on with.
struct Choice {
    day: usize,
    minutes: i64,
    /// With minutes at their price and tolls paid, beyond the least of the date.
    worse: i64,
    /// What is counted of it.
    brings: Brings,
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

/// What the rest of a week costs beyond its least.
struct Rest<'a> {
    /// What a partial week does if a date brings nothing.
    without: &'a dyn Fn(&Partial) -> i64,
    /// What one with so many minutes does after it.
    beyond: &'a dyn Fn(i64) -> i64,
}

impl Join<'_> {
    /// What no week costs less than.
    pub(super) fn base(&self, dates: &[Date]) -> i64 {
        let days = || dates.iter().map(|date| date.day);
        let requests: i64 = self.ties.requests.iter().map(|of| self.prices.least_of(of, days())).sum();
        let subsets: i64 = self.ties.subsets.iter().map(|of| self.prices.least_of_subset(of)).sum();
        let of_dates: i64 = dates.iter().map(|date| date.least).sum();
        of_dates + requests + subsets + self.cheapest_pay + self.prices.tolls.of_all_decided()
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
        let beyond = self.beyond(dates, &near);
        if beyond.after(0, 0) >= room {
            return Some(Vec::new());
        }
        let counting = Counting::new(self.ties, self.prices, dates, &near);
        let begin = base + counting.beyond_base;
        let mut all = vec![Partial { least: begin, minutes: 0, counts: 0, day: 0, parent: 0 }];
        let mut last = 0..1;
        for (at, (date, near)) in dates.iter().zip(&near).enumerate() {
            let mut steps = Steps::default();
            let choice = |&(day, worse): &(usize, i64)| {
                let near = &date.days[day];
                let brings = counting.brings(at, date.day, &near.sessions, &mut steps);
                Choice { day, minutes: near.minutes, worse, brings }
            };
            let mut choices: Vec<Choice> = near.iter().map(choice).collect();
            choices.sort_by_key(|choice| choice.worse + choice.brings.least);
            let untouched = counting.untouched(at);
            let rest = Rest {
                without: &|partial: &Partial| untouched + counting.held(at, partial.counts),
                beyond: &|minutes| beyond.after(at + 1, minutes),
            };
            let mut next = self.extended(&all, last, (&choices, &steps), &rest, base + room)?;
            let gone = counting.gone_after(at);
            next.iter_mut().for_each(|partial| partial.counts &= !gone);
            if cheapest_only {
                self.keep_cheapest(at, &mut next, &counting);
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

    /// What the minutes of a week of these days cost beyond their price.
    fn beyond(&self, dates: &[Date], near: &[Vec<(usize, i64)>]) -> Beyond {
        let days = |(date, near): (&Date, &Vec<(usize, i64)>)| {
            near.iter().map(|&(day, worse)| (date.days[day].minutes, worse)).collect()
        };
        let days: Vec<Vec<(i64, i64)>> = dates.iter().zip(near).map(days).collect();
        Beyond::new(&days, self.prices.minute, |minutes| Some((self.pay)(minutes)? - self.cheapest_pay))
    }

    /// Partial weeks with one date more that cost less than `limit`; `None` if there are too many, or if told to stop.
    fn extended(
        &self,
        all: &[Partial],
        last: std::ops::Range<usize>,
        (choices, steps): (&[Choice], &Steps),
        rest: &Rest<'_>,
        limit: i64,
    ) -> Option<Vec<Partial>> {
        let mut next: Vec<Partial> = Vec::new();
        for parent in last {
            if (self.stop)() || next.len() > 4 * MOST_PARTIAL {
                return None;
            }
            let before = all[parent];
            let left = limit - before.least - (rest.without)(&before);
            for choice in choices {
                if choice.worse + choice.brings.least >= left {
                    break;
                }
                let (more, counts) = steps.with(before.counts, &choice.brings);
                let minutes = before.minutes + choice.minutes;
                if choice.worse + more < left && choice.worse + more + (rest.beyond)(minutes) < left {
                    let least = limit - left + choice.worse + more;
                    next.push(Partial { least, minutes, counts, day: choice.day, parent });
                }
            }
        }
        Some(next)
    }

    /// Among partial weeks with the same sessions of requests, those are kept that none undercuts: with no more minutes, and cheaper
    /// even if it were charged once for each cut of which it has more.
    fn keep_cheapest(&self, date: usize, partial: &mut Vec<Partial>, counting: &Counting<'_>) {
        let of_subsets = counting.of_subsets;
        let cost = |partial: &Partial| {
            let potential = counting.potential(date + 1, partial.counts & of_subsets);
            partial.least - partial.minutes * self.prices.minute - potential
        };
        let key = |(at, partial): (usize, &Partial)| (partial.counts & !of_subsets, cost(partial), partial.minutes, at);
        let mut in_order: Vec<(Counts, i64, i64, usize)> = partial.iter().enumerate().map(key).collect();
        in_order.sort_unstable();
        let mut kept: Vec<Partial> = Vec::new();
        let mut cheaper: (Counts, Vec<(i64, i64, Counts)>) = (0, Vec::new());
        for (requests, cost, minutes, at) in in_order {
            if requests != cheaper.0 {
                cheaper = (requests, Vec::new());
            }
            let of = partial[at].counts & of_subsets;
            let undercuts = |(other, fewer, of_other): &(i64, i64, Counts)| {
                *fewer <= minutes && (of_other & !of == 0 || other + counting.charge(of_other & !of) <= cost)
            };
            if !cheaper.1.iter().any(undercuts) {
                kept.push(partial[at]);
                if cheaper.1.len() < MOST_COMPARED {
                    cheaper.1.push((cost, minutes, of));
                }
            }
        }
        *partial = kept;
    }
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

    use super::super::subgradients::{Pay, improved};
    use super::super::tolls::{FORBIDDEN, NearDay, OwnPrices, SubsetOf, Ties, TollsOf, WeekOf};
    use super::{Date, Join};
    use crate::domain::Day;
    use crate::model::DemandId;
    use crate::solve::bound::subsets::{Holder, Subset, Subsets, WHOLE};

    /// The first request has one session due, the others two, and it costs something to have one of them, or two; of the last,
    /// a week must have so many.
    fn requests(musts: usize) -> [WeekOf; 3] {
        let request = |index, range, charges| WeekOf { id: DemandId::new(index), range, charges };
        let [one, two] = [[0, 5, 0, 0, 0, 0, 0, 0], [0, 3, 4, 0, 0, 0, 0, 0]];
        [request(0, (0, 1), [0; 8]), request(1, (0, 2), one), request(2, (musts, 2), two)]
    }

    /// A cut in which a session of any request counts half, and one in which one of the first counts a quarter, of the last a quarter
    /// or, on the first date, a whole.
    fn subsets() -> Subsets {
        let mut last = [1; 7];
        last[0] = WHOLE;
        let every = [0, 1, 2].map(|index| (DemandId::new(index), [2; 7]));
        let some = [(DemandId::new(0), [1; 7]), (DemandId::new(2), last)];
        let mut subsets = Subsets::default();
        for (number, (weights, step)) in [(every.into(), 2), (some.into(), 1)].into_iter().enumerate() {
            let subset = Subset { weights, limit: 1, soft: Default::default(), step };
            subsets.add(subset, [Holder::Row(number); 3]);
        }
        subsets
    }

    /// The cuts at these prices.
    fn priced(subsets: &Subsets, prices: [i64; 2]) -> Vec<SubsetOf> {
        let of = |((number, subset), price): ((usize, &Subset), i64)| SubsetOf { number, price, step: subset.step };
        subsets.all().iter().enumerate().zip(prices).map(of).filter(|of| of.price > 0).collect()
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

    /// Whether a week has a session of a request on a date.
    type Decided = Option<(usize, usize, bool)>;

    fn decisions() -> impl Strategy<Value = Decided> {
        prop::option::of((0..3_usize, 0..3_usize, any::<bool>()))
    }

    fn decide(tolls: &mut TollsOf, decided: Decided) {
        let of = |(request, date, holds): (usize, usize, bool)| (DemandId::new(request), Day::ALL[date], holds);
        tolls.decide(decided.into_iter().map(of));
    }

    /// What each week that may be worked costs, one by one; far too much where it is decided otherwise.
    fn every_week(
        dates: &[Vec<NearDay>],
        requests: &[WeekOf],
        (subsets, prices): (&Subsets, [i64; 2]),
        decided: Decided,
    ) -> Vec<i64> {
        let mut weeks = vec![(0, 0, ([0; 3], [0; 2]))];
        let missing = decided.filter(|(_, date, holds)| *holds && *date >= dates.len());
        weeks[0].1 += FORBIDDEN * i64::from(missing.is_some());
        for (at, (date, day)) in dates.iter().zip(Day::ALL).enumerate() {
            let with = |&(minutes, cost, counts): &(i64, i64, ([usize; 3], [usize; 2]))| {
                let add = move |near: &NearDay| {
                    let has = |request: usize| near.sessions.iter().any(|(id, _)| id.index() == request);
                    let is_wrong =
                        |(request, date, holds): &(usize, usize, bool)| *date == at && has(*request) != *holds;
                    let cost = cost + FORBIDDEN * i64::from(decided.filter(is_wrong).is_some());
                    let (mut counts, mut quarters) = counts;
                    near.sessions.iter().for_each(|(id, _)| counts[id.index()] += 1);
                    let of_cuts = near.sessions.iter().flat_map(|(id, _)| subsets.of(*id, day));
                    of_cuts.for_each(|(number, more)| quarters[number] += more);
                    (minutes + near.minutes, cost + near.cost, (counts, quarters))
                };
                date.iter().map(add).collect::<Vec<_>>()
            };
            weeks = weeks.iter().flat_map(with).collect();
        }
        let cost = |(minutes, cost, (counts, quarters)): (i64, i64, ([usize; 3], [usize; 2]))| {
            let within_due = requests.iter().zip(counts).all(|(request, count)| count <= request.range.1);
            let charges: i64 = requests.iter().zip(counts).map(|(request, count)| request.charge(count)).sum();
            let of_cuts: i64 = prices.iter().zip(quarters).map(|(price, of)| price * (of / WHOLE) as i64).sum();
            pay(minutes).filter(|_| within_due).map(|pay| cost + charges + of_cuts + pay)
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

    fn join<'a>(prices: &'a OwnPrices, ties: Ties<'a>) -> Join<'a> {
        Join { prices, ties, pay: &pay, cheapest_pay: cheapest_pay(prices.minute).0, stop: &|| false }
    }

    proptest! {
        /// Whatever the tolls and prices, the cheapest week is found, all weeks within some room are, and none costs less than the base.
        #[test]
        fn the_cheapest_week_is_found(
            dates in prop::collection::vec(days(), 1..5),
            minute in 0..4_i64,
            tolls in prop::collection::vec(prop::array::uniform7(-9..9_i64), 3),
            (room, musts) in (1..40_i64, 0..3_usize),
            of_cuts in prop::array::uniform2((0..16_i64, 0..4_i64)),
            decided in decisions(),
        ) {
            let (days, requests, subsets) = (with_free_days(dates), requests(musts), subsets());
            let cut_prices = of_cuts.map(|(price, _)| price);
            let of_subsets = priced(&subsets, cut_prices);
            let ties = Ties { requests: &requests, subsets: &of_subsets, all: &subsets };
            let cut_tolls = of_cuts.map(|(price, toll)| toll.min(price / WHOLE as i64));
            let tolls = TollsOf::new(requests.iter().map(|request| request.id).zip(tolls));
            let mut tolls = tolls.with_subsets(&subsets, cut_tolls.into_iter().enumerate());
            decide(&mut tolls, decided);
            let prices = OwnPrices { minute, tolls };
            let (dates, mut weeks) = (at(&prices, &days), every_week(&days, &requests, (&subsets, cut_prices), decided));
            let join = join(&prices, ties);
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
        fn better_prices_bound_every_week(
            dates in prop::collection::vec(days(), 2..5),
            (minute, musts) in (0..4_i64, 0..2_usize),
            cut_prices in prop::array::uniform2(0..16_i64),
            decided in decisions(),
        ) {
            let (days, requests, subsets) = (with_free_days(dates), requests(musts), subsets());
            let of_subsets = priced(&subsets, cut_prices);
            let ties = Ties { requests: &requests, subsets: &of_subsets, all: &subsets };
            let mut start = OwnPrices { minute, tolls: TollsOf::default() };
            decide(&mut start.tolls, decided);
            let weeks = every_week(&days, &requests, (&subsets, cut_prices), decided);
            let Some(least) = weeks.into_iter().min() else { return Ok(()) };
            let by_day: Vec<(Day, Vec<NearDay>)> = Day::ALL.into_iter().zip(days.iter().cloned()).collect();
            let better = improved(&by_day, ties, start.clone(), least, Pay { at_price: &cheapest_pay, of: &pay });
            let base = |prices: &OwnPrices| join(prices, ties).base(&at(prices, &days));
            prop_assert!(base(&start) <= base(&better) && base(&better) <= least);
        }
    }
}
