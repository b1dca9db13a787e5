//! The sessions that could pay for themselves in one day of one worker, as nodes in order of time, with the duties among
//! them.
//!
//! A node is left out only where no best day can hold it: taking a session out of a day shortens its journeys (but for
//! known journeys that break the triangle inequality by less than a session's length) and lengthens its waiting by no more
//! than `slack` pays for, so a session that earns less than −slack never belongs to a best day.

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::{Demand, DemandId, Model, Placement, SiteOption, SpotId, WorkerDay};

use super::MILLI;
use super::prices::Prices;

/// A session or duty that a day may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) from: Minutes,
    pub(super) to: Minutes,
    pub(super) spot: SpotId,
    /// Position of the shift that holds it.
    pub(super) shift: usize,
    /// What it earns, in thousandths of a point.
    pub(super) profit: i64,
    /// Demand and position of the placement; `None` for a duty.
    pub(super) session: Option<(DemandId, usize)>,
    /// Duties that end before it begins: all of them must be in the day before it.
    pub(super) duties_before: usize,
}

/// What makes a node worth keeping.
#[derive(Clone, Debug)]
pub(super) struct Slack {
    /// For each spot, by how many minutes a direct journey may be longer than one through it.
    detour: Vec<Minutes>,
    /// For each spot, the longest journey to or from it.
    longest: Vec<Minutes>,
}

impl Slack {
    pub(super) fn new(model: &Model<'_>) -> Self {
        let spots = model.spots();
        let all: Vec<SpotId> = spots.all().collect();
        let over = |&via: &SpotId| {
            let saved = |&a: &SpotId| {
                let through = |&b: &SpotId| spots.drive(a, b) - spots.drive(a, via) - spots.drive(via, b);
                all.iter().map(through).max()
            };
            all.iter().filter_map(saved).max().unwrap_or_default().max(Minutes::ZERO)
        };
        let longest = |&spot: &SpotId| {
            let both = |&other: &SpotId| spots.drive(spot, other).max(spots.drive(other, spot));
            all.iter().map(both).max().unwrap_or_default()
        };
        Self { detour: all.iter().map(over).collect(), longest: all.iter().map(longest).collect() }
    }

    /// The least profit of a session of `length` at a spot that can belong to a best day; `None` if any can.
    fn least_profit(
        &self,
        model: &Model<'_>,
        prices: &Prices<'_>,
        worker: WorkerId,
        spot: SpotId,
        length: Minutes,
    ) -> Option<i64> {
        let (policy, weights) = (model.problem().policy(), model.problem().weights());
        let detour = self.detour[spot.index()];
        if length < detour {
            return None;
        }
        let quarter = weights.waiting_quarter.0 * MILLI;
        let travel = prices.of_travel(worker);
        let quarters = (length + policy.recording + detour).full_quarters() + 1;
        let cheap_roads = (quarter - travel * 15).max(0) * (self.longest[spot.index()] * 2).full_quarters();
        Some(-(quarters * quarter + i64::from(detour.0) * travel + cheap_roads + quarter))
    }
}

/// Which nodes are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Most demands, for a quick look: those that earn most.
    pub(super) demands: usize,
    /// Most placements of one demand, for a quick look.
    pub(super) widest: usize,
    /// Days that cost more than the best by less than this are wanted too.
    pub(super) worse: i64,
}

/// The nodes of a worker's day in order of their start.
pub(super) fn nodes(
    model: &Model<'_>,
    slack: &Slack,
    prices: &Prices<'_>,
    worker: WorkerId,
    day: Day,
    wanted: Wanted,
) -> Vec<Node> {
    let roster = &model.roster()[worker.index()];
    let hours = &roster.days[day.index()];
    let mut nodes = Vec::new();
    for (shift, span) in hours.shifts.iter().enumerate() {
        for (before, &(time, spot)) in hours.duties.iter().enumerate().filter(|(_, (time, _))| span.holds(*time)) {
            let profit = prices.of_duty(worker, time.length());
            nodes.push(Node {
                from: time.from,
                to: time.to,
                spot,
                shift,
                profit,
                session: None,
                duties_before: before,
            });
        }
    }
    if !hours.shifts.is_empty() {
        let earners = Earners { model, slack, prices, worker, day, hours, base: roster.base };
        for (id, candidate) in earners.demands(wanted) {
            earners.sessions(id, candidate, wanted, &mut nodes);
        }
    }
    nodes.sort_by_key(|node| (node.from, node.to));
    nodes
}

/// What a worker may do on a day, and what it earns.
struct Earners<'a> {
    model: &'a Model<'a>,
    slack: &'a Slack,
    prices: &'a Prices<'a>,
    worker: WorkerId,
    day: Day,
    hours: &'a WorkerDay,
    base: SpotId,
}

/// What all sessions of a demand at one site have in common.
struct AtSite<'a> {
    site: &'a SiteOption,
    spot: SpotId,
    /// What a placement must earn at least, before what the worker costs.
    least: i64,
    /// What the worker costs.
    cost: i64,
}

impl<'a> Earners<'a> {
    /// The demands that the worker may supervise, with the worker's position among their candidates: all, or those that
    /// earn most before journeys.
    fn demands(&self, wanted: Wanted) -> Vec<(DemandId, usize)> {
        let earned = |&(id, candidate): &(DemandId, usize)| {
            self.prices.of_best(id, self.day).map(|best| best - self.prices.of_worker(id, candidate, self.day))
        };
        let all = self.prices.demands_of(self.worker);
        if all.len() <= wanted.demands {
            return all.to_vec();
        }
        let mut best: Vec<_> = all.iter().filter_map(|of| Some((earned(of)?, *of))).collect();
        if best.len() > wanted.demands {
            best.select_nth_unstable_by_key(wanted.demands, |(earned, of)| (std::cmp::Reverse(*earned), *of));
            best.truncate(wanted.demands);
        }
        best.into_iter().map(|(_, of)| of).collect()
    }

    /// Adds the sessions of one demand, the best first.
    fn sessions(&self, id: DemandId, candidate: usize, wanted: Wanted, nodes: &mut Vec<Node>) {
        let demand = &self.model.demands()[id.index()];
        let first = nodes.len();
        let sites: Vec<AtSite<'_>> = demand.sites.iter().map(|site| self.at(id, candidate, site, wanted)).collect();
        let least = sites.iter().map(|at| at.least.saturating_add(at.cost)).min().unwrap_or_default();
        for &(most, index) in self.prices.in_order(id, self.day) {
            if most <= least || nodes.len() - first >= wanted.widest {
                break;
            }
            let index = index as usize;
            let placement = &demand.placements[index];
            let at = &sites[usize::from(placement.site)];
            let profit = self.prices.of_placement(id, index) - at.cost - self.prices.of_parting(id, candidate, index);
            if profit > at.least && may_supervise(demand, placement, self.worker) {
                nodes.extend(self.node(at, placement, profit, (id, index)));
            }
        }
    }

    fn at<'s>(&self, id: DemandId, candidate: usize, site: &'s SiteOption, wanted: Wanted) -> AtSite<'s> {
        let spot = site.task_spot.unwrap_or(self.base);
        let length = site.lead + site.tail;
        let least = self.slack.least_profit(self.model, self.prices, self.worker, spot, length);
        let cost = self.prices.of_worker(id, candidate, self.day) + self.prices.of_session_time(self.worker, length);
        AtSite { site, spot, least: least.map_or(i64::MIN, |least| least - wanted.worse), cost }
    }

    /// The node of a placement, if the worker is there at that time.
    fn node(&self, at: &AtSite<'_>, placement: &Placement, profit: i64, session: (DemandId, usize)) -> Option<Node> {
        let (time, hours) = (at.site.task_time(placement.start), self.hours);
        let shift = hours.shifts.iter().position(|span| span.holds(time))?;
        let taken =
            hours.away.iter().any(|away| away.meets(time)) || hours.duties.iter().any(|(duty, _)| duty.meets(time));
        let duties_before = hours.duties.iter().filter(|(duty, _)| duty.to <= time.from).count();
        let (from, to) = (time.from, time.to);
        (!taken).then_some(Node { from, to, spot: at.spot, shift, profit, session: Some(session), duties_before })
    }
}

/// Whether the requirements on a placement leave room for this worker.
fn may_supervise(demand: &Demand, placement: &Placement, worker: WorkerId) -> bool {
    let mut required = demand.requirements_on(placement.day, placement.start);
    required.all(|required| required.workers.len() < demand.workers || required.workers.contains(&worker))
}
