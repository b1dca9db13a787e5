//! Two charts of scaling: time to a good rota, and memory, against the size of the week, both axes logarithmic.

use std::io;

use plotters::chart::SeriesLabelPosition;
use plotters::prelude::{Circle, Color, IntoLogRange};

use super::super::record::Record;
use super::super::scaling::{Scaling, of_memory, of_time};
use super::Chart;
use super::axes::{Area, builder, colour, drawn, legend, line, mesh, short, text};

/// The charts, as far as there is something to show.
pub(super) fn charts(runs: &[Record], engines: &[String]) -> io::Result<Vec<Chart>> {
    let time = chart("Time to within 2 % of the final cost", "seconds", &of_time(runs), engines)?;
    let memory = chart("Peak memory", "MiB", &of_memory(runs), engines)?;
    Ok(time.into_iter().chain(memory).collect())
}

fn chart(title: &str, unit: &str, scalings: &[Scaling], engines: &[String]) -> io::Result<Option<Chart>> {
    if scalings.is_empty() {
        return Ok(None);
    }
    let svg = drawn(title, |area| draw(area, unit, scalings, engines))?;
    let laws: Vec<String> = scalings.iter().map(law).collect();
    let caption =
        format!("A point for each run, a line for the power of the size that fits them best. {}", laws.join(" "));
    Ok(Some(Chart { title: title.to_owned(), caption, svg }))
}

fn law(scaling: &Scaling) -> String {
    match scaling.fit {
        Some(fit) => format!("{}: sessions to the power of {:.2}.", scaling.engine, fit.exponent),
        None => format!("{}: too few sizes for a fit.", scaling.engine),
    }
}

fn draw(area: &Area<'_>, unit: &str, scalings: &[Scaling], engines: &[String]) -> Result<(), String> {
    let (sizes, figures) = (range(scalings, |point| point.0), range(scalings, |point| point.1));
    let mut axes = builder(area)
        .build_cartesian_2d((sizes.0..sizes.1).log_scale(), (figures.0..figures.1).log_scale())
        .map_err(text)?;
    mesh(&mut axes, ["sessions due", unit], [&|value| short(*value), &|value| short(*value)])?;
    for scaling in scalings {
        let colour = colour(&scaling.engine, engines);
        let dots = scaling.points.iter().map(|&point| Circle::new(point, 4, colour.filled()));
        axes.draw_series(dots).map_err(text)?;
        line(&mut axes, fitted(scaling, figures), (colour, 2), Some(&scaling.engine))?;
    }
    legend(&mut axes, SeriesLabelPosition::UpperLeft)
}

/// The fitted line from the least to the greatest size, as far as it lies in the chart.
fn fitted(scaling: &Scaling, figures: (f64, f64)) -> Vec<(f64, f64)> {
    let Some(fit) = scaling.fit else { return Vec::new() };
    let of_size = |size: f64| (size, (fit.factor * size.powf(fit.exponent)).clamp(figures.0, figures.1));
    let mut sizes: Vec<f64> = scaling.points.iter().map(|point| point.0).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.into_iter().map(of_size).collect()
}

/// From a little below the least to a little above the greatest.
fn range(scalings: &[Scaling], of: fn(&(f64, f64)) -> f64) -> (f64, f64) {
    let values = || scalings.iter().flat_map(|scaling| scaling.points.iter().map(of));
    let (least, greatest) = (values().fold(f64::INFINITY, f64::min), values().fold(0.0, f64::max));
    (least / 1.5, greatest * 1.5)
}
