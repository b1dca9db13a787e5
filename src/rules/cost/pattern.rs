//! "The same day, the same time, the same place as always."
//!
//! Formula: for each planned session of a request with usual slots, the least over those slots of: `other_day` on another
//! weekday, + `other_time` for each full 15 minutes between the starts, at most `other_time_cap`, + `other_venue` where a
//! session at a venue was elsewhere (a slot that names no venue matches any).
//!
//! Source: SPEC 5, `pattern`. Hertfordshire's public description wants stability for the child.

use crate::domain::{Cost, Minutes, PastSite, Problem, Session, UsualSlot};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.sessions().iter().map(|session| of_session(week.problem(), session)).sum()
}

/// What one session costs for being away from all usual slots of its request; its workers do not matter.
#[must_use]
pub fn of_session(problem: &Problem, session: &Session) -> Cost {
    let slots = problem.usual_slots(session.request).iter();
    slots.map(|slot| distance(problem, slot, session)).min().unwrap_or_default()
}

fn distance(problem: &Problem, slot: &UsualSlot, session: &Session) -> Cost {
    let weights = problem.weights();
    let apart = Minutes((slot.start - session.start).0.abs());
    let later = weights.other_time * apart.full_quarters();
    let elsewhere = match slot.site {
        PastSite::Unknown => false,
        PastSite::Known(site) => site != session.site,
        PastSite::Gone => true,
    };
    let mut cost = later.min(weights.other_time_cap);
    if slot.day != session.day {
        cost += weights.other_day;
    }
    if elsewhere && session.site.venue().is_some() {
        cost += weights.other_venue;
    }
    cost
}

#[cfg(test)]
mod tests {
    use crate::domain::testing::past;
    use crate::domain::{Outcome, PastSession, PastSite, Session, Site, Term, VenueId};
    use crate::rules::testing::{Fixture, MON, SUN, WED, clock, session};

    /// Family 1 always came on Mondays at 10:00, and once on a Wednesday at 16:00.
    fn used_to(site: PastSite) -> Fixture {
        let monday = PastSession { start: clock("10:00"), site, ..past(0, "2026-11-23", Outcome::Held) };
        let wednesday = past(0, "2026-11-18", Outcome::Planned);
        Fixture::with(|f| f.service.history = vec![monday, wednesday])
    }

    fn cost(site: PastSite, day: crate::domain::Day, start: &str) -> i64 {
        used_to(site).cost(Term::Pattern, &[session(1, day, start)])
    }

    #[test]
    fn the_nearest_usual_slot_counts() {
        assert_eq!(cost(PastSite::Unknown, MON, "10:00"), 0);
        assert_eq!(cost(PastSite::Unknown, WED, "16:00"), 0);
        assert_eq!(cost(PastSite::Unknown, MON, "10:14"), 0);
        assert_eq!(cost(PastSite::Unknown, MON, "10:15"), 5);
        assert_eq!(cost(PastSite::Unknown, MON, "09:30"), 10);
        assert_eq!(cost(PastSite::Unknown, MON, "16:00"), 40, "the start is capped below another day");
        assert_eq!(cost(PastSite::Unknown, SUN, "10:00"), 60);
        assert_eq!(cost(PastSite::Unknown, SUN, "13:00"), 100);
    }

    #[test]
    fn another_venue_counts_where_one_is_known() {
        let venue = |number| PastSite::Known(Site::Venue(VenueId::new(number)));
        assert_eq!(cost(venue(0), MON, "10:00"), 0);
        assert_eq!(cost(venue(1), MON, "10:00"), 40);
        assert_eq!(cost(PastSite::Known(Site::Community), MON, "10:00"), 40);
        assert_eq!(cost(PastSite::Gone, MON, "10:00"), 40);
        let online = Session { site: Site::Virtual, room: None, ..session(1, MON, "10:00") };
        assert_eq!(used_to(venue(1)).cost(Term::Pattern, &[online]), 0);
    }

    #[test]
    fn without_a_pattern_nothing_is_lost() {
        assert_eq!(Fixture::new().cost(Term::Pattern, &[session(1, MON, "10:00")]), 0);
    }
}
