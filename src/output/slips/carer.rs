//! A carer's slip: when one child goes to family time and comes back, where, who brings it, and with which worker.

use super::place::{Place, When, not_arranged, sessions_of, unplaced_of, workers};
use super::{Slip, SlipPage};
use crate::domain::{PersonId, RequestId, Transport};
use crate::output::initials::initials_or_code;
use crate::output::paper::{Paper, Table};
use crate::output::view::{SessionView, WeekView};

/// What a carer may see: the child who lives there, times, venue, workers and how the child gets there; of those whom
/// the child meets the initials, and of brothers and sisters who live elsewhere nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarerSlip {
    request: String,
    person: String,
    child: String,
    meets: String,
    sessions: Vec<CarerSession>,
    unplaced: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct CarerSession {
    when: When,
    place: Place,
    workers: String,
    transport: String,
}

impl CarerSlip {
    fn new(view: &WeekView<'_>, request: RequestId, child: PersonId) -> Self {
        let problem = view.problem();
        let session = |seen: &SessionView<'_>| CarerSession {
            when: When::of(view, seen),
            place: Place::of(view, seen),
            workers: workers(view, seen),
            transport: transport(view, seen, child),
        };
        Self {
            request: problem[request].code.clone(),
            person: problem[child].code.clone(),
            child: problem[child].name.clone(),
            meets: view.adults(request, initials_or_code).replace(';', ", "),
            sessions: sessions_of(view, request).map(session).collect(),
            unplaced: unplaced_of(view, request),
        }
    }
}

/// How a child gets to a session, in words for its carer. Times at the door are for the first child alone: a worker's
/// journey begins and ends at that placement, and others must not learn how far away it is.
fn transport(view: &WeekView<'_>, seen: &SessionView<'_>, child: PersonId) -> String {
    let problem = view.problem();
    let request = &problem[seen.session.request];
    match (request.transport, seen.session.site.venue()) {
        (_, None) => "no journey to a venue".to_owned(),
        (Transport::Carer, Some(_)) => "you bring and collect the child".to_owned(),
        (Transport::Worker, Some(_)) if child == request.first_child() => {
            let (out, back) = problem.transport_legs(seen.session.request, seen.session.site);
            let (from, to) = (seen.on_site.from - out, seen.time.to + problem.policy().handover + back);
            format!("a worker collects the child at {} and is back at {}", from.clock(), to.clock())
        }
        (Transport::Worker, Some(_)) => "a worker drives; the service tells you when".to_owned(),
    }
}

impl Slip for CarerSlip {
    const COLUMNS: &'static [&'static str] =
        &["request", "person", "child", "meets", "date", "day", "start", "end", "place", "workers", "transport"];

    fn all(view: &WeekView<'_>) -> Vec<Self> {
        let problem = view.problem();
        let due = problem.requests().filter(|&request| problem.due(request) > 0);
        due.flat_map(|request| problem[request].children.iter().map(move |&child| Self::new(view, request, child)))
            .collect()
    }

    fn key(&self) -> String {
        format!("{}-{}", self.request, self.person)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |session: &CarerSession| {
            let head = [&self.request, &self.person, &self.child, &self.meets].map(Clone::clone);
            let tail = [session.place.text(), session.workers.clone(), session.transport.clone()];
            head.into_iter().chain(session.when.cells()).chain(tail).collect()
        };
        self.sessions.iter().map(row).collect()
    }

    fn page(&self) -> SlipPage {
        let row = |session: &CarerSession| {
            let tail = [session.place.text(), session.workers.clone(), session.transport.clone()];
            session.when.shown().into_iter().chain(tail).collect()
        };
        let columns = ["day", "from", "to", "where", "with", "journey"];
        SlipPage(Paper {
            title: format!("Family time of {}", self.child),
            facts: vec![("Reference".to_owned(), self.request.clone()), ("Meets".to_owned(), self.meets.clone())],
            tables: vec![Table::new("Sessions this week", &columns, self.sessions.iter().map(row).collect())],
            notes: not_arranged(self.unplaced).into_iter().collect(),
            ..Paper::default()
        })
    }
}
