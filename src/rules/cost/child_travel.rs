//! "Children should not sit in the car for long."
//!
//! Formula: for each planned session, `child_minute` × the longest journey by car of its children from home to the site;
//! nothing for a virtual one.
//!
//! Source: SPEC 5, `child_travel`. Nottinghamshire's public description considers where the child lives.

use crate::domain::{Cost, Means, Minutes, Problem, Session, Spot};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the children's journeys to one session cost; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let Some(spot) = problem.meeting_spot(session.request, session.site) else { return Cost::ZERO };
    let children = problem[session.request].children.iter();
    let journeys = children.map(|&child| problem.travel(Spot::Home(child), spot, Means::Car));
    journeys.max().unwrap_or(Minutes::ZERO).cost(problem.weights().child_minute)
}

#[cfg(test)]
mod tests {
    use crate::domain::{PersonId, Session, Site, Term};
    use crate::rules::testing::{Fixture, MON, at_home, at_venue, in_room, session};

    #[test]
    fn the_longest_journey_of_the_children_counts() {
        let mut fixture = Fixture::with(|f| f.service.requests[0].children = vec![PersonId::new(1), PersonId::new(0)]);
        fixture.journey(at_home(0), at_venue(0), 12);
        fixture.journey(at_home(1), at_venue(0), 7);
        fixture.journey(at_venue(0), at_home(0), 50);
        assert_eq!(fixture.cost(Term::ChildTravel, &[session(1, MON, "10:00")]), 36);
        assert_eq!(fixture.cost(Term::ChildTravel, &[in_room(2, session(1, MON, "10:00"))]), 0);
    }

    #[test]
    fn in_the_community_all_go_to_the_first_child_and_online_nobody_goes() {
        let mut fixture = Fixture::with(|f| f.service.requests[0].children = vec![PersonId::new(1), PersonId::new(0)]);
        fixture.journey(at_home(0), at_home(1), 10);
        let at = |site| [Session { site, room: None, ..session(1, MON, "10:00") }];
        assert_eq!(fixture.cost(Term::ChildTravel, &at(Site::Community)), 30);
        assert_eq!(fixture.cost(Term::ChildTravel, &at(Site::Virtual)), 0);
    }
}
