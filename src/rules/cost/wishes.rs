//! "What the family would like, where we can."
//!
//! Formula: for each planned session: `window` where it lies in none of the windows wished for; at a venue, `venue` where
//! that is none of the venues wished for and `area` where it is not in the area wished for. A venue without an area is in
//! none.
//!
//! Source: SPEC 5, `wishes`. Nottinghamshire's public description has three areas and looks for the most appropriate
//! venue; Hertfordshire's asks the referrer for the most suitable venue or area.

use crate::domain::{Cost, Problem, Session, VenueId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What the wishes cost that one session does not meet; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let request = &problem[session.request];
    let time = session.time(request.minutes);
    let outside = request.prefers.as_ref().is_some_and(|wished| !wished.hold(session.day, time));
    let window = if outside { problem.weights().window } else { Cost::ZERO };
    window + session.site.venue().map_or(Cost::ZERO, |venue| of_venue(problem, session, venue))
}

fn of_venue(problem: &Problem, session: &Session, venue: VenueId) -> Cost {
    let (request, weights) = (&problem[session.request], problem.weights());
    let mut cost = Cost::ZERO;
    if !request.prefers_venues.is_empty() && !request.prefers_venues.contains(&venue) {
        cost += weights.venue;
    }
    if request.area.is_some() && request.area != problem[venue].area {
        cost += weights.area;
    }
    cost
}

#[cfg(test)]
mod tests {
    use crate::domain::{DayWindows, Session, Site, Term, VenueId};
    use crate::rules::testing::{Fixture, MON, SUN, in_room, session, span};

    #[test]
    fn one_window_wished_for_holds_the_session() {
        let fixture = Fixture::with(|f| {
            let mut windows = DayWindows::default();
            windows.0[0] = vec![span("10:00-11:00"), span("14:00-16:00")];
            f.service.requests[0].prefers = Some(windows);
        });
        assert_eq!(fixture.cost(Term::Wishes, &[session(1, MON, "10:00")]), 0);
        assert_eq!(fixture.cost(Term::Wishes, &[session(1, MON, "10:15")]), 30);
        assert_eq!(fixture.cost(Term::Wishes, &[session(1, SUN, "10:00")]), 30);
    }

    #[test]
    fn venue_and_area_wished_for() {
        let mut fixture = Fixture::with(|f| f.service.requests[0].prefers_venues = vec![VenueId::new(1)]);
        let planned = [session(1, MON, "10:00")];
        assert_eq!(fixture.cost(Term::Wishes, &planned), 30);
        assert_eq!(fixture.cost(Term::Wishes, &[in_room(2, planned[0].clone())]), 0);
        fixture.service.requests[0].area = Some("north".to_owned());
        assert_eq!(fixture.cost(Term::Wishes, &planned), 70, "a venue without an area is in none");
        fixture.service.venues[0].area = Some("north".to_owned());
        assert_eq!(fixture.cost(Term::Wishes, &planned), 30);
        let outside = Session { site: Site::Community, room: None, ..planned[0].clone() };
        assert_eq!(fixture.cost(Term::Wishes, &[outside]), 0);
    }
}
