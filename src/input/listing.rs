//! The things of one kind that a file lists, in byte order of their codes, and how other files refer to them.

use rustc_hash::FxHashMap;

use super::defect::{Collector, Defect, Mark};
use super::refusal::{Hint, Parsed, Refusal, quoted};

/// One thing as its row describes it.
#[derive(Debug)]
pub(super) struct Entry<T> {
    /// Its id in the files.
    pub(super) code: String,
    /// Where its id stands.
    pub(super) mark: Mark,
    /// Whether its row has no error, so that checks across files may rely on it.
    pub(super) sound: bool,
    /// The thing.
    pub(super) thing: T,
}

/// All things of a kind.
#[derive(Debug)]
pub(super) struct Listing<Id, T> {
    kind: &'static str,
    file: &'static str,
    /// Whether all ids are known: not so after a defect that hid some.
    complete: bool,
    entries: Vec<Entry<T>>,
    ids: FxHashMap<String, Id>,
}

impl<Id: Copy, T> Listing<Id, T> {
    /// Sorts the entries of a file. An id that is there twice is a defect; its first row stays.
    pub(super) fn new(
        (kind, file): (&'static str, &'static str),
        (mut entries, complete): (Vec<Entry<T>>, bool),
        id: fn(usize) -> Id,
        defects: &Collector,
    ) -> Self {
        entries.sort_by(|a, b| a.code.as_bytes().cmp(b.code.as_bytes()));
        entries.dedup_by(|again, first| {
            let same = again.code == first.code;
            if same {
                defects.add(twice(kind, again, first));
            }
            same
        });
        let ids = entries.iter().enumerate().map(|(index, entry)| (entry.code.clone(), id(index))).collect();
        Self { kind, file, complete, entries, ids }
    }

    /// The thing of this id, if there is one.
    pub(super) fn find(&self, code: &str) -> Option<Id> {
        self.ids.get(code).copied()
    }

    /// The thing that a cell refers to.
    pub(super) fn refer(&self, code: &str) -> Parsed<'_, Id> {
        self.find(code).ok_or_else(|| {
            if !self.complete {
                return Refusal::following();
            }
            let codes = self.entries.iter().map(|entry| entry.code.as_str()).collect();
            let problem = format!("there is no {} {}", self.kind, quoted(code));
            let expected = format!("a {} of {}", self.kind, self.file);
            Refusal::new("unknown-id", problem, expected).hint(Hint::Listed(self.file, codes))
        })
    }

    /// The entries, in byte order of their codes.
    pub(super) fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// Whether every id is known.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// The things alone, in byte order of their codes.
    pub(super) fn things(&self) -> Vec<T>
    where
        T: Clone,
    {
        self.entries.iter().map(|entry| entry.thing.clone()).collect()
    }
}

fn twice<T>(kind: &str, again: &Entry<T>, first: &Entry<T>) -> Defect {
    let problem = format!("the {kind} {} is there twice", quoted(&again.code));
    let hint = format!("it is on line {} too: take one of the two out", first.mark.line);
    Defect::error("duplicate-id", again.mark.clone(), problem).hint(hint)
}
