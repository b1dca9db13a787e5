//! The best days of one worker under given prices: a resource-constrained shortest path over the nodes in order of time
//! (Desaulniers, Desrosiers, Solomon, Column Generation, 2005, chapter 2). Labels carry where the present run of tasks
//! began, the waiting so far, the number of sessions and which of the remembered demands are in.
//!
//! A label is dropped only if another of the same demand at the same site, no later, is no worse in all of them: whatever
//! may follow the later one may follow the earlier one too, which at most waits longer, and that wait is paid for in the
//! comparison. Demands that can no longer follow do not count.
//!
//! Two things keep labels few. The least that the rest of a day costs is known, so only what can end below a limit is gone on
//! with, and the limit is at first close to what no day can cost less than, and raised until there is a day. And only demands
//! that were found twice in a day are remembered, none at first (decremental state space relaxation: Boland, Dethridge,
//! Dumitrescu, Operations Research Letters 34(1), 2006; Righini, Salani, Networks 51(3), 2008): where the cheapest day repeats
//! demands, the search begins again with these remembered.

use crate::domain::Minutes;
use crate::model::DemandId;

use super::ways::{NEVER, Step, Ways};
use super::{MILLI, Stop};

/// A day of a worker with what it costs under the prices, in thousandths of a point, less what its duties alone cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PricedDay {
    pub(super) cost: i64,
    pub(super) sessions: Vec<(DemandId, usize)>,
}

/// What a search for the best days has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The cheapest days, in order of cost; all below zero.
    pub(super) days: Vec<PricedDay>,
    /// No day costs less, and none is above zero: what the best one costs, or less where there were too many ways to count.
    pub(super) least: i64,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    cost: i64,
    waiting: Minutes,
    run_from: Minutes,
    sessions: u32,
    node: u32,
    parent: u32,
    /// The remembered demands that are in, as a set.
    remembered: u64,
}

const NO_PARENT: u32 = u32::MAX;
/// With more labels than this a search is given up.
const MOST_LABELS: usize = 200_000;
/// With more nodes than this a day is not begun.
const MOST_NODES: usize = 200_000;
/// The first limit is beyond what no day costs less than by this part of it, and by so much at least.
const FIRST_ALLOWANCE: (i64, i64) = (32, MILLI);
/// An allowance within which there is no day is raised by this factor.
const RAISED: i64 = 4;

/// The best days along these ways, at most so many; `None` if told to stop.
pub(super) fn best_days(ways: &Ways<'_>, most: usize, stop: Stop<'_>) -> Option<Found> {
    let mut found = Found { days: Vec::new(), least: ways.least_of_day() };
    let mut allowance = (-found.least / FIRST_ALLOWANCE.0).max(FIRST_ALLOWANCE.1);
    let mut limit = found.least + allowance;
    let mut memory = Memory::default();
    while found.least < 0 && ways.nodes.len() <= MOST_NODES {
        let Some(search) = DaySearch::new(ways, &memory, limit.min(0), most).run(stop) else { break };
        let best = search.best.first().map(|day| day.cost);
        let repeated = search.repeated.filter(|(cost, _)| best.is_none_or(|best| *cost < best));
        if !search.best.is_empty() {
            found.days = search.best;
        }
        if let Some((cost, demands)) = repeated {
            found.least = found.least.max(cost);
            if !memory.add(ways, &demands) {
                break;
            }
        } else {
            found.least = best.unwrap_or(limit.min(0));
            if best.is_some() {
                break;
            }
            allowance *= RAISED;
            limit += allowance;
        }
    }
    (!stop()).then_some(found)
}

/// The demands that labels remember.
#[derive(Clone, Debug, Default)]
struct Memory {
    /// Numbers of demands within the day; 64 at the most.
    demands: Vec<usize>,
    /// For each node, those that may follow it, as a set.
    open: Vec<u64>,
}

impl Memory {
    /// Remembers more demands; `false` if they are too many.
    fn add(&mut self, ways: &Ways<'_>, demands: &[usize]) -> bool {
        if self.demands.len() + demands.len() > 64 {
            return false;
        }
        self.demands.extend(demands);
        let open = |node| {
            let open = |(at, &demand): (usize, &usize)| u64::from(ways.may_follow(node, demand)) << at;
            self.demands.iter().enumerate().map(open).sum()
        };
        self.open = (0..ways.nodes.len()).map(open).collect();
        true
    }

    /// The demand as a set; empty if it is not remembered.
    fn set(&self, demand: Option<usize>) -> u64 {
        let at = self.demands.iter().position(|&other| Some(other) == demand);
        at.map_or(0, |at| 1 << at)
    }

    fn open(&self, node: usize) -> u64 {
        self.open.get(node).copied().unwrap_or(0)
    }
}

/// The search for the best days of one worker on one day that cost less than a limit.
struct DaySearch<'a> {
    ways: &'a Ways<'a>,
    memory: &'a Memory,
    limit: i64,
    /// Most days that are wanted.
    most: usize,
    labels: Vec<Label>,
    /// For each node the labels that have come to it and are not yet looked at.
    coming: Vec<Vec<u32>>,
    /// For each group the labels kept, in order of time.
    kept: Vec<Vec<u32>>,
    best: Vec<PricedDay>,
    /// What the cheapest day with repeats costs, and the demands that such days repeat.
    repeated: Option<(i64, Vec<usize>)>,
}

impl<'a> DaySearch<'a> {
    fn new(ways: &'a Ways<'a>, memory: &'a Memory, limit: i64, most: usize) -> Self {
        Self {
            ways,
            memory,
            limit,
            most,
            labels: Vec::new(),
            coming: vec![Vec::new(); ways.nodes.len()],
            kept: vec![Vec::new(); ways.groups.len()],
            best: Vec::new(),
            repeated: None,
        }
    }

    /// Goes through the nodes in order of time; `None` if told to stop or if there are too many ways to count.
    fn run(mut self, stop: Stop<'_>) -> Option<Self> {
        for j in 0..self.ways.nodes.len() {
            if self.ways.rest[j] == NEVER {
                continue;
            }
            if stop() || self.labels.len() > MOST_LABELS {
                return None;
            }
            self.begin(j);
            let first = self.kept[self.ways.group_of[j]].len();
            self.settle(j);
            self.go_on(j, first);
            self.end_day(j, first);
        }
        Some(self)
    }

    /// What a day must cost less than to be of interest.
    fn goal(&self) -> i64 {
        let worst = self.best.get(self.most - 1).map_or(self.limit, |day| day.cost);
        self.ways.duties_alone + worst
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
            remembered: self.memory.set(self.ways.demand(j)),
        };
        if label.cost + self.ways.rest[j] < self.goal() {
            self.add(label);
        }
    }

    /// A label comes to its node.
    fn add(&mut self, label: Label) {
        self.coming[label.node as usize].push(u32::try_from(self.labels.len()).unwrap_or(NO_PARENT));
        self.labels.push(label);
    }

    /// Keeps of the labels that have come to node `j` those that no other dominates.
    fn settle(&mut self, j: usize) {
        let mut coming = std::mem::take(&mut self.coming[j]);
        coming.sort_by_key(|&label| self.labels[label as usize].cost);
        let group = self.ways.group_of[j];
        for label in coming {
            if self.labels[label as usize].cost + self.ways.rest[j] >= self.goal() {
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
            && one.remembered & !other.remembered & self.memory.open(node) == 0
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
            let taken = self.memory.set(ways.groups[step.group].demand);
            for position in first..self.kept[group].len() {
                let parent = self.kept[group][position];
                let label = self.labels[parent as usize];
                if label.remembered & taken == 0 && label.cost + least < self.goal() {
                    self.extend((parent, j), &step, taken);
                }
            }
        }
    }

    /// Makes the labels after a step: a later start is of use only if it earns more or makes a shorter run.
    fn extend(&mut self, (parent, i): (u32, usize), step: &Step, taken: u64) {
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
                let remembered = label.remembered | taken;
                self.add(Label { cost, waiting, run_from, sessions, node, parent, remembered });
            }
        }
    }

    /// Ends the day after node `j` with each of its labels.
    fn end_day(&mut self, j: usize, first: usize) {
        let Some(leg) = self.ways.end(&self.ways.nodes[j]) else { return };
        for position in first..self.kept[self.ways.group_of[j]].len() {
            let id = self.kept[self.ways.group_of[j]][position];
            let label = self.labels[id as usize];
            let waited = label.waiting.full_quarters() * self.ways.quarter;
            let cost = label.cost + i64::from(leg.0) * self.ways.travel_price + waited;
            if cost < self.goal() && label.sessions > 0 {
                self.offer(id, cost - self.ways.duties_alone);
            }
        }
    }

    /// The nodes of a label's day, the last first.
    fn nodes(&self, label: u32) -> impl Iterator<Item = usize> + '_ {
        let mut next = label;
        std::iter::from_fn(move || {
            let label = self.labels.get(next as usize)?;
            next = label.parent;
            Some(label.node as usize)
        })
    }

    /// Keeps a day: among the best, if it repeats no demand.
    fn offer(&mut self, label: u32, cost: i64) {
        let mut demands: Vec<usize> = self.nodes(label).filter_map(|node| self.ways.demand(node)).collect();
        demands.sort_unstable();
        let repeated = demands.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let repeated: Vec<usize> = repeated.collect();
        if !repeated.is_empty() {
            let (least, known) = self.repeated.get_or_insert_with(|| (cost, Vec::new()));
            *least = cost.min(*least);
            known.extend(repeated);
            known.sort_unstable();
            known.dedup();
            return;
        }
        let sessions: Vec<_> = self.nodes(label).filter_map(|node| self.ways.nodes[node].session).collect();
        let at = self.best.partition_point(|other| other.cost <= cost);
        let is_new = !self.best[..at].iter().any(|known| known.cost == cost && known.sessions == sessions);
        if is_new {
            self.best.insert(at, PricedDay { cost, sessions });
            self.best.truncate(self.most);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use fastrand::Rng;

    use super::super::columns::{Columns, worked};
    use super::super::every_day::{EveryDay, GoodDay};
    use super::super::graph::{Wanted, nodes};
    use super::super::lagrangian::Relaxation;
    use super::super::multipliers::Multipliers;
    use super::super::ways::Ways;
    use super::super::{MILLI, Stop};
    use super::best_days;
    use crate::domain::testing::week;
    use crate::input::{Against, read_folder};
    use crate::model::{DemandId, Model};

    /// Most days of a worker and date that are counted one by one.
    const MOST: usize = 300_000;

    #[test]
    fn no_day_is_cheaper_than_the_best_and_the_best_costs_what_it_says() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
        let model = Model::new(&problem);
        let relaxation = Relaxation::new(&model);
        let mut compared = 0;
        for seed in 0..20 {
            let multipliers = drawn(&relaxation, &mut Rng::with_seed(seed));
            compared += compare(&relaxation, &multipliers);
        }
        assert!(compared > 100, "only {compared} days were compared");
    }

    /// Any prices: of sessions up to 150 points, of every tenth row up to 20, of a worker's minute up to half a point.
    fn drawn(relaxation: &Relaxation<'_>, rng: &mut Rng) -> Multipliers {
        let mut multipliers = Multipliers::zero(relaxation.model, &relaxation.rows);
        multipliers.demands.iter_mut().for_each(|price| *price = rng.i64(0..150 * MILLI));
        multipliers.rows.iter_mut().step_by(10).for_each(|price| *price = rng.i64(0..20 * MILLI));
        multipliers.paid.iter_mut().for_each(|price| *price = rng.i64(0..MILLI / 2));
        multipliers
    }

    /// Holds the best day of every worker and date against all its days; returns how many had any below zero.
    fn compare(relaxation: &Relaxation<'_>, multipliers: &Multipliers) -> usize {
        let (model, prices) = (relaxation.model, relaxation.prices(multipliers));
        let never: Stop<'_> = &|| false;
        let mut compared = 0;
        for (worker, day) in relaxation.days() {
            let wanted = Wanted { demands: usize::MAX, widest: usize::MAX, worse: 0 };
            let nodes = nodes(model, &relaxation.slack, &prices, worker, day, wanted);
            let ways = Ways::new(model, &prices, (worker, day), &nodes);
            let found = best_days(&ways, 4, never).expect("nobody says stop");
            let secluded = vec![false; model.demands().len()];
            let paid = multipliers.paid_minute(worker);
            let Some(all) = EveryDay::new(&ways, &secluded, 0, paid).all(MOST, never) else { continue };
            let cost = |sessions: &[_]| {
                let mut columns = Columns::default();
                columns.add(model, Some(worker), day, sessions);
                columns.all()[0].reduced_cost(model, &relaxation.rows, multipliers)
            };
            let least = all.iter().map(|day| cost(&day.sessions)).min().unwrap_or(0);
            for good in &all {
                assert!((good.cost - cost(&good.sessions)).abs() <= 4, "{worker:?} {day:?}: {good:?}");
            }
            assert!((found.least - least).abs() <= 4, "{worker:?} {day:?}: {} and {least}", found.least);
            for of_day in &found.days {
                assert!((of_day.cost - cost(&of_day.sessions)).abs() <= 4, "{worker:?} {day:?}: {of_day:?}");
            }
            let alike = vec![true; model.demands().len()];
            let fewer = EveryDay::new(&ways, &alike, 0, paid).all(MOST, never).expect("fewer days");
            assert!(fewer.len() <= all.len());
            let minutes = |of_day: &GoodDay| worked(model, worker, day, &of_day.sessions).expect("a day").1;
            for good in &all {
                let does_as_well = |other: &GoodDay| {
                    demands(other) == demands(good) && other.cost <= good.cost && minutes(other) <= minutes(good)
                };
                assert!(fewer.iter().any(does_as_well), "{worker:?} {day:?}: {good:?}");
            }
            compared += usize::from(least < 0);
        }
        compared
    }

    /// The demands of a day, in order.
    fn demands(of_day: &GoodDay) -> Vec<DemandId> {
        let mut demands: Vec<DemandId> = of_day.sessions.iter().map(|(id, _)| *id).collect();
        demands.sort_unstable();
        demands
    }
}
