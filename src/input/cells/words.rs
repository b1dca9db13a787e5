//! Words out of a list, and yes or no.

use super::times::span;
use crate::domain::Interval;
use crate::input::refusal::{Hint, Parsed, Refusal, quoted};

/// The words that a column knows, with what they mean.
pub(in crate::input) struct Words<T: 'static, const N: usize> {
    words: [&'static str; N],
    values: [T; N],
}

impl<T: Copy, const N: usize> Words<T, N> {
    /// A list of words and their meanings, in the same order.
    pub(in crate::input) const fn new(words: [&'static str; N], values: [T; N]) -> Self {
        Self { words, values }
    }
}

/// One of the words.
pub(in crate::input) fn word<'a, T: Copy, const N: usize>(known: &'a Words<T, N>) -> impl Fn(&str) -> Parsed<'a, T> {
    move |text| {
        let at = known.words.iter().position(|word| *word == text);
        at.map(|at| known.values[at]).ok_or_else(|| {
            let expected = format!("one of {}", known.words.join(", "));
            let problem = format!("{} is none of the words of this column", quoted(text));
            Refusal::new("unknown-word", problem, expected).hint(Hint::OneOf(&known.words))
        })
    }
}

/// `yes` or `no`, in small or capital letters.
pub(in crate::input) fn yes<'a>(text: &str) -> Parsed<'a, bool> {
    if text.eq_ignore_ascii_case("yes") {
        Ok(true)
    } else if text.eq_ignore_ascii_case("no") {
        Ok(false)
    } else {
        Err(Refusal::unlike("unknown-word", text, "yes or no"))
    }
}

/// School hours as a span, or `none`.
pub(in crate::input) fn school_span<'a>(text: &str) -> Parsed<'a, Option<Interval>> {
    if text == "none" { Ok(None) } else { span(text).map(Some) }
}
