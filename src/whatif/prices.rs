//! What one more room or worker is worth by the prices of the bound, for some hours of one day: the ten dearest, each with the
//! scenario that checks it by a real plan. Prices are those of the first plan of the first replication.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scenario::{Change, Scenario};
use crate::domain::{Day, Interval, Minutes, Problem, VenueId};
use crate::solve::Worth;

/// Most prices that are looked at.
const MOST: usize = 10;
/// Parts of a day, as they matter to families: before, around and after school.
const PARTS: [(i32, i32); 3] = [(0, 12 * 60), (12 * 60, 15 * 60), (15 * 60, 24 * 60)];

/// A price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Whether it is that of a room; else of a worker.
    pub is_room: bool,
    /// The room or worker that one more is like.
    pub like: String,
    /// The day, 0 for Monday.
    pub day: usize,
    /// From this minute of the day.
    pub from: i32,
    /// Up to this one.
    pub to: i32,
    /// Points saved in these hours, by the prices, in thousandths.
    pub saves: i64,
}

/// The dearest of all, rooms by venue and part of a day, workers by skills and day.
pub(super) fn prices(problem: &Problem, worth: &Worth) -> Vec<Price> {
    let mut all = of_rooms(problem, worth);
    all.extend(of_workers(problem, worth));
    all.sort_by(|a, b| b.saves.cmp(&a.saves).then_with(|| (&a.like, a.day, a.from).cmp(&(&b.like, b.day, b.from))));
    all.truncate(MOST);
    all
}

/// The dearest room of each venue in each part of each day.
fn of_rooms(problem: &Problem, worth: &Worth) -> Vec<Price> {
    let mut by_part: BTreeMap<(usize, usize, usize), (i64, Interval)> = BTreeMap::new();
    for quarter in &worth.rooms {
        let Some(part) = PARTS.iter().position(|&(from, to)| (from..to).contains(&quarter.from.0)) else { continue };
        let end = quarter.from + Minutes(15);
        let place = by_part.entry((quarter.room.index(), quarter.day.index(), part));
        let (saves, time) = place.or_insert((0, Interval::new(quarter.from, end)));
        *saves += quarter.saves;
        *time = Interval::new(time.from.min(quarter.from), time.to.max(end));
    }
    let mut by_venue: BTreeMap<(VenueId, usize, usize), Price> = BTreeMap::new();
    for ((room, day, part), (saves, time)) in by_part {
        let room = &problem.service().rooms[room];
        let (from, to) = (time.from.0, time.to.0);
        let price = Price { is_room: true, like: room.code.clone(), day, from, to, saves };
        let dearest = by_venue.entry((room.venue, day, part)).or_insert_with(|| price.clone());
        if price.saves > dearest.saves {
            *dearest = price;
        }
    }
    by_venue.into_values().filter(|price| price.saves > 0).collect()
}

/// The dearest worker of each set of skills on each day.
fn of_workers(problem: &Problem, worth: &Worth) -> Vec<Price> {
    let mut by_skills: BTreeMap<(String, usize), Price> = BTreeMap::new();
    for saved in worth.workers.iter().filter(|saved| saved.saves > 0) {
        let worker = &problem[saved.worker];
        let spans = worker.shifts[saved.day.index()].spans();
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { continue };
        let (like, day) = (worker.code.clone(), saved.day.index());
        let price = Price { is_room: false, like, day, from: first.from.0, to: last.to.0, saves: saved.saves };
        let skills = worker.skills.iter().cloned().collect::<Vec<_>>().join(";");
        let dearest = by_skills.entry((skills, day)).or_insert_with(|| price.clone());
        if price.saves > dearest.saves {
            *dearest = price;
        }
    }
    by_skills.into_values().collect()
}

impl Price {
    /// The scenario that has one more in these hours.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        let day = Day::ALL[self.day.min(6)];
        let time = Interval::new(Minutes(self.from), Minutes(self.to));
        let (what, change) = if self.is_room {
            ("room", Change::BorrowRoom { like: self.like.clone(), day, time })
        } else {
            ("worker", Change::BorrowWorker { like: self.like.clone(), day })
        };
        let (from, to) = (time.from.clock(), time.to.clock());
        let name = format!("one more {what} like {}, {} {from}–{to}", self.like, day.name());
        Scenario { name, changes: vec![change], ..Scenario::as_it_is() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Price, prices};
    use crate::domain::testing::week;
    use crate::domain::{Minutes, Problem, RoomId, Situation, WorkerId};
    use crate::rules::testing::{Fixture, MON, TUE};
    use crate::solve::{RoomQuarter, WorkerDaySaved, Worth};
    use crate::whatif::change::make;
    use crate::whatif::draws::Draws;

    fn worth() -> Worth {
        let quarter = |room, day, from, saves| RoomQuarter { room: RoomId::new(room), day, from: Minutes(from), saves };
        Worth {
            rooms: vec![
                quarter(0, MON, 900, 5_000),
                quarter(0, MON, 915, 6_000),
                quarter(1, MON, 900, 12_000),
                quarter(0, MON, 600, 1_000),
                quarter(2, TUE, 960, 2_000),
            ],
            workers: vec![
                WorkerDaySaved { worker: WorkerId::new(0), day: TUE, saves: 7_000 },
                WorkerDaySaved { worker: WorkerId::new(1), day: TUE, saves: 8_000 },
            ],
        }
    }

    #[test]
    fn the_dearest_of_each_kind_comes_first() {
        let found = prices(&Fixture::new().problem(), &worth());
        let told: Vec<(&str, usize, i64)> =
            found.iter().map(|price| (price.like.as_str(), price.day, price.saves)).collect();
        assert_eq!(told, [("B", 0, 12_000), ("W2", 1, 8_000), ("C", 1, 2_000), ("A", 0, 1_000)]);
        assert_eq!((found[0].from, found[0].to), (900, 915));
    }

    #[test]
    fn its_scenario_has_one_more_in_these_hours_only() {
        let borrowed = |is_room, like: &str| {
            let price = Price { is_room, like: like.to_owned(), day: 1, from: 900, to: 1_020, saves: 1 };
            let mut service = Fixture::new().service;
            let scenario = price.scenario();
            make(&scenario.changes[0], &mut service, week(), Draws::new(1, 1)).unwrap();
            Problem::new(week(), service, Situation::default()).unwrap()
        };
        let with_room = borrowed(true, "A");
        assert_eq!((with_room.rooms().len(), with_room.service().rooms[1].code.as_str()), (4, "A+1"));
        assert_eq!(with_room.absences(crate::domain::Absentee::Room(RoomId::new(1))).len(), 2);
        let with_worker = borrowed(false, "W2");
        let worker = &with_worker.service().workers[2];
        let shifts: Vec<usize> = worker.shifts.iter().map(|day| day.spans().len()).collect();
        assert_eq!((worker.code.as_str(), shifts), ("W2+1", vec![0, 1, 0, 0, 0, 0, 0]));
        assert_eq!(worker.contracted, Minutes(720));
    }
}
