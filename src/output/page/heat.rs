//! How full rooms and workers are, as tables of per cent by day and half hour, and the fullest half hours in words.

use serde::Serialize;

use super::words;
use crate::domain::{Day, Minutes, Problem};
use crate::output::view::{DayLoads, Load, WeekView};
use crate::output::visible;

/// Half hours that are named as the fullest.
const NAMED: usize = 5;

/// A table of the use of something.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Heat {
    title: String,
    fullest: String,
    hours: Vec<String>,
    rows: Vec<HeatRow>,
}

#[derive(Clone, Debug, Serialize)]
struct HeatRow {
    day: String,
    cells: Vec<HeatCell>,
}

#[derive(Clone, Debug, Serialize)]
struct HeatCell {
    /// 0 (nothing there), 1 (empty) to 6 (full).
    level: usize,
    text: String,
}

/// All rooms, all workers, then the rooms of each venue.
pub(super) fn tables(view: &WeekView<'_>) -> Vec<Heat> {
    let (problem, usage) = (view.problem(), &view.usage);
    let table = |title: &str, loads: &DayLoads| heat(problem, title, usage.from, loads);
    let all = [table("All rooms", &usage.rooms), table("All workers", &usage.workers)];
    let venues = usage.venues.iter().map(|(venue, loads)| table(&format!("Rooms of {}", problem[*venue].name), loads));
    all.into_iter().chain(venues).collect()
}

fn heat(problem: &Problem, title: &str, from: Minutes, loads: &DayLoads) -> Heat {
    let halves = loads.iter().map(Vec::len).max().unwrap_or(0);
    let half = |number: usize| (from + Minutes(30) * i32::try_from(number).unwrap_or(0)).clock().to_string();
    let in_use = Day::ALL.into_iter().zip(loads).filter(|(_, loads)| loads.iter().any(|load| load.percent().is_some()));
    let row = |(day, loads): (Day, &Vec<Load>)| HeatRow {
        day: words::short_day(problem, day),
        cells: loads.iter().map(|&load| cell(load)).collect(),
    };
    Heat {
        title: visible(title),
        fullest: fullest(loads, half),
        hours: (0..halves).map(half).collect(),
        rows: in_use.map(row).collect(),
    }
}

fn cell(load: Load) -> HeatCell {
    let level = |percent: i32| match percent {
        ..1 => 1,
        1..30 => 2,
        30..60 => 3,
        60..80 => 4,
        80..95 => 5,
        _ => 6,
    };
    load.percent().map_or_else(
        || HeatCell { level: 0, text: "–".to_owned() },
        |percent| HeatCell { level: level(percent), text: percent.to_string() },
    )
}

/// The half hours of the greatest use, as `Tue 16:30 (98 %)`.
fn fullest(loads: &DayLoads, half: impl Fn(usize) -> String) -> String {
    let of_day = |(day, loads): (Day, &Vec<Load>)| {
        let used = loads.iter().enumerate().filter_map(move |(at, load)| Some((load.percent()?, day, at)));
        used.filter(|(percent, ..)| *percent > 0).collect::<Vec<_>>()
    };
    let mut used: Vec<(i32, Day, usize)> = Day::ALL.into_iter().zip(loads).flat_map(of_day).collect();
    used.sort_by_key(|&(percent, day, at)| (-percent, day, at));
    let named =
        used.iter().take(NAMED).map(|&(percent, day, at)| format!("{} {} ({percent} %)", &day.name()[..3], half(at)));
    named.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{cell, fullest};
    use crate::domain::Minutes;
    use crate::output::view::Load;

    fn load(there: i32, taken: i32) -> Load {
        Load { there: Minutes(there), taken: Minutes(taken) }
    }

    #[test]
    fn levels_rise_with_use() {
        let cells =
            [load(0, 0), load(100, 0), load(100, 1), load(100, 59), load(100, 79), load(100, 80), load(100, 95)];
        assert_eq!(cells.map(|load| cell(load).level), [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!([cell(load(0, 0)).text, cell(load(30, 10)).text], ["–", "33"]);
    }

    #[test]
    fn the_fullest_come_first_and_then_the_earliest() {
        let loads = vec![vec![load(30, 15), load(0, 0)], vec![load(30, 30), load(30, 15), load(30, 0)]];
        assert_eq!(fullest(&loads, |half| format!("#{half}")), "Tue #0 (100 %), Mon #0 (50 %), Tue #1 (50 %)");
    }
}
