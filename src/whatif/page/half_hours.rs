//! The use of rooms and workers by half hour: the service as it is, and beside it the best buy.

use super::super::outcome::{HALF_HOURS, Use};
use super::super::results::Results;
use super::svg::{Anchor, Drawing};
use super::{Chart, rows_high, short};
use crate::domain::{Day, Minutes};

const WIDTH: f64 = 570.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 8.0;
const ROW: f64 = 24.0;
/// Shades from empty to full.
const SHADES: i32 = 8;

/// Rooms and workers as they are used as it is and with the best buy.
pub(super) fn charts(results: &Results) -> Vec<Chart> {
    let base = results.as_it_is();
    let mut charts =
        vec![chart("Rooms in use, as it is", &base.rooms), chart("Workers at work, as it is", &base.workers)];
    if let Some(best) = results.best() {
        let name = short(&best.name, 40);
        charts.push(chart(&format!("Rooms in use: {name}"), &best.rooms));
        charts.push(chart(&format!("Workers at work: {name}"), &best.workers));
    }
    charts.into_iter().flatten().collect()
}

fn chart(title: &str, of: &Use) -> Option<Chart> {
    let is_used = |half: &usize| (0..7).any(|day| of.there[day * HALF_HOURS + half] > 0);
    let first = (0..HALF_HOURS).find(is_used)?;
    let last = (0..HALF_HOURS).rev().find(is_used)?;
    let days: Vec<Day> = Day::ALL
        .into_iter()
        .filter(|day| of.there[day.index() * HALF_HOURS..][..HALF_HOURS].iter().any(|&m| m > 0))
        .collect();
    let height = TOP + rows_high(days.len(), ROW) + 26.0;
    let mut drawing = Drawing::new(WIDTH, height, title);
    let wide = (WIDTH - LEFT - 8.0) / rows_high(last - first + 1, 1.0);
    for (row, day) in days.iter().enumerate() {
        let y = TOP + rows_high(row, ROW);
        drawing.text("small", (LEFT - 8.0, y + 16.0), Anchor::End, &day.name()[..3]);
        for half in first..=last {
            let at = day.index() * HALF_HOURS + half;
            let x = LEFT + rows_high(half - first, wide);
            cell(&mut drawing, (x, y), wide, (of.taken[at], of.there[at]), *day, half);
        }
    }
    for half in (first..=last).filter(|half| half % 4 == 0) {
        let x = LEFT + rows_high(half - first, wide);
        drawing.text("small", (x, height - 8.0), Anchor::Middle, &clock(half));
    }
    let caption =
        "Of the minutes that there are in each half hour, the share that is taken: darker is fuller.".to_owned();
    Some(Chart { title: title.to_owned(), caption, is_wide: false, svg: drawing.finish() })
}

fn cell(drawing: &mut Drawing, corner: (f64, f64), wide: f64, (taken, there): (i32, i32), day: Day, half: usize) {
    if there <= 0 {
        return;
    }
    let percent = i64::from(taken) * 100 / i64::from(there);
    let shade = (percent * i64::from(SHADES) / 100).clamp(0, i64::from(SHADES));
    let meaning = format!("{}, {}: {percent} % taken", day.name(), clock(half));
    drawing.rectangle(&format!("heat{shade}"), corner, (wide - 1.5, ROW - 2.0), &meaning);
}

fn clock(half: usize) -> String {
    Minutes(i32::try_from(half).unwrap_or_default() * 30).clock().to_string()
}
