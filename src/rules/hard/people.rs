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
