//! The two curves of a run: the best objective and the best bound over time, as a trace file has them.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// A moment at which objective or bound came closer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Seconds since the solving began.
    pub seconds: f64,
    /// The best objective so far.
    pub objective: i64,
    /// The best proven bound so far; 0 where none is known.
    pub bound: i64,
}

/// Points in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Curve(pub Vec<Point>);

/// The columns of a trace that are needed here; a bound may be blank.
#[derive(Deserialize)]
struct Row {
    seconds: f64,
    objective: i64,
    bound: Option<i64>,
}

impl Curve {
    /// Reads a trace file, as `kintime plan --trace` writes it. Of an outside solver, only the columns `seconds`,
    /// `objective` and `bound` are asked for.
    ///
    /// # Errors
    /// If a row cannot be read or time runs backwards, as a sentence.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(|e| e.to_string())?;
        let mut curve = Self::default();
        for row in reader.deserialize() {
            let row: Row = row.map_err(|error| error.to_string())?;
            curve.push(row)?;
        }
        Ok(curve)
    }

    fn push(&mut self, row: Row) -> Result<(), String> {
        let before = self.0.last().copied().unwrap_or(Point { seconds: 0.0, objective: i64::MAX, bound: 0 });
        if !row.seconds.is_finite() || row.seconds < before.seconds {
            return Err(format!("its times do not go forward at {} seconds", row.seconds));
        }
        let objective = row.objective.min(before.objective);
        let bound = row.bound.unwrap_or(0).max(before.bound);
        self.0.push(Point { seconds: row.seconds, objective, bound });
        Ok(())
    }

    /// Seconds to the first rota.
    #[must_use]
    pub fn first(&self) -> Option<f64> {
        self.0.first().map(|point| point.seconds)
    }

    /// Seconds until the objective stays within so many per cent of `objective`.
    #[must_use]
    pub fn within(&self, percent: i64, objective: i64) -> Option<f64> {
        let near =
            |point: &&Point| 100 * i128::from(point.objective) <= i128::from(100 + percent) * i128::from(objective);
        self.0.iter().find(near).map(|point| point.seconds)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Curve, Point};

    fn read(text: &str) -> Result<Curve, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.csv");
        fs::write(&path, text).unwrap();
        Curve::read(&path)
    }

    #[test]
    fn a_trace_becomes_two_curves_that_only_come_closer() {
        let curve = read("seconds,work,objective,bound,found_by\n0.5,0,900,10,construct\n1,5,950,,x\n2,9,500,40,y\n");
        let point = |seconds, objective, bound| Point { seconds, objective, bound };
        assert_eq!(curve.unwrap().0, [point(0.5, 900, 10), point(1.0, 900, 10), point(2.0, 500, 40)]);
    }

    #[test]
    fn times_to_the_first_and_to_a_good_rota() {
        let curve = read("seconds,objective,bound\n0.1,202,0\n0.2,201,0\n0.3,102,0\n0.4,101,0\n0.5,100,0\n").unwrap();
        assert_eq!((curve.first(), curve.within(1, 100), curve.within(2, 100)), (Some(0.1), Some(0.4), Some(0.3)));
        assert_eq!((Curve::default().first(), Curve::default().within(1, 5)), (None, None));
    }

    #[test]
    fn what_is_no_trace_is_refused() {
        for wrong in ["seconds,objective,bound\n2,5,\n1,4,\n", "seconds,objective,bound\n,5,\n", "a,b\n1,2\n"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read("seconds,objective\n2,5\n").is_ok(), "an engine without a bound has a curve all the same");
    }
}
