//! Nodes and arcs of one shift span: see `route_workers` for what they mean.

use std::collections::BTreeMap;

use crate::domain::{Cost, Minutes};
use crate::model::{Model, SpotId};

use super::labels;
use super::program::{ColumnId, Program, sum};
use super::route_workers::{Flow, Stretch};

/// What enters (+1) and leaves (−1) each node, by spot and time.
type Nodes = BTreeMap<(SpotId, Minutes), Vec<(ColumnId, i64)>>;

/// A gap between two tasks, as far as breaks go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gaps {
    /// Breaks need not be told from other gaps.
    Alike,
    /// A gap of at least this, less the travel, may count as a rest.
    Resting(Minutes),
}

/// A network in the making.
pub(super) struct Network<'p, 'm> {
    program: &'p mut Program,
    model: &'m Model<'m>,
    stretch: &'p Stretch,
    gaps: Gaps,
    label: String,
    base: SpotId,
    ready: Nodes,
    done: Nodes,
    flow: Flow,
}

impl<'p, 'm> Network<'p, 'm> {
    /// The nodes of a span's tasks, without arcs between them.
    pub(super) fn new(program: &'p mut Program, model: &'m Model<'m>, stretch: &'p Stretch, gaps: Gaps) -> Self {
        let (mut ready, mut done) = (Nodes::new(), Nodes::new());
        for piece in &stretch.pieces {
            ready.entry((piece.spot, piece.time.from)).or_default().push((piece.column, -1));
            done.entry((piece.spot, piece.time.to)).or_default().push((piece.column, 1));
        }
        let label = labels::worker_day(model, stretch.worker, stretch.day);
        let base = model.roster()[stretch.worker.index()].base;
        Self { program, model, stretch, gaps, label, base, ready, done, flow: Flow::default() }
    }

    /// Draws all arcs and keeps the flow in balance.
    pub(super) fn connect(mut self) -> Flow {
        self.begin();
        self.wait();
        self.travel();
        self.end();
        self.balance();
        self.flow
    }

    /// From the base, so as to be ready when the first task starts; once, if at all.
    fn begin(&mut self) {
        let nodes: Vec<_> = self.ready.keys().copied().collect();
        for (spot, time) in nodes {
            let minutes = self.model.spots().drive(self.base, spot);
            if time - minutes < self.stretch.shift.from {
                continue;
            }
            let leg = self.leg(format!("begin[{} {}]", self.label, labels::moment(spot, time)), minutes);
            self.flow.first.push((leg, time - minutes));
            enter(&mut self.ready, (spot, time), leg);
        }
        let mut terms = sum(self.flow.first.iter().map(|&(leg, _)| leg));
        terms.push((self.stretch.used, -1));
        self.program.equal(format!("out_once[{} {}]", self.label, self.stretch.shift.from.clock()), terms, 0);
    }

    /// From ready to the next time at which a task starts at the same spot.
    fn wait(&mut self) {
        let nodes: Vec<_> = self.ready.keys().copied().collect();
        for pair in nodes.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let name = format!("wait[{} {}]", self.label, labels::moment(pair[0].0, pair[0].1));
            let wait = self.program.number(name, 1, Cost::ZERO);
            self.flow.waiting.push((wait, pair[1].1 - pair[0].1));
            leave(&mut self.ready, pair[0], wait);
            enter(&mut self.ready, pair[1], wait);
        }
    }

    /// From done to the first time at which a task can start at each spot; besides, if the gap may count as a rest, to
    /// the first after a rest.
    fn travel(&mut self) {
        let nodes: Vec<_> = self.done.keys().copied().collect();
        let mut spots: Vec<SpotId> = self.ready.keys().map(|&(spot, _)| spot).collect();
        spots.dedup();
        for from in nodes {
            for &to in &spots {
                self.travel_to(from, to);
            }
        }
    }

    fn travel_to(&mut self, from: (SpotId, Minutes), to: SpotId) {
        let arrival = from.1 + self.model.spots().drive(from.0, to);
        let Some(soonest) = self.ready_after(to, arrival) else { return };
        let rested = match self.gaps {
            Gaps::Alike => None,
            Gaps::Resting(length) => self.ready_after(to, arrival + length),
        };
        if rested != Some(soonest) {
            self.leg_between("leg", from, (to, soonest));
        }
        if let Some(rested) = rested {
            let leg = self.leg_between("rest", from, (to, rested));
            self.flow.rests.push((leg, from.1));
        }
    }

    /// The first time from `time` on at which a task starts at `spot`.
    fn ready_after(&self, spot: SpotId, time: Minutes) -> Option<Minutes> {
        self.ready.range((spot, time)..=(spot, Minutes(i32::MAX))).next().map(|(&(_, at), _)| at)
    }

    fn leg_between(&mut self, kind: &str, from: (SpotId, Minutes), to: (SpotId, Minutes)) -> ColumnId {
        let minutes = self.model.spots().drive(from.0, to.0);
        let (start, end) = (labels::moment(from.0, from.1), labels::moment(to.0, to.1));
        let leg = self.leg(format!("{kind}[{} {start} {end}]", self.label), minutes);
        self.flow.waiting.push((leg, to.1 - from.1 - minutes));
        leave(&mut self.done, from, leg);
        enter(&mut self.ready, to, leg);
        leg
    }

    /// From done back to the base.
    fn end(&mut self) {
        let nodes: Vec<_> = self.done.keys().copied().collect();
        for (spot, time) in nodes {
            let minutes = self.model.spots().drive(spot, self.base);
            if time + minutes > self.stretch.shift.to {
                continue;
            }
            let leg = self.leg(format!("home[{} {}]", self.label, labels::moment(spot, time)), minutes);
            self.flow.last.push((leg, time + minutes));
            leave(&mut self.done, (spot, time), leg);
        }
    }

    fn leg(&mut self, name: String, minutes: Minutes) -> ColumnId {
        let weight = self.model.problem().weights().worker_minute;
        let leg = self.program.number(name, 1, minutes.cost(weight));
        self.flow.travel.push((leg, minutes));
        leg
    }

    /// As much leaves a node as enters it.
    fn balance(&mut self) {
        let ready = std::mem::take(&mut self.ready).into_iter().map(|node| ("ready", node));
        let done = std::mem::take(&mut self.done).into_iter().map(|node| ("done", node));
        for (kind, ((spot, time), terms)) in ready.chain(done) {
            let name = format!("{kind}[{} {}]", self.label, labels::moment(spot, time));
            self.program.equal(name, terms, 0);
        }
    }
}

fn enter(nodes: &mut Nodes, node: (SpotId, Minutes), arc: ColumnId) {
    nodes.entry(node).or_default().push((arc, 1));
}

fn leave(nodes: &mut Nodes, node: (SpotId, Minutes), arc: ColumnId) {
    nodes.entry(node).or_default().push((arc, -1));
}
