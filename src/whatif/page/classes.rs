//! Sessions met by class: a panel for each class, a row for each scenario, with intervals.

use super::super::results::{Findings, Results};
use super::super::words::{interval, one_digit};
use super::svg::{Anchor, Drawing, Scale};
use super::{CLASSES, Chart, rows_high, short, shown};

const WIDTH: f64 = 1160.0;
const ROW: f64 = 26.0;
const TOP: f64 = 34.0;
/// Where the panels begin and end.
const PANELS: (f64, f64) = (330.0, 1140.0);
/// Between two panels.
const BETWEEN: f64 = 26.0;

/// The chart; `None` where there is nothing to compare.
pub(super) fn chart(results: &Results) -> Option<Chart> {
    let rows = shown(results);
    let classes: Vec<usize> = (0..4).filter(|&class| results.as_it_is().due[class].mean > 0.0).collect();
    if rows.len() < 2 || classes.is_empty() {
        return None;
    }
    let height = TOP + rows_high(rows.len(), ROW) + 28.0;
    let mut drawing = Drawing::new(WIDTH, height, "Sessions met in a week, by class and scenario");
    for (at, one) in rows.iter().enumerate() {
        let y = TOP + rows_high(at, ROW) + ROW / 2.0;
        drawing.text("label", (PANELS.0 - 18.0, y + 5.0), Anchor::End, &short(&one.name, 38));
    }
    let each = (PANELS.1 - PANELS.0 + BETWEEN) / rows_high(classes.len(), 1.0);
    for (place, &class) in classes.iter().enumerate() {
        let from = PANELS.0 + rows_high(place, each);
        panel(&mut drawing, (from, from + each - BETWEEN), height, class, &rows);
    }
    Some(Chart {
        title: "Sessions met in a week, by class".to_owned(),
        caption: "Dots: the mean of the planned weeks, with intervals of 95 per cent. Dashed: the service as it is. Grey: what \
                  is due. Each panel has a scale of its own."
            .to_owned(),
        is_wide: true,
        svg: drawing.finish(),
    })
}

fn panel(drawing: &mut Drawing, pixels: (f64, f64), height: f64, class: usize, rows: &[&Findings]) {
    let ends = rows.iter().flat_map(|one| {
        let (from, to) = one.met[class].ends();
        [from, to, one.due[class].mean]
    });
    let scale = Scale::near(ends, (pixels.0 + 6.0, pixels.1 - 6.0));
    let bottom = height - 28.0;
    drawing.text("label strong", (pixels.0, 18.0), Anchor::Start, CLASSES[class]);
    for tick in scale.ticks().into_iter().step_by(2) {
        drawing.line("grid", (scale.at(tick), TOP), (scale.at(tick), bottom));
        drawing.text("small", (scale.at(tick), height - 10.0), Anchor::Middle, &tick_text(tick));
    }
    let base = scale.at(rows[0].met[class].mean);
    drawing.line("dashed", (base, TOP), (base, bottom));
    for (at, one) in rows.iter().enumerate() {
        let y = TOP + rows_high(at, ROW) + ROW / 2.0;
        let (met, due) = (one.met[class], scale.at(one.due[class].mean));
        let (from, to) = met.ends();
        drawing.line("due", (due, y - 7.0), (due, y + 7.0));
        drawing.line("whisker", (scale.at(from), y), (scale.at(to), y));
        let meaning = format!(
            "{}: {} {} of {} due",
            one.name,
            one_digit(met.mean),
            interval(met, one_digit),
            one_digit(one.due[class].mean)
        );
        drawing.dot(&format!("class{class}"), (scale.at(met.mean), y), 5.0, &meaning);
    }
}

/// Half sessions are told where the scale is that fine.
pub(super) fn tick_text(tick: f64) -> String {
    if tick.fract() == 0.0 { format!("{tick:.0}") } else { one_digit(tick) }
}
