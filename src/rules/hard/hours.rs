//! "Nobody works more hours in the week than the contract and the agreed overtime."
//!
//! Formula: paid minutes ≤ contracted minutes + overtime minutes. Paid are tasks, the recording of each session, and the
//! travel of all stretches.
//!
//! Source: SPEC 4, H12. Contracts are the service's own; Hertfordshire's public description asks for a full report of each
//! session, which is the recording time.

use crate::domain::Problem;
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkerWeek;
use crate::rules::{Rule, Violation};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.workers().iter().filter_map(|worker| too_long(week.problem(), worker)).collect()
}

fn too_long(problem: &Problem, worker: &WorkerWeek<'_>) -> Option<Violation> {
    let it = &problem[worker.worker];
    let most = it.most_paid();
    let sessions: Vec<_> = worker.days.iter().flat_map(|day| day.sessions()).collect();
    let text = || format!("{} has {} paid minutes in the week, and at most {}", it.code, worker.paid.0, most.0);
    (worker.paid > most).then(|| Violation::new(Rule::Hours, text(), &sessions))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Minutes, VenueId};
    use crate::rules::testing::{Fixture, MON, at_venue, duty, session};

    #[test]
    fn paid_are_tasks_recording_and_travel() {
        let contract = |contracted, overtime| {
            let mut fixture = Fixture::with(|f| {
                f.service.workers[0].base = VenueId::new(1);
                f.service.workers[0].contracted = Minutes(contracted);
                f.service.workers[0].overtime = Minutes(overtime);
            });
            fixture.journey(at_venue(1), at_venue(0), 7);
            fixture.journey(at_venue(0), at_venue(1), 8);
            fixture
        };
        let planned = [session(1, MON, "10:00")];
        assert!(contract(125, 0).broken(&planned).is_empty(), "80 + 30 + 15");
        assert_eq!(contract(124, 0).broken(&planned), ["H12"]);
        assert!(contract(100, 25).broken(&planned).is_empty());
        assert_eq!(contract(100, 24).broken(&planned), ["H12"]);
    }

    #[test]
    fn a_duty_is_paid_without_recording() {
        let contract = |minutes| {
            Fixture::with(|f| {
                f.service.workers[0].contracted = Minutes(minutes);
                f.service.duties.push(duty(1, MON, "12:00-13:00", None));
            })
        };
        assert!(contract(170).broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(contract(169).broken(&[session(1, MON, "10:00")]), ["H12"]);
    }
}
