//! How long one run may go on.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The limit of one run. Its text is `10s` or `5000 units`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Limit {
    /// Wall-clock time, in whole seconds.
    Time(Duration),
    /// Units of work: the same rota on every machine.
    Work(u64),
}

impl Limit {
    /// Its seconds, where it is one of time.
    #[must_use]
    pub fn seconds(self) -> Option<u64> {
        match self {
            Self::Time(time) => Some(time.as_secs()),
            Self::Work(_) => None,
        }
    }

    /// Its units of work, where it is one of work.
    #[must_use]
    pub fn units(self) -> Option<u64> {
        match self {
            Self::Time(_) => None,
            Self::Work(units) => Some(units),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => write!(f, "{}s", time.as_secs()),
            Self::Work(units) => write!(f, "{units} units"),
        }
    }
}

impl FromStr for Limit {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let time = || text.strip_suffix('s')?.parse().ok().map(Duration::from_secs).map(Self::Time);
        let work = || text.strip_suffix(" units")?.parse().ok().map(Self::Work);
        work().or_else(time).ok_or_else(|| format!("expected a limit such as `10s` or `5000 units`, not `{text}`"))
    }
}

impl From<Limit> for String {
    fn from(limit: Limit) -> Self {
        limit.to_string()
    }
}

impl TryFrom<String> for Limit {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Limit;

    #[test]
    fn its_text_is_read_back() {
        for limit in [Limit::Time(Duration::from_secs(90)), Limit::Work(5_000)] {
            assert_eq!(limit.to_string().parse(), Ok(limit));
        }
        assert_eq!(Limit::Time(Duration::from_secs(10)).to_string(), "10s");
        assert_eq!(Limit::Work(1).to_string(), "1 units");
        for wrong in ["", "10", "1.5s", "units", "-1 units"] {
            assert!(wrong.parse::<Limit>().is_err(), "{wrong}");
        }
    }
}
