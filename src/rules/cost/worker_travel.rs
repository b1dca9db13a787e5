//! "Time on the road is time not spent with families."
//!
//! Formula: `worker_minute` × the travel of all stretches of all workers, base legs included. Transport of children is
//! part of the task, not travel.
//!
//! Source: SPEC 5, `worker_travel`. The services' venues lie all over a county, as both public descriptions say.

use crate::domain::{Cost, Minutes};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::WorkDay;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    let days = week.workers().iter().flat_map(|worker| &worker.days);
    let travel: Minutes = days.map(WorkDay::travel).sum();
    travel.cost(week.problem().weights().worker_minute)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Minutes, Term, Transport, VenueId};
    use crate::rules::testing::{Fixture, MON, NOTHING, at_home, at_venue, duty, hours, in_room, session};

    #[test]
    fn base_legs_and_legs_between_tasks_count() {
        let mut fixture = Fixture::new();
        fixture.journey(at_venue(0), at_venue(1), 7);
        fixture.journey(at_venue(1), at_venue(0), 9);
        let away = in_room(2, session(2, MON, "15:00"));
        assert_eq!(fixture.cost(Term::WorkerTravel, &[session(1, MON, "10:00"), away.clone()]), 16);
        fixture.service.workers[0].base = VenueId::new(1);
        assert_eq!(fixture.cost(Term::WorkerTravel, &[session(1, MON, "10:00"), away]), 16);
        assert_eq!(fixture.cost(Term::WorkerTravel, &[session(1, MON, "10:00")]), 16);
    }

    #[test]
    fn a_split_shift_goes_home_between() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].shifts[0] = hours("09:00-12:00;13:00-18:00"));
        fixture.journey(at_venue(0), at_venue(1), 7);
        fixture.journey(at_venue(1), at_venue(0), 9);
        let rota = [in_room(2, session(1, MON, "10:00")), in_room(2, session(2, MON, "15:00"))];
        assert_eq!(fixture.cost(Term::WorkerTravel, &rota), 32);
        assert_eq!(fixture.cost(Term::WorkerTravel, &[rota[0].clone(), in_room(0, rota[1].clone())]), 16);
    }

    #[test]
    fn transport_of_children_is_work_and_no_travel() {
        let mut fixture = Fixture::with(|f| f.service.requests[0].transport = Transport::Worker);
        fixture.journey(at_home(0), at_venue(0), 20);
        assert_eq!(fixture.cost(Term::WorkerTravel, &[session(1, MON, "10:00")]), 20, "to base from the child's home");
        fixture.journey(at_venue(0), at_home(0), 5);
        assert_eq!(fixture.cost(Term::WorkerTravel, &[session(1, MON, "10:00")]), 25);
        assert_eq!(fixture.cost(Term::Overtime, &[session(1, MON, "10:00")]), 0);
        fixture.service.workers[0].contracted = Minutes::ZERO;
        assert_eq!(fixture.cost(Term::Overtime, &[session(1, MON, "10:00")]), 3 * (80 + 25 + 30 + 25));
    }

    #[test]
    fn duties_are_travelled_to_as_well() {
        let mut fixture = Fixture::with(|f| f.service.duties.push(duty(3, MON, "10:00-11:00", None)));
        fixture.journey(at_venue(1), at_venue(0), 11);
        assert_eq!(fixture.cost(Term::WorkerTravel, &NOTHING), 11);
    }
}
