//! What all charts share: their size, colours and axes, one colour for each engine, and the step from a drawing to SVG that
//! may stand in a page.

use std::fmt::Display;
use std::io;

use plotters::chart::{ChartContext, SeriesLabelPosition};
use plotters::coord::Shift;
use plotters::coord::ranged1d::{Ranged, ValueFormatter};
use plotters::element::PathElement;
use plotters::prelude::{
    Cartesian2d, ChartBuilder, Color, DrawingArea, IntoDrawingArea, IntoFont, LineSeries, RGBColor, SVGBackend,
    TRANSPARENT,
};

use super::super::record::Record;

/// Width and height of a chart in pixels, where it is shown at its own size.
const SIZE: (u32, u32) = (760, 380);
/// Stands for the colour of the text around a chart, light or dark.
pub(super) const INK: RGBColor = RGBColor(1, 2, 3);
/// [`INK`] as it stands in SVG, and what replaces it.
const INK_IN_SVG: (&str, &str) = ("#010203", "currentColor");
/// Colours that people with any colour vision tell apart (after Okabe, Ito 2008), on light and on dark ground.
const COLOURS: [RGBColor; 6] = [
    RGBColor(40, 130, 200),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(146, 125, 0),
    RGBColor(120, 110, 190),
];

/// A drawing area of a chart.
pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// A chart with its axes.
pub(super) type Axes<'a, X, Y> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<X, Y>>;

/// The engines in the order of their first run: their places give their colours.
pub(super) fn engines(runs: &[Record]) -> Vec<String> {
    let mut engines: Vec<String> = Vec::new();
    for run in runs {
        if !engines.contains(&run.key.engine) {
            engines.push(run.key.engine.clone());
        }
    }
    engines
}

/// The colour of an engine.
pub(super) fn colour(engine: &str, engines: &[String]) -> RGBColor {
    let place = engines.iter().position(|known| known == engine).unwrap_or_default();
    COLOURS[place % COLOURS.len()]
}

/// Draws a chart and makes it safe to stand in a page: with a name for those who cannot see it, in the colour of the text.
///
/// # Errors
/// If it cannot be drawn.
pub(super) fn drawn(name: &str, draw: impl FnOnce(&Area<'_>) -> Result<(), String>) -> io::Result<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        draw(&area).and_then(|()| area.present().map_err(text)).map_err(io::Error::other)?;
    }
    let (_, body) = svg.split_once("<svg ").ok_or_else(|| io::Error::other("no drawing"))?;
    let name = minijinja::HtmlEscape(name);
    Ok(format!("<svg role=\"img\" aria-label=\"{name}\" {}", body.replace(INK_IN_SVG.0, INK_IN_SVG.1)))
}

/// An error of the drawing as a text: it borrows from the area that is drawn on.
pub(super) fn text(error: impl Display) -> String {
    error.to_string()
}

/// A builder with room for the labels of the axes.
pub(super) fn builder<'a, 'b>(area: &'a Area<'b>) -> ChartBuilder<'a, 'b, SVGBackend<'b>> {
    let mut builder = ChartBuilder::on(area);
    builder.margin(10).margin_right(24).x_label_area_size(52).y_label_area_size(92);
    builder
}

/// A number as a label of an axis.
pub(super) type Label<'a> = &'a dyn Fn(&f64) -> String;

/// Draws axes and grid with the names of what they show, across and up.
///
/// # Errors
/// If it cannot be drawn.
pub(super) fn mesh<X, Y>(axes: &mut Axes<'_, X, Y>, names: [&str; 2], labels: [Label<'_>; 2]) -> Result<(), String>
where
    X: Ranged<ValueType = f64> + ValueFormatter<f64>,
    Y: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let font = ("sans-serif", 21).into_font().color(&INK);
    axes.configure_mesh()
        .x_desc(names[0])
        .y_desc(names[1])
        .x_label_formatter(labels[0])
        .y_label_formatter(labels[1])
        .axis_style(INK.mix(0.6))
        .bold_line_style(INK.mix(0.12))
        .light_line_style(TRANSPARENT)
        .label_style(font.clone())
        .axis_desc_style(font)
        .draw()
        .map_err(text)
}

/// Draws a line through points; with a name, it is explained in the legend.
///
/// # Errors
/// If it cannot be drawn.
pub(super) fn line<'a, X, Y>(
    axes: &mut Axes<'a, X, Y>,
    points: Vec<(f64, f64)>,
    (colour, width): (RGBColor, u32),
    name: Option<&str>,
) -> Result<(), String>
where
    X: Ranged<ValueType = f64>,
    Y: Ranged<ValueType = f64>,
{
    let series = axes.draw_series(LineSeries::new(points, colour.stroke_width(width))).map_err(text)?;
    if let Some(name) = name {
        let sample = move |(x, y)| PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(3));
        series.label(name).legend(sample);
    }
    Ok(())
}

/// Draws the legend into a corner.
///
/// # Errors
/// If it cannot be drawn.
pub(super) fn legend<'a, X, Y>(axes: &mut Axes<'a, X, Y>, corner: SeriesLabelPosition) -> Result<(), String>
where
    X: Ranged<ValueType = f64>,
    Y: Ranged<ValueType = f64>,
{
    let font = ("sans-serif", 21).into_font().color(&INK);
    axes.configure_series_labels().position(corner).label_font(font).border_style(INK.mix(0.3)).draw().map_err(text)
}

/// A number without needless digits: `0.01`, `2.5`, `12,000`.
pub(super) fn short(value: f64) -> String {
    if value.abs() >= 10.0 || value == 0.0 {
        return grouped(&format!("{value:.0}"));
    }
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Digits in threes.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let threes: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|three| std::str::from_utf8(three).ok()).collect();
    format!("{sign}{}", threes.join(","))
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn labels_are_short() {
        let labels = [0.0, 0.001, 0.25, 2.0, 10.0, 999.0, 1_000.0, 1_234_567.0, -12_345.0].map(short);
        assert_eq!(labels, ["0", "0.001", "0.25", "2", "10", "999", "1,000", "1,234,567", "-12,345"]);
    }
}
