//! Means and how sure they are: Student's t intervals over replications.

use serde::Serialize;

/// A mean over replications with its interval of 95 per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// Half the width of the interval; `None` where one value tells nothing of chance.
    pub half_width: Option<f64>,
}

impl Estimate {
    /// The mean of values, with mean ± t · s / √n, s the standard deviation with n − 1 in the denominator.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let n = count(values.len());
        if values.is_empty() {
            return Self::default();
        }
        let mean = values.iter().sum::<f64>() / n;
        if values.len() < 2 {
            return Self { mean, half_width: None };
        }
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let half_width = student(values.len() - 1) * (squares / (n - 1.0)).sqrt() / n.sqrt();
        Self { mean, half_width: Some(half_width) }
    }

    /// The lower and the upper end; the mean itself where there is no interval.
    #[must_use]
    pub fn ends(self) -> (f64, f64) {
        let half = self.half_width.unwrap_or_default();
        (self.mean - half, self.mean + half)
    }

    /// Whether 0 lies outside the interval.
    #[must_use]
    pub fn is_off_zero(self) -> bool {
        self.mean.abs() > self.half_width.unwrap_or_default()
    }
}

/// The 97.5 % point of Student's t with `freedom` degrees of freedom (1 and up): tabulated up to 30, beyond by the first
/// terms of the Cornish-Fisher expansion (Abramowitz and Stegun 1964, 26.7.5), good to three decimals there.
#[must_use]
pub fn student(freedom: usize) -> f64 {
    const TABLE: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];
    const NORMAL: f64 = 1.959_964;
    if let Some(&value) = freedom.checked_sub(1).and_then(|at| TABLE.get(at)) {
        return value;
    }
    let n = count(freedom);
    let (third, fifth) = (NORMAL.powi(3), NORMAL.powi(5));
    NORMAL + (third + NORMAL) / (4.0 * n) + (5.0 * fifth + 16.0 * third + 3.0 * NORMAL) / (96.0 * n * n)
}

#[allow(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::{Estimate, student};

    #[test]
    fn an_interval_is_as_by_hand() {
        let estimate = Estimate::of(&[1.0, 2.0, 3.0, 6.0]);
        assert!((estimate.mean - 3.0).abs() < 1e-12);
        // s² = 14 / 3, s / √4 = 1.0801, t(3) = 3.182.
        assert!((estimate.half_width.unwrap() - 3.4370).abs() < 1e-3, "{estimate:?}");
        assert!(!estimate.is_off_zero());
        assert!(Estimate::of(&[2.0, 2.0]).is_off_zero());
    }

    #[test]
    fn one_value_has_no_interval() {
        assert_eq!(Estimate::of(&[5.0]), Estimate { mean: 5.0, half_width: None });
        assert_eq!(Estimate::of(&[]).ends(), (0.0, 0.0));
    }

    #[test]
    fn quantiles_are_those_of_the_books() {
        let close = |freedom, value: f64| (student(freedom) - value).abs() < 2e-3;
        assert!(close(1, 12.706) && close(9, 2.262) && close(40, 2.021) && close(120, 1.980) && close(10_000, 1.960));
    }
}
