//! The sessions that could pay for themselves in one day of one worker, as nodes in order of time, with the duties among
//! them.
//!
//! A node is left out only where no best day can hold it: taking a session out of a day shortens its journeys (but for
//! known journeys that break the triangle inequality by less than a session's length) and lengthens its waiting by no more
//! than `slack` pays for, so a session that earns less than −slack never belongs to a best day.

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::{DemandId, Model, SpotId};

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

/// The nodes of a worker's day in order of their start. `widest` limits the placements of one demand, for a quick look.
pub(super) fn nodes(
    model: &Model<'_>,
    slack: &Slack,
    prices: &Prices<'_>,
    worker: WorkerId,
    day: Day,
    widest: usize,
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
    for &(id, candidate) in prices.demands_of(worker) {
        sessions(model, slack, prices, (worker, day), (id, candidate), widest, &mut nodes);
    }
    nodes.sort_by_key(|node| (node.from, node.to));
    nodes
}

/// Adds the sessions of one demand.
fn sessions(
    model: &Model<'_>,
    slack: &Slack,
    prices: &Prices<'_>,
    (worker, day): (WorkerId, Day),
    (id, candidate): (DemandId, usize),
    widest: usize,
    nodes: &mut Vec<Node>,
) {
    let demand = &model.demands()[id.index()];
    let roster = &model.roster()[worker.index()];
    let hours = &roster.days[day.index()];
    let first = nodes.len();
    let fixed = prices.of_worker(id, candidate, day);
    for index in demand.placements_on(day) {
        let placement = &demand.placements[index];
        let site = demand.site_of(placement);
        let spot = site.task_spot.unwrap_or(roster.base);
        let time = site.task_time(placement.start);
        let profit = prices.of_placement(id, index)
            - fixed
            - prices.of_parting(id, candidate, index)
            - prices.of_session_time(worker, time.length());
        let least = slack.least_profit(model, prices, worker, spot, time.length());
        if least.is_some_and(|least| profit <= least) || !may_supervise(demand, placement, worker) {
            continue;
        }
        let Some(shift) = hours.shifts.iter().position(|span| span.holds(time)) else { continue };
        let taken =
            hours.away.iter().any(|away| away.meets(time)) || hours.duties.iter().any(|(duty, _)| duty.meets(time));
        if taken {
            continue;
        }
        let duties_before = hours.duties.iter().filter(|(duty, _)| duty.to <= time.from).count();
        nodes.push(Node {
            from: time.from,
            to: time.to,
            spot,
            shift,
            profit,
            session: Some((id, index)),
            duties_before,
        });
    }
    if nodes.len() - first > widest {
        nodes[first..].sort_by_key(|node| std::cmp::Reverse(node.profit));
        nodes.truncate(first + widest);
    }
}

/// Whether the requirements on a placement leave room for this worker.
fn may_supervise(demand: &crate::model::Demand, placement: &crate::model::Placement, worker: WorkerId) -> bool {
    let mut required = demand.requirements_on(placement.day, placement.start);
    required.all(|required| required.workers.len() < demand.workers || required.workers.contains(&worker))
}
