//! "We try to keep the worker the family knows."
//!
//! Formula: for each session and worker of a request with a main worker: 0 for the main worker, `familiar` for a familiar
//! one, `unfamiliar` for any other.
//!
//! Source: SPEC 5, `unfamiliar`. Nottinghamshire's public description tries to allocate the same worker.

use crate::domain::{Cost, Problem, RequestId, Session, WorkerId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the workers of one session cost.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    session.workers.iter().map(|&worker| of_worker(problem, session.request, worker)).sum()
}

/// What one worker in a session of a request costs.
#[must_use]
pub fn of_worker(problem: &Problem, request: RequestId, worker: WorkerId) -> Cost {
    match problem.main_worker(request) {
        None => Cost::ZERO,
        Some(main) if main == worker => Cost::ZERO,
        Some(_) if problem.familiar_workers(request).contains(&worker) => problem.weights().familiar,
        Some(_) => problem.weights().unfamiliar,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::testing::past;
    use crate::domain::{Outcome, PastSession, Term, WorkerId};
    use crate::rules::testing::{Fixture, MON, session, with_workers};

    #[test]
    fn the_main_worker_is_free_and_strangers_are_dearest() {
        let mut fixture = Fixture::new();
        let with = |workers: &[usize]| [with_workers(workers, session(1, MON, "10:00"))];
        assert_eq!(fixture.cost(Term::Unfamiliar, &with(&[3])), 0, "nobody is known yet");
        fixture.service.requests[0].main_worker = Some(WorkerId::new(2));
        let workers = [WorkerId::new(1)].into();
        fixture.service.history.push(PastSession { workers, ..past(0, "2026-11-23", Outcome::Held) });
        assert_eq!(fixture.cost(Term::Unfamiliar, &with(&[3])), 0);
        assert_eq!(fixture.cost(Term::Unfamiliar, &with(&[2])), 30);
        assert_eq!(fixture.cost(Term::Unfamiliar, &with(&[1])), 90);
        assert_eq!(fixture.cost(Term::Unfamiliar, &with(&[1, 2])), 120, "each of two workers counts");
    }
}
