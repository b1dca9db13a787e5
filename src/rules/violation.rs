//! A breach of a hard rule, in words and with the sessions concerned.

use super::rule::Rule;
use crate::domain::Session;

/// One breach of a hard rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// What is wrong: ids, dates and times only.
    pub text: String,
    /// The sessions concerned, if any.
    pub sessions: Vec<Session>,
}

impl Violation {
    /// A breach of `rule` by `sessions`.
    #[must_use]
    pub fn new(rule: Rule, text: String, sessions: &[&Session]) -> Self {
        Self { rule, text, sessions: sessions.iter().map(|&session| session.clone()).collect() }
    }
}
