//! A parent's slip, or another adult's: when and where they meet which children, and who is there to support it.

use super::place::{Place, When, not_arranged, sessions_of, unplaced_of, workers};
use super::{Slip, SlipPage};
use crate::domain::{Agreement, PersonId, RequestId};
use crate::output::paper::{Paper, Table};
use crate::output::view::{SessionView, WeekView};

/// What a parent may see: their own name, the children they meet, times, venue and workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParentSlip {
    request: String,
    person: String,
    name: String,
    children: String,
    sessions: Vec<ParentSession>,
    unplaced: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ParentSession {
    when: When,
    place: Place,
    workers: String,
    /// When to come, so as to talk the agreement through first.
    come_at: String,
}

impl ParentSlip {
    fn new(view: &WeekView<'_>, request: RequestId, adult: PersonId) -> Self {
        let problem = view.problem();
        let early = problem.extra(request);
        let session = |seen: &SessionView<'_>| ParentSession {
            when: When::of(view, seen),
            place: Place::of(view, seen),
            workers: workers(view, seen),
            come_at: (seen.time.from - early).clock().to_string(),
        };
        Self {
            request: problem[request].code.clone(),
            person: problem[adult].code.clone(),
            name: problem[adult].name.clone(),
            children: view.children(request, |problem, child| problem[child].name.clone()).replace(';', ", "),
            sessions: sessions_of(view, request).map(session).collect(),
            unplaced: unplaced_of(view, request),
        }
    }
}

impl Slip for ParentSlip {
    const COLUMNS: &'static [&'static str] =
        &["request", "person", "name", "children", "date", "day", "start", "end", "place", "workers", "come_at"];

    fn all(view: &WeekView<'_>) -> Vec<Self> {
        let problem = view.problem();
        let due = problem.requests().filter(|&request| problem.due(request) > 0);
        due.flat_map(|request| problem[request].adults.iter().map(move |&adult| Self::new(view, request, adult)))
            .collect()
    }

    fn key(&self) -> String {
        format!("{}-{}", self.request, self.person)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |session: &ParentSession| {
            let head = [&self.request, &self.person, &self.name, &self.children].map(Clone::clone);
            let tail = [session.place.text(), session.workers.clone(), session.come_at.clone()];
            head.into_iter().chain(session.when.cells()).chain(tail).collect()
        };
        self.sessions.iter().map(row).collect()
    }

    fn page(&self) -> SlipPage {
        let row = |session: &ParentSession| {
            let tail = [session.place.text(), session.workers.clone(), session.come_at.clone()];
            session.when.shown().into_iter().chain(tail).collect()
        };
        let columns = ["day", "from", "to", "where", "with", "please come at"];
        SlipPage(Paper {
            title: format!("Family time for {}", self.name),
            facts: vec![("Reference".to_owned(), self.request.clone()), ("You meet".to_owned(), self.children.clone())],
            tables: vec![Table::new("Your sessions this week", &columns, self.sessions.iter().map(row).collect())],
            notes: not_arranged(self.unplaced).into_iter().collect(),
            ..Paper::default()
        })
    }
}

/// Whether families come early to a request's sessions.
pub(super) fn is_first_meeting(view: &WeekView<'_>, request: RequestId) -> bool {
    view.problem()[request].agreement == Agreement::Needed
}
