//! Whom the changes to a published rota concern.

use std::collections::BTreeSet;

use super::change::Change;
use super::family::family_of_request;
use crate::domain::{PersonId, Problem, RequestId, WorkerId};

/// Everybody whom a list of changes concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Requests with a change.
    pub requests: BTreeSet<RequestId>,
    /// Children and adults of these requests.
    pub people: BTreeSet<PersonId>,
    /// Workers who were or are on a changed session.
    pub workers: BTreeSet<WorkerId>,
    /// How many families: people who share a request belong together.
    pub families: usize,
}

impl Affected {
    /// Whom these changes concern.
    #[must_use]
    pub fn by(problem: &Problem, changes: &[Change<'_>]) -> Self {
        let requests: BTreeSet<RequestId> = changes.iter().map(|change| change.request).collect();
        let families = family_of_request(problem);
        let told = changes.iter().filter_map(|change| change.before).flat_map(|before| &before.workers);
        let now = changes.iter().filter_map(|change| change.now).flat_map(|session| &session.workers);
        Self {
            people: requests.iter().flat_map(|&request| problem[request].people()).collect(),
            workers: told.filter_map(|worker| worker.here()).chain(now.copied()).collect(),
            families: requests.iter().map(|request| families[request.index()]).collect::<BTreeSet<_>>().len(),
            requests,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Affected;
    use crate::domain::{PersonId, Rota};
    use crate::rota::changes;
    use crate::rules::testing::{Fixture, MON, TUE, published, session, with_workers};
    use crate::rules::week::RotaWeek;

    fn affected(fixture: &Fixture, now: Vec<crate::domain::Session>) -> [usize; 4] {
        let (problem, rota) = (fixture.problem(), Rota { sessions: now });
        let affected = Affected::by(&problem, &changes(&RotaWeek::new(&problem, &rota)));
        [affected.requests.len(), affected.families, affected.people.len(), affected.workers.len()]
    }

    #[test]
    fn everybody_of_a_changed_request_and_every_worker_before_and_after_counts_once() {
        let (one, other) = (session(1, MON, "10:00"), session(2, TUE, "10:00"));
        let mut fixture = Fixture::with(|f| f.situation.published = Some(vec![published(&one), published(&other)]));
        assert_eq!(affected(&fixture, vec![one.clone(), other.clone()]), [0, 0, 0, 0]);
        let changed = vec![with_workers(&[2], one.clone()), with_workers(&[3], other.clone())];
        assert_eq!(affected(&fixture, changed.clone()), [2, 2, 4, 3]);
        fixture.service.requests[1].adults.push(PersonId::new(2));
        assert_eq!(affected(&fixture, changed), [2, 1, 4, 3], "who shares a person is one family");
        assert_eq!(affected(&fixture, vec![other]), [1, 1, 2, 1], "a dropped session is a change");
    }
}
