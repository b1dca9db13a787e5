//! What the view says of a small week, fact by fact.

use super::{HeldBy, MainWorkerIs, Pause, Tie, WeekView, What};
use crate::domain::testing::past;
use crate::domain::{
    Absence, Absentee, Cost, Interval, Means, Minutes, Outcome, PastSession, Problem, Reason, RequestId, RoomId, Rota,
    Session, Spot, Term, Transport, WorkerId,
};
use crate::rota::{PlannedWeek, Unplaced};
use crate::rules::audit;
use crate::rules::testing::{
    Fixture, MON, TUE, WED, at_home, at_venue, child, clock, duty, good_rota, published, session, span, with_workers,
};

/// The week of these sessions; the rest of family 1's due sessions is unplaced.
fn planned<'a>(problem: &'a Problem, sessions: &[Session]) -> PlannedWeek<'a> {
    let rota = Rota { sessions: sessions.to_vec() };
    let cost = audit(problem, &rota).cost;
    let missing = problem.sessions_due() as usize - sessions.len();
    let unplaced = vec![Unplaced::new(RequestId::new(0), Reason::Clash); missing];
    PlannedWeek { problem, rota, unplaced, cost, bound: Cost::ZERO }
}

fn look(fixture: &Fixture, sessions: &[Session], check: impl Fn(&WeekView<'_>)) {
    let problem = fixture.problem();
    check(&WeekView::new(&planned(&problem, sessions)));
}

#[test]
fn a_session_has_its_times_and_its_own_cost() {
    let mut fixture = Fixture::with(|f| f.service.requests[0].agreement = crate::domain::Agreement::Needed);
    fixture.journey(at_home(0), at_venue(0), 20);
    fixture.journey(at_venue(0), at_home(0), 25);
    look(&fixture, &[session(1, MON, "10:00")], |view| {
        let seen = &view.sessions[0];
        assert_eq!(seen.time, span("10:00-11:00"));
        assert_eq!(seen.hold, Some(span("09:45-11:15")));
        assert_eq!(seen.on_site, span("09:35-11:10"));
        assert_eq!(seen.task, seen.on_site);
        assert_eq!((seen.journeys[0].leaves, seen.journeys[0].home), (clock("09:40"), clock("11:25")));
        assert_eq!(seen.journeys[0].by, Means::Car);
        assert_eq!((seen.cost[Term::ChildTravel], seen.cost.total()), (Cost(60), Cost(60)));
        assert_eq!((seen.number, view.unplaced[0].number, view.unplaced.len()), (1, 2, 2));
    });
}

#[test]
fn the_worker_who_drives_the_child_begins_at_its_home() {
    let mut fixture = Fixture::with(|f| {
        f.service.requests[0].transport = Transport::Worker;
        f.service.people[0].home.latitude += 0.1;
    });
    fixture.journey(at_home(0), at_venue(0), 20);
    fixture.journey(at_venue(0), at_home(0), 20);
    look(&fixture, &[session(1, MON, "10:00")], |view| {
        assert_eq!(view.sessions[0].task, span("09:30-11:30"));
        let day = &view.workers[0].days[0];
        let kinds: Vec<_> = day.items.iter().map(|item| (item.time, matches!(item.what, What::Travel(_)))).collect();
        assert_eq!(kinds, [(span("09:10-09:30"), true), (span("09:30-11:30"), false), (span("11:30-11:50"), true)]);
        let one_way = view.problem().road_metres(Spot::Venue(crate::domain::VenueId::new(0)), at_home(0));
        assert!(one_way > 14_000 && day.tally.metres == 4 * one_way, "out, there, back and home");
        assert_eq!(day.tally.paid, Minutes(160 + 30));
    });
}

#[test]
fn pauses_duties_and_sums_of_a_day() {
    let fixture = Fixture::with(|f| f.service.duties = vec![duty(1, MON, "12:00-12:30", Some(RoomId::new(1)))]);
    look(&fixture, &[session(1, MON, "10:00"), session(2, MON, "13:00")], |view| {
        let day = &view.workers[0].days[0];
        let pauses = day.items.iter().filter_map(|item| match item.what {
            What::Pause(pause) => Some((item.time, pause)),
            _ => None,
        });
        assert_eq!(
            pauses.collect::<Vec<_>>(),
            [(span("11:10-12:00"), Pause::Break), (span("12:30-12:50"), Pause::Break)]
        );
        let tally = day.tally;
        assert_eq!((tally.sessions, tally.contact, tally.duties), (2, Minutes(120), Minutes(30)));
        assert_eq!((tally.recording, tally.paid), (Minutes(60), Minutes(250)));
        assert_eq!(view.workers[0].tally, tally);
        let held: Vec<_> = view.venues[0].rooms.iter().map(|room| &room.days[0].holds).collect();
        assert_eq!((held[0].len(), held[0][0].time), (2, span("10:00-11:15")));
        assert!(matches!(held[0][1].by, HeldBy::Session(1)) && matches!(held[1][0].by, HeldBy::Duty(_)));
    });
}

#[test]
fn a_worker_is_known_or_new_and_the_main_worker_is_somewhere() {
    let mut fixture = Fixture::with(|f| f.service.requests[0].main_worker = Some(WorkerId::new(1)));
    let workers = [WorkerId::new(0)].into();
    fixture.service.history.push(PastSession { workers, ..past(0, "2026-11-23", Outcome::Held) });
    let instead = |fixture: &Fixture, sessions: &[Session], expected| {
        look(fixture, sessions, |view| {
            let why = &view.sessions[0].workers[0];
            assert_eq!((why.tie, why.held, why.known_to_family), (Tie::Familiar, 1, 2));
            assert_eq!(why.instead_of, Some((WorkerId::new(1), expected)));
        });
    };
    let first = session(1, MON, "10:00");
    let busy = with_workers(&[2], session(2, MON, "10:30"));
    instead(&fixture, std::slice::from_ref(&first), MainWorkerIs::Otherwise);
    instead(&fixture, &[first.clone(), busy], MainWorkerIs::Busy);
    look(&fixture, &[with_workers(&[3], first.clone())], |view| {
        assert_eq!(view.sessions[0].workers[0].tie, Tie::Stranger);
        assert_eq!((view.figures.continuity_percent(), view.figures.with_strangers_only), (Some(0), 1));
    });
    look(&fixture, &[with_workers(&[2], first.clone())], |view| {
        assert_eq!((view.sessions[0].workers[0].instead_of, view.figures.continuity_percent()), (None, Some(100)));
    });
    let time = Interval::new(Minutes(0), Minutes(601));
    fixture.service.absences.push(Absence { of: Absentee::Worker(WorkerId::new(1)), time });
    instead(&fixture, std::slice::from_ref(&first), MainWorkerIs::Away);
    fixture.service.workers[1].shifts[0] = crate::rules::testing::hours("11:00-20:00");
    instead(&fixture, std::slice::from_ref(&first), MainWorkerIs::OffShift);
    fixture.service.requests[0].not_workers = vec![WorkerId::new(1)];
    instead(&fixture, &[first], MainWorkerIs::NotSuitable);
}

#[test]
fn families_are_those_who_share_a_request() {
    let mut fixture = Fixture::new();
    look(&fixture, &good_rota(), |view| {
        assert_eq!(view.families.iter().map(|family| family.people.len()).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(view.families[0].sessions, [0, 2]);
    });
    fixture.service.requests[1].adults.push(crate::domain::PersonId::new(2));
    look(&fixture, &good_rota(), |view| {
        assert_eq!((view.families.len(), view.families[0].people.len()), (1, 4));
        assert_eq!(view.families[0].sessions, [0, 1, 2]);
    });
}

#[test]
fn changes_say_what_moved_what_is_new_and_what_is_gone() {
    let (monday, wednesday) = (session(1, MON, "10:00"), session(1, WED, "10:00"));
    let told = |sessions: &[&Session]| {
        let published = Some(sessions.iter().map(|session| published(session)).collect());
        Fixture::with(|f| f.situation.published = published)
    };
    look(&told(&[&monday, &wednesday]), &[monday.clone(), wednesday.clone()], |view| {
        assert!(view.changes.is_empty());
    });
    let other = with_workers(&[2], session(1, TUE, "10:00"));
    look(&told(&[&monday, &wednesday]), &[monday.clone(), other.clone()], |view| {
        let change = &view.changes[0];
        assert!(change.moved && !change.other_room && view.changes.len() == 1);
        assert_eq!((change.now, change.cost), (Some(view.sessions[1].session), Cost(240)));
        assert_eq!(change.workers_lost.len(), 1);
        assert_eq!(view.sessions[1].cost[Term::Changes], Cost(240));
    });
    look(&told(&[&monday]), &[monday.clone(), wednesday.clone()], |view| {
        assert!(view.changes[0].before.is_none() && view.changes[0].now == Some(view.sessions[1].session));
    });
    look(&told(&[&monday, &wednesday]), &[wednesday], |view| {
        assert!(view.changes[0].now.is_none() && view.changes[0].before.is_some_and(|told| told.day == MON));
    });
    look(&Fixture::new(), &[other], |view| assert!(view.changes.is_empty()));
}

#[test]
fn figures_and_usage_count_what_is_there() {
    let fixture = Fixture::with(|f| f.service.people[0].kind = child(Some("08:45-15:15")));
    look(&fixture, &good_rota(), |view| {
        let looked_after = view.figures.classes[2];
        assert_eq!((looked_after.due, looked_after.planned, looked_after.minutes), (3, 3, Minutes(180)));
        assert_eq!(view.figures.rooms, (3 * 75, 3 * 7 * 12 * 60));
        assert_eq!(view.figures.contracted, (Minutes(3600), Minutes(3 * 110)));
        assert_eq!(view.usage.from, clock("08:00"));
        let ten = view.usage.rooms[0][4];
        assert_eq!((ten.there, ten.taken, ten.percent()), (Minutes(90), Minutes(60), Some(66)));
        assert_eq!(view.usage.workers[0][3].taken, Minutes(20), "both are there ten minutes before");
        assert_eq!(view.school(crate::domain::PersonId::new(0), MON), Some(span("08:45-15:15")));
    });
}

#[test]
fn the_same_session_twice_is_still_two() {
    look(&Fixture::new(), &[session(1, MON, "10:00"), session(1, MON, "10:00")], |view| {
        assert_eq!(view.sessions.iter().map(|seen| seen.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(view.workers[0].days[0].items.len(), 2);
    });
}
