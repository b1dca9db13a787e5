//! `EXPECTED.json` in a planning folder: the week it is meant for, and the best value that others have found or proven.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::Week;

/// The name of the file.
pub(super) const FILE: &str = "EXPECTED.json";

/// What others say of an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The objective of the best rota known.
    pub best_known: i64,
    /// A bound that others proved, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower_bound: Option<i64>,
    /// Whether nothing better exists.
    #[serde(default)]
    pub proved: bool,
}

/// All that is read of the file; what else it says is for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Expected {
    /// The planning week.
    pub(super) week: Option<Week>,
    /// The published value.
    pub(super) published: Option<Published>,
}

#[derive(Deserialize)]
struct File {
    week: Option<String>,
    best_known: Option<i64>,
    lower_bound: Option<i64>,
    #[serde(default)]
    proved: bool,
}

impl Expected {
    /// Reads the file of a folder; without one, nothing is expected.
    ///
    /// # Errors
    /// If there is one that cannot be read, as a sentence without its path.
    pub(super) fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let week = file.week.as_deref().map(monday).transpose()?;
        let published = |best_known| Published { best_known, lower_bound: file.lower_bound, proved: file.proved };
        Ok(Self { week, published: file.best_known.map(published) })
    }
}

fn monday(text: &str) -> Result<Week, String> {
    let date = text.parse().map_err(|_| format!("`week` is no date: `{text}`"))?;
    Week::new(date).map_err(|not_monday| not_monday.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Expected, Published};

    #[test]
    fn the_published_value_and_its_week_are_read_and_the_rest_is_not() {
        let text =
            r#"{"instance":"A1","week":"2026-11-30","best_known":521,"lower_bound":520,"proved":true,"basis":"x"}"#;
        let expected = Expected::parse(text).unwrap();
        assert_eq!(expected.week.unwrap().to_string(), "2026-11-30");
        assert_eq!(expected.published, Some(Published { best_known: 521, lower_bound: Some(520), proved: true }));
    }

    #[test]
    fn all_of_it_may_be_left_out() {
        assert_eq!(Expected::parse("{}"), Ok(Expected::default()));
        let bare = Expected::parse(r#"{"best_known":7}"#).unwrap();
        assert_eq!(bare.published, Some(Published { best_known: 7, lower_bound: None, proved: false }));
    }

    #[test]
    fn a_week_that_is_none_is_refused() {
        for week in ["2026-12-01", "soon"] {
            assert!(Expected::parse(&format!(r#"{{"week":"{week}"}}"#)).is_err(), "{week}");
        }
    }
}
