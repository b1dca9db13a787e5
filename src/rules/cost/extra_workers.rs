//! "A family should not meet a new face at every session of the week."
//!
//! Formula: for each request with a planned session, (different workers in the week − `workers`, where positive) ×
//! `extra_worker`.
//!
//! Source: SPEC 5, `extra_workers`. Nottinghamshire's public description gives consistency as the reason for one worker.

use std::collections::BTreeSet;

use crate::domain::{Cost, RequestId, WorkerId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.problem().requests().map(|request| of_request(week, request)).sum()
}

fn of_request(week: &RotaWeek<'_>, request: RequestId) -> Cost {
    let problem = week.problem();
    let different: BTreeSet<WorkerId> =
        week.of_request(request).iter().flat_map(|session| session.workers.iter().copied()).collect();
    let extra = different.len().saturating_sub(problem[request].workers as usize);
    (0..extra).map(|_| problem.weights().extra_worker).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::Term;
    use crate::rules::testing::{Fixture, MON, WED, session, with_workers};

    #[test]
    fn different_workers_count_over_the_week() {
        let mut fixture = Fixture::new();
        let rota = |last: &[usize]| [session(1, MON, "10:00"), with_workers(last, session(1, WED, "10:00"))];
        assert_eq!(fixture.cost(Term::ExtraWorkers, &rota(&[1])), 0);
        assert_eq!(fixture.cost(Term::ExtraWorkers, &rota(&[2])), 120);
        assert_eq!(fixture.cost(Term::ExtraWorkers, &rota(&[2, 3])), 240);
        fixture.service.requests[0].workers = 2;
        assert_eq!(fixture.cost(Term::ExtraWorkers, &rota(&[2])), 0);
    }
}
