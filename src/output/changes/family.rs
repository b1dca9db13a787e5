//! What a parent, or a child's carer, is told of a change: when, where and with whom it was to be and is, and a reason that
//! gives nobody away. No other adult, no placement, no other family.

use super::ChangeList;
use super::service::concerns_family;
use super::slot::{Slot, told_by, why_for_all};
use crate::domain::{PersonId, RequestId};
use crate::output::view::WeekView;

/// The changes of one request for one adult, or for the carer of one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyChanges {
    request: String,
    person: String,
    name: String,
    rows: Vec<Vec<String>>,
}

impl FamilyChanges {
    fn new(view: &WeekView<'_>, request: RequestId, (person, recipient): (PersonId, &str)) -> Self {
        let problem = view.problem();
        let (code, own, name) = (&problem[request].code, &problem[person].code, &problem[person].name);
        let mut rows = Vec::new();
        for change in view.changes.iter().filter(|change| change.request == request && concerns_family(change)) {
            let (was, is) = (Slot::was(view, change), Slot::is(view, change));
            let mut row: Vec<String> = [code, own, recipient, name].into_iter().map(|text| text.to_string()).collect();
            row.extend([change.words(), was.when(), was.place(), was.workers(), is.when(), is.place(), is.workers()]);
            row.extend([why_for_all(view, change), told_by(view, change)]);
            rows.push(row);
        }
        Self { request: code.clone(), person: own.clone(), name: name.clone(), rows }
    }
}

impl ChangeList for FamilyChanges {
    const COLUMNS: &'static [&'static str] = &[
        "request",
        "person",
        "recipient",
        "name",
        "change",
        "was",
        "was_where",
        "was_with",
        "now",
        "now_where",
        "now_with",
        "why",
        "to_be_told_by",
    ];
    const OF_READER: usize = 4;

    fn all(view: &WeekView<'_>) -> Vec<Self> {
        let problem = view.problem();
        let of_request = |request: RequestId| {
            let adults = problem[request].adults.iter().map(|&adult| (adult, "parent"));
            adults.chain(problem[request].children.iter().map(|&child| (child, "carer")))
        };
        let readers = problem.requests().flat_map(|request| of_request(request).map(move |reader| (request, reader)));
        let lists = readers.map(|(request, reader)| Self::new(view, request, reader));
        lists.filter(|list| !list.rows.is_empty()).collect()
    }

    fn key(&self) -> String {
        format!("{}-{}", self.request, self.person)
    }

    fn title(&self) -> String {
        format!("Changes to family time of {}", self.name)
    }

    fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}
