//! "Overtime is dear, and nobody's wish."
//!
//! Formula: for each employee, `overtime_minute` × the paid minutes above the contracted minutes.
//!
//! Source: SPEC 5, `overtime`. Contracts are the service's own.

use crate::domain::{Cost, Minutes};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    let employees = week.workers().iter().filter(|worker| !week.problem()[worker.worker].agency);
    employees.map(|worker| of_worker(week, worker)).sum()
}

fn of_worker(week: &RotaWeek<'_>, worker: &WorkerWeek<'_>) -> Cost {
    let above = worker.paid - week.problem()[worker.worker].contracted;
    above.max(Minutes::ZERO).cost(week.problem().weights().overtime_minute)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Minutes, Term};
    use crate::rules::testing::{Fixture, MON, session};

    #[test]
    fn minutes_above_the_contract_count() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].contracted = Minutes(110));
        assert_eq!(fixture.cost(Term::Overtime, &[session(1, MON, "10:00")]), 0);
        fixture.service.workers[0].contracted = Minutes(108);
        assert_eq!(fixture.cost(Term::Overtime, &[session(1, MON, "10:00")]), 6);
        fixture.service.workers[0].agency = true;
        assert_eq!(fixture.cost(Term::Overtime, &[session(1, MON, "10:00")]), 0);
    }
}
