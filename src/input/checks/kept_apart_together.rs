//! Nobody is kept apart from somebody in the same request.

use rustc_hash::FxHashMap;

use crate::domain::PersonId;
use crate::input::refusal::{Refusal, quoted};
use crate::input::requests::Requests;
use crate::input::row::Row;

/// The requests of each person.
pub(in crate::input) struct Together<'r> {
    requests: &'r Requests,
    of: FxHashMap<PersonId, Vec<usize>>,
}

impl<'r> Together<'r> {
    /// Indexes the requests by person.
    pub(in crate::input) fn new(requests: &'r Requests) -> Self {
        let mut of: FxHashMap<PersonId, Vec<usize>> = FxHashMap::default();
        for (index, entry) in requests.entries().iter().enumerate() {
            for person in entry.thing.request.people() {
                of.entry(person).or_default().push(index);
            }
        }
        Self { requests, of }
    }

    /// Reports a pair with a request in common, and one of a person with itself.
    pub(in crate::input) fn check(&self, row: &Row<'_>, (a, b): (PersonId, PersonId)) {
        if a == b {
            let refusal = Refusal::new("kept-apart-together", "the person is kept apart from itself".to_owned(), "");
            return row.refuse("person_b", &refusal);
        }
        let requests = |person| self.of.get(person).map_or(&[][..], Vec::as_slice);
        if let Some(&shared) = requests(&a).iter().find(|index| requests(&b).contains(index)) {
            let code = quoted(&self.requests.entries()[shared].code);
            let problem = format!("both are in request {code}");
            let expected = "two people who have no session together";
            row.refuse("person_b", &Refusal::new("kept-apart-together", problem, expected));
        }
    }
}
