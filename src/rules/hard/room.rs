//! "Every family has a room to itself, large enough for everybody and with what the child needs."
//!
//! Formula: mode `venue`: one room of the site, capacity ≥ children + adults + workers, features ⊇ `needs`, available and
//! free of duties during the room hold [start − extra, end + turnaround); no two holds of a room on a date meet. Other
//! modes: no room.
//!
//! Source: SPEC 4, H4. Supervised sessions do not share a room: Nottinghamshire's and Hertfordshire's public descriptions
//! have a worker stay with the family throughout.

use super::where_true;
use crate::domain::{Absentee, Mode, Problem, RoomId, Session, Site};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::Room, |session| faults(week.problem(), session));
    for (room, _, sessions) in week.by_room() {
        found.extend(overlaps(week, room, sessions));
    }
    found
}

fn faults(problem: &Problem, session: &Session) -> Vec<String> {
    match (problem[session.request].mode, session.site, session.room) {
        (Mode::Venue, Site::Venue(venue), Some(room)) if problem[room].venue == venue => {
            faults_of_room(problem, session, room)
        }
        (Mode::Venue, Site::Venue(venue), _) => vec![format!("it has no room of {}", problem[venue].code)],
        (Mode::Venue, Site::Community | Site::Virtual, _) | (_, _, None) => Vec::new(),
        (_, _, Some(room)) => vec![format!("it needs no room and has {}", problem[room].code)],
    }
}

fn faults_of_room(problem: &Problem, session: &Session, room: RoomId) -> Vec<String> {
    let request = &problem[session.request];
    let it = &problem[room];
    let heads = request.head_count();
    let hold = problem.room_hold(session.request, session.start);
    let missing: Vec<&str> = request.needs.difference(&it.features).map(String::as_str).collect();
    where_true([
        ((it.capacity as usize) < heads, format!("{} takes {} people, not {heads}", it.code, it.capacity)),
        (!missing.is_empty(), format!("{} has no {}", it.code, missing.join(", "))),
        (!problem.is_available(Absentee::Room(room), session.day, hold), format!("{} is not available", it.code)),
    ])
}

/// Each pair of holds of one room on one day that meet; the sessions come in order of start.
fn overlaps(week: &RotaWeek<'_>, room: RoomId, sessions: &[&Session]) -> Vec<Violation> {
    let problem = week.problem();
    let mut holds: Vec<_> = sessions.iter().map(|&s| (problem.room_hold(s.request, s.start), s)).collect();
    holds.sort_by_key(|&(hold, _)| hold);
    let mut found = Vec::new();
    for (position, &(hold, first)) in holds.iter().enumerate() {
        let meeting = holds[position + 1..].iter().take_while(|(later, _)| later.from < hold.to);
        found.extend(meeting.map(|&(_, second)| {
            let text = format!("{}: {} and {}", problem[room].code, week.name(first), week.name(second));
            Violation::new(Rule::Room, text, &[first, second])
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::domain::{Agreement, RoomId, Session};
    use crate::rules::testing::{Fixture, MON, duty, session, with_workers};

    #[test]
    fn holds_may_touch_and_not_meet() {
        let fixture = Fixture::new();
        let rota = |start| [session(1, MON, "10:00"), with_workers(&[2], session(2, MON, start))];
        assert!(fixture.broken(&rota("11:15")).is_empty());
        assert_eq!(fixture.broken(&rota("11:00")), ["H4"]);
        assert!(fixture.broken(&rota("08:45")).is_empty());
        assert_eq!(fixture.broken(&rota("09:00")), ["H4"]);
    }

    #[test]
    fn the_agreement_is_part_of_the_hold() {
        let fixture = Fixture::with(|f| f.service.requests[1].agreement = Agreement::Needed);
        let rota = |start| [session(1, MON, "10:00"), with_workers(&[2], session(2, MON, start))];
        assert_eq!(fixture.broken(&rota("11:15")), ["H4"]);
        assert!(fixture.broken(&rota("11:30")).is_empty());
    }

    #[test]
    fn everybody_fits_in_with_what_is_needed() {
        let planned = [session(1, MON, "10:00")];
        let room_of = |people| Fixture::with(|f| f.service.rooms[0].capacity = people);
        assert!(room_of(3).broken(&planned).is_empty());
        assert_eq!(room_of(2).broken(&planned), ["H4"]);
        let mut fixture = Fixture::with(|f| f.service.requests[0].needs = ["kitchen".to_owned()].into());
        assert_eq!(fixture.broken(&planned), ["H4"]);
        fixture.service.rooms[0].features.insert("kitchen".to_owned());
        assert!(fixture.broken(&planned).is_empty());
    }

    #[test]
    fn a_duty_in_the_room_takes_it() {
        let duty_at = |time| Fixture::with(|f| f.service.duties.push(duty(2, MON, time, Some(RoomId::new(0)))));
        assert!(duty_at("11:15-12:00").broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(duty_at("11:00-12:00").broken(&[session(1, MON, "10:00")]), ["H4"]);
    }

    #[test]
    fn a_room_of_another_venue_is_none() {
        let fixture = Fixture::new();
        let elsewhere = Session { room: Some(RoomId::new(2)), ..session(1, MON, "10:00") };
        assert_eq!(fixture.broken(&[elsewhere]), ["H4"]);
        assert_eq!(fixture.broken(&[Session { room: None, ..session(1, MON, "10:00") }]), ["H4"]);
    }
}
