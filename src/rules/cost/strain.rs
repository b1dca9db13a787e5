//! "A week that is full to the last minute leaves no room for a late train."
//!
//! Formula: for each employee, `strain_minute` × the paid minutes above `strain_percent` of the contracted minutes
//! (rounded down), up to the contracted minutes.
//!
//! Source: SPEC 5, `strain`. Hertfordshire's public description has full reports of all sessions within five working days.

use crate::domain::{Cost, Minutes, Problem};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    let problem = week.problem();
    let employees = week.workers().iter().filter(|worker| !problem[worker.worker].agency);
    employees.map(|worker| of_worker(problem, worker)).sum()
}

fn of_worker(problem: &Problem, worker: &WorkerWeek<'_>) -> Cost {
    let contracted = problem[worker.worker].contracted;
    let percent = i64::from(problem.policy().strain_percent);
    let limit = percent * i64::from(contracted.0) / 100;
    let Minutes(paid) = worker.paid.min(contracted);
    problem.weights().strain_minute * (i64::from(paid) - limit).max(0)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Minutes, Term};
    use crate::rules::testing::{Fixture, MON, session};

    #[test]
    fn minutes_between_the_share_and_the_contract_count() {
        let cost = |contracted, percent| {
            let mut fixture = Fixture::with(|f| f.service.workers[0].contracted = Minutes(contracted));
            fixture.service.policy.strain_percent = percent;
            fixture.cost(Term::Strain, &[session(1, MON, "10:00")])
        };
        assert_eq!(cost(200, 50), 10, "110 paid minutes");
        assert_eq!(cost(219, 50), 1, "the share is rounded down");
        assert_eq!(cost(220, 50), 0);
        assert_eq!(cost(100, 50), 50, "what is above the contract is overtime");
        assert_eq!(cost(0, 50), 0);
    }

    #[test]
    fn agency_workers_have_none() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].contracted = Minutes(110));
        assert_eq!(fixture.cost(Term::Strain, &[session(1, MON, "10:00")]), 17);
        fixture.service.workers[0].agency = true;
        assert_eq!(fixture.cost(Term::Strain, &[session(1, MON, "10:00")]), 0);
    }
}
