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
