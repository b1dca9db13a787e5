//! Pins that no rota can have, and the rules that say so: each pin is put into a rota of nothing but the pins before it and
//! what is frozen, and the rules judge that.

use crate::domain::{FixedSession, Minutes, Mode, Problem, Request, RoomId, Rota, Session, Site, WorkerId};
use crate::rules::hard::frozen;
use crate::rules::{Violation, audit};

/// Workers are looked for at so many starts and rooms.
const MOST_STAFFED: usize = 60;

/// A pin that no rota can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedPin {
    /// The session as it was tried; what the pin leaves free is as it does the least harm.
    pub session: Session,
    /// The rules that it breaks.
    pub violations: Vec<Violation>,
}

/// The pins that break a rule whatever is done with all that they leave free.
#[must_use]
pub fn refused_pins(problem: &Problem, pins: &[FixedSession]) -> Vec<RefusedPin> {
    if pins.is_empty() {
        return Vec::new();
    }
    let frozen = frozen::sessions(problem).filter_map(|session| session.as_planned());
    let is_pinned = |session: &Session| pins.iter().any(|pin| (pin.request, pin.day) == (session.request, session.day));
    let mut rota = Rota { sessions: frozen.filter(|session| !is_pinned(session)).collect() };
    // What is frozen and cannot stay as it was published is no fault of a pin.
    let kept = |session: &Session| faults(problem, &Rota::default(), session).is_empty();
    rota.sessions.retain(kept);
    let mut refused = Vec::new();
    for pin in pins {
        let (session, violations) = least_harm(problem, &rota, pin);
        if violations.is_empty() {
            rota.sessions.push(session);
        } else {
            refused.push(RefusedPin { session, violations });
        }
    }
    refused
}

/// The session of a pin that breaks the fewest rules beside a rota: of the starts and rooms that break the fewest, the one
/// for which the workers do.
fn least_harm(problem: &Problem, rota: &Rota, pin: &FixedSession) -> (Session, Vec<Violation>) {
    let places = places(problem, &problem[pin.request], pin);
    let bare = |start, (site, room)| {
        let Session { request, day, workers, .. } = of_pin(pin);
        Session { request, day, start, site, room, workers }
    };
    let tried = starts(problem, pin).into_iter().flat_map(|start| places.iter().map(move |&place| (start, place)));
    let judged = tried.map(|(start, place)| bare(start, place)).map(|s| (faults(problem, rota, &s).len(), s));
    let mut judged: Vec<(usize, Session)> = judged.collect();
    judged.sort_by_key(|&(faults, _)| faults);
    let mut best: Option<(Session, Vec<Violation>)> = None;
    for (_, session) in judged.into_iter().take(MOST_STAFFED) {
        let found = with_workers(problem, rota, session);
        if found.1.is_empty() {
            return found;
        }
        if best.as_ref().is_none_or(|(_, least)| found.1.len() < least.len()) {
            best = Some(found);
        }
    }
    best.unwrap_or_else(|| (of_pin(pin), faults(problem, rota, &of_pin(pin))))
}

/// What a pin says, and anything where it says nothing.
fn of_pin(pin: &FixedSession) -> Session {
    Session {
        request: pin.request,
        day: pin.day,
        start: pin.start.unwrap_or_default(),
        site: pin.site.unwrap_or(Site::Community),
        room: pin.room,
        workers: pin.workers.clone(),
    }
}

/// The session with the workers that its pin leaves free, one after the other.
fn with_workers(problem: &Problem, rota: &Rota, mut session: Session) -> (Session, Vec<Violation>) {
    while session.workers.len() < problem[session.request].workers as usize {
        let free: Vec<WorkerId> = problem.workers().filter(|worker| !session.workers.contains(worker)).collect();
        let with = |worker: WorkerId| {
            let mut more = session.clone();
            more.workers.push(worker);
            more.workers.sort_unstable();
            more
        };
        let least = free.into_iter().map(with).min_by_key(|more| faults(problem, rota, more).len());
        let Some(least) = least else { break };
        session = least;
    }
    let violations = faults(problem, rota, &session);
    (session, violations)
}

/// What the rules say against one more session of a rota, in which nothing else is missed.
fn faults(problem: &Problem, rota: &Rota, session: &Session) -> Vec<Violation> {
    let mut with = rota.clone();
    with.sessions.push(session.clone());
    audit(problem, &with).against(session).cloned().collect()
}

fn starts(problem: &Problem, pin: &FixedSession) -> Vec<Minutes> {
    let grid = problem.policy().grid;
    let last = Minutes::DAY - problem[pin.request].minutes;
    let windows = problem[pin.request].windows.as_ref();
    let fits = |&start: &Minutes| {
        windows.is_none_or(|windows| {
            windows.hold(pin.day, crate::domain::Interval::new(start, start + problem[pin.request].minutes))
        })
    };
    match pin.start {
        Some(start) => vec![start],
        None => (0..).map(|step| grid * step).take_while(|&start| start <= last).filter(fits).collect(),
    }
}

fn places(problem: &Problem, asked: &Request, pin: &FixedSession) -> Vec<(Site, Option<RoomId>)> {
    let rooms = problem.rooms().filter(|&room| {
        let site = Site::Venue(problem[room].venue);
        pin.room.is_none_or(|own| own == room) && pin.site.is_none_or(|own| own == site)
    });
    match (asked.mode, pin.site) {
        (_, Some(site)) if site.venue().is_none() => vec![(site, pin.room)],
        (Mode::Community, None) => vec![(Site::Community, pin.room)],
        (Mode::Virtual, None) => vec![(Site::Virtual, pin.room)],
        _ => rooms.map(|room| (Site::Venue(problem[room].venue), Some(room))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::refused_pins;
    use crate::domain::{Day, FixedSession, RequestId, RoomId, Site, VenueId, WorkerId};
    use crate::rules::testing::{Fixture, MON, TUE, clock, published, session};

    fn pin(request: usize, day: Day, start: &str) -> FixedSession {
        FixedSession {
            request: RequestId::new(request - 1),
            day,
            start: Some(clock(start)),
            site: None,
            room: None,
            workers: Vec::new(),
        }
    }

    fn broken(fixture: &Fixture, pins: &[FixedSession]) -> Vec<Vec<&'static str>> {
        let mut fixture = Fixture { service: fixture.service.clone(), situation: fixture.situation.clone() };
        fixture.service.fixed = pins.to_vec();
        let refused = refused_pins(&fixture.problem(), pins);
        refused.iter().map(|pin| pin.violations.iter().map(|violation| violation.rule.code()).collect()).collect()
    }

    #[test]
    fn a_pin_that_some_rota_can_have_is_accepted() {
        let fixture = Fixture::new();
        assert!(broken(&fixture, &[]).is_empty());
        assert!(broken(&fixture, &[pin(1, MON, "10:00"), pin(2, MON, "10:00")]).is_empty());
        let open = FixedSession { start: None, ..pin(1, TUE, "10:00") };
        assert!(broken(&fixture, &[open]).is_empty());
    }

    #[test]
    fn a_pin_that_none_can_have_names_the_rules_it_breaks() {
        let fixture = Fixture::new();
        assert_eq!(broken(&fixture, &[pin(1, MON, "10:05")]), [["H1"]]);
        assert_eq!(broken(&fixture, &[pin(1, MON, "07:00")])[0][0], "H3");
        let elsewhere = FixedSession { site: Some(Site::Community), ..pin(1, MON, "10:00") };
        assert_eq!(broken(&fixture, &[elsewhere])[0][0], "H3");
        let one_room = |request| FixedSession {
            site: Some(Site::Venue(VenueId::new(0))),
            room: Some(RoomId::new(0)),
            ..pin(request, MON, "10:00")
        };
        assert_eq!(broken(&fixture, &[one_room(1), one_room(2)]), [["H4"]], "the second is in the way of the first");
        let one_worker = |request| FixedSession { workers: vec![WorkerId::new(0)], ..pin(request, MON, "10:00") };
        assert_eq!(broken(&fixture, &[one_worker(1), one_worker(2)]), [["H10"]]);
    }

    #[test]
    fn what_is_frozen_stands_in_the_way() {
        let told = session(1, MON, "10:00");
        let fixture = Fixture::with(|f| {
            f.situation.published = Some(vec![published(&told)]);
            f.situation.now = Some(clock("00:00"));
        });
        let taken = FixedSession { room: told.room, site: Some(told.site), ..pin(2, MON, "10:00") };
        let broken = broken(&fixture, &[taken]);
        assert!(broken[0].contains(&"H4") && broken[0].contains(&"H2"), "{broken:?}");
    }
}
