//! A table of a TOML file that is asked for its keys one by one: what is not of the kind asked for is reported with its place,
//! and so is every key that nobody asked for.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::input::{Amiss, Defect, Mark, nearest, quoted};

/// Where something stands in the file, in bytes.
pub(super) type Place = Range<usize>;

/// A file under way, with the defects found so far.
pub(super) struct Reader<'t> {
    file: Arc<str>,
    text: &'t str,
    defects: RefCell<Vec<Defect>>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(name: &str, text: &'t str) -> Self {
        Self { file: Arc::from(name), text, defects: RefCell::default() }
    }

    /// Reports what stands at a place; the same twice, as in a range, only once.
    pub(super) fn refuse(&self, place: &Place, key: &str, amiss: Amiss) {
        let mark = Mark::of_span(&self.file, self.text, key, place);
        let defect = Defect::error(amiss.code, mark, amiss.problem).expected(amiss.expected).hint(amiss.hint);
        let mut defects = self.defects.borrow_mut();
        if !defects.contains(&defect) {
            defects.push(defect);
        }
    }

    /// All defects, by place.
    pub(super) fn finish(self) -> Vec<Defect> {
        let mut defects = self.defects.into_inner();
        defects.sort_by_key(|defect| (defect.mark.line, defect.mark.column));
        defects
    }

    /// The text of a place as it stands in the file.
    pub(super) fn written(&self, place: &Place) -> &'t str {
        self.text.get(place.clone()).unwrap_or_default()
    }
}

/// A table of the file.
pub(super) struct Section<'r, 't> {
    /// The file.
    pub(super) reader: &'r Reader<'t>,
    /// Where the table stands.
    pub(super) place: Place,
    table: &'r DeTable<'t>,
    /// What stands for `{n}`.
    n: Option<i64>,
    asked: RefCell<BTreeSet<&'static str>>,
}

/// A value with its place.
pub(super) type Found<'r, 't> = &'r Spanned<DeValue<'t>>;

impl<'r, 't> Section<'r, 't> {
    pub(super) fn new(reader: &'r Reader<'t>, place: Place, table: &'r DeTable<'t>, n: Option<i64>) -> Self {
        Self { reader, place, table, n, asked: RefCell::default() }
    }

    /// The same table with a number for `{n}`.
    pub(super) fn with(&self, n: Option<i64>) -> Self {
        Self { reader: self.reader, place: self.place.clone(), table: self.table, n, asked: RefCell::default() }
    }

    /// The value of a key, if it is there.
    pub(super) fn value(&self, key: &'static str) -> Option<Found<'r, 't>> {
        self.asked.borrow_mut().insert(key);
        self.table.iter().find(|(found, _)| found.get_ref() == key).map(|(_, value)| value)
    }

    /// Whether it has no other keys than these.
    pub(super) fn has_only(&self, keys: &[&str]) -> bool {
        self.table.iter().all(|(key, _)| keys.contains(&key.get_ref().as_ref()))
    }

    /// Reports that the value of a key is not what it should be.
    pub(super) fn refuse(&self, key: &str, place: &Place, expected: &str) {
        let written = self.reader.written(place);
        let kind = expected.split(" as ").next().unwrap_or_default().trim_end_matches(',');
        let problem = format!("{} is not {kind}", quoted(written));
        let amiss = Amiss { code: "bad-value", problem, expected: expected.to_owned(), hint: String::new() };
        self.reader.refuse(place, key, amiss);
    }

    /// Reports that a key is missing.
    pub(super) fn miss(&self, key: &str, expected: &str) {
        let problem = format!("the key {} is missing", quoted(key));
        let amiss = Amiss { code: "missing-key", problem, expected: expected.to_owned(), hint: String::new() };
        self.reader.refuse(&self.place, key, amiss);
    }

    /// A text, with the number in place of `{n}`.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        let found = self.value(key)?;
        let text = found.get_ref().as_str().map(|text| self.filled(text));
        if text.is_none() {
            self.refuse(key, &found.span(), "a text in quotes");
        }
        text
    }

    /// A text that must be there.
    pub(super) fn needed_text(&self, key: &'static str, what: &str) -> Option<String> {
        if self.value(key).is_none() {
            self.miss(key, what);
        }
        self.text(key)
    }

    /// A text that is read by others, who may refuse it.
    pub(super) fn parsed<T>(&self, key: &'static str, parse: impl Fn(&str) -> Result<T, Amiss>) -> Option<T> {
        let text = self.text(key)?;
        let place = self.value(key)?.span();
        parse(&text).map_err(|amiss| self.reader.refuse(&place, key, amiss)).ok()
    }

    /// A whole number in `range`, or a text that is one once `{n}` is filled in.
    pub(super) fn count(&self, key: &'static str, range: RangeInclusive<i64>) -> Option<u32> {
        let found = self.value(key)?;
        let number = self.whole(found.get_ref()).filter(|number| range.contains(number));
        let number = number.and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            let expected = format!("a whole number from {} to {}", range.start(), range.end());
            self.refuse(key, &found.span(), &expected);
        }
        number
    }

    /// A number from 0 to `most` in hundredths, written with at most two decimals.
    pub(super) fn hundredths(&self, key: &'static str, most: u32) -> Option<u32> {
        let found = self.value(key)?;
        let written = match found.get_ref() {
            DeValue::String(text) => self.filled(text),
            DeValue::Integer(_) | DeValue::Float(_) => self.reader.written(&found.span()).to_owned(),
            _ => String::new(),
        };
        let number = hundredths_of(&written).filter(|&number| number <= most * 100);
        if number.is_none() {
            self.refuse(key, &found.span(), &format!("a number from 0 to {most} with at most two decimals"));
        }
        number
    }

    /// Whole numbers of a value.
    pub(super) fn whole(&self, value: &DeValue<'_>) -> Option<i64> {
        match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            DeValue::String(text) => self.filled(text).parse().ok(),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self, key: &'static str) -> Option<bool> {
        let found = self.value(key)?;
        let value = found.get_ref().as_bool();
        if value.is_none() {
            self.refuse(key, &found.span(), "true or false");
        }
        value
    }

    /// A list of texts, or one text, each with its place.
    pub(super) fn texts(&self, key: &'static str) -> Vec<(String, Place)> {
        let Some(found) = self.value(key) else { return Vec::new() };
        let one = std::slice::from_ref(found);
        let items: &[Found<'_, '_>] = &match found.get_ref() {
            DeValue::Array(items) => items.iter().collect::<Vec<_>>(),
            _ => one.iter().collect(),
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push((self.filled(text), item.span())),
                DeValue::Datetime(date) => texts.push((date.to_string(), item.span())),
                _ => self.refuse(key, &item.span(), "a text in quotes, or a list of them"),
            }
        }
        texts
    }

    /// The tables below a key: one, or a list.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Section<'r, 't>> {
        let Some(found) = self.value(key) else { return Vec::new() };
        let items: Vec<Found<'r, 't>> = match found.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![found],
        };
        let mut sections = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => sections.push(Section::new(self.reader, item.span(), table, self.n)),
                _ => self.refuse(key, &item.span(), "a table, or a list of tables"),
            }
        }
        sections
    }

    /// Every value below a key with its full name, that of the key first.
    pub(super) fn settings(&self, key: &'static str) -> Vec<(String, String, Place)> {
        let mut found = Vec::new();
        match self.value(key).map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Table(table))) => self.flatten(key, table, &mut found),
            Some((value, _)) => self.refuse(key, &value.span(), "a table of settings"),
            None => {}
        }
        found
    }

    fn flatten(&self, prefix: &str, table: &DeTable<'_>, found: &mut Vec<(String, String, Place)>) {
        for (key, value) in table {
            let full = format!("{prefix}.{}", key.get_ref());
            match value.get_ref() {
                DeValue::Table(inner) => self.flatten(&full, inner, found),
                DeValue::String(text) if text.contains("{n}") => found.push((full, self.filled(text), value.span())),
                _ => found.push((full, self.reader.written(&value.span()).to_owned(), value.span())),
            }
        }
    }

    /// Reports every key that nobody asked for.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table.iter().filter(|(key, _)| !asked.contains(key.get_ref().as_ref())) {
            let like = nearest(key.get_ref(), asked.iter().copied());
            let amiss = Amiss {
                code: "unknown-key",
                problem: format!("there is no key {} here", quoted(key.get_ref())),
                expected: format!("one of {}", asked.iter().copied().collect::<Vec<_>>().join(", ")),
                hint: like.map_or("take it out".to_owned(), |like| format!("did you mean {}?", quoted(like))),
            };
            self.reader.refuse(&key.span(), key.get_ref(), amiss);
        }
    }

    fn filled(&self, text: &str) -> String {
        self.n.map_or_else(|| text.to_owned(), |n| text.replace("{n}", &n.to_string()))
    }
}

/// Hundredths of a decimal number without a sign.
fn hundredths_of(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
        return None;
    }
    format!("{whole}{decimals:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::hundredths_of;

    #[test]
    fn hundredths_have_at_most_two_decimals() {
        assert_eq!(["3", "2.5", "0.05", "100.00"].map(hundredths_of), [300, 250, 5, 10_000].map(Some));
        assert_eq!(["", "-1", "1.255", ".5", "1.", "1e3", "99999999999"].map(hundredths_of), [None; 7]);
    }
}
