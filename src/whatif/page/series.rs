//! Sessions met against capacity: a chart for each series of scenarios, a line for each class.

use super::super::results::{Findings, Results};
use super::super::statistics::Estimate;
use super::super::words::{interval, one_digit};
use super::classes::tick_text;
use super::svg::{Anchor, Drawing, Scale};
use super::{CLASSES, Chart, rows_high, short};

const SIZE: (f64, f64) = (570.0, 360.0);

/// A chart for each series of two and more points.
pub(super) fn charts(results: &Results) -> Vec<Chart> {
    let mut names: Vec<&str> = Vec::new();
    for point in results.scenarios.iter().filter_map(|one| one.series.as_ref()) {
        if !names.contains(&point.series.as_str()) {
            names.push(&point.series);
        }
    }
    names.into_iter().filter_map(|name| chart(results, name)).collect()
}

fn chart(results: &Results, name: &str) -> Option<Chart> {
    let of_series = |one: &&Findings| one.series.as_ref().is_some_and(|point| point.series == name);
    let mut points: Vec<(f64, &Findings)> = results
        .scenarios
        .iter()
        .filter(of_series)
        .filter_map(|one| Some((number(one.series.as_ref()?.n), one)))
        .collect();
    if points.len() < 2 {
        return None;
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    if points.iter().all(|(n, _)| *n > 0.0) {
        points.insert(0, (0.0, results.as_it_is()));
    }
    Some(Chart {
        title: format!("Sessions met: {}", name.replace("{n}", "n")),
        caption: "Across: n, from the service as it is. Up: sessions met in a week, in per cent of those due, by class, with \
                  intervals of 95 per cent."
            .to_owned(),
        is_wide: false,
        svg: drawn(&points, name),
    })
}

fn drawn(points: &[(f64, &Findings)], name: &str) -> String {
    let mut drawing = Drawing::new(SIZE.0, SIZE.1, &format!("Sessions met against n of {}", short(name, 60)));
    let classes: Vec<usize> = (0..4).filter(|&class| points[0].1.due[class].mean > 0.0).collect();
    let across = Scale::near(points.iter().map(|point| point.0), (56.0, SIZE.0 - 20.0));
    let ends = points
        .iter()
        .flat_map(|(_, one)| classes.iter().flat_map(|&class| <[f64; 2]>::from(within(one.met_percent[class]))));
    let up = Scale::near(ends.collect::<Vec<_>>().into_iter(), (SIZE.1 - 44.0, 40.0));
    for tick in up.ticks() {
        drawing.line("grid", (56.0, up.at(tick)), (SIZE.0 - 20.0, up.at(tick)));
        drawing.text("small", (48.0, up.at(tick) + 4.0), Anchor::End, &format!("{} %", tick_text(tick)));
    }
    for (n, _) in points {
        drawing.text("small", (across.at(*n), SIZE.1 - 22.0), Anchor::Middle, &tick_text(*n));
    }
    for (place, &class) in classes.iter().enumerate() {
        line(&mut drawing, points, class, (across, up), rows_high(place, 5.0) - 7.0);
        let x = 20.0 + rows_high(place, 137.0);
        drawing.dot(&format!("class{class}"), (x, 16.0), 5.0, "");
        drawing.text("small", (x + 10.0, 20.0), Anchor::Start, CLASSES[class]);
    }
    drawing.finish()
}

/// The line of a class; whiskers of different classes stand beside each other.
fn line(drawing: &mut Drawing, points: &[(f64, &Findings)], class: usize, (across, up): (Scale, Scale), aside: f64) {
    let place = |&(n, one): &(f64, &Findings)| (across.at(n) + aside, up.at(one.met_percent[class].mean));
    drawing.path(&format!("line class{class}"), &points.iter().map(place).collect::<Vec<_>>());
    for (n, one) in points {
        let (mean, (from, to)) = (one.met_percent[class].mean, within(one.met_percent[class]));
        let x = across.at(*n) + aside;
        drawing.line("whisker", (x, up.at(from)), (x, up.at(to)));
        let met = one.met[class];
        let meaning = format!("{}: {} {}", one.name, one_digit(met.mean), interval(met, one_digit));
        drawing.dot(&format!("class{class}"), (x, up.at(mean)), 4.5, &meaning);
    }
}

/// The ends of an interval of percentages: none is beyond 0 or 100.
fn within(percent: Estimate) -> (f64, f64) {
    let (from, to) = percent.ends();
    (from.max(0.0), to.min(100.0))
}

#[allow(clippy::cast_precision_loss, reason = "numbers of a range are small")]
fn number(n: i64) -> f64 {
    n as f64
}
