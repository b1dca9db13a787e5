//! The best days of one worker under given prices: a resource-constrained shortest path over the nodes in order of time
//! (Desaulniers, Desrosiers, Solomon, Column Generation, 2005, chapter 2). Labels carry where the present run of tasks
//! began, the waiting so far, the number of sessions and which demands are in; a label is dropped only if another at the
//! same node is no worse in all of them. Labels that cannot beat the best day found are not extended: what the rest of
//! the day could earn is known from a pass back over the nodes that forgets the run, the waiting and repeats.

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::{DemandId, Model};

use super::graph::Node;
use super::prices::Prices;
use super::{MILLI, Stop};

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
/// With more labels than this a day is given up.
const MOST_LABELS: usize = 150_000;
/// With more nodes than this a day is not begun.
const MOST_NODES: usize = 4_000;

/// The search for the best days of one worker on one day.
pub(super) struct DaySearch<'a> {
    model: &'a Model<'a>,
    worker: WorkerId,
    day: Day,
    nodes: &'a [Node],
    travel_price: i64,
    quarter: i64,
    /// Whether a day can be so long that a break matters.
    breaks: bool,
    begin: i64,
    /// What the day costs with its duties only: days are compared with that.
    duties_alone: i64,
    /// For each node the least cost of going on from it to the end of the day.
    rest: Vec<i64>,
    labels: Vec<Label>,
    at: Vec<Vec<u32>>,
    best: Vec<PricedDay>,
    /// Most labels kept at a node; with fewer than there are, the result is a look and no proof.
    deepest: usize,
}

impl<'a> DaySearch<'a> {
    pub(super) fn new(
        model: &'a Model<'a>,
        prices: &Prices<'_>,
        (worker, day): (WorkerId, Day),
        nodes: &'a [Node],
        deepest: usize,
    ) -> Self {
        let somebody = &model.problem()[worker];
        let weights = model.problem().weights();
        let duties = &model.roster()[worker.index()].days[day.index()].duties;
        let begin = if somebody.agency && duties.is_empty() { weights.agency_day.0 * MILLI } else { 0 };
        Self {
            model,
            worker,
            day,
            nodes,
            travel_price: prices.of_travel(worker),
            quarter: weights.waiting_quarter.0 * MILLI,
            breaks: model.problem().policy().break_after < Minutes::DAY,
            begin,
            duties_alone: 0,
            rest: Vec::new(),
            labels: Vec::new(),
            at: vec![Vec::new(); nodes.len()],
            best: Vec::new(),
            deepest,
        }
    }

    /// Up to `most` days of negative cost, the cheapest first and exact if no label was cut; `None` if told to stop or if there
    /// are too many ways to count.
    pub(super) fn best(mut self, most: usize, stop: Stop<'_>) -> Option<Vec<PricedDay>> {
        if self.nodes.len() > MOST_NODES {
            return None;
        }
        self.duties_alone = self.cost_of_duties();
        self.rest = self.look_back();
        for j in 0..self.nodes.len() {
            if stop() || self.labels.len() > MOST_LABELS {
                return None;
            }
            self.arrive(j);
            self.end_day(j, most);
        }
        Some(self.best)
    }

    fn drive(&self, from: crate::model::SpotId, to: crate::model::SpotId) -> Minutes {
        self.model.spots().drive(from, to)
    }

    fn base(&self) -> crate::model::SpotId {
        self.model.roster()[self.worker.index()].base
    }

    fn shift(&self, node: &Node) -> crate::domain::Interval {
        self.model.roster()[self.worker.index()].days[self.day.index()].shifts[node.shift]
    }

    fn duties(&self) -> usize {
        self.model.roster()[self.worker.index()].days[self.day.index()].duties.len()
    }

    /// The leg from the base to a node, if there is time for it.
    fn out(&self, node: &Node) -> Option<Minutes> {
        let leg = self.drive(self.base(), node.spot);
        (self.shift(node).from + leg <= node.from).then_some(leg)
    }

    /// The leg from a node to the base, if there is time for it.
    fn home(&self, node: &Node) -> Option<Minutes> {
        let leg = self.drive(node.spot, self.base());
        (node.to + leg <= self.shift(node).to).then_some(leg)
    }

    /// The journey between two nodes that may follow each other.
    fn between(&self, before: &Node, after: &Node) -> Option<Minutes> {
        let done = before.duties_before + usize::from(before.session.is_none());
        if before.to > after.from || done != after.duties_before {
            return None;
        }
        if before.shift != after.shift {
            return Some(self.home(before)? + self.out(after)?);
        }
        let leg = self.drive(before.spot, after.spot);
        (before.to + leg <= after.from).then_some(leg)
    }

    fn is_last(&self, node: &Node) -> bool {
        node.duties_before + usize::from(node.session.is_none()) == self.duties()
    }

    /// The least cost from each node to the end of the day, runs, waiting and repeats forgotten.
    fn look_back(&self) -> Vec<i64> {
        const NEVER: i64 = i64::MAX / 4;
        let mut rest = vec![NEVER; self.nodes.len()];
        for i in (0..self.nodes.len()).rev() {
            let node = &self.nodes[i];
            if let Some(leg) = self.home(node).filter(|_| self.is_last(node)) {
                rest[i] = i64::from(leg.0) * self.travel_price;
            }
            for (j, after) in self.nodes.iter().enumerate().skip(i + 1) {
                if rest[j] == NEVER {
                    continue;
                }
                if let Some(leg) = self.between(node, after) {
                    rest[i] = rest[i].min(rest[j] + i64::from(leg.0) * self.travel_price - after.profit);
                }
            }
        }
        rest
    }

    /// What a day with its duties only costs.
    fn cost_of_duties(&self) -> i64 {
        let duties: Vec<&Node> = self.nodes.iter().filter(|node| node.session.is_none()).collect();
        let (Some(first), Some(last)) = (duties.first(), duties.last()) else { return 0 };
        let ends = self.out(first).unwrap_or_default() + self.home(last).unwrap_or_default();
        let mut cost = i64::from(ends.0) * self.travel_price - duties.iter().map(|node| node.profit).sum::<i64>();
        let mut waiting = Minutes::ZERO;
        for pair in duties.windows(2) {
            let leg = self.between(pair[0], pair[1]).unwrap_or_default();
            cost += i64::from(leg.0) * self.travel_price;
            waiting = self.wait(waiting, pair[0], pair[1], leg, &mut cost);
        }
        cost + waiting.full_quarters() * self.quarter
    }

    /// The waiting of the stretch after a journey; what a stretch that ends waited is added to the cost.
    fn wait(&self, waiting: Minutes, before: &Node, after: &Node, leg: Minutes, cost: &mut i64) -> Minutes {
        if before.shift == after.shift {
            return waiting + after.from - before.to - leg - self.model.problem().policy().recording;
        }
        *cost += waiting.full_quarters() * self.quarter;
        Minutes::ZERO
    }

    /// Makes the labels of node `j` from those of the nodes before it.
    fn arrive(&mut self, j: usize) {
        let node = self.nodes[j];
        if self.rest[j] == i64::MAX / 4 {
            return;
        }
        if let Some(leg) = self.out(&node).filter(|_| node.duties_before == 0) {
            let label = Label {
                cost: self.begin + i64::from(leg.0) * self.travel_price - node.profit,
                waiting: Minutes::ZERO,
                run_from: node.from,
                sessions: u32::from(node.session.is_some()),
                node: u32::try_from(j).unwrap_or(NO_PARENT),
                parent: NO_PARENT,
                travel: leg,
            };
            self.keep(j, label);
        }
        for i in 0..j {
            if self.at[i].is_empty() {
                continue;
            }
            let Some(leg) = self.between(&self.nodes[i], &node) else { continue };
            for position in 0..self.at[i].len() {
                let parent = self.at[i][position];
                if let Some(label) = self.extend(parent, i, j, leg) {
                    self.keep(j, label);
                }
            }
        }
    }

    /// The label at `j` after a label at `i`, if the rules allow it.
    fn extend(&self, parent: u32, i: usize, j: usize, leg: Minutes) -> Option<Label> {
        let label = &self.labels[parent as usize];
        let (before, node) = (&self.nodes[i], &self.nodes[j]);
        let sessions = label.sessions + u32::from(node.session.is_some());
        if sessions > self.model.problem()[self.worker].max_sessions_per_day {
            return None;
        }
        let policy = self.model.problem().policy();
        let breaks = node.from - before.to - leg >= policy.break_length;
        let run_from = if breaks { node.from } else { label.run_from };
        if !breaks && node.to - run_from > policy.break_after {
            return None;
        }
        if node.session.is_some_and(|(demand, _)| self.holds(parent, demand)) {
            return None;
        }
        let mut cost = label.cost + i64::from(leg.0) * self.travel_price - node.profit;
        let waiting = self.wait(label.waiting, before, node, leg, &mut cost);
        let node = u32::try_from(j).ok()?;
        Some(Label { cost, waiting, run_from, sessions, node, parent, travel: label.travel + leg })
    }

    /// Whether a label's day has a session of the demand.
    fn holds(&self, label: u32, demand: DemandId) -> bool {
        self.walk(label).any(|node| node.session.is_some_and(|(other, _)| other == demand))
    }

    /// The nodes of a label's day, the last first.
    fn walk(&self, label: u32) -> impl Iterator<Item = &Node> {
        let mut next = label;
        std::iter::from_fn(move || {
            let label = self.labels.get(next as usize)?;
            next = label.parent;
            Some(&self.nodes[label.node as usize])
        })
    }

    /// Keeps a label unless another is no worse, or it cannot beat the best day.
    fn keep(&mut self, j: usize, label: Label) {
        let goal = self.best.first().map_or(0, |day| day.cost);
        if label.cost + self.rest[j] - self.duties_alone >= goal {
            return;
        }
        let here = std::mem::take(&mut self.at[j]);
        let id = u32::try_from(self.labels.len()).unwrap_or(NO_PARENT);
        self.labels.push(label);
        let dominated = here.iter().any(|&other| self.dominates(other, id));
        let mut kept: Vec<u32> = here;
        if dominated {
            self.labels.pop();
        } else {
            kept.retain(|&other| !self.dominates(id, other));
            kept.push(id);
            if kept.len() > self.deepest {
                kept.sort_by_key(|&label| self.labels[label as usize].cost);
                kept.truncate(self.deepest);
            }
        }
        self.at[j] = kept;
    }

    fn dominates(&self, a: u32, b: u32) -> bool {
        let (one, other) = (&self.labels[a as usize], &self.labels[b as usize]);
        one.cost <= other.cost
            && (self.quarter == 0 || one.waiting <= other.waiting)
            && (!self.breaks || one.run_from >= other.run_from)
            && one.sessions <= other.sessions
            && self.walk(one.parent).all(|node| match node.session {
                Some((demand, _)) => self.holds(other.parent, demand),
                None => true,
            })
    }

    /// Ends the day after node `j` with each of its labels.
    fn end_day(&mut self, j: usize, most: usize) {
        let node = self.nodes[j];
        if !self.is_last(&node) {
            return;
        }
        let Some(leg) = self.home(&node) else { return };
        for position in 0..self.at[j].len() {
            let id = self.at[j][position];
            let label = self.labels[id as usize];
            let cost = label.cost + i64::from(leg.0) * self.travel_price + label.waiting.full_quarters() * self.quarter
                - self.duties_alone;
            if cost < 0 && label.sessions > 0 {
                let sessions = self.walk(id).filter_map(|node| node.session).collect();
                self.offer(PricedDay { cost, sessions, travel: label.travel + leg }, most);
            }
        }
    }

    fn offer(&mut self, day: PricedDay, most: usize) {
        let at = self.best.partition_point(|other| other.cost <= day.cost);
        if at < most {
            self.best.insert(at, day);
            self.best.truncate(most);
        }
    }
}
