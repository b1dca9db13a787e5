//! "Parents have to get there too, some of them by bus."
//!
//! Formula: for each planned session, `adult_minute` × the journeys of all its adults together from home to the site, each
//! by their own means; nothing for a virtual one.
//!
//! Source: SPEC 5, `adult_travel`. Hertfordshire's public description pays public transport for parents on benefits.

use crate::domain::{Cost, Minutes, Problem, Session, Spot};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the adults' journeys to one session cost; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let Some(spot) = problem.meeting_spot(session.request, session.site) else { return Cost::ZERO };
    let adults = problem[session.request].adults.iter();
    let journeys: Minutes = adults.map(|&a| problem.travel(Spot::Home(a), spot, problem[a].means())).sum();
    journeys.cost(problem.weights().adult_minute)
}

#[cfg(test)]
mod tests {
    use crate::domain::{KnownJourney, Means, Minutes, PersonId, Session, Site, Term};
    use crate::rules::testing::{Fixture, MON, at_home, at_venue, session};

    #[test]
    fn all_adults_count_each_by_their_own_means() {
        let mut fixture = Fixture::with(|f| {
            f.service.requests[0].adults = vec![PersonId::new(2), PersonId::new(3)];
            f.service.people[3].travels_by = Means::Transit;
        });
        fixture.journey(at_home(2), at_venue(0), 12);
        fixture.journey(at_home(3), at_venue(0), 5);
        assert_eq!(fixture.cost(Term::AdultTravel, &[session(1, MON, "10:00")]), 12);
        let bus = KnownJourney { from: at_home(3), to: at_venue(0), by: Means::Transit, minutes: Minutes(40) };
        fixture.service.journeys.push(bus);
        assert_eq!(fixture.cost(Term::AdultTravel, &[session(1, MON, "10:00")]), 52);
        let online = Session { site: Site::Virtual, room: None, ..session(1, MON, "10:00") };
        assert_eq!(fixture.cost(Term::AdultTravel, &[online]), 0);
    }
}
