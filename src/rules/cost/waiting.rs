//! "Nobody likes hours of hanging about between two sessions."
//!
//! Formula: for each stretch, `waiting_quarter` × each full 15 minutes of waiting: the time between its first task's start
//! and its last task's end that is no task, no travel between tasks and no recording of all tasks but one.
//!
//! Source: SPEC 5, `waiting`. The services' own interest: idle time is paid time.

use crate::domain::Cost;
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkDay;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.workers().iter().flat_map(|worker| &worker.days).map(|day| of_day(week, day)).sum()
}

fn of_day(week: &RotaWeek<'_>, day: &WorkDay<'_>) -> Cost {
    let problem = week.problem();
    let waiting = day.stretches.iter().map(|stretch| day.waiting(stretch, problem.policy().recording));
    waiting.map(|minutes| problem.weights().waiting_quarter * minutes.full_quarters()).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::Term;
    use crate::rules::testing::{Fixture, MON, at_venue, hours, in_room, session};

    fn rota(second: &str) -> [crate::domain::Session; 2] {
        [session(1, MON, "10:00"), in_room(2, session(2, MON, second))]
    }

    #[test]
    fn full_quarters_after_recording_and_travel_count() {
        let mut fixture = Fixture::new();
        assert_eq!(fixture.cost(Term::Waiting, &rota("11:30")), 0, "10 minutes between tasks, 30 to record");
        assert_eq!(fixture.cost(Term::Waiting, &rota("12:05")), 2, "45 minutes between tasks");
        assert_eq!(fixture.cost(Term::Waiting, &rota("12:04")), 0);
        fixture.journey(at_venue(0), at_venue(1), 1);
        assert_eq!(fixture.cost(Term::Waiting, &rota("12:05")), 0);
        assert_eq!(fixture.cost(Term::Waiting, &rota("12:06")), 2);
    }

    #[test]
    fn each_stretch_waits_for_itself() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].shifts[0] = hours("09:00-12:00;13:00-18:00"));
        assert_eq!(fixture.cost(Term::Waiting, &rota("15:00")), 0);
        fixture.service.workers[0].shifts[0] = hours("09:00-18:00");
        assert_eq!(fixture.cost(Term::Waiting, &rota("15:00")), 2 * 12, "220 − 30 minutes have 12 full quarters");
    }
}
