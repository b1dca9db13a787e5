//! How hard a run tries: until its limit, or sooner once its rota is proven to be near enough to the best.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::bench::Limit;

/// The effort of every run of a sweep. Its text is `5000 units` or `5000 units or 2 %`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effort {
    /// How long a run goes on at most.
    pub limit: Limit,
    /// It ends sooner when its rota is proven to be this near the best, in millionths of the cost.
    pub gap_millionths: u32,
}

impl Effort {
    /// Until this limit, or until the rota is proven to be this near the best, as a share from 0 to 1.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1")]
    pub fn new(limit: Limit, gap: f64) -> Self {
        Self { limit, gap_millionths: (gap.clamp(0.0, 1.0) * 1e6).round() as u32 }
    }

    /// How near the best is near enough, as a share from 0 to 1.
    #[must_use]
    pub fn gap(self) -> f64 {
        f64::from(self.gap_millionths) / 1e6
    }
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.limit)?;
        if self.gap_millionths > 0 {
            write!(f, " or {} %", 100.0 * self.gap())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Effort;
    use crate::bench::Limit;

    #[test]
    fn a_gap_is_kept_and_told_in_per_cent() {
        let told = |gap| Effort::new(Limit::Work(5_000), gap).to_string();
        assert_eq!((told(0.0), told(0.02)), ("5000 units".to_owned(), "5000 units or 2 %".to_owned()));
        assert!((Effort::new(Limit::Work(1), 0.005).gap() - 0.005).abs() < 1e-12);
    }
}
