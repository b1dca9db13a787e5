//! The ways through a worker's day: sessions of one demand at one site that differ in their start only are one group, and
//! what may follow what, how long the journey is and what the rest of the day could bring is known for groups.
//!
//! It knows nothing of labels: `labels` looks for the best days along these ways, `every_day` for all good ones.

use rustc_hash::FxHashMap;

use crate::domain::{Day, Interval, Minutes, WorkerId};
use crate::model::{DemandId, Model, SpotId, WorkerDay};

use super::MILLI;
use super::graph::Node;
use super::prices::Prices;

/// More than any day costs.
pub(super) const NEVER: i64 = i64::MAX / 4;

/// Nodes that differ in their time only.
#[derive(Clone, Debug)]
pub(super) struct Group {
    spot: SpotId,
    shift: usize,
    duties_before: usize,
    /// Duties done once a task of the group is.
    duties_after: usize,
    /// The number of the demand within the day; `None` for a duty.
    pub(super) demand: Option<usize>,
    /// In order of time.
    pub(super) nodes: Vec<usize>,
    last_from: Minutes,
}

/// A worker's day as a network in order of time.
#[derive(Debug)]
pub(super) struct Ways<'a> {
    model: &'a Model<'a>,
    hours: &'a WorkerDay,
    base: SpotId,
    pub(super) nodes: &'a [Node],
    pub(super) groups: Vec<Group>,
    pub(super) group_of: Vec<usize>,
    /// The groups, those that end last first.
    latest_first: Vec<usize>,
    /// Words of a set of demands.
    pub(super) words: usize,
    pub(super) travel_price: i64,
    pub(super) quarter: i64,
    /// What working on the day costs before any session.
    pub(super) begin: i64,
    /// What the day costs with its duties only: days are compared with that.
    pub(super) duties_alone: i64,
    pub(super) most_sessions: u32,
    /// Whether a day can be so long that a break matters.
    pub(super) breaks: bool,
    /// A run that begins here or later is never too long.
    latest_run: Minutes,
    /// For each node the least cost of going on from it to the end of the day, runs, waiting and repeats forgotten.
    pub(super) rest: Vec<i64>,
    /// For each node, the least of what it and the later ones of its group cost with their rest.
    onward: Vec<i64>,
    /// For each node, the most sessions that may follow it.
    pub(super) more: Vec<u32>,
    more_onward: Vec<u32>,
    /// For each node, the set of demands that may follow it, sooner or later.
    open: Vec<u64>,
}

/// A step from a node to a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) group: usize,
    /// The first position in the group that there is time for.
    pub(super) first: usize,
    pub(super) leg: Minutes,
}

impl<'a> Ways<'a> {
    /// The network over nodes in order of time.
    pub(super) fn new(
        model: &'a Model<'a>,
        prices: &Prices<'_>,
        (worker, day): (WorkerId, Day),
        nodes: &'a [Node],
    ) -> Self {
        let somebody = &model.problem()[worker];
        let (weights, policy) = (model.problem().weights(), model.problem().policy());
        let roster = &model.roster()[worker.index()];
        let hours = &roster.days[day.index()];
        let begin = if somebody.agency && hours.duties.is_empty() { weights.agency_day.0 * MILLI } else { 0 };
        let (groups, group_of, demands) = grouped(nodes);
        let last = nodes.iter().map(|node| node.to).max().unwrap_or_default();
        let words = demands.div_ceil(64);
        let mut ways = Self {
            model,
            hours,
            base: roster.base,
            nodes,
            latest_first: latest_first(&groups),
            groups,
            group_of,
            words,
            travel_price: prices.of_travel(worker),
            quarter: weights.waiting_quarter.0 * MILLI,
            begin,
            duties_alone: 0,
            most_sessions: somebody.max_sessions_per_day,
            breaks: policy.break_after < Minutes::DAY,
            latest_run: last - policy.break_after,
            rest: vec![NEVER; nodes.len()],
            onward: vec![NEVER; nodes.len()],
            more: vec![0; nodes.len()],
            more_onward: vec![0; nodes.len()],
            open: vec![0; nodes.len() * words],
        };
        ways.duties_alone = ways.cost_of_duties();
        ways.look_back();
        ways
    }

    /// The demands that may follow a node, as a set.
    pub(super) fn open(&self, node: usize) -> &[u64] {
        &self.open[node * self.words..(node + 1) * self.words]
    }

    /// The leg from the base to a node that may be the first, if there is time for it.
    pub(super) fn out(&self, node: &Node) -> Option<Minutes> {
        let leg = self.model.spots().drive(self.base, node.spot);
        (node.duties_before == 0 && self.shift(node.shift).from + leg <= node.from).then_some(leg)
    }

    /// The leg from a node that may be the last to the base, if there is time for it.
    pub(super) fn end(&self, node: &Node) -> Option<Minutes> {
        let last = node.duties_before + usize::from(node.session.is_none()) == self.hours.duties.len();
        if last { self.home(node) } else { None }
    }

    /// The steps from a node to all groups that may come next and lead to an end of the day.
    pub(super) fn steps(&self, node: usize) -> impl Iterator<Item = Step> + '_ {
        let done = self.nodes[node].to;
        let in_time = self.latest_first.iter().take_while(move |&&group| self.groups[group].last_from >= done);
        in_time.filter_map(move |&group| self.step(node, group))
    }

    /// The least that a day costs which goes on from a node by this step, the cost so far not counted.
    pub(super) fn least_after(&self, step: &Step) -> i64 {
        let first = self.groups[step.group].nodes[step.first];
        i64::from(step.leg.0) * self.travel_price + self.onward[first]
    }

    /// The most sessions of a day that goes on by this step.
    fn most_after(&self, step: &Step) -> u32 {
        self.more_onward[self.groups[step.group].nodes[step.first]]
    }

    /// The run after a step from `before` to `node`: its beginning, or `None` if it grows too long.
    pub(super) fn run(&self, run_from: Minutes, before: &Node, node: &Node, leg: Minutes) -> Option<Minutes> {
        let policy = self.model.problem().policy();
        if node.from - before.to - leg >= policy.break_length {
            return Some(self.new_run(node));
        }
        (node.to - run_from <= policy.break_after).then_some(run_from)
    }

    /// The beginning of a run at a node: all beginnings that cannot make a run too long are one.
    pub(super) fn new_run(&self, node: &Node) -> Minutes {
        if self.breaks { node.from.min(self.latest_run) } else { Minutes::ZERO }
    }

    /// The waiting of the stretch after a journey; what a stretch that ends waited is added to the cost.
    pub(super) fn wait(&self, waiting: Minutes, before: &Node, after: &Node, leg: Minutes, cost: &mut i64) -> Minutes {
        if before.shift == after.shift {
            return waiting + after.from - before.to - leg - self.model.problem().policy().recording;
        }
        *cost += waiting.full_quarters() * self.quarter;
        Minutes::ZERO
    }

    /// What so much more waiting may cost at the most.
    pub(super) fn price_of_waiting(&self, minutes: Minutes) -> i64 {
        i64::from((minutes.0.max(0) + 14) / 15) * self.quarter
    }

    fn shift(&self, shift: usize) -> Interval {
        self.hours.shifts[shift]
    }

    fn home(&self, node: &Node) -> Option<Minutes> {
        let leg = self.model.spots().drive(node.spot, self.base);
        (node.to + leg <= self.shift(node.shift).to).then_some(leg)
    }

    fn step(&self, from: usize, to: usize) -> Option<Step> {
        let (node, own, group) = (&self.nodes[from], &self.groups[self.group_of[from]], &self.groups[to]);
        let repeats = group.demand.is_some() && own.demand == group.demand;
        if own.duties_after != group.duties_before || repeats {
            return None;
        }
        let (leg, ready) = if own.shift == group.shift {
            let leg = self.model.spots().drive(own.spot, group.spot);
            (leg, node.to + leg)
        } else {
            let out = self.model.spots().drive(self.base, group.spot);
            (self.home(node)? + out, node.to.max(self.shift(group.shift).from + out))
        };
        if ready > group.last_from {
            return None;
        }
        let first = group.nodes.partition_point(|&other| self.nodes[other].from < ready);
        (self.onward[group.nodes[first]] < NEVER).then_some(Step { group: to, first, leg })
    }

    /// What may follow each node, from the last back to the first.
    fn look_back(&mut self) {
        let mut position: Vec<usize> = self.groups.iter().map(|group| group.nodes.len()).collect();
        for i in (0..self.nodes.len()).rev() {
            let node = &self.nodes[i];
            let mut rest = self.end(node).map_or(NEVER, |leg| i64::from(leg.0) * self.travel_price);
            let mut more = 0;
            for step in self.steps(i) {
                rest = rest.min(self.least_after(&step));
                more = more.max(self.most_after(&step));
            }
            (self.rest[i], self.more[i]) = (rest, more);
            self.open_after(i);
            let group = self.group_of[i];
            let later = self.groups[group].nodes.get(position[group]).copied();
            let here = if rest == NEVER { NEVER } else { rest - node.profit };
            self.onward[i] = later.map_or(here, |later| here.min(self.onward[later]));
            let sessions = more + u32::from(node.session.is_some());
            self.more_onward[i] = later.map_or(sessions, |later| sessions.max(self.more_onward[later]));
            position[group] -= 1;
        }
    }

    /// Notes the demands that may follow a node: by whatever way round.
    fn open_after(&mut self, i: usize) {
        let node = &self.nodes[i];
        let in_time = |group: &&Group| group.last_from >= node.to;
        for group in self.latest_first.iter().map(|&group| &self.groups[group]).take_while(in_time) {
            let Some(demand) = group.demand else { continue };
            if node.to + self.model.spots().drive_at_least(node.spot, group.spot) <= group.last_from {
                self.open[i * self.words + demand / 64] |= 1 << (demand % 64);
            }
        }
    }

    /// What a day with its duties only costs.
    fn cost_of_duties(&self) -> i64 {
        let duties: Vec<&Node> = self.nodes.iter().filter(|node| node.session.is_none()).collect();
        let (Some(first), Some(last)) = (duties.first(), duties.last()) else { return 0 };
        let drive = |from, to| self.model.spots().drive(from, to);
        let ends = drive(self.base, first.spot) + drive(last.spot, self.base);
        let mut cost = i64::from(ends.0) * self.travel_price - duties.iter().map(|node| node.profit).sum::<i64>();
        let mut waiting = Minutes::ZERO;
        for pair in duties.windows(2) {
            let leg = if pair[0].shift == pair[1].shift {
                drive(pair[0].spot, pair[1].spot)
            } else {
                drive(pair[0].spot, self.base) + drive(self.base, pair[1].spot)
            };
            cost += i64::from(leg.0) * self.travel_price;
            waiting = self.wait(waiting, pair[0], pair[1], leg, &mut cost);
        }
        cost + waiting.full_quarters() * self.quarter
    }
}

fn latest_first(groups: &[Group]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&group| std::cmp::Reverse(groups[group].last_from));
    order
}

/// What tells groups apart: demand, place and shift of a session, position among the duties.
type Key = (Option<DemandId>, SpotId, usize, usize, usize);

/// The groups of nodes in order of time, the group of each, and how many demands there are.
fn grouped(nodes: &[Node]) -> (Vec<Group>, Vec<usize>, usize) {
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of = Vec::with_capacity(nodes.len());
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    let mut demands: FxHashMap<DemandId, usize> = FxHashMap::default();
    for (i, node) in nodes.iter().enumerate() {
        let id = node.session.map(|(id, _)| id);
        let key =
            (id, node.spot, node.shift, node.duties_before, usize::try_from((node.to - node.from).0).unwrap_or(0));
        let group = *known.entry(key).or_insert_with(|| {
            let count = demands.len();
            let demand = id.map(|id| *demands.entry(id).or_insert(count));
            let duties_after = node.duties_before + usize::from(id.is_none());
            let (spot, shift, duties_before) = (node.spot, node.shift, node.duties_before);
            let nodes = Vec::new();
            groups.push(Group { spot, shift, duties_before, duties_after, demand, nodes, last_from: node.from });
            groups.len() - 1
        });
        groups[group].nodes.push(i);
        groups[group].last_from = node.from;
        group_of.push(group);
    }
    (groups, group_of, demands.len())
}
