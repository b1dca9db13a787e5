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
use crate::solve::bound::subsets::{Subsets, WHOLE};

/// What is not allowed costs so much, in thousandths of a point.
pub(in crate::solve::bound) const FORBIDDEN: i64 = 1_000_000_000;

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

/// A cut on three rows in a worker's week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SubsetOf {
    /// Its number among all.
    pub(super) number: usize,
    /// What a week is charged for each whole one that it has.
    pub(super) price: i64,
    /// Sessions count a multiple of so many quarters.
    pub(super) step: usize,
}

impl SubsetOf {
    /// What more quarters cost once a week has `before` of them, and how many it has then, whole ones apart.
    pub(super) fn charge(&self, before: usize, more: usize) -> (i64, usize) {
        let quarters = before + more;
        (self.price * (quarters / WHOLE) as i64, quarters % WHOLE)
    }

    /// The highest toll for a quarter: with a higher one, more than a whole would be given back than it costs.
    pub(super) fn highest(&self) -> i64 {
        self.price / WHOLE as i64
    }

    /// The least that further sessions cost with this toll given back for each quarter, once a week has `before` of them, and how
    /// many quarters that takes.
    pub(super) fn least(&self, before: usize, toll: i64) -> (i64, usize) {
        debug_assert!((0..=self.highest()).contains(&toll));
        let more = (WHOLE - 1 - before) / self.step * self.step;
        (-toll * more as i64, more)
    }
}

/// What couples the dates of a worker's week.
#[derive(Clone, Copy)]
pub(super) struct Ties<'a> {
    /// Requests that have tolls or charges, or that a week could have too often.
    pub(super) requests: &'a [WeekOf],
    /// Cuts that have a price and could charge a week.
    pub(super) subsets: &'a [SubsetOf],
    /// All cuts.
    pub(super) all: &'a Subsets,
}

impl Ties<'_> {
    /// How many quarters a day has of each cut, by its position in the list.
    pub(super) fn quarters(
        &self,
        place: &FxHashMap<usize, usize>,
        day: Day,
        sessions: &[(DemandId, usize)],
    ) -> SmallVec<[(usize, usize); 8]> {
        let mut quarters: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        for (number, more) in sessions.iter().flat_map(|(id, _)| self.all.of(*id, day)) {
            if let Some(&at) = place.get(&number) {
                match quarters.iter_mut().find(|(other, _)| *other == at) {
                    Some((_, quarters)) => *quarters += more,
                    None => quarters.push((at, more)),
                }
            }
        }
        quarters
    }

    /// The positions of cuts in the list, by their numbers.
    pub(super) fn places_of_subsets(&self) -> FxHashMap<usize, usize> {
        self.subsets.iter().enumerate().map(|(at, subset)| (subset.number, at)).collect()
    }
}

/// The tolls of one worker, in thousandths of a point, by request and date; those of the others are nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::solve::bound) struct TollsOf {
    of_requests: FxHashMap<DemandId, [i64; 7]>,
    /// For each quarter that a session counts of a cut, by the cut's number, on any date.
    of_subsets: FxHashMap<usize, i64>,
    /// What a session of a request pays for all cuts.
    for_subsets: FxHashMap<DemandId, [i64; 7]>,
    /// What a session costs or earns on the dates for which it is decided that there is none, or one.
    decided: FxHashMap<DemandId, [i64; 7]>,
}

impl TollsOf {
    /// These tolls.
    pub(super) fn new(tolls: impl IntoIterator<Item = (DemandId, [i64; 7])>) -> Self {
        Self { of_requests: tolls.into_iter().collect(), ..Self::default() }
    }

    /// Tolls under which the best day of a date has a session of a request, if any day has.
    pub(super) fn for_having(id: DemandId, day: Day) -> Self {
        let mut tolls = [0; 7];
        tolls[day.index()] = -FORBIDDEN;
        Self::new([(id, tolls)])
    }

    /// The same with tolls of cuts.
    pub(super) fn with_subsets(mut self, subsets: &Subsets, tolls: impl IntoIterator<Item = (usize, i64)>) -> Self {
        self.of_subsets = tolls.into_iter().collect();
        for (&number, toll) in &self.of_subsets {
            for (id, quarters) in &subsets.all()[number].weights {
                let of_request = self.for_subsets.entry(*id).or_default();
                of_request.iter_mut().zip(quarters).for_each(|(of_date, quarters)| *of_date += toll * *quarters as i64);
            }
        }
        self
    }

    /// Lets no week be best that has not the sessions on dates that are decided: which of them, and whether there is one.
    pub(super) fn decide(&mut self, dates: impl Iterator<Item = (DemandId, Day, bool)>) {
        self.decided.clear();
        for (id, day, holds) in dates {
            self.decided.entry(id).or_default()[day.index()] = if holds { -FORBIDDEN } else { FORBIDDEN };
        }
    }

    /// The same decisions as others.
    pub(super) fn decided_as(self, other: &Self) -> Self {
        Self { decided: other.decided.clone(), ..self }
    }

    /// What a session of a request costs on a date because of what is decided.
    pub(super) fn of_decided(&self, id: DemandId, day: Day) -> i64 {
        self.decided.get(&id).map_or(0, |dates| dates[day.index()])
    }

    /// What a week with all sessions on dates that are decided has earned by them.
    pub(super) fn of_all_decided(&self) -> i64 {
        self.decided.values().flatten().filter(|toll| **toll < 0).map(|toll| -toll).sum()
    }

    /// The toll that a request gives back for a session on a date.
    pub(super) fn of_request(&self, id: DemandId, day: Day) -> i64 {
        self.of_requests.get(&id).map_or(0, |tolls| tolls[day.index()])
    }

    /// The toll for each quarter of a cut.
    pub(super) fn of_subset(&self, number: usize) -> i64 {
        self.of_subsets.get(&number).copied().unwrap_or(0)
    }

    /// The toll for a session of a request on a date.
    pub(in crate::solve::bound) fn of(&self, id: DemandId, day: Day) -> i64 {
        let for_subsets = self.for_subsets.get(&id).map_or(0, |tolls| tolls[day.index()]);
        self.of_request(id, day) + for_subsets + self.of_decided(id, day)
    }

    /// Lets nobody have a session of a request.
    pub(super) fn forbid(&mut self, id: DemandId) {
        self.of_requests.insert(id, [FORBIDDEN; 7]);
    }

    /// Whether a session of a request has a toll on some date.
    pub(super) fn has(&self, id: DemandId) -> bool {
        self.of_requests.contains_key(&id)
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

    /// The least that a request costs on these dates, its tolls given back.
    pub(super) fn least_of(&self, request: &WeekOf, days: impl Iterator<Item = Day>) -> i64 {
        let tolls = days.map(|day| self.tolls.of_request(request.id, day));
        request.least(0, &mut tolls.collect::<SmallVec<[i64; 7]>>()).0
    }

    /// The least that a cut costs, its tolls given back.
    pub(super) fn least_of_subset(&self, subset: &SubsetOf) -> i64 {
        subset.least(0, self.tolls.of_subset(subset.number)).0
    }

    /// What the best of these days costs.
    pub(super) fn least(&self, day: Day, days: &[NearDay]) -> i64 {
        days.iter().map(|near| self.of(day, near)).min().unwrap_or(0)
    }
}
