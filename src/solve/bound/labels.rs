//! The best days of one worker under given prices: a resource-constrained shortest path over the nodes in order of time
//! (Desaulniers, Desrosiers, Solomon, Column Generation, 2005, chapter 2). Labels carry where the present run of tasks
//! began, the waiting so far, the number of sessions and which demands are in.
//!
//! A label is dropped only if another of the same demand at the same site, no later, is no worse in all of them: whatever
//! may follow the later one may follow the earlier one too, which at most waits longer, and that wait is paid for in the
//! comparison. Demands that can no longer follow do not count. Labels that cannot beat the best day found are not extended.

use crate::domain::Minutes;
use crate::model::DemandId;

use super::Stop;
use super::ways::{NEVER, Step, Ways};

/// A day of a worker with what it costs under the prices, in thousandths of a point, less what its duties alone cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PricedDay {
    pub(super) cost: i64,
    pub(super) sessions: Vec<(DemandId, usize)>,
    /// Travel of the day.
    pub(super) travel: Minutes,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    cost: i64,
    waiting: Minutes,
    run_from: Minutes,
    sessions: u32,
    node: u32,
    parent: u32,
    travel: Minutes,
}

const NO_PARENT: u32 = u32::MAX;
/// With more labels than this a day is given up: in an exact look, and in a quick one.
const MOST_LABELS: (usize, usize) = (200_000, 2_000_000);
/// With more nodes than this a day is not begun.
const MOST_NODES: usize = 200_000;

/// The search for the best days of one worker on one day.
pub(super) struct DaySearch<'a> {
    ways: &'a Ways<'a>,
    labels: Vec<Label>,
    /// For each label the set of its demands.
    demands: Vec<u64>,
    /// For each node the labels that have come to it and are not yet looked at.
    coming: Vec<Vec<u32>>,
    /// For each group the labels kept, in order of time.
    kept: Vec<Vec<u32>>,
    best: Vec<PricedDay>,
    /// Most labels kept at a node; with fewer than there are, the result is a look and no proof.
    deepest: usize,
}

impl<'a> DaySearch<'a> {
    pub(super) fn new(ways: &'a Ways<'a>, deepest: usize) -> Self {
        Self {
            ways,
            labels: Vec::new(),
            demands: Vec::new(),
            coming: vec![Vec::new(); ways.nodes.len()],
            kept: vec![Vec::new(); ways.groups.len()],
            best: Vec::new(),
            deepest,
        }
    }

    /// Looks for days that are cheaper than these, which are in order of cost.
    pub(super) fn after(self, best: Vec<PricedDay>) -> Self {
        Self { best, ..self }
    }

    /// Up to `most` days of negative cost, the cheapest first and exact if no label was cut; `None` if told to stop or if there
    /// are too many ways to count.
    pub(super) fn best(mut self, most: usize, stop: Stop<'_>) -> Option<Vec<PricedDay>> {
        if self.ways.nodes.len() > MOST_NODES {
            return None;
        }
        let most_labels = if self.deepest == usize::MAX { MOST_LABELS.0 } else { MOST_LABELS.1 };
        for j in 0..self.ways.nodes.len() {
            if self.ways.rest[j] == NEVER {
                continue;
            }
            if stop() || self.labels.len() > most_labels {
                return None;
            }
            self.begin(j);
            let first = self.kept[self.ways.group_of[j]].len();
            self.settle(j);
            self.go_on(j, first);
            self.end_day(j, first, most);
        }
        Some(self.best)
    }

    /// What a day must cost less than to be of interest.
    fn goal(&self) -> i64 {
        self.ways.duties_alone + self.best.first().map_or(0, |day| day.cost)
    }

    /// The day may begin with node `j`.
    fn begin(&mut self, j: usize) {
        let node = &self.ways.nodes[j];
        let Some(leg) = self.ways.out(node) else { return };
        let label = Label {
            cost: self.ways.begin + i64::from(leg.0) * self.ways.travel_price - node.profit,
            waiting: Minutes::ZERO,
            run_from: self.ways.new_run(node),
            sessions: u32::from(node.session.is_some()),
            node: u32::try_from(j).unwrap_or(NO_PARENT),
            parent: NO_PARENT,
            travel: leg,
        };
        self.add(label);
    }

    /// A label comes to its node.
    fn add(&mut self, label: Label) {
        let id = u32::try_from(self.labels.len()).unwrap_or(NO_PARENT);
        let words = self.ways.words;
        match label.parent {
            NO_PARENT => self.demands.resize(self.demands.len() + words, 0),
            parent => self.demands.extend_from_within(parent as usize * words..(parent as usize + 1) * words),
        }
        if let Some(demand) = self.ways.groups[self.ways.group_of[label.node as usize]].demand {
            self.demands[id as usize * words + demand / 64] |= 1 << (demand % 64);
        }
        self.coming[label.node as usize].push(id);
        self.labels.push(label);
    }

    /// Keeps of the labels that have come to node `j` those that no other dominates.
    fn settle(&mut self, j: usize) {
        let mut coming = std::mem::take(&mut self.coming[j]);
        coming.sort_by_key(|&label| self.labels[label as usize].cost);
        let group = self.ways.group_of[j];
        let first = self.kept[group].len();
        for label in coming {
            let hopeless = self.labels[label as usize].cost + self.ways.rest[j] >= self.goal();
            if hopeless || self.kept[group].len() - first >= self.deepest {
                break;
            }
            if !self.kept[group].iter().any(|&other| self.dominates(other, label)) {
                self.kept[group].push(label);
            }
        }
    }

    /// Whether label `a` leaves no reason to keep label `b`, which is at the same time or later and of the same group.
    fn dominates(&self, a: u32, b: u32) -> bool {
        let (one, other) = (&self.labels[a as usize], &self.labels[b as usize]);
        let node = other.node as usize;
        let earlier = self.ways.nodes[node].from - self.ways.nodes[one.node as usize].from;
        let longer = self.ways.price_of_waiting(one.waiting + earlier - other.waiting);
        let few = one.sessions <= other.sessions || one.sessions + self.ways.more[node] <= self.ways.most_sessions;
        one.cost + longer <= other.cost
            && (!self.ways.breaks || one.run_from >= other.run_from)
            && few
            && self.set(a).iter().zip(self.set(b)).zip(self.ways.open(node)).all(|((a, b), open)| a & open & !b == 0)
    }

    fn set(&self, label: u32) -> &[u64] {
        &self.demands[label as usize * self.ways.words..(label as usize + 1) * self.ways.words]
    }

    /// Extends the labels of node `j`, which are those of its group from position `first` on.
    fn go_on(&mut self, j: usize, first: usize) {
        let (ways, group) = (self.ways, self.ways.group_of[j]);
        if self.kept[group].len() == first {
            return;
        }
        let cheapest = self.kept[group][first..].iter().map(|&label| self.labels[label as usize].cost).min();
        for step in ways.steps(j, self.goal() - cheapest.unwrap_or(NEVER)) {
            let least = ways.least_after(&step);
            for position in first..self.kept[group].len() {
                let parent = self.kept[group][position];
                let label = self.labels[parent as usize];
                let taken = ways.groups[step.group].demand;
                let holds = taken.is_some_and(|demand| self.set(parent)[demand / 64] >> (demand % 64) & 1 == 1);
                if !holds && label.cost + least < self.goal() {
                    self.extend(parent, j, &step);
                }
            }
        }
    }

    /// Makes the labels after a step: a later start is of use only if it earns more or makes a shorter run.
    fn extend(&mut self, parent: u32, i: usize, step: &Step) {
        let (ways, label) = (self.ways, self.labels[parent as usize]);
        let sessions = label.sessions + u32::from(ways.groups[step.group].demand.is_some());
        if sessions > ways.most_sessions {
            return;
        }
        let before = &ways.nodes[i];
        let mut best: Option<(i64, Minutes)> = None;
        for &j in &ways.groups[step.group].nodes[step.first..] {
            let node = &ways.nodes[j];
            let Some(run_from) = ways.run(label.run_from, before, node, step.leg) else { continue };
            let useless = |(profit, run): (i64, Minutes)| profit >= node.profit && run >= run_from;
            if ways.rest[j] == NEVER || best.is_some_and(useless) {
                continue;
            }
            if before.shift == node.shift {
                best = Some((node.profit, run_from));
            }
            let mut cost = label.cost + i64::from(step.leg.0) * ways.travel_price - node.profit;
            let waiting = ways.wait(label.waiting, before, node, step.leg, &mut cost);
            if cost + ways.rest[j] < self.goal() {
                let node = u32::try_from(j).unwrap_or(NO_PARENT);
                let travel = label.travel + step.leg;
                self.add(Label { cost, waiting, run_from, sessions, node, parent, travel });
            }
        }
    }

    /// Ends the day after node `j` with each of its labels.
    fn end_day(&mut self, j: usize, first: usize, most: usize) {
        let Some(leg) = self.ways.end(&self.ways.nodes[j]) else { return };
        for position in first..self.kept[self.ways.group_of[j]].len() {
            let id = self.kept[self.ways.group_of[j]][position];
            let label = self.labels[id as usize];
            let waited = label.waiting.full_quarters() * self.ways.quarter;
            let cost = label.cost + i64::from(leg.0) * self.ways.travel_price + waited - self.ways.duties_alone;
            if cost < 0 && label.sessions > 0 {
                let sessions = self.sessions(id);
                self.offer(PricedDay { cost, sessions, travel: label.travel + leg }, most);
            }
        }
    }

    /// The sessions of a label's day, the last first.
    fn sessions(&self, label: u32) -> Vec<(DemandId, usize)> {
        let mut next = label;
        let nodes = std::iter::from_fn(|| {
            let label = self.labels.get(next as usize)?;
            next = label.parent;
            Some(&self.ways.nodes[label.node as usize])
        });
        nodes.filter_map(|node| node.session).collect()
    }

    fn offer(&mut self, day: PricedDay, most: usize) {
        let at = self.best.partition_point(|other| other.cost <= day.cost);
        let is_new = !self.best[..at].iter().any(|known| known.cost == day.cost && known.sessions == day.sessions);
        if at < most && is_new {
            self.best.insert(at, day);
            self.best.truncate(most);
        }
    }
}
