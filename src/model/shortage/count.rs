//! The counting argument. In a window of the week, some sessions can be nowhere but in a given set of rooms, or with nobody
//! but a given set of workers; if these have time for fewer, the rest must stay unplaced. Nothing here knows whether rooms
//! or workers are counted.
//!
//! Why it is a proof: a request has at most one session on a date. If it has `k` dates with some placement outside the
//! window or the set, at most `k` of its sessions are on such dates, so the others of those that have a date at all need
//! the window and the set. What fits there is bounded by times that every such session takes at least.

use rayon::prelude::*;

use crate::domain::{Day, Interval, Minutes, RequestId};

use super::members::Members;
use super::supply::{Hold, Shape, Supply, fill};

/// What one request asks of rooms or workers.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// The request.
    pub(super) request: RequestId,
    /// Sessions due that its dates allow.
    pub(super) sessions: u32,
    /// Length of a session.
    pub(super) minutes: Minutes,
    /// Rooms or workers in each session.
    pub(super) units: u32,
    /// Shortest lead and tail, each for itself.
    pub(super) least: Hold,
    /// Longest lead, and longest tail after the session's end.
    pub(super) around: Hold,
    /// Paid minutes of one worker for a session, travel apart; 0 for a room.
    pub(super) paid: Minutes,
    /// Where its placements of each day reach; nothing on a day without placements.
    pub(super) reach: [Option<Reach>; 7],
}

/// All placements of a request on a day.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// From the earliest start to the latest end of a session, in minutes of the day.
    pub(super) hull: Interval,
    /// Every room or worker that it could have.
    pub(super) members: Members,
}

/// A span of time on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The days, in order.
    pub days: Vec<Day>,
    /// The span, in minutes of each of the days.
    pub span: Interval,
}

/// What a counted set falls short of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Free time in the window.
    Time,
    /// Paid time in the week.
    Pay,
}

/// A set of sessions that do not all fit.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) window: Window,
    /// The requests, in order.
    pub(super) requests: Vec<RequestId>,
    /// The rooms or workers they could have.
    pub(super) members: Members,
    /// Sessions that need the window and the set.
    pub(super) due: u32,
    /// How many of them fit at most.
    pub(super) most: u32,
    pub(super) limit: Limit,
}

/// All claims on a kind of supply.
pub(super) struct Market {
    pub(super) claims: Vec<Claim>,
    pub(super) supplies: Vec<Supply>,
    pub(super) grid: Minutes,
}

/// A claim with the sessions that need the window, and the days on which they can be.
struct Bound<'a> {
    of: &'a Claim,
    sessions: u32,
    days: [bool; 7],
}

impl Market {
    /// Every shortage of one of the sets, in one of the windows that the claims themselves suggest.
    pub(super) fn shortages(&self, sets: &[Members]) -> Vec<Found> {
        sets.par_iter().flat_map_iter(|set| self.shortages_of(set)).collect()
    }

    fn shortages_of(&self, set: &Members) -> Vec<Found> {
        let captive: Vec<[bool; 7]> = self.claims.iter().map(|claim| captive_days(claim, set)).collect();
        let mut found = Vec::new();
        for days in day_sets() {
            let bound = |span| self.bound(&captive, days, span);
            let all_day = bound(Interval::new(Minutes::ZERO, Minutes::DAY));
            found.extend(spans(&all_day).into_iter().filter_map(|span| self.judge(&bound(span))));
        }
        found
    }

    /// The claims with sessions that need the set within `span` of `days`.
    fn bound<'m>(&'m self, captive: &[[bool; 7]], days: [bool; 7], span: Interval) -> Vec<Bound<'m>> {
        let bound = |(of, captive): (&'m Claim, &[bool; 7])| {
            let inside = |day: usize| of.reach[day].as_ref().is_some_and(|reach| span.holds(reach.hull));
            let kept: [bool; 7] = std::array::from_fn(|day| days[day] && captive[day] && inside(day));
            let elsewhere = (0..7).filter(|&day| of.reach[day].is_some() && !kept[day]).count();
            let sessions = of.sessions.saturating_sub(u32::try_from(elsewhere).unwrap_or(7));
            (sessions > 0).then_some(Bound { of, sessions, days: kept })
        };
        self.claims.iter().zip(captive).filter_map(bound).collect()
    }

    fn judge(&self, bound: &[Bound<'_>]) -> Option<Found> {
        let shape = shape(bound, self.grid)?;
        let members = members(bound)?;
        let due = bound.iter().map(|claim| claim.sessions).sum();
        let supplies: Vec<&Supply> = members.positions().map(|position| &self.supplies[position]).collect();
        let in_time = most_in_time(bound, &supplies, &shape);
        let in_pay = most_in_pay(bound, &supplies);
        let (most, limit) = if in_pay < in_time { (in_pay, Limit::Pay) } else { (in_time, Limit::Time) };
        let days = Day::ALL.into_iter().filter(|day| bound.iter().any(|claim| claim.days[day.index()])).collect();
        let window = Window { days, span: shape.span };
        let requests = bound.iter().map(|claim| claim.of.request).collect();
        (most < due).then_some(Found { window, requests, members, due, most, limit })
    }
}

/// Each day alone, Monday to Friday, and the whole week.
fn day_sets() -> impl Iterator<Item = [bool; 7]> {
    let single = Day::ALL.map(|alone| Day::ALL.map(|day| day == alone));
    single.into_iter().chain([Day::ALL.map(Day::is_weekday), [true; 7]])
}

/// The days on which all that a claim could have belongs to the set.
fn captive_days(claim: &Claim, set: &Members) -> [bool; 7] {
    std::array::from_fn(|day| claim.reach[day].as_ref().is_some_and(|reach| set.hold(&reach.members)))
}

/// The days of a bound claim with what it could have on them.
fn reaches<'a>(bound: &'a Bound<'_>) -> impl Iterator<Item = &'a Reach> {
    (0..7).filter(|&day| bound.days[day]).filter_map(|day| bound.of.reach[day].as_ref())
}

fn hull(spans: impl Iterator<Item = Interval>) -> Option<Interval> {
    spans.reduce(|a, b| Interval::new(a.from.min(b.from), a.to.max(b.to)))
}

/// Spans worth trying: each claim's own, and that of all together.
fn spans(bound: &[Bound<'_>]) -> Vec<Interval> {
    let own = |claim: &Bound<'_>| hull(reaches(claim).map(|reach| reach.hull));
    let mut spans: Vec<Interval> = bound.iter().filter_map(own).collect();
    spans.extend(hull(spans.iter().copied()));
    spans.sort_unstable();
    spans.dedup();
    spans
}

fn members(bound: &[Bound<'_>]) -> Option<Members> {
    let mut all = bound.iter().flat_map(reaches).map(|reach| &reach.members);
    let first = all.next()?.clone();
    Some(all.fold(first, Members::joined))
}

fn shape(bound: &[Bound<'_>], grid: Minutes) -> Option<Shape> {
    let span = hull(bound.iter().flat_map(reaches).map(|reach| reach.hull))?;
    let minutes = bound.iter().map(|claim| claim.of.minutes).min()?;
    let least = bound.iter().map(|claim| claim.of.least).reduce(Hold::least)?;
    let around = bound.iter().map(|claim| claim.of.around).reduce(Hold::widest)?;
    Some(Shape { span, minutes, least, around, grid })
}

/// How many sessions fit into the free time at most: by slots of each day, by slots of each supply, by minutes.
fn most_in_time(bound: &[Bound<'_>], supplies: &[&Supply], shape: &Shape) -> u32 {
    let open: [bool; 7] = std::array::from_fn(|day| bound.iter().any(|claim| claim.days[day]));
    let days = || (0..7).filter(|&day| open[day]);
    let on = |supply: &Supply, day: usize| shape.slots(&supply.free[day]).min(supply.most_a_day);
    let of_day = |day: usize| {
        let offered: u32 = supplies.iter().map(|supply| on(supply, day)).sum();
        let asked: u32 = bound.iter().filter(|claim| claim.days[day]).map(|claim| claim.of.units).sum();
        offered.min(asked)
    };
    let units = days().map(of_day).sum::<u32>();
    let usable = |supply: &&Supply| days().map(|day| shape.usable(&supply.free[day])).sum::<Minutes>();
    let minutes: Minutes = supplies.iter().map(usable).sum();
    let by_units = fill(sizes(bound, |_| 1), units.into());
    let by_minutes = fill(sizes(bound, |claim| claim.least.length().0.into()), minutes.0.into());
    by_units.min(by_minutes)
}

/// How many sessions fit into the paid time of the week at most: no worker does part of one.
fn most_in_pay(bound: &[Bound<'_>], supplies: &[&Supply]) -> u32 {
    let paid: Option<Vec<Minutes>> = supplies.iter().map(|supply| supply.most_paid).collect();
    let shortest = bound.iter().map(|claim| claim.of.paid).min();
    let (Some(paid), Some(Minutes(shortest @ 1..))) = (paid, shortest) else { return u32::MAX };
    let whole: i64 = paid.iter().map(|minutes| i64::from(minutes.0.max(0) / shortest)).sum();
    let by_workers = fill(sizes(bound, |_| 1), whole);
    let minutes: i64 = paid.iter().map(|minutes| i64::from(minutes.0.max(0))).sum();
    by_workers.min(fill(sizes(bound, |claim| claim.paid.0.into()), minutes))
}

/// What each session takes of all its rooms or workers, with the number of such sessions.
fn sizes(bound: &[Bound<'_>], of_unit: impl Fn(&Claim) -> i64) -> Vec<(i64, u32)> {
    bound.iter().map(|claim| (of_unit(claim.of) * i64::from(claim.of.units), claim.sessions)).collect()
}
