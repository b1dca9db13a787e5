//! All days of one worker that cost less than a limit under given prices: what `labels` does, with nothing dropped but
//! what no best rota needs.
//!
//! A label is dropped if it cannot end below the limit, or if another has the same sessions and nobody could tell the two
//! apart but by their worker's time: a demand is *secluded* where no row and no rule couples its sessions with those of
//! other demands, so that its start concerns its worker only. Among labels that differ in starts of secluded demands
//! alone, the earlier one with no more travel and no more cost is enough. Where only the cheapest days are wanted, all
//! demands count as secluded: what rows say of a start is in its price.

use rustc_hash::FxHashMap;

use crate::domain::Minutes;
use crate::model::DemandId;

use super::Stop;
use super::ways::{NEVER, Step, Ways};

#[derive(Clone, Copy, Debug)]
struct Label {
    cost: i64,
    /// The same without the price of paid minutes.
    plain: i64,
    waiting: Minutes,
    run_from: Minutes,
    travel: Minutes,
    sessions: u32,
    node: u32,
    parent: u32,
    /// Sessions, starts of secluded demands apart, in any order.
    key: u64,
}

const NO_PARENT: u32 = u32::MAX;

/// A day of a worker that costs less than the limit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GoodDay {
    /// Demands and positions of placements, the last first.
    pub(super) sessions: Vec<(DemandId, usize)>,
    /// What it costs under the prices, in thousandths of a point, less what its duties alone cost.
    pub(super) cost: i64,
}

/// The search for all good days of one worker on one day.
pub(super) struct EveryDay<'a> {
    ways: &'a Ways<'a>,
    secluded: &'a [bool],
    /// A day is wanted if it costs less than this.
    limit: i64,
    /// The price of a paid minute.
    paid: i64,
    labels: Vec<Label>,
    coming: Vec<Vec<u32>>,
    kept: Vec<FxHashMap<u64, Vec<u32>>>,
    ended: FxHashMap<u64, Vec<(i64, Minutes, u32)>>,
}

impl<'a> EveryDay<'a> {
    /// `limit` is in thousandths of a point beyond the cost of the day's duties, `paid` the price of a paid minute.
    pub(super) fn new(ways: &'a Ways<'a>, secluded: &'a [bool], limit: i64, paid: i64) -> Self {
        Self {
            ways,
            secluded,
            limit: limit + ways.duties_alone,
            paid,
            labels: Vec::new(),
            coming: vec![Vec::new(); ways.nodes.len()],
            kept: vec![FxHashMap::default(); ways.groups.len()],
            ended: FxHashMap::default(),
        }
    }

    /// All days below the limit; `None` if told to stop or if more than `most` labels would be needed.
    pub(super) fn all(mut self, most: usize, stop: Stop<'_>) -> Option<Vec<GoodDay>> {
        for j in 0..self.ways.nodes.len() {
            if self.ways.rest[j] == NEVER {
                continue;
            }
            if stop() || self.labels.len() > most {
                return None;
            }
            self.begin(j);
            let kept = self.settle(j);
            let cheapest = kept.iter().map(|&label| self.labels[label as usize].cost).min();
            for step in self.ways.steps(j, self.limit - cheapest.unwrap_or(NEVER)) {
                kept.iter().for_each(|&label| self.extend(label, j, &step));
            }
            kept.iter().for_each(|&label| self.end_day(label, j));
        }
        let good = |&(plain, travel, label): &(i64, Minutes, u32)| GoodDay {
            sessions: self.sessions(label),
            cost: plain + i64::from(travel.0) * self.paid - self.ways.duties_alone,
        };
        let mut found: Vec<GoodDay> = self.ended.values().flatten().map(good).collect();
        found.sort_unstable();
        Some(found)
    }

    fn begin(&mut self, j: usize) {
        let node = &self.ways.nodes[j];
        let Some(leg) = self.ways.out(node) else { return };
        let start = Label {
            cost: self.ways.begin,
            plain: self.ways.begin,
            waiting: Minutes::ZERO,
            run_from: self.ways.new_run(node),
            travel: Minutes::ZERO,
            sessions: 0,
            node: NO_PARENT,
            parent: NO_PARENT,
            key: 0,
        };
        self.add(start, j, leg);
    }

    /// A label whose time is right goes to node `j` by a leg, unless that cannot end well.
    fn add(&mut self, mut label: Label, j: usize, leg: Minutes) {
        let node = &self.ways.nodes[j];
        label.cost += i64::from(leg.0) * self.ways.travel_price - node.profit;
        label.plain += i64::from(leg.0) * (self.ways.travel_price - self.paid) - node.profit;
        label.travel += leg;
        label.sessions += u32::from(node.session.is_some());
        label.node = u32::try_from(j).unwrap_or(NO_PARENT);
        label.key = label.key.wrapping_add(self.key_of(j));
        if label.cost + self.ways.rest[j] < self.limit && label.sessions <= self.ways.most_sessions {
            self.coming[j].push(u32::try_from(self.labels.len()).unwrap_or(NO_PARENT));
            self.labels.push(label);
        }
    }

    fn is_secluded(&self, j: usize) -> bool {
        self.ways.nodes[j].session.is_some_and(|(id, _)| self.secluded[id.index()])
    }

    /// The part of a node in a key: the same for all starts of a secluded demand.
    fn key_of(&self, j: usize) -> u64 {
        let Some((id, placement)) = self.ways.nodes[j].session else { return 0 };
        let placement = if self.is_secluded(j) { 0 } else { placement as u64 + 1 };
        let mixed =
            (id.index() as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ placement.wrapping_mul(0xD1B5_4A32_D192_ED03);
        (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) ^ (mixed >> 32)
    }

    /// The labels of node `j` that are worth keeping.
    fn settle(&mut self, j: usize) -> Vec<u32> {
        let mut coming = std::mem::take(&mut self.coming[j]);
        coming.sort_by_key(|&label| self.labels[label as usize].cost);
        let mut kept = std::mem::take(&mut self.kept[self.ways.group_of[j]]);
        coming.retain(|&label| {
            let alike = kept.entry(self.labels[label as usize].key).or_default();
            let is_new = !alike.iter().any(|&other| self.replaces(other, label));
            if is_new {
                alike.push(label);
            }
            is_new
        });
        self.kept[self.ways.group_of[j]] = kept;
        coming
    }

    /// Whether label `a` does for all that label `b`, no earlier and of the same group and key, could do.
    fn replaces(&self, a: u32, b: u32) -> bool {
        let (one, other) = (&self.labels[a as usize], &self.labels[b as usize]);
        let earlier = self.ways.nodes[other.node as usize].from - self.ways.nodes[one.node as usize].from;
        let longer = self.ways.price_of_waiting(one.waiting + earlier - other.waiting);
        let may_shift = earlier == Minutes::ZERO || self.is_secluded(one.node as usize);
        may_shift
            && one.plain + longer <= other.plain
            && one.travel <= other.travel
            && (!self.ways.breaks || one.run_from >= other.run_from)
            && self.are_alike(a, b)
    }

    /// Whether two labels have the same sessions, starts of secluded demands apart.
    fn are_alike(&self, a: u32, b: u32) -> bool {
        let named = |label: u32| {
            let mut sessions = self.sessions(label);
            for (id, placement) in &mut sessions {
                *placement = if self.secluded[id.index()] { 0 } else { *placement };
            }
            sessions.sort_unstable();
            sessions
        };
        named(a) == named(b)
    }

    fn extend(&mut self, parent: u32, i: usize, step: &Step) {
        let (ways, label) = (self.ways, self.labels[parent as usize]);
        let group = &ways.groups[step.group];
        if label.cost + ways.least_after(step) >= self.limit || self.holds(parent, group.nodes[step.first]) {
            return;
        }
        let before = &ways.nodes[i];
        let mut best: Option<(i64, Minutes)> = None;
        for &j in &group.nodes[step.first..] {
            let node = &ways.nodes[j];
            let Some(run_from) = ways.run(label.run_from, before, node, step.leg) else { continue };
            let useless = |(profit, run): (i64, Minutes)| profit >= node.profit && run >= run_from;
            if ways.rest[j] == NEVER || best.is_some_and(useless) {
                continue;
            }
            if before.shift == node.shift && self.is_secluded(j) {
                best = Some((node.profit, run_from));
            }
            let mut next = Label { run_from, parent, ..label };
            let mut waited = 0;
            next.waiting = ways.wait(label.waiting, before, node, step.leg, &mut waited);
            next.cost += waited;
            next.plain += waited;
            self.add(next, j, step.leg);
        }
    }

    /// Whether a label's day has a session of the node's demand.
    fn holds(&self, label: u32, node: usize) -> bool {
        let Some((id, _)) = self.ways.nodes[node].session else { return false };
        self.walk(label).any(|(other, _)| other == id)
    }

    fn end_day(&mut self, id: u32, j: usize) {
        let Some(leg) = self.ways.end(&self.ways.nodes[j]) else { return };
        let label = self.labels[id as usize];
        let waited = label.waiting.full_quarters() * self.ways.quarter;
        let cost = label.cost + i64::from(leg.0) * self.ways.travel_price + waited;
        if label.sessions == 0 || cost >= self.limit {
            return;
        }
        let plain = label.plain + i64::from(leg.0) * (self.ways.travel_price - self.paid) + waited;
        let travel = label.travel + leg;
        let mut alike = self.ended.remove(&label.key).unwrap_or_default();
        let replaces =
            |a: (i64, Minutes, u32), b: (i64, Minutes, u32)| a.0 <= b.0 && a.1 <= b.1 && self.are_alike(a.2, b.2);
        let new = (plain, travel, id);
        if !alike.iter().any(|&other| replaces(other, new)) {
            alike.retain(|&other| !replaces(new, other));
            alike.push(new);
        }
        self.ended.insert(label.key, alike);
    }

    fn sessions(&self, label: u32) -> Vec<(DemandId, usize)> {
        self.walk(label).collect()
    }

    /// The sessions of a label's day, the last first.
    fn walk(&self, label: u32) -> impl Iterator<Item = (DemandId, usize)> + '_ {
        let mut next = label;
        let nodes = std::iter::from_fn(move || {
            let label = self.labels.get(next as usize)?;
            next = label.parent;
            Some(&self.ways.nodes[label.node as usize])
        });
        nodes.filter_map(|node| node.session)
    }
}
