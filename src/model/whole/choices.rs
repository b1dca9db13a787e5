//! What each demand may choose from: its placements with the columns that stand for them, their rooms and their
//! workers. Placements that some rule makes impossible by itself are not here.

use crate::domain::{Absentee, Day, Interval, Minutes, RoomId, Site, WorkerId};
use crate::model::roster::Range;
use crate::model::{Candidate, Demand, DemandId, Model, Placement, Requirement, SiteOption, SpotId};

use super::classes::{ClassId, Classes};
use super::labels;
use super::program::{ColumnId, Program};

/// One placement that a demand may choose.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// Whose it is.
    pub(super) demand: DemandId,
    /// The day.
    pub(super) day: Day,
    /// The start, in minutes of the day.
    pub(super) start: Minutes,
    /// The site.
    pub(super) site: Site,
    /// Where the people meet, if they meet anywhere.
    pub(super) meeting_spot: Option<SpotId>,
    /// Where a worker's task is; at the worker's own base where `None`.
    pub(super) task_spot: Option<SpotId>,
    /// When a worker's task is, in minutes of the day.
    pub(super) task: Interval,
    /// When the session is, in minutes of the day.
    pub(super) time: Interval,
    /// When the room is held, in minutes of the day.
    pub(super) hold: Interval,
    /// 1 if a session is there.
    pub(super) column: ColumnId,
    /// For each class of rooms, 1 if the session is in one of them.
    pub(super) rooms: Vec<(ClassId, ColumnId)>,
    /// For each worker, 1 if the worker supervises the session.
    pub(super) workers: Vec<(WorkerId, ColumnId)>,
    /// Workers who must be among them.
    pub(super) required: Vec<WorkerId>,
}

/// All choices, by demand.
#[derive(Debug)]
pub(super) struct Choices {
    all: Vec<Choice>,
    first_of: Vec<usize>,
    of_worker: Vec<[Vec<(usize, ColumnId)>; 7]>,
}

impl Choices {
    /// The columns of every placement that can be.
    pub(super) fn offer(program: &mut Program, model: &Model<'_>, classes: &Classes) -> Self {
        let (mut all, mut first_of) = (Vec::new(), vec![0]);
        for index in 0..model.demands().len() {
            offer_to(program, model, classes, DemandId::new(index), &mut all);
            first_of.push(all.len());
        }
        let of_worker = by_worker(model, &all);
        Self { all, first_of, of_worker }
    }

    /// Every choice, in order of demands and days.
    pub(super) fn all(&self) -> &[Choice] {
        &self.all
    }

    /// Hands over every choice.
    pub(super) fn into_all(self) -> Vec<Choice> {
        self.all
    }

    /// The choices of a demand, in order of days.
    pub(super) fn of(&self, demand: DemandId) -> &[Choice] {
        &self.all[self.first_of[demand.index()]..self.first_of[demand.index() + 1]]
    }

    /// The choices of a demand on a day.
    pub(super) fn on(&self, demand: DemandId, day: Day) -> &[Choice] {
        let whole_week = self.of(demand);
        let first = whole_week.partition_point(|choice| choice.day < day);
        let after = whole_week.partition_point(|choice| choice.day <= day);
        &whole_week[first..after]
    }

    /// The choices that a worker may supervise on a day, each with the column that says so.
    pub(super) fn of_worker(&self, worker: WorkerId, day: Day) -> impl Iterator<Item = (&Choice, ColumnId)> {
        self.of_worker[worker.index()][day.index()].iter().map(|&(index, column)| (&self.all[index], column))
    }
}

fn by_worker(model: &Model<'_>, all: &[Choice]) -> Vec<[Vec<(usize, ColumnId)>; 7]> {
    let mut of_worker = vec![[const { Vec::new() }; 7]; model.roster().len()];
    for (index, choice) in all.iter().enumerate() {
        for &(worker, column) in &choice.workers {
            of_worker[worker.index()][choice.day.index()].push((index, column));
        }
    }
    of_worker
}

/// A placement that may still turn out impossible.
struct Offer<'m> {
    demand: &'m Demand,
    placement: Placement,
    site: &'m SiteOption,
    rooms: Vec<ClassId>,
    workers: Vec<Candidate>,
    required: Vec<WorkerId>,
}

fn offer_to(program: &mut Program, model: &Model<'_>, classes: &Classes, id: DemandId, all: &mut Vec<Choice>) {
    let demand = &model.demands()[id.index()];
    let hours = Hours::new(model, demand);
    for &placement in &demand.placements {
        if let Some(offer) = offer(model, classes, demand, placement, &hours) {
            all.push(columns_of(program, model, classes, id, offer));
        }
    }
}

/// When each candidate of a demand could do a task, by site and day.
struct Hours {
    ranges: Vec<[Vec<Vec<Range>>; 7]>,
}

impl Hours {
    fn new(model: &Model<'_>, demand: &Demand) -> Self {
        let at = |site: &SiteOption, day: Day, candidate: &Candidate| {
            let roster = &model.roster()[candidate.worker.index()];
            let spot = site.task_spot.unwrap_or(roster.base);
            roster.possible_starts(model.spots(), day, spot, site.lead, site.tail)
        };
        let of_site = |site| Day::ALL.map(|day| demand.candidates.iter().map(|who| at(site, day, who)).collect());
        Self { ranges: demand.sites.iter().map(of_site).collect() }
    }

    fn allow(&self, placement: &Placement, candidate: usize) -> bool {
        let ranges = &self.ranges[usize::from(placement.site)][placement.day.index()][candidate];
        ranges.iter().any(|range| range.first <= placement.start && placement.start <= range.last)
    }
}

/// The rooms and workers that a placement may have; `None` if it cannot be.
fn offer<'m>(
    model: &Model<'_>,
    classes: &Classes,
    demand: &'m Demand,
    placement: Placement,
    hours: &Hours,
) -> Option<Offer<'m>> {
    let site = demand.site_of(&placement);
    let concerning: Vec<&Requirement> = demand.requirements_on(placement.day, placement.start).collect();
    let rooms = classes_for(model, classes, demand, &placement, &concerning);
    let mut required: Vec<WorkerId> = concerning.iter().flat_map(|r| &r.workers).copied().collect();
    required.sort_unstable();
    required.dedup();
    let free = demand.candidates.iter().enumerate().filter(|&(index, _)| hours.allow(&placement, index));
    let mut workers: Vec<Candidate> = free.map(|(_, &candidate)| candidate).collect();
    if required.len() == demand.workers {
        workers.retain(|candidate| required.contains(&candidate.worker));
    }
    let there = |worker: &WorkerId| workers.iter().any(|candidate| candidate.worker == *worker);
    let possible = (site.site.venue().is_none() || !rooms.is_empty())
        && workers.len() >= demand.workers
        && required.len() <= demand.workers
        && required.iter().all(there);
    possible.then_some(Offer { demand, placement, site, rooms, workers, required })
}

fn classes_for(
    model: &Model<'_>,
    classes: &Classes,
    demand: &Demand,
    placement: &Placement,
    concerning: &[&Requirement],
) -> Vec<ClassId> {
    let hold = demand.room_hold(placement.start);
    let suits = |&&room: &&RoomId| {
        model.problem().is_available(Absentee::Room(room), placement.day, hold)
            && concerning.iter().all(|requirement| requirement.room.is_none_or(|named| named == room))
    };
    let rooms = demand.site_of(placement).rooms.iter().filter(suits);
    let mut found: Vec<ClassId> = rooms.map(|&room| classes.of(room)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn columns_of(program: &mut Program, model: &Model<'_>, classes: &Classes, id: DemandId, offer: Offer<'_>) -> Choice {
    let Offer { demand, placement, site, rooms, workers, required } = offer;
    let label = labels::placement(model, demand, &placement);
    let column = program.yes_or_no(format!("x[{label}]"), placement.cost);
    let rooms = match rooms[..] {
        [only] => vec![(only, column)],
        _ => rooms.into_iter().map(|class| (class, room_column(program, model, classes, &label, class))).collect(),
    };
    let workers = workers.into_iter().map(|candidate| {
        let who = labels::worker(model, candidate.worker);
        (candidate.worker, program.yes_or_no(format!("y[{label} {who}]"), candidate.cost))
    });
    Choice {
        demand: id,
        day: placement.day,
        start: placement.start,
        site: site.site,
        meeting_spot: site.meeting_spot,
        task_spot: site.task_spot,
        task: site.task_time(placement.start),
        time: demand.time(placement.start),
        hold: demand.room_hold(placement.start),
        column,
        workers: workers.collect(),
        rooms,
        required,
    }
}

fn room_column(program: &mut Program, model: &Model<'_>, classes: &Classes, label: &str, class: ClassId) -> ColumnId {
    let first = labels::room(model, classes.rooms(class)[0]);
    program.yes_or_no(format!("u[{label} {first}]"), crate::domain::Cost::ZERO)
}
