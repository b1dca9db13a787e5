//! Whom the changes to a published rota concern.

use std::collections::BTreeSet;

use super::change::Change;
use super::family::family_of_request;
use crate::domain::{PersonId, Problem, RequestId, Rota, Session, WorkerId};
use crate::rules::audit;

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

/// How many families every rota affects: those with a published session that the rules refuse as it was, with nothing else
/// planned beside it. Sessions that only together break a rule are not counted.
#[must_use]
pub fn unavoidably_affected(problem: &Problem) -> usize {
    let published = problem.published().unwrap_or_default();
    let gone = published.iter().filter(|session| session.as_planned().is_none()).map(|session| session.request);
    let still = Rota { sessions: published.iter().filter_map(|session| session.as_planned()).collect() };
    let suspects = audit(problem, &still).violations.into_iter().flat_map(|violation| violation.sessions);
    let mut suspects: Vec<Session> = suspects.filter(|session| still.sessions.contains(session)).collect();
    suspects.sort_by_key(|session| (session.request, session.day, session.start));
    suspects.dedup();
    let alone = |session: &Session| Rota { sessions: vec![session.clone()] };
    let is_refused = |session: &Session| audit(problem, &alone(session)).against(session).next().is_some();
    let refused = suspects.into_iter().filter(is_refused).map(|session| session.request);
    let families = family_of_request(problem);
    gone.chain(refused).map(|request| families[request.index()]).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::{Affected, unavoidably_affected};
    use crate::domain::{Absence, Absentee, Interval, Minutes, PersonId, Rota, WorkerId};
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

    #[test]
    fn every_rota_affects_whom_the_rules_refuse_as_it_was_and_nobody_else() {
        let (one, other) = (session(1, MON, "10:00"), session(2, TUE, "10:00"));
        let mut fixture = Fixture::with(|f| f.situation.published = Some(vec![published(&one), published(&other)]));
        assert_eq!(unavoidably_affected(&fixture.problem()), 0);
        let on_monday = Interval::new(Minutes::ZERO, Minutes::DAY);
        fixture.service.absences.push(Absence { of: Absentee::Worker(WorkerId::new(0)), time: on_monday });
        assert_eq!(unavoidably_affected(&fixture.problem()), 1);
        assert_eq!(affected(&fixture, vec![with_workers(&[2], one), other]), [1, 1, 2, 2], "and there is such a rota");
    }
}
