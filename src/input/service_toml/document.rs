//! A TOML file as a flat list of keys and values that know where they stand. It knows no key.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::domain::Minutes;
use crate::input::cells::date;
use crate::input::defect::{Collector, Defect, Mark};
use crate::input::folder::Source;
use crate::input::refusal::{Parsed, Refusal};

/// A parsed file.
pub(super) struct Document<'s> {
    source: &'s Source,
    defects: &'s Collector,
    root: Spanned<DeTable<'s>>,
}

impl<'s> Document<'s> {
    /// Parses a file; `None` where it is no TOML.
    pub(super) fn parse(source: &'s Source, defects: &'s Collector) -> Option<Self> {
        let (root, errors) = DeTable::parse_recoverable(&source.text);
        for error in &errors {
            let mark = mark(source, "", &error.span().unwrap_or(0..0));
            let defect = Defect::error("bad-toml", mark, format!("this is no TOML: {}", error.message()));
            defects.add(defect.hint("write `key = value` lines below `[policy]`, `[levels.…]` or `[weights]`"));
        }
        errors.is_empty().then_some(Self { source, defects, root })
    }

    /// Every value with its full key: dotted keys and nested tables are the same.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let found = RefCell::new(Vec::new());
        self.collect("", self.root.get_ref(), &found);
        found.into_inner()
    }

    /// The parser bounds how deep tables nest, so this recursion is bounded too.
    fn collect<'d>(&'d self, prefix: &str, table: &'d DeTable<'s>, found: &RefCell<Vec<Entry<'d>>>) {
        for (key, value) in table {
            let full =
                if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
            match value.get_ref() {
                DeValue::Table(inner) if !inner.is_empty() => self.collect(&full, inner, found),
                // An empty table says nothing, but its name must be one.
                DeValue::Table(_) if matches!(full.as_str(), "policy" | "levels" | "weights") => {}
                _ => found.borrow_mut().push(Entry { key: full, at: key.span(), value, document: self }),
            }
        }
    }
}

fn mark(source: &Source, name: &str, span: &Range<usize>) -> Mark {
    Mark::of_span(&source.name, &source.text, name, span)
}

/// One key and its value.
pub(super) struct Entry<'d> {
    /// The full key, such as `policy.grid_minutes`.
    pub(super) key: String,
    at: Range<usize>,
    value: &'d Spanned<DeValue<'d>>,
    document: &'d Document<'d>,
}

impl Entry<'_> {
    /// Reports the key.
    pub(super) fn refuse_key(&self, refusal: &Refusal<'_>, hint: String) {
        let mark = mark(self.document.source, &self.key, &self.at);
        let defect = Defect::error(refusal.code, mark, refusal.problem.as_ref());
        self.document.defects.add(defect.expected(refusal.expected.as_ref()).hint(hint));
    }

    /// Reports the value.
    fn refuse(&self, code: &'static str, span: Range<usize>, expected: &str) {
        let mark = mark(self.document.source, &self.key, &span);
        let problem = Refusal::unlike(code, &self.document.source.text[span], expected).problem;
        self.document.defects.add(Defect::error(code, mark, problem.as_ref()).expected(expected));
    }

    /// A whole number in `range`.
    pub(super) fn count(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let DeValue::Integer(number) = self.value.get_ref() else {
            self.refuse("bad-number", self.value.span(), &expected);
            return None;
        };
        let value = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|value| range.contains(value));
        if value.is_none() {
            self.refuse("out-of-range", self.value.span(), &expected);
        }
        value
    }

    /// A whole number of minutes in `range`.
    pub(super) fn minutes(&self, range: RangeInclusive<u32>) -> Option<Minutes> {
        self.count(range).map(|value| Minutes(i32::try_from(value).unwrap_or(i32::MAX)))
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self) -> Option<bool> {
        let value = self.value.get_ref().as_bool();
        if value.is_none() {
            self.refuse("unknown-word", self.value.span(), "true or false");
        }
        value
    }

    /// A string that `parse` reads.
    pub(super) fn string<'a, T>(&self, expected: &str, parse: impl Fn(&str) -> Parsed<'a, T>) -> Option<T> {
        let parsed = self.value.get_ref().as_str().map(&parse);
        match parsed {
            Some(Ok(value)) => return Some(value),
            Some(Err(refusal)) => self.refuse(refusal.code, self.value.span(), &refusal.expected),
            None => self.refuse("bad-interval", self.value.span(), expected),
        }
        None
    }

    /// A list of dates, each a TOML date or a string.
    pub(super) fn dates(&self) -> Option<Vec<NaiveDate>> {
        let DeValue::Array(items) = self.value.get_ref() else {
            self.refuse("bad-date", self.value.span(), "a list of dates, as [2026-05-08]");
            return None;
        };
        Some(self.dates_of(items))
    }

    fn dates_of(&self, items: &DeArray<'_>) -> Vec<NaiveDate> {
        let mut dates = Vec::new();
        for item in items {
            let written = match item.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Datetime(moment) => moment.to_string(),
                _ => String::new(),
            };
            match date(&written) {
                Ok(date) => dates.push(date),
                Err(_) => self.refuse("bad-date", item.span(), "a date as 2026-05-08"),
            }
        }
        dates
    }
}
