//! What is counted of a partial week: how many sessions it has of requests, and how many quarters of cuts, some bits for each; and
//! the least that is still to be paid for it.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::domain::Day;
use crate::model::DemandId;
use crate::solve::bound::subsets::WHOLE;

use super::joined::Date;
use super::tolls::{OwnPrices, SubsetOf, Ties, WeekOf};

/// How many sessions a partial week has of the requests that are counted, some bits for each.
pub(super) type Counts = u128;

/// Costs more than any week, in thousandths of a point.
const NEVER: i64 = 1 << 50;

/// What is counted.
enum Of {
    /// The sessions of a request, with the most of them and the toll of each date.
    Request(usize, SmallVec<[i64; 7]>),
    /// The quarters of a cut in steps, whole ones apart, and the toll for each quarter.
    Subset(SubsetOf, i64),
}

/// A request whose sessions are counted, or a cut.
struct Counted {
    of: Of,
    at: u32,
    mask: Counts,
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
        Self { of: Of::Request(request.range.1, tolls), at, mask, rest, end }
    }

    /// Sessions that count of a cut are to be had on some dates only.
    fn of_subset(subset: SubsetOf, toll: i64, on: &[bool], (at, mask): (u32, Counts)) -> Self {
        let end = on.iter().rposition(|on| *on).map_or(0, |last| last + 1);
        let after = |date: usize| {
            let least = |before| if date < end { subset.least(before, toll).0 } else { 0 };
            (0..WHOLE).step_by(subset.step).map(least).collect()
        };
        let rest = (0..=on.len()).map(after).collect();
        Self { of: Of::Subset(subset, toll), at, mask, rest, end }
    }

    fn of(&self, counts: Counts) -> usize {
        usize::try_from((counts >> self.at) & self.mask).unwrap_or(usize::MAX)
    }

    /// By how much a week falls short of the least if a date brings no session where there were `before`.
    fn without(&self, date: usize, before: usize) -> i64 {
        self.rest[date + 1][before] - self.rest[date][before]
    }

    /// What it costs beyond a date that brings nothing if it brings so many, and which bits change; `None` if they are too many.
    fn step(&self, date: usize, before: usize, more: usize) -> Option<(i64, Counts)> {
        let (cost, after) = match &self.of {
            Of::Request(most, tolls) => (-tolls[date], Some(before + more).filter(|after| after <= most)?),
            Of::Subset(subset, toll) => {
                let (cost, after) = subset.charge(before * subset.step, more);
                (cost - toll * more as i64, after / subset.step)
            }
        };
        let rest = &self.rest[date + 1];
        Some((cost + rest.get(after)? - rest.get(before)?, ((before ^ after) as Counts) << self.at))
    }
}

/// What it costs beyond a date that brings nothing if a day brings some sessions of a request or quarters of a cut, and which bits
/// of the counts change: for each place and number, by what was counted before.
#[derive(Default)]
pub(super) struct Steps {
    all: Vec<(i64, Counts)>,
    /// Where those of a place and number begin, and the least that they cost.
    places: FxHashMap<(usize, usize), (usize, i64)>,
}

impl Steps {
    /// What a day costs beyond a date that brings nothing, and the counts after it; more than any week if it brings too much.
    pub(super) fn with(&self, mut counts: Counts, brings: &Brings) -> (i64, Counts) {
        let mut cost = 0;
        for &(at, mask, first) in &brings.all {
            let (more, changed) = self.all[first + ((counts >> at) & mask) as usize];
            cost += more;
            counts ^= changed;
        }
        (cost, counts)
    }
}

/// What a day brings: the bits of each thing, and where its steps are.
pub(super) struct Brings {
    all: SmallVec<[(u32, Counts, usize); 16]>,
    /// The least that all of it costs beyond a date that brings nothing.
    pub(super) least: i64,
}

/// All that is counted of weeks of given days.
pub(super) struct Counting<'a> {
    ties: Ties<'a>,
    all: Vec<Counted>,
    /// What each bit belongs to.
    owners: Vec<usize>,
    places: FxHashMap<DemandId, usize>,
    places_of_subsets: FxHashMap<usize, usize>,
    /// The bits of cuts.
    pub(super) of_subsets: Counts,
    /// What weeks of these days cost at the least beyond what all weeks do.
    pub(super) beyond_base: i64,
}

/// The days of each date by position, with what they cost beyond the least.
type Near<'a> = &'a [Vec<(usize, i64)>];

impl<'a> Counting<'a> {
    /// Requests come first, then cuts, while there are bits for them.
    pub(super) fn new(ties: Ties<'a>, prices: &OwnPrices, dates: &[Date], near: Near<'_>) -> Self {
        let mut counting = Self {
            ties,
            all: Vec::new(),
            owners: Vec::new(),
            places: FxHashMap::default(),
            places_of_subsets: FxHashMap::default(),
            of_subsets: 0,
            beyond_base: 0,
        };
        for (request, on) in counted_requests(ties, prices, dates, near) {
            let tolls = dates.iter().map(|date| prices.tolls.of_request(request.id, date.day)).collect();
            let bits = (usize::BITS - request.range.1.leading_zeros()).max(1);
            let least = prices.least_of(request, dates.iter().map(|date| date.day));
            let counted = |bits| Counted::new(request, tolls, &on[..dates.len()], bits);
            let Some(place) = counting.add(bits, least, counted) else { break };
            counting.places.insert(request.id, place);
        }
        for (subset, on) in counted_subsets(ties, prices, dates, near) {
            let toll = prices.tolls.of_subset(subset.number);
            let bits = if subset.step == 2 { 1 } else { 2 };
            let counted = |bits| Counted::of_subset(subset, toll, &on[..dates.len()], bits);
            let Some(place) = counting.add(bits, prices.least_of_subset(&subset), counted) else { break };
            counting.places_of_subsets.insert(subset.number, place);
            counting.of_subsets |= counting.all[place].mask << counting.all[place].at;
        }
        counting
    }

    /// Counts one thing more, in so many bits, of which a week of any days has such a least; its place, if there is room.
    fn add(&mut self, bits: u32, least: i64, counted: impl FnOnce((u32, Counts)) -> Counted) -> Option<usize> {
        let at = u32::try_from(self.owners.len()).ok().filter(|at| at + bits <= Counts::BITS)?;
        let (place, counted) = (self.all.len(), counted((at, (1 << bits) - 1)));
        self.beyond_base += counted.rest[0][0] - least;
        self.owners.extend((0..bits).map(|_| place));
        self.all.push(counted);
        Some(place)
    }

    /// What is counted of a day, by place, and how much of that it has.
    fn of(&self, day: Day, sessions: &[(DemandId, usize)]) -> SmallVec<[(usize, usize); 16]> {
        let requests = sessions.iter().filter_map(|(id, _)| Some((*self.places.get(id)?, 1)));
        let mut counted: SmallVec<[(usize, usize); 16]> = requests.collect();
        counted.extend(self.ties.quarters(&self.places_of_subsets, day, sessions));
        counted
    }

    /// By how much a week that has nothing yet falls short of the least if a date brings nothing.
    pub(super) fn untouched(&self, date: usize) -> i64 {
        self.all.iter().map(|counted| counted.without(date, 0)).sum()
    }

    /// By how much more a week with such counts does.
    pub(super) fn held(&self, date: usize, counts: Counts) -> i64 {
        self.fields(counts).map(|(of, before)| of.without(date, before) - of.without(date, 0)).sum()
    }

    /// What a day of a date brings; its steps come among those of the date.
    pub(super) fn brings(&self, at: usize, day: Day, sessions: &[(DemandId, usize)], steps: &mut Steps) -> Brings {
        let mut least = 0;
        let bring = |(place, more): (usize, usize)| {
            let of = &self.all[place];
            let (first, least_of) = *steps.places.entry((place, more)).or_insert_with(|| {
                let first = steps.all.len();
                let step = |before: Counts| of.step(at, usize::try_from(before).ok()?, more);
                steps.all.extend((0..=of.mask).map(|before| step(before).unwrap_or((NEVER, 0))));
                (first, steps.all[first..].iter().map(|(cost, _)| *cost).min().unwrap_or(0))
            });
            least += least_of;
            (of.at, of.mask, first)
        };
        let all = self.of(day, sessions).into_iter().map(bring).collect();
        Brings { all, least }
    }

    /// The bits of what nothing more can become of once a date has passed.
    pub(super) fn gone_after(&self, date: usize) -> Counts {
        self.all.iter().filter(|counted| counted.end == date + 1).map(|of| of.mask << of.at).sum()
    }

    /// What a week with such counts has still to pay at the least after some dates, beyond one with nothing.
    pub(super) fn potential(&self, dates: usize, counts: Counts) -> i64 {
        self.fields(counts).map(|(of, before)| of.rest[dates][before] - of.rest[dates][0]).sum()
    }

    /// What it costs to be charged once for each cut with one of these bits.
    pub(super) fn charge(&self, bits: Counts) -> i64 {
        let price = |(of, _): (&Counted, usize)| if let Of::Subset(subset, _) = &of.of { subset.price } else { 0 };
        self.fields(bits).map(price).sum()
    }

    /// What a partial week has anything of, and how much.
    fn fields(&self, mut counts: Counts) -> impl Iterator<Item = (&Counted, usize)> {
        std::iter::from_fn(move || {
            let bit = usize::try_from(counts.trailing_zeros()).ok()?;
            let of = &self.all[*self.owners.get(bit)?];
            let before = of.of(counts);
            counts &= !(of.mask << of.at);
            Some((of, before))
        })
    }
}

/// The requests whose sessions are counted, with the dates on which these days have them: those with a charge or a toll, and those
/// that a week of these days could have too often, the commonest first.
fn counted_requests<'a>(
    ties: Ties<'a>,
    prices: &OwnPrices,
    dates: &[Date],
    near: Near<'_>,
) -> Vec<(&'a WeekOf, [bool; 7])> {
    let mut days: FxHashMap<DemandId, [usize; 7]> = FxHashMap::default();
    for (at, (date, near)) in dates.iter().zip(near).enumerate() {
        for (id, _) in near.iter().flat_map(|&(day, _)| &date.days[day].sessions) {
            days.entry(*id).or_default()[at] += 1;
        }
    }
    let mut counted = Vec::new();
    for (place, request) in ties.requests.iter().enumerate() {
        let days = days.get(&request.id).copied().unwrap_or_default();
        let on = days.map(|days| days > 0);
        let dates_with = on.iter().filter(|on| **on).count();
        let has_toll = dates.iter().any(|date| prices.tolls.of_request(request.id, date.day) != 0);
        let (least, most) = request.range;
        let is_wanted = (has_toll && most > 0) || dates_with > most || (request.is_charged() && dates_with > 0);
        if is_wanted || least > 0 {
            counted.push((days.iter().sum::<usize>(), place, on));
        }
    }
    counted.sort_by_key(|&(days, place, _)| (Reverse(days), place));
    counted.into_iter().map(|(_, place, on)| (&ties.requests[place], on)).collect()
}

/// The cuts that are counted, the dearest first, with the dates on which these days count: those with a toll, and those that
/// could charge a week of these days.
fn counted_subsets(ties: Ties<'_>, prices: &OwnPrices, dates: &[Date], near: Near<'_>) -> Vec<(SubsetOf, [bool; 7])> {
    let places = ties.places_of_subsets();
    let mut most = vec![[0; 7]; ties.subsets.len()];
    for (at, (date, near)) in dates.iter().zip(near).enumerate() {
        for &(day, _) in near {
            for (subset, quarters) in ties.quarters(&places, date.day, &date.days[day].sessions) {
                most[subset][at] = quarters.max(most[subset][at]);
            }
        }
    }
    let is_wanted = |(subset, most): &(&SubsetOf, [usize; 7])| {
        prices.tolls.of_subset(subset.number) != 0 || most.iter().sum::<usize>() >= WHOLE
    };
    let wanted = ties.subsets.iter().zip(most).filter(is_wanted);
    let mut counted: Vec<(SubsetOf, [bool; 7])> =
        wanted.map(|(subset, most)| (*subset, most.map(|most| most > 0))).collect();
    counted.sort_by_key(|(subset, _)| (Reverse(subset.price), subset.number));
    counted
}
