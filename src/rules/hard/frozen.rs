//! "What families have been told for the next day stays as it is, unless somebody or something has fallen away."
//!
//! Formula: a published session that starts before now + `notice_hours` keeps date and start, and its venue, room and each
//! worker that is still in the input and available; what is not is replaced, or the session is unplaced. While all of it
//! is still there, it may not be unplaced.
//!
//! Source: SPEC 7. Hertfordshire's public description asks for 24 hours' notice to arrange and to cancel;
//! Nottinghamshire's aims to let families know when the worker changes.

use crate::domain::{Absentee, Interval, Problem, PublishedSession, Reference, RequestId, Session, Site, WorkerId};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let problem = week.problem();
    let fault = |frozen: &PublishedSession| {
        let planned = twin(week.of_request(frozen.request), frozen);
        let fault = planned.map_or_else(|| dropped(problem, frozen), |session| changed(problem, frozen, session))?;
        let (code, date) = (&problem[frozen.request].code, problem.week().date(frozen.day));
        let text = format!("{code} on {date} at {}: {fault}", frozen.start.clock());
        Some(Violation::new(Rule::Frozen, text, planned.as_slice()))
    };
    problem.requests().flat_map(|request| of_request(week, request)).filter_map(fault).collect()
}

/// The published sessions that are too near to change.
pub fn sessions(problem: &Problem) -> impl Iterator<Item = &PublishedSession> {
    problem.published().unwrap_or_default().iter().filter(|session| is_frozen(problem, session))
}

/// Whether a published session starts within the notice.
#[must_use]
pub fn is_frozen(problem: &Problem, published: &PublishedSession) -> bool {
    problem.notice().is_some_and(|notice| published.day.midnight() + published.start < notice)
}

/// Whether the site of a published session is still in the input and available for its room hold.
#[must_use]
pub fn site_is_there(problem: &Problem, published: &PublishedSession) -> bool {
    let hold = problem.room_hold(published.request, published.start);
    match published.site {
        Reference::Here(Site::Venue(venue)) => problem.is_available(Absentee::Venue(venue), published.day, hold),
        Reference::Here(Site::Community | Site::Virtual) => true,
        Reference::Gone => false,
    }
}

/// Whether the room of a published session, if it had one, is still in the input, at its venue, and available.
#[must_use]
pub fn room_is_there(problem: &Problem, published: &PublishedSession) -> bool {
    let Some(reference) = published.room else { return true };
    let hold = problem.room_hold(published.request, published.start);
    reference.here().is_some_and(|room| {
        published.site == Reference::Here(Site::Venue(problem[room].venue))
            && problem.is_available(Absentee::Room(room), published.day, hold)
    })
}

/// Whether a worker of a published session is still available for the task in it.
#[must_use]
pub fn worker_is_there(problem: &Problem, published: &PublishedSession, worker: WorkerId) -> bool {
    let (request, start) = (published.request, published.start);
    let time = match published.site {
        Reference::Here(site) => problem.task(request, start, site, problem[worker].base).time,
        Reference::Gone => Interval::new(start, start + problem[request].minutes),
    };
    problem.is_available(Absentee::Worker(worker), published.day, time)
}

/// Whether a planned session is a frozen one at its date, start and site (any site, where the published one is away).
pub(super) fn keeps_a_frozen_one(week: &RotaWeek<'_>, session: &Session) -> bool {
    of_request(week, session.request).any(|frozen| {
        (frozen.day, frozen.start) == (session.day, session.start)
            && (frozen.site == Reference::Here(session.site) || !site_is_there(week.problem(), frozen))
    })
}

fn of_request<'a>(week: &RotaWeek<'a>, request: RequestId) -> impl Iterator<Item = &'a PublishedSession> {
    week.published(request).iter().copied().filter(|published| is_frozen(week.problem(), published))
}

fn twin<'a>(sessions: &[&'a Session], frozen: &PublishedSession) -> Option<&'a Session> {
    sessions.iter().copied().find(|session| (session.day, session.start) == (frozen.day, frozen.start))
}

/// Why a frozen session may not be missing, if it may not: everything it needs is there.
fn dropped(problem: &Problem, frozen: &PublishedSession) -> Option<String> {
    let PublishedSession { request, day, .. } = *frozen;
    let time = Interval::new(frozen.start, frozen.start + problem[request].minutes);
    let worker_stays =
        |worker: &Reference<WorkerId>| worker.here().is_some_and(|w| worker_is_there(problem, frozen, w));
    let is_there = site_is_there(problem, frozen)
        && room_is_there(problem, frozen)
        && frozen.workers.iter().all(worker_stays)
        && problem.due(request) > 0
        && problem.is_bookable(request, day)
        && problem.is_available(Absentee::Request(request), day, time)
        && problem[request].people().all(|person| problem.is_available(Absentee::Person(person), day, time));
    is_there.then(|| "published, near, and not planned though all of it is available".to_owned())
}

/// What a planned session changes of its frozen one and may not change, if anything.
fn changed(problem: &Problem, frozen: &PublishedSession, session: &Session) -> Option<String> {
    if !site_is_there(problem, frozen) {
        return None;
    }
    if frozen.site != Reference::Here(session.site) {
        return Some("its site changed".to_owned());
    }
    let same_room = frozen.room == session.room.map(Reference::Here);
    if room_is_there(problem, frozen) && !same_room {
        return Some("its room changed".to_owned());
    }
    let here = frozen.workers.iter().filter_map(|worker| worker.here());
    let mut lost = here.filter(|w| !session.workers.contains(w) && worker_is_there(problem, frozen, *w));
    lost.next().map(|worker| format!("{} is no longer on it", problem[worker].code))
}

#[cfg(test)]
mod tests {
    use crate::domain::{
        Absence, Absentee, Minutes, PersonId, PublishedSession, Reference, RoomId, Situation, VenueId, WorkerId,
    };
    use crate::rules::testing::{Fixture, MON, NOTHING, clock, in_room, published, session, span, with_workers};

    /// Family 1 was told of Monday at 10:00, and it is Monday.
    fn told() -> Fixture {
        Fixture::with(|f| {
            let published = Some(vec![published(&session(1, MON, "10:00"))]);
            f.situation = Situation { published, now: Some(Minutes(0)) };
        })
    }

    fn away(of: Absentee) -> Fixture {
        let mut fixture = told();
        fixture.service.absences.push(Absence { of, time: span("09:00-11:00") });
        fixture
    }

    #[test]
    fn what_is_near_is_kept_whole() {
        let planned = session(1, MON, "10:00");
        assert!(told().broken(&[&planned]).is_empty());
        assert_eq!(told().broken(&NOTHING), ["FROZEN"]);
        assert_eq!(told().broken(&[in_room(1, planned.clone())]), ["FROZEN"]);
        assert_eq!(told().broken(&[with_workers(&[2], planned)]), ["FROZEN"]);
    }

    #[test]
    fn what_starts_after_the_notice_may_change() {
        let mut fixture = told();
        fixture.situation.now = Some(clock("10:00") - Minutes::DAY);
        assert!(fixture.broken(&NOTHING).is_empty());
        fixture.situation.now = Some(clock("10:01") - Minutes::DAY);
        assert_eq!(fixture.broken(&NOTHING), ["FROZEN"]);
    }

    #[test]
    fn what_is_away_is_replaced_or_the_session_dropped() {
        let planned = session(1, MON, "10:00");
        let ill = away(Absentee::Worker(WorkerId::new(0)));
        assert!(ill.broken(&NOTHING).is_empty());
        assert!(ill.broken(&[with_workers(&[2], planned.clone())]).is_empty());
        assert_eq!(ill.broken(&[in_room(1, with_workers(&[2], planned.clone()))]), ["FROZEN"]);
        let flooded = away(Absentee::Room(RoomId::new(0)));
        assert!(flooded.broken(&[in_room(1, planned.clone())]).is_empty());
        assert_eq!(flooded.broken(&[in_room(2, planned.clone())]), ["H2", "FROZEN"]);
        let burnt = away(Absentee::Venue(VenueId::new(0)));
        assert!(burnt.broken(&[with_workers(&[3], in_room(2, planned))]).is_empty());
    }

    #[test]
    fn what_has_left_the_input_is_away() {
        let mut fixture = told();
        let left = |f: &mut Fixture, change: fn(&mut PublishedSession)| {
            f.situation.published.iter_mut().flatten().for_each(change);
        };
        left(&mut fixture, |p| p.workers = vec![Reference::Gone]);
        assert!(fixture.broken(&NOTHING).is_empty());
        assert!(fixture.broken(&[with_workers(&[2], session(1, MON, "10:00"))]).is_empty());
        left(&mut fixture, |p| p.site = Reference::Gone);
        assert!(fixture.broken(&[in_room(2, session(1, MON, "10:00"))]).is_empty());
    }

    #[test]
    fn a_person_away_allows_dropping_it() {
        assert!(away(Absentee::Person(PersonId::new(2))).broken(&NOTHING).is_empty());
        assert_eq!(away(Absentee::Person(PersonId::new(3))).broken(&NOTHING), ["FROZEN"]);
    }
}
