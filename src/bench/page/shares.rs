//! The performance profile: for each engine the share of instances within a ratio of the best objective.

use std::io;

use plotters::chart::SeriesLabelPosition;
use plotters::prelude::IntoLogRange;

use super::super::profile::{Profile, profiles};
use super::super::record::Record;
use super::Chart;
use super::axes::{Area, builder, colour, drawn, legend, line, mesh, text};

/// Ratios beyond this are cut off.
const MOST: f64 = 4.0;
/// The axis goes at least this far.
const LEAST: f64 = 1.02;

/// The chart, if any engine found a rota.
pub(super) fn chart(runs: &[Record], engines: &[String]) -> io::Result<Option<Chart>> {
    let profiles = profiles(runs);
    let ratios = || profiles.iter().flat_map(|profile| profile.steps.iter().map(|step| step.0));
    if ratios().next().is_none() {
        return Ok(None);
    }
    let most = (1.0 + 1.1 * (ratios().fold(LEAST, f64::max) - 1.0)).min(MOST);
    let title = "Performance profile".to_owned();
    let svg = drawn(&title, |area| draw(area, &profiles, engines, most))?;
    let caption = "Up: the share of instances (folder, seed, limit) on which an engine's rota costs at most the ratio times \
                   the best that any engine found. Higher is better; at ratio 1 it is the share on which nobody was better.";
    Ok(Some(Chart { title, caption: caption.to_owned(), svg }))
}

fn draw(area: &Area<'_>, profiles: &[Profile], engines: &[String], most: f64) -> Result<(), String> {
    let mut axes = builder(area).build_cartesian_2d((1.0..most).log_scale(), 0.0..1.04).map_err(text)?;
    let percent: &dyn Fn(&f64) -> String = &|share| format!("{:.0} %", 100.0 * share);
    mesh(&mut axes, ["ratio to the best cost", "share of instances"], [&|ratio| format!("{ratio:.3}"), percent])?;
    for profile in profiles {
        let points = steps(profile, most);
        line(&mut axes, points, (colour(&profile.engine, engines), 3), Some(&profile.engine))?;
    }
    legend(&mut axes, SeriesLabelPosition::LowerRight)
}

fn steps(profile: &Profile, most: f64) -> Vec<(f64, f64)> {
    let mut points = vec![(1.0, 0.0)];
    for &(ratio, share) in profile.steps.iter().filter(|step| step.0 <= most) {
        points.extend(points.last().map(|&(_, before)| (ratio, before)));
        points.push((ratio, share));
    }
    points.extend(points.last().map(|&(_, share)| (most, share)));
    points
}
