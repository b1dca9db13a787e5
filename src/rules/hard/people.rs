//! "Everybody can come, and gets from one session to the next in time."
//!
//! Formula: no person of the request is unavailable during [start, end); for two sessions of a person on one date, the
//! later start ≥ the earlier end + the person's travel between their sites (0 where one is virtual). That this holds for
//! every shared person is the same as a gap of the largest of their journeys.
//!
//! Source: SPEC 4, H7. Nottinghamshire's public description has the request say who can attend and who cannot.

use crate::domain::{Absentee, Minutes, PersonId, Problem, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::People, |session| away(week.problem(), session));
    for (person, _, sessions) in week.by_person() {
        found.extend(too_close(week, person, sessions));
    }
    found
}

fn away(problem: &Problem, session: &Session) -> Vec<String> {
    let request = &problem[session.request];
    let time = session.time(request.minutes);
    let absent = request.people().filter(|&p| !problem.is_available(Absentee::Person(p), session.day, time));
    absent.map(|person| format!("{} is not available", problem[person].code)).collect()
}

/// Each pair of one person's sessions on one day, in order of start, that leaves no time for the journey.
fn too_close(week: &RotaWeek<'_>, person: PersonId, sessions: &[&Session]) -> Vec<Violation> {
    let problem = week.problem();
    let mut found = Vec::new();
    for (position, &first) in sessions.iter().enumerate() {
        let end = first.start + problem[first.request].minutes;
        for &second in &sessions[position + 1..] {
            let journey = journey(problem, person, first, second);
            if second.start < end + journey {
                let (code, a, b) = (&problem[person].code, week.name(first), week.name(second));
                let text = format!("{code} cannot be in {a} and in {b}, {} minutes away", journey.0);
                found.push(Violation::new(Rule::People, text, &[first, second]));
            }
        }
    }
    found
}

fn journey(problem: &Problem, person: PersonId, first: &Session, second: &Session) -> Minutes {
    let spot = |session: &Session| problem.meeting_spot(session.request, session.site);
    match (spot(first), spot(second)) {
        (Some(from), Some(to)) => problem.travel(from, to, problem[person].means()),
        _ => Minutes::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Absence, Absentee, Mode, PersonId, Site};
    use crate::rules::testing::{Fixture, MON, at_venue, clock, in_room, session, span, with_workers};

    /// Both families have the same adult.
    fn one_adult() -> Fixture {
        Fixture::with(|f| f.service.requests[1].adults = vec![PersonId::new(2)])
    }

    fn rota(start: &str) -> [crate::domain::Session; 2] {
        [session(1, MON, "10:00"), with_workers(&[3], in_room(2, session(2, MON, start)))]
    }

    #[test]
    fn the_journey_between_two_sessions_is_the_shared_persons() {
        let mut fixture = one_adult();
        assert!(fixture.broken(&rota("11:00")).is_empty());
        fixture.journey(at_venue(0), at_venue(1), 20);
        assert_eq!(fixture.broken(&rota("11:15")), ["H7"]);
        assert!(fixture.broken(&rota("11:30")).is_empty());
        assert!(fixture.broken(&rota("09:00")).is_empty(), "the other direction is not known to be far");
    }

    #[test]
    fn a_virtual_session_is_no_journey_away() {
        let mut fixture = one_adult();
        fixture.service.requests[1].mode = Mode::Virtual;
        fixture.journey(at_venue(0), at_venue(1), 60);
        let mut planned = rota("11:00");
        planned[1].site = Site::Virtual;
        planned[1].room = None;
        assert!(fixture.broken(&planned).is_empty());
        planned[1].start = clock("10:45");
        assert_eq!(fixture.broken(&planned), ["H7"]);
    }

    #[test]
    fn nobody_is_away_during_the_session() {
        let of = Absentee::Person(PersonId::new(0));
        let away = |time| Fixture::with(|f| f.service.absences = vec![Absence { of, time: span(time) }]);
        assert!(away("09:00-10:00").broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(away("09:00-10:01").broken(&[session(1, MON, "10:00")]), ["H7"]);
        assert!(away("11:00-12:00").broken(&[session(1, MON, "10:00")]).is_empty());
    }
}
