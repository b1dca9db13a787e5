//! "The session is at a venue that the family may use, while it is open and we have it."
//!
//! Formula: mode `venue`: the site is an allowed venue, no bank holiday (where venues close on them), [start − extra, end)
//! inside one of its opening hours, and the venue not unavailable during the room hold. Other modes: the site is the mode.
//!
//! Source: SPEC 4, H3. Nottinghamshire's public description speaks of permitted venues; Hertfordshire's has all supervised
//! sessions outside the placement at one of the service's venues.

use super::where_true;
use crate::domain::{Absentee, Interval, Mode, Problem, Session, Site, VenueId};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.each_session(Rule::Venue, |session| faults(week.problem(), session))
}

fn faults(problem: &Problem, session: &Session) -> Vec<String> {
    match (problem[session.request].mode, session.site) {
        (Mode::Venue, Site::Venue(venue)) => faults_of_venue(problem, session, venue),
        (Mode::Community, Site::Community) | (Mode::Virtual, Site::Virtual) => Vec::new(),
        (Mode::Venue, _) => vec!["it must be at a venue".to_owned()],
        (Mode::Community, _) => vec!["it must be in the community".to_owned()],
        (Mode::Virtual, _) => vec!["it must be virtual".to_owned()],
    }
}

fn faults_of_venue(problem: &Problem, session: &Session, venue: VenueId) -> Vec<String> {
    let request = &problem[session.request];
    let place = &problem[venue];
    let use_of_it = Interval::new(session.start - problem.extra(session.request), session.start + request.minutes);
    let hold = problem.room_hold(session.request, session.start);
    let holiday = problem.policy().closed_on_bank_holidays && problem.is_bank_holiday(session.day);
    where_true([
        (!request.venues.is_empty() && !request.venues.contains(&venue), format!("{} is not allowed", place.code)),
        (holiday, format!("{} is closed on a bank holiday", place.code)),
        (
            place.open[session.day.index()].span_holding(use_of_it).is_none(),
            format!("{} is not open throughout", place.code),
        ),
        (!problem.is_available(Absentee::Venue(venue), session.day, hold), format!("{} is not available", place.code)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::domain::testing::date;
    use crate::domain::{Absence, Absentee, Agreement, Mode, Session, Site, VenueId};
    use crate::rules::testing::{Fixture, MON, WED, hours, in_room, session, span};

    #[test]
    fn opening_hours_hold_the_session_and_its_agreement() {
        let mut fixture = Fixture::with(|f| f.service.venues[0].open[0] = hours("10:00-11:00;12:00-13:00"));
        assert!(fixture.broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(fixture.broken(&[session(1, MON, "10:15")]), ["H3"]);
        assert_eq!(fixture.broken(&[session(1, MON, "11:30")]), ["H3"]);
        fixture.service.requests[0].agreement = Agreement::Needed;
        assert_eq!(fixture.broken(&[session(1, MON, "10:00")]), ["H3"]);
    }

    #[test]
    fn the_venue_is_there_for_the_whole_room_hold() {
        let mut fixture = Fixture::new();
        let of = Absentee::Venue(VenueId::new(0));
        fixture.service.absences = vec![Absence { of, time: span("11:15-12:00") }];
        assert!(fixture.broken(&[session(1, MON, "10:00")]).is_empty());
        fixture.service.absences = vec![Absence { of, time: span("11:14-12:00") }];
        assert_eq!(fixture.broken(&[session(1, MON, "10:00")]), ["H3"]);
        assert!(fixture.broken(&[in_room(2, session(1, MON, "10:00"))]).is_empty());
    }

    #[test]
    fn only_allowed_venues_and_no_bank_holidays() {
        let fixture = Fixture::with(|f| {
            f.service.requests[0].venues = vec![VenueId::new(1)];
            f.service.policy.extra_bank_holidays.insert(date("2026-12-02"));
        });
        assert_eq!(fixture.broken(&[session(1, MON, "10:00")]), ["H3"]);
        assert!(fixture.broken(&[in_room(2, session(1, MON, "10:00"))]).is_empty());
        assert_eq!(fixture.broken(&[in_room(2, session(1, WED, "10:00"))]), ["H3"]);
    }

    #[test]
    fn each_mode_has_its_site() {
        let fixture = Fixture::with(|f| f.service.requests[0].mode = Mode::Community);
        let outside = Session { site: Site::Community, room: None, ..session(1, MON, "10:00") };
        assert!(fixture.broken(&[&outside]).is_empty());
        assert_eq!(fixture.broken(&[Session { site: Site::Virtual, ..outside.clone() }]), ["H3"]);
        assert_eq!(Fixture::new().broken(&[outside]), ["H3"]);
    }
}
