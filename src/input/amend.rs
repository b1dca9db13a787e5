//! Single values in the words of the planning folder's files, for those who change a service after it was read.

use super::cells;
use super::defect::Defect;
use super::postcode::centroid;
use super::refusal::Refusal;
use super::service_toml::{self, Settings};
use crate::domain::{Coordinates, Hours, Policy, Weights};

/// Why a text is no such value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amiss {
    /// A stable word for the kind of defect.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub problem: String,
    /// What was expected; may be empty.
    pub expected: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Amiss {
    fn of(refusal: &Refusal<'_>, text: &str) -> Self {
        let (problem, expected) = (refusal.problem.to_string(), refusal.expected.to_string());
        Self { code: refusal.code, problem, expected, hint: refusal.advice(text) }
    }
}

impl From<Defect> for Amiss {
    fn from(defect: Defect) -> Self {
        let Defect { code, problem, expected, hint, .. } = defect;
        Self { code, problem, expected, hint }
    }
}

/// Sets one key of `service.toml` by its full name, such as `policy.grid_minutes`, to a value as that file writes it.
///
/// # Errors
/// If there is no such key, or the value is none for it; nothing is then changed.
pub fn amend_setting(policy: &mut Policy, weights: &mut Weights, key: &str, value: &str) -> Result<(), Amiss> {
    let mut settings = Settings { policy: policy.clone(), weights: *weights };
    if let Some(defect) = service_toml::amend(&mut settings, key, value).into_iter().next() {
        return Err(defect.into());
    }
    (*policy, *weights) = (settings.policy, settings.weights);
    Ok(())
}

/// Opening or shift hours of a day, as `09:00-12:30;14:00-18:00`; blank: none.
///
/// # Errors
/// If the text has another form.
pub fn hours_of(text: &str) -> Result<Hours, Amiss> {
    cells::hours(text).map_err(|refusal| Amiss::of(&refusal, text))
}

/// The centroid of a postcode's sector.
///
/// # Errors
/// If there is no such sector in the table.
pub fn place_of_postcode(text: &str) -> Result<Coordinates, Amiss> {
    centroid(text).map_err(|refusal| Amiss::of(&refusal, text))
}

#[cfg(test)]
mod tests {
    use super::{amend_setting, hours_of, place_of_postcode};
    use crate::domain::{Cost, Minutes, Policy, Weights};

    #[test]
    fn a_setting_is_changed_or_refused_as_a_whole() {
        let (mut policy, mut weights) = (Policy::default(), Weights::default());
        amend_setting(&mut policy, &mut weights, "policy.turnaround_minutes", "30").unwrap();
        amend_setting(&mut policy, &mut weights, "weights.unplaced.court", "9000").unwrap();
        assert_eq!((policy.turnaround, weights.unplaced[0]), (Minutes(30), Cost(9000)));
        let refused = |key: &str, value: &str| {
            amend_setting(&mut Policy::default(), &mut Weights::default(), key, value).unwrap_err().code
        };
        assert_eq!(refused("policy.turnarounds", "30"), "unknown-key");
        assert_eq!(refused("policy.grid_minutes", "0"), "out-of-range");
        assert_eq!(refused("policy.grid_minutes", "\"x\""), "bad-number");
    }

    #[test]
    fn hours_and_postcodes_are_those_of_the_files() {
        assert_eq!(hours_of("09:00-10:00;10:00-11:00").unwrap().total(), Minutes(120));
        assert_eq!(hours_of("9-5").unwrap_err().code, "bad-time");
        assert_eq!(hours_of("09:00").unwrap_err().code, "bad-interval");
        assert!(place_of_postcode("NG18 2").is_ok() && place_of_postcode("QQ1 1").is_err());
    }
}
