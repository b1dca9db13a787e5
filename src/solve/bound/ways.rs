//! The ways through a worker's day: sessions of one demand at one site that differ in their start only are one group, and
//! what may follow what, how long the journey is and what the rest of the day could bring is known for groups.
//!
//! It knows nothing of labels: `labels` looks for the best days along these ways, `every_day` for all good ones.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::domain::{Day, Interval, Minutes, WorkerId};
use crate::model::{DemandId, Model, SpotId, WorkerDay};

use super::MILLI;
use super::graph::Node;
pub(super) use super::onward::NEVER;
use super::onward::{Cheapest, DUTY, Place};
use super::prices::Prices;

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
    /// When each of them begins.
    from: Vec<Minutes>,
    last_from: Minutes,
}

/// Groups that begin at one spot in one shift after the same duties, the one that leads to the cheapest end first.
#[derive(Clone, Debug)]
struct Halt {
    spot: SpotId,
    shift: usize,
    duties_before: usize,
    /// Each with the least that its nodes cost with their rest.
    groups: Vec<(i64, usize)>,
    last_from: Minutes,
    onward: Place,
}

/// What tells tasks apart for what may follow them: spot, shift, duties done and time.
type State = (SpotId, usize, usize, Minutes);

/// What may follow a task.
#[derive(Clone, Copy, Debug, Default)]
struct After {
    cheapest: Cheapest,
    most: u32,
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
    halts: Vec<Halt>,
    /// The halt of each group.
    halt_of: Vec<usize>,
    /// The groups of each demand.
    of_demand: Vec<Vec<usize>>,
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
        let (halts, halt_of) = halts(&groups);
        let last = nodes.iter().map(|node| node.to).max().unwrap_or_default();
        let mut of_demand = vec![Vec::new(); demands];
        for (at, group) in groups.iter().enumerate() {
            group.demand.into_iter().for_each(|demand| of_demand[demand].push(at));
        }
        let mut ways = Self {
            model,
            hours,
            base: roster.base,
            nodes,
            halts,
            halt_of,
            groups,
            group_of,
            of_demand,
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
        };
        ways.duties_alone = ways.cost_of_duties();
        ways.look_back();
        ways
    }

    /// The number of a node's demand within the day; `None` for a duty.
    pub(super) fn demand(&self, node: usize) -> Option<usize> {
        self.groups[self.group_of[node]].demand
    }

    /// Whether there may be time for a session of a demand after a node, by whatever way round.
    pub(super) fn may_follow(&self, node: usize, demand: usize) -> bool {
        let node = &self.nodes[node];
        let mut groups = self.of_demand[demand].iter().map(|&group| &self.groups[group]);
        groups.any(|group| node.to + self.model.spots().drive_at_least(node.spot, group.spot) <= group.last_from)
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

    /// No day costs less beyond its duties, waiting, runs and repeats forgotten; nothing above zero.
    pub(super) fn least_of_day(&self) -> i64 {
        let from = |(node, rest): (&Node, &i64)| {
            let leg = self.out(node).filter(|_| *rest < NEVER)?;
            Some(self.begin + i64::from(leg.0) * self.travel_price - node.profit + rest - self.duties_alone)
        };
        self.nodes.iter().zip(&self.rest).filter_map(from).min().unwrap_or(0).min(0)
    }

    /// The steps from a node to all groups that may come next and lead to an end of the day for less than `below`, the
    /// cost so far not counted.
    pub(super) fn steps(&self, node: usize, below: i64) -> impl Iterator<Item = Step> + '_ {
        let own = &self.groups[self.group_of[node]];
        let demand = own.demand.unwrap_or(DUTY);
        let done = self.nodes[node].to;
        let of_halt = move |halt: &'_ Halt| {
            let (leg, ready) = self.leg(own, done, halt)?;
            let rest = halt.onward.from(ready)?.cheapest.after(demand);
            (rest < NEVER && rest + i64::from(leg.0) * self.travel_price < below).then_some((leg, ready))
        };
        let reached = self.halts.iter().filter_map(move |halt| of_halt(halt).map(|way| (halt, way)));
        reached.flat_map(move |(halt, (leg, ready))| {
            let most = below - i64::from(leg.0) * self.travel_price;
            let cheap = halt.groups.iter().take_while(move |(least, _)| *least < most);
            cheap.filter_map(move |&(_, group)| self.step(demand, group, leg, ready, below))
        })
    }

    /// The least that a day costs which goes on from a node by this step, the cost so far not counted.
    pub(super) fn least_after(&self, step: &Step) -> i64 {
        let first = self.groups[step.group].nodes[step.first];
        i64::from(step.leg.0) * self.travel_price + self.onward[first]
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
        self.home_from((node.spot, node.shift), node.to)
    }

    fn home_from(&self, (spot, shift): (SpotId, usize), done: Minutes) -> Option<Minutes> {
        let leg = self.model.spots().drive(spot, self.base);
        (done + leg <= self.shift(shift).to).then_some(leg)
    }

    /// The journey from a task of a group that is done at some time to a halt, and when it is over; `None` if nothing there
    /// may come next.
    fn leg(&self, own: &Group, done: Minutes, halt: &Halt) -> Option<(Minutes, Minutes)> {
        if own.duties_after != halt.duties_before || halt.last_from < done {
            return None;
        }
        let (leg, ready) = if own.shift == halt.shift {
            let leg = self.model.spots().drive(own.spot, halt.spot);
            (leg, done + leg)
        } else {
            let out = self.model.spots().drive(self.base, halt.spot);
            (self.home_from((own.spot, own.shift), done)? + out, done.max(self.shift(halt.shift).from + out))
        };
        (ready <= halt.last_from).then_some((leg, ready))
    }

    /// The step to a group that can be reached by a leg in time.
    fn step(&self, demand: usize, to: usize, leg: Minutes, ready: Minutes, below: i64) -> Option<Step> {
        let group = &self.groups[to];
        if group.last_from < ready || group.demand.is_some_and(|other| other == demand) {
            return None;
        }
        let first = group.from.partition_point(|&from| from < ready);
        let step = Step { group: to, first, leg };
        (self.onward[group.nodes[first]] < NEVER && self.least_after(&step) < below).then_some(step)
    }

    /// What may follow each node, from the last back to the first.
    fn look_back(&mut self) {
        let mut known: FxHashMap<State, After> = FxHashMap::default();
        let mut later: Vec<i64> = vec![NEVER; self.groups.len()];
        for i in (0..self.nodes.len()).rev() {
            let (node, group) = (&self.nodes[i], self.group_of[i]);
            let own = &self.groups[group];
            let state = (node.spot, node.shift, own.duties_after, node.to);
            let after = match known.entry(state) {
                Entry::Occupied(found) => *found.get(),
                Entry::Vacant(place) => *place.insert(self.after(group, i)),
            };
            let demand = own.demand.unwrap_or(DUTY);
            self.more[i] = after.most;
            self.rest[i] = after.cheapest.after(demand);
            if self.rest[i] < NEVER {
                later[group] = later[group].min(self.rest[i] - node.profit);
                let most = after.most + u32::from(node.session.is_some());
                self.halts[self.halt_of[group]].onward.add(node.from, self.rest[i] - node.profit, demand, most);
            }
            self.onward[i] = later[group];
        }
        for halt in &mut self.halts {
            let mut groups: Vec<_> = halt.groups.iter().map(|&(_, group)| (later[group], group)).collect();
            groups.retain(|(least, _)| *least < NEVER);
            groups.sort_unstable();
            halt.groups = groups;
        }
    }

    /// What may follow a task of a group that is done when node `i` is.
    fn after(&self, group: usize, i: usize) -> After {
        let (own, node) = (&self.groups[group], &self.nodes[i]);
        let mut after = After::default();
        if let Some(leg) = self.end(node) {
            after.cheapest.offer(i64::from(leg.0) * self.travel_price, DUTY);
        }
        for halt in &self.halts {
            let Some((leg, ready)) = self.leg(own, node.to, halt) else { continue };
            if let Some(from) = halt.onward.from(ready) {
                after.cheapest.offer_all(&from.cheapest, i64::from(leg.0) * self.travel_price);
                after.most = after.most.max(from.most);
            }
        }
        after
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

/// The halts of groups, and the halt of each group.
fn halts(groups: &[Group]) -> (Vec<Halt>, Vec<usize>) {
    let mut halts: Vec<Halt> = Vec::new();
    let mut halt_of = Vec::with_capacity(groups.len());
    let mut known: FxHashMap<(SpotId, usize, usize), usize> = FxHashMap::default();
    for (at, group) in groups.iter().enumerate() {
        let (spot, shift, duties_before) = (group.spot, group.shift, group.duties_before);
        let halt = *known.entry((spot, shift, duties_before)).or_insert_with(|| {
            let (groups, onward) = (Vec::new(), Place::default());
            halts.push(Halt { spot, shift, duties_before, groups, last_from: group.last_from, onward });
            halts.len() - 1
        });
        halts[halt].groups.push((NEVER, at));
        halts[halt].last_from = halts[halt].last_from.max(group.last_from);
        halt_of.push(halt);
    }
    (halts, halt_of)
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
            let (nodes, from) = (Vec::new(), Vec::new());
            groups.push(Group { spot, shift, duties_before, duties_after, demand, nodes, from, last_from: node.from });
            groups.len() - 1
        });
        groups[group].nodes.push(i);
        groups[group].from.push(node.from);
        groups[group].last_from = node.from;
        group_of.push(group);
    }
    (groups, group_of, demands.len())
}
