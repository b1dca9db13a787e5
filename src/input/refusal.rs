//! Why the text of one cell is refused. It does not know in which file and row the cell stands.

use std::ops::Range;

/// What to do about a refused text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hint<'a> {
    /// Nothing that would help more than the expectation.
    None,
    /// This.
    Say(&'static str),
    /// Look for the word among these; the nearest one is suggested.
    OneOf(&'a [&'a str]),
    /// Look for the code in this file; the nearest one is suggested.
    Listed(&'static str, Vec<&'a str>),
}

/// A refused text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal<'a> {
    /// The kind of defect.
    pub(super) code: &'static str,
    /// The part of the cell's text that is refused; all of it where `None`.
    pub(super) span: Option<Range<usize>>,
    /// What is wrong.
    pub(super) problem: Box<str>,
    /// What was expected.
    pub(super) expected: Box<str>,
    /// What to do.
    pub(super) hint: Hint<'a>,
    /// Whether it only follows from a defect that is already reported.
    pub(super) follows: bool,
}

/// A cell's value, or why there is none.
pub(super) type Parsed<'a, T> = Result<T, Refusal<'a>>;

impl<'a> Refusal<'a> {
    /// A refusal of the whole text.
    pub(super) fn new(code: &'static str, problem: String, expected: impl Into<Box<str>>) -> Self {
        Self { code, span: None, problem: problem.into(), expected: expected.into(), hint: Hint::None, follows: false }
    }

    /// A text that is not of the kind expected.
    pub(super) fn unlike(code: &'static str, text: &str, expected: impl Into<Box<str>>) -> Self {
        let expected = expected.into();
        // The example that the expectation gives is said once, where the expectation is.
        let kind = expected.split(" as ").next().unwrap_or_default().trim_end_matches(',');
        Self::new(code, format!("{} is not {kind}", quoted(text)), expected)
    }

    /// With what to do.
    pub(super) fn hint(self, hint: Hint<'a>) -> Self {
        Self { hint, ..self }
    }

    /// The same refusal where the text is a part of a longer one that begins at byte `offset`.
    pub(super) fn within(self, offset: usize, length: usize) -> Self {
        let span = self.span.unwrap_or(0..length);
        Self { span: Some(span.start + offset..span.end + offset), ..self }
    }

    /// A refusal that only follows from another defect and is not worth a word.
    pub(super) fn following() -> Self {
        Self { follows: true, ..Self::new("", String::new(), "") }
    }

    /// The hint in words for the refused `text`.
    pub(super) fn advice(&self, text: &str) -> String {
        match &self.hint {
            Hint::None => String::new(),
            Hint::Say(words) => (*words).to_owned(),
            Hint::OneOf(words) => {
                let all = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
                nearest(text, words.iter().copied()).map_or(format!("write one of {all}"), did_you_mean)
            }
            Hint::Listed(file, codes) => nearest(text, codes.iter().copied())
                .map_or(format!("add it to {file}, or write an id that is there"), did_you_mean),
        }
    }
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean {}?", quoted(word))
}

/// The word most like `text`, if one is like it at all.
pub(crate) fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    const LONGEST: usize = 64;
    const ALIKE: f64 = 0.75;
    if text.len() > LONGEST {
        return None;
    }
    let likeness = |word: &str| strsim::jaro_winkler(&text.to_lowercase(), &word.to_lowercase());
    let scored = words.filter(|word| word.len() <= LONGEST).map(|word| (likeness(word), word));
    scored
        .filter(|&(score, _)| score >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, word)| word)
}

/// A text between backticks, on one line and cut to 40 characters.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut shown: String = text.chars().take(LONGEST).map(plain).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::{nearest, quoted};

    #[test]
    fn the_nearest_word_is_one_that_is_like_it() {
        let words = ["venue", "community", "virtual"];
        assert_eq!(nearest("comunity", words.into_iter()), Some("community"));
        assert_eq!(nearest("zzz", words.into_iter()), None);
        assert_eq!(nearest(&"v".repeat(1000), words.into_iter()), None);
    }

    #[test]
    fn long_texts_are_cut_and_stay_on_one_line() {
        assert_eq!(quoted("a\nb"), "`a b`");
        assert_eq!(quoted(&"é".repeat(50)), format!("`{}…`", "é".repeat(40)));
    }
}
