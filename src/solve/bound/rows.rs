//! The rows that couple sessions of different workers: rooms by venue and time, people by time, children by day, and the
//! wish for space between a child's days. Each row says that a weighted number of sessions is at most its capacity.
//!
//! Rules on two sessions that exclude each other (keep-apart, journeys of people between sites) become rows only when
//! somebody finds them broken: see [`Rows::exclude`].
//!
//! Every row here is implied by the rules, so any multipliers at or above zero give a valid bound; what has no row
//! (changes to what was published) only makes the bound weaker.

mod children;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::domain::{Absentee, Day, Interval, Minutes, RoomId};
use crate::model::{Demand, DemandId, Model, Placement};
use crate::solve::RoomQuarter;

use super::subsets::Subsets;

/// Time is sampled at quarters of an hour: a capacity that holds at all times holds there.
const QUARTER: i32 = 15;
/// Samples of a day.
const POINTS: usize = 96;

/// One row: its capacity and the greatest multiplier it may have (in thousandths of a point).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) capacity: i64,
    pub(crate) most: i64,
}

/// A room set of a venue or a person: one row for each day and sample of time, from `first` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Timed {
    index: usize,
    first: usize,
}

/// What a demand's sessions at one site take.
#[derive(Clone, Debug, Default)]
struct Takes {
    /// For the time the room is held.
    rooms: SmallVec<[Timed; 2]>,
}

/// What a demand's sessions take wherever they are.
#[derive(Clone, Debug, Default)]
struct TakesOf {
    sites: Vec<Takes>,
    /// For the time of the session.
    people: SmallVec<[Timed; 2]>,
    /// For the day.
    days: [SmallVec<[usize; 6]>; 7],
}

/// All coupling rows of a week.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    rows: Vec<Row>,
    timed: Vec<Timed>,
    /// The sets of rooms that have rows.
    room_sets: Vec<(Vec<RoomId>, Timed)>,
    of_demand: Vec<TakesOf>,
    /// Rows that single placements take one of, by demand.
    of_placement: Vec<FxHashMap<usize, SmallVec<[usize; 4]>>>,
    excluded: FxHashSet<Vec<(DemandId, usize)>>,
    /// The sessions of each row that counts those of some days.
    of_days: FxHashMap<usize, Vec<(DemandId, Day)>>,
    /// Rows that are overstepped together with an earlier one, for one price: they, and that one.
    with: BTreeMap<usize, usize>,
    /// Cuts on any three rows.
    pub(super) subsets: Subsets,
}

impl Rows {
    pub(super) fn new(model: &Model<'_>) -> Self {
        let of_demand = model
            .demands()
            .iter()
            .map(|demand| TakesOf { sites: vec![Takes::default(); demand.sites.len()], ..TakesOf::default() });
        let mut rows = Self {
            rows: Vec::new(),
            timed: Vec::new(),
            room_sets: Vec::new(),
            of_demand: of_demand.collect(),
            of_placement: vec![FxHashMap::default(); model.demands().len()],
            excluded: FxHashSet::default(),
            of_days: FxHashMap::default(),
            with: BTreeMap::new(),
            subsets: Subsets::default(),
        };
        rows.add_rooms(model);
        let of_person = demands_by_person(model);
        rows.add_people(&of_person);
        rows.add_children(model, &of_person);
        rows.add_repeats(model);
        rows
    }

    pub(crate) fn all(&self) -> &[Row] {
        &self.rows
    }

    /// The sums of the multipliers over time, so that the price of a span is one difference.
    pub(super) fn sums(&self, multipliers: &[i64]) -> TimedSums {
        let mut sums = vec![0; self.timed.len() * 7 * (POINTS + 1)];
        for (index, timed) in self.timed.iter().enumerate() {
            for day in 0..7 {
                let out = (index * 7 + day) * (POINTS + 1);
                let first = timed.first + day * POINTS;
                for (point, &multiplier) in multipliers[first..first + POINTS].iter().enumerate() {
                    sums[out + point + 1] = sums[out + point] + multiplier;
                }
            }
        }
        TimedSums(sums)
    }

    /// The price of one session of a demand on a day, whatever its time and site.
    pub(super) fn price_of_day(&self, id: DemandId, day: Day, multipliers: &[i64]) -> i64 {
        self.of_demand[id.index()].days[day.index()].iter().map(|&row| multipliers[row]).sum()
    }

    /// The price of the time and site of a placement.
    pub(super) fn price_of_time(&self, id: DemandId, demand: &Demand, placement: &Placement, sums: &TimedSums) -> i64 {
        let takes = &self.of_demand[id.index()];
        let rooms = &takes.sites[usize::from(placement.site)].rooms;
        let (hold, time) = (samples(demand.room_hold(placement.start)), samples(demand.time(placement.start)));
        let held: i64 = rooms.iter().map(|timed| sums.over(*timed, placement.day, hold)).sum();
        let attended: i64 = takes.people.iter().map(|timed| sums.over(*timed, placement.day, time)).sum();
        held + attended
    }

    /// The rows that count a demand's sessions of a day.
    pub(super) fn on_day(&self, id: DemandId, day: Day) -> &[usize] {
        &self.of_demand[id.index()].days[day.index()]
    }

    /// The sessions that a row of days counts.
    pub(super) fn of_days(&self, row: usize) -> &[(DemandId, Day)] {
        self.of_days.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Whether a row may be overstepped: if so, the first of those that are overstepped together with it, at one price for all.
    pub(crate) fn overstepped_with(&self, row: usize) -> Option<usize> {
        (self.rows[row].most < i64::MAX).then(|| self.with.get(&row).copied().unwrap_or(row))
    }

    /// Rows that are overstepped together with an earlier one: they, and that one.
    pub(super) fn overstepped_together(&self) -> impl Iterator<Item = (usize, usize)> {
        self.with.iter().map(|(row, first)| (*row, *first))
    }

    /// States that at most so many of these placements have a session; says whether that is new.
    pub(crate) fn exclude(&mut self, placements: &[(DemandId, usize)], capacity: i64) -> bool {
        if !self.excluded.insert(placements.to_vec()) {
            return false;
        }
        for (id, index) in placements {
            self.of_placement[id.index()].entry(*index).or_default().push(self.rows.len());
        }
        self.rows.push(Row { capacity, most: i64::MAX });
        true
    }

    /// The price of the rows of this very placement.
    pub(super) fn price_of_itself(&self, id: DemandId, index: usize, multipliers: &[i64]) -> i64 {
        let rows = self.of_placement[id.index()].get(&index).into_iter().flatten();
        rows.map(|&row| multipliers.get(row).copied().unwrap_or(0)).sum()
    }

    /// Calls `visit` with every row that a session at the placement with that position takes one of.
    pub(crate) fn visit(&self, id: DemandId, demand: &Demand, index: usize, mut visit: impl FnMut(usize)) {
        let placement = &demand.placements[index];
        self.of_placement[id.index()].get(&index).into_iter().flatten().for_each(|&row| visit(row));
        let takes = &self.of_demand[id.index()];
        let (hold, time) = (samples(demand.room_hold(placement.start)), samples(demand.time(placement.start)));
        let mut over = |timed: &Timed, span: (usize, usize)| {
            let first = timed.first + placement.day.index() * POINTS;
            (first + span.0..first + span.1).for_each(&mut visit);
        };
        takes.sites[usize::from(placement.site)].rooms.iter().for_each(|timed| over(timed, hold));
        takes.people.iter().for_each(|timed| over(timed, time));
        takes.days[placement.day.index()].iter().for_each(|&row| visit(row));
    }

    fn add_timed(&mut self, capacity: impl Fn(Day, Interval) -> i64) -> Timed {
        let timed = Timed { index: self.timed.len(), first: self.rows.len() };
        for day in Day::ALL {
            for point in 0..POINTS {
                let from = Minutes(i32::try_from(point).expect("a day has few samples") * QUARTER);
                let sample = Interval::new(from, from + Minutes(1));
                self.rows.push(Row { capacity: capacity(day, sample), most: i64::MAX });
            }
        }
        self.timed.push(timed);
        timed
    }

    /// For each set of rooms that some demand is confined to: no more holds at a time than rooms that are there.
    fn add_rooms(&mut self, model: &Model<'_>) {
        let problem = model.problem();
        let mut sets: Vec<Vec<RoomId>> = Vec::new();
        for rooms in model.demands().iter().flat_map(|demand| &demand.sites).map(|site| sorted(&site.rooms)) {
            if !rooms.is_empty() && !sets.contains(&rooms) {
                sets.push(rooms);
            }
        }
        for set in sets {
            let there = |day, sample| {
                let present = |room: &&RoomId| problem.is_available(Absentee::Room(**room), day, sample);
                set.iter().filter(present).count() as i64
            };
            let timed = self.add_timed(there);
            for (demand, takes) in model.demands().iter().zip(&mut self.of_demand) {
                for (site, takes) in demand.sites.iter().zip(&mut takes.sites) {
                    if !site.rooms.is_empty() && site.rooms.iter().all(|room| set.contains(room)) {
                        takes.rooms.push(timed);
                    }
                }
            }
            self.room_sets.push((set, timed));
        }
    }

    /// What one more room like each would be worth in each quarter of an hour, where that is anything.
    pub(super) fn worth_of_rooms(&self, multipliers: &[i64]) -> Vec<RoomQuarter> {
        let mut saved: BTreeMap<(RoomId, Day, Minutes), i64> = BTreeMap::new();
        for (set, timed) in &self.room_sets {
            for (of_day, day) in (timed.first..).step_by(POINTS).zip(Day::ALL) {
                let quarters =
                    (0..).map(|quarter: i32| Minutes(quarter * QUARTER)).zip(&multipliers[of_day..of_day + POINTS]);
                for (from, saves) in quarters.filter(|(_, saves)| **saves > 0) {
                    for &room in set {
                        *saved.entry((room, day, from)).or_default() += saves;
                    }
                }
            }
        }
        saved.into_iter().map(|((room, day, from), saves)| RoomQuarter { room, day, from, saves }).collect()
    }

    /// For each group of people who share several demands: one session at a time.
    fn add_people(&mut self, of_person: &[Vec<DemandId>]) {
        let mut seen = FxHashSet::default();
        for demands in of_person.iter().filter(|demands| demands.len() > 1) {
            if seen.insert(demands.clone()) {
                let timed = self.add_timed(|_, _| 1);
                for id in demands {
                    self.of_demand[id.index()].people.push(timed);
                }
            }
        }
    }

    /// For each demand with several sessions due: one on a day.
    fn add_repeats(&mut self, model: &Model<'_>) {
        for (index, _) in model.demands().iter().enumerate().filter(|(_, demand)| demand.due > 1) {
            for day in Day::ALL {
                self.add_day_row(&[(&[DemandId::new(index)], &[day])], Row { capacity: 1, most: i64::MAX });
            }
        }
    }

    /// A row of sessions of some demands on some days.
    fn add_day_row(&mut self, sessions: &[(&[DemandId], &[Day])], row: Row) {
        for (demands, days) in sessions {
            for (id, day) in demands.iter().flat_map(|id| days.iter().map(move |day| (id, day))) {
                self.of_demand[id.index()].days[day.index()].push(self.rows.len());
                self.of_days.entry(self.rows.len()).or_default().push((*id, *day));
            }
        }
        self.rows.push(row);
    }
}

/// Sums of multipliers over time.
#[derive(Clone, Debug)]
pub(super) struct TimedSums(Vec<i64>);

impl TimedSums {
    fn over(&self, timed: Timed, day: Day, span: (usize, usize)) -> i64 {
        let first = (timed.index * 7 + day.index()) * (POINTS + 1);
        self.0[first + span.1] - self.0[first + span.0]
    }
}

/// The samples inside a span of the day, as a half-open range.
fn samples(span: Interval) -> (usize, usize) {
    let at = |minutes: Minutes| {
        let point = (minutes.0.max(0) + QUARTER - 1) / QUARTER;
        usize::try_from(point).unwrap_or(0).min(POINTS)
    };
    (at(span.from), at(span.to))
}

fn sorted(rooms: &[RoomId]) -> Vec<RoomId> {
    let mut rooms = rooms.to_vec();
    rooms.sort_unstable();
    rooms
}

fn demands_by_person(model: &Model<'_>) -> Vec<Vec<DemandId>> {
    let mut of_person = vec![Vec::new(); model.problem().people().len()];
    for (index, demand) in model.demands().iter().enumerate() {
        for person in &demand.people {
            of_person[person.index()].push(DemandId::new(index));
        }
    }
    of_person
}
