//! How time and memory grow with the size of a week: points, and the power of the size that fits them best.

use super::record::Record;

/// The least time that is told apart from none, in seconds.
const LEAST_SECONDS: f64 = 0.001;

/// Sizes and figures, and the line through them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scaling {
    /// Whose.
    pub(super) engine: String,
    /// (sessions due, figure), all above 0.
    pub(super) points: Vec<(f64, f64)>,
    /// `figure = factor · sessions ^ exponent`, by least squares of the logarithms.
    pub(super) fit: Option<Fit>,
}

/// A power law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) exponent: f64,
    pub(super) factor: f64,
}

/// Seconds until the objective was within 2 % of the last, for each engine.
pub(super) fn of_time(runs: &[Record]) -> Vec<Scaling> {
    scalings(runs, |run| run.close_seconds.map(|seconds| seconds.max(LEAST_SECONDS)))
}

/// Peak memory in MiB, for each engine.
pub(super) fn of_memory(runs: &[Record]) -> Vec<Scaling> {
    scalings(runs, |run| run.peak_kib.map(|kib| kib as f64 / 1024.0))
}

fn scalings(runs: &[Record], figure: impl Fn(&Record) -> Option<f64>) -> Vec<Scaling> {
    let mut found: Vec<Scaling> = Vec::new();
    for run in runs.iter().filter(|run| run.sound().is_some() && run.sessions_due > 0) {
        let Some(figure) = figure(run).filter(|figure| *figure > 0.0) else { continue };
        let point = (f64::from(run.sessions_due), figure);
        match found.iter_mut().find(|scaling| scaling.engine == run.key.engine) {
            Some(scaling) => scaling.points.push(point),
            None => found.push(Scaling { engine: run.key.engine.clone(), points: vec![point], fit: None }),
        }
    }
    for scaling in &mut found {
        scaling.fit = fit(&scaling.points);
    }
    found
}

/// The power law through points of at least three sizes.
fn fit(points: &[(f64, f64)]) -> Option<Fit> {
    let mut sizes: Vec<f64> = points.iter().map(|point| point.0).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.dedup();
    if sizes.len() < 3 {
        return None;
    }
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(|point| of(point).ln()).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let slant: f64 = points.iter().map(|point| (point.0.ln() - x) * (point.1.ln() - y)).sum();
    let spread: f64 = points.iter().map(|point| (point.0.ln() - x).powi(2)).sum();
    let exponent = slant / spread;
    Some(Fit { exponent, factor: (y - exponent * x).exp() })
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit, of_time};
    use crate::bench::record::testing::record;

    #[test]
    fn a_power_law_is_found_again() {
        let points: Vec<(f64, f64)> = [10.0, 20.0, 50.0].map(|n: f64| (n, 3.0 * n.powf(1.5))).to_vec();
        let Fit { exponent, factor } = fit(&points).unwrap();
        assert!((exponent - 1.5).abs() < 1e-9 && (factor - 3.0).abs() < 1e-9, "{exponent} {factor}");
    }

    #[test]
    fn two_sizes_make_no_law() {
        assert_eq!(fit(&[(10.0, 1.0), (20.0, 2.0), (20.0, 3.0)]), None);
    }

    #[test]
    fn times_too_short_to_measure_are_a_millisecond() {
        let mut run = record("a", "kintime", 5, 5);
        run.close_seconds = Some(0.0);
        assert_eq!(of_time(&[run.clone()])[0].points, [(10.0, 0.001)]);
        run.found = None;
        assert!(of_time(&[run]).is_empty());
    }
}
