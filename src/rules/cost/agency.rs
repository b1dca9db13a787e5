//! "Agency workers are paid by the minute and by the day; our own come first."
//!
//! Formula: for each agency worker, `agency_minute` × paid minutes + `agency_day` × dates with a task. They have no strain
//! and no overtime cost.
//!
//! Source: SPEC 5, `agency`. Hertfordshire's public description takes supervisors from an agency in exceptional cases.

use crate::domain::Cost;
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    let agency = week.workers().iter().filter(|worker| week.problem()[worker.worker].agency);
    agency.map(|worker| of_worker(week, worker)).sum()
}

fn of_worker(week: &RotaWeek<'_>, worker: &WorkerWeek<'_>) -> Cost {
    let weights = week.problem().weights();
    worker.paid.cost(weights.agency_minute) + worker.days.iter().map(|_| weights.agency_day).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::Term;
    use crate::rules::testing::{Fixture, MON, WED, session};

    #[test]
    fn paid_minutes_and_dates_count() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].agency = true);
        assert_eq!(fixture.cost(Term::Agency, &[session(1, MON, "10:00"), session(2, MON, "15:00")]), 220 + 150);
        assert_eq!(fixture.cost(Term::Agency, &[session(1, MON, "10:00"), session(1, WED, "10:00")]), 220 + 300);
        fixture.service.workers[0].agency = false;
        assert_eq!(fixture.cost(Term::Agency, &[session(1, MON, "10:00")]), 0);
    }
}
