//! Tests of every change on a tiny service.

use std::collections::BTreeSet;

use super::super::draws::Draws;
use super::super::scenario::{Change, NewRoom, NewVenue, NewWorkers, Scaling, Terms, WeekHours};
use super::{copy_families, make};
use crate::domain::testing::{date, past, week};
use crate::domain::{
    Absentee, AgeBand, Day, FixedSession, Hours, Minutes, Outcome, PersonId, PriorityClass, Problem, RequestId, RoomId,
    Service, Situation, WorkerId,
};
use crate::rules::testing::{Fixture, MON, NOTHING, TUE, duty, hours};

fn changed(service: &Service, change: &Change) -> Result<Service, &'static str> {
    let mut service = service.clone();
    make(change, &mut service, week(), Draws::new(1, 1)).map_err(|amiss| amiss.code)?;
    Problem::new(week(), service.clone(), Situation::default()).expect("no contradiction");
    Ok(service)
}

fn room(code: &str) -> Change {
    Change::AddRoom(NewRoom {
        code: code.to_owned(),
        like: "C".to_owned(),
        venue: None,
        capacity: None,
        features: None,
    })
}

fn scaled(percent: u32) -> Change {
    Change::ScaleDemand(Scaling { percent, class: None, age: None, area: None })
}

fn words(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn a_new_room_moves_the_handles_of_those_after_it() {
    let mut fixture = Fixture::new();
    fixture.service.duties.push(duty(1, MON, "10:00-11:00", Some(RoomId::new(1))));
    let service = changed(&fixture.service, &room("AA")).unwrap();
    assert_eq!(service.rooms.iter().map(|room| room.code.as_str()).collect::<Vec<_>>(), ["A", "AA", "B", "C"]);
    assert_eq!(service.duties[0].room, Some(RoomId::new(2)));
    assert_eq!((service.rooms[1].venue, service.rooms[1].capacity), (service.rooms[3].venue, 6));
    assert_eq!(changed(&fixture.service, &room("B")).err(), Some("impossible-change"));
}

#[test]
fn a_closed_room_takes_its_duty_and_fixed_session_along() {
    let mut fixture = Fixture::new();
    let room = RoomId::new(0);
    fixture.service.duties.push(duty(1, MON, "10:00-11:00", Some(room)));
    let free = FixedSession {
        request: RequestId::new(0),
        day: MON,
        start: None,
        site: None,
        room: Some(room),
        workers: vec![WorkerId::new(0)],
    };
    fixture.service.fixed.push(free);
    let service = changed(&fixture.service, &Change::CloseRoom("A".to_owned())).unwrap();
    assert_eq!((service.duties[0].room, service.fixed[0].room), (None, None));
    assert_eq!(service.absences[0].of, Absentee::Room(room));
    let service = changed(&fixture.service, &Change::RemoveWorker("W1".to_owned())).unwrap();
    assert!(service.duties.is_empty() && service.fixed[0].workers.is_empty());
    assert_eq!(changed(&fixture.service, &Change::CloseRoom("Z".to_owned())).err(), Some("unknown-id"));
}

#[test]
fn what_is_shut_can_be_opened_and_nothing_else() {
    let shut = changed(&Fixture::new().service, &Change::CloseVenue("V2".to_owned())).unwrap();
    let opened = changed(&shut, &Change::ReopenVenue("V2".to_owned())).unwrap();
    assert!(opened.absences.is_empty());
    assert_eq!(changed(&opened, &Change::ReopenVenue("V2".to_owned())).err(), Some("impossible-change"));
    assert_eq!(changed(&shut, &Change::ReopenRoom("C".to_owned())).err(), Some("impossible-change"));
}

#[test]
fn features_are_added_to_a_room() {
    let change = Change::EquipRoom { room: "B".to_owned(), features: words(&["baby"]) };
    let service = changed(&Fixture::new().service, &change).unwrap();
    assert!(service.rooms[1].features.contains("baby") && !service.rooms[0].features.contains("baby"));
}

#[test]
fn a_venue_is_added_without_rooms_and_opens_as_it_is_told() {
    let mut days = WeekHours::default();
    days[MON.index()] = Some(hours("10:00-12:00"));
    let venue = NewVenue { code: "V0".to_owned(), like: "V2".to_owned(), at: None, area: None, days: days.clone() };
    let service = changed(&Fixture::new().service, &Change::AddVenue(venue)).unwrap();
    assert_eq!(service.venues.len(), 3);
    assert_eq!(service.venues[0].open[MON.index()].total(), Minutes(120));
    assert_eq!(service.rooms[0].venue.index(), 1, "rooms moved on with their venue");
    let opened = Change::VenueHours { venue: "V1".to_owned(), days };
    let service = changed(&Fixture::new().service, &opened).unwrap();
    assert_eq!(service.venues[0].open[MON.index()], hours("10:00-12:00"));
    assert_eq!(service.venues[0].open[TUE.index()], hours("08:00-20:00"));
}

#[test]
fn workers_are_added_like_another_with_codes_of_their_own() {
    let mut fixture = Fixture::new();
    fixture.service.requests[0].main_worker = Some(WorkerId::new(2));
    let terms = Terms { skills: words(&["urdu"]), agency: Some(true), ..Terms::default() };
    let new = NewWorkers { like: "W1".to_owned(), count: 2, base: Some("V2".to_owned()), terms };
    let service = changed(&fixture.service, &Change::AddWorkers(new)).unwrap();
    let codes: Vec<&str> = service.workers.iter().map(|worker| worker.code.as_str()).collect();
    assert_eq!(codes, ["W1", "W1+1", "W1+2", "W2", "W3"]);
    assert!(service.workers[1].agency && service.workers[2].skills.contains("urdu") && !service.workers[0].agency);
    assert_eq!(service.requests[0].main_worker, Some(WorkerId::new(4)));
}

#[test]
fn terms_change_for_one_or_for_everybody_employed() {
    let mut fixture = Fixture::new();
    fixture.service.workers[2].agency = true;
    let terms = || Terms { overtime: Some(Minutes(60)), ..Terms::default() };
    let overtime = |worker: Option<&str>| {
        let change = Change::ChangeWorker { worker: worker.map(str::to_owned), terms: terms() };
        changed(&fixture.service, &change).unwrap().workers.iter().map(|worker| worker.overtime.0).collect::<Vec<_>>()
    };
    assert_eq!((overtime(Some("W2")), overtime(None)), (vec![0, 60, 0], vec![60, 60, 0]));
    let too_much = Terms { contracted: Some(Minutes(168 * 60)), overtime: Some(Minutes(1)), ..Terms::default() };
    let change = Change::ChangeWorker { worker: Some("W1".to_owned()), terms: too_much };
    assert_eq!(changed(&fixture.service, &change).err(), Some("impossible-change"));
}

#[test]
fn demand_grows_and_shrinks_by_whole_requests() {
    let due = |percent| {
        let service = changed(&Fixture::new().service, &scaled(percent)).unwrap();
        let problem = Problem::new(week(), service, Situation::default()).unwrap();
        problem.requests().filter(|&request| problem.due(request) > 0).count()
    };
    assert_eq!([0, 50, 100, 150, 200, 350].map(due), [0, 1, 2, 3, 4, 7]);
    let nobody = Scaling { percent: 120, class: Some(PriorityClass::Court), age: None, area: None };
    assert_eq!(changed(&Fixture::new().service, &Change::ScaleDemand(nobody)).err(), Some("impossible-change"));
    let of_age = |age| {
        let scaling = Scaling { percent: 200, class: None, age: Some(age), area: None };
        changed(&Fixture::new().service, &Change::ScaleDemand(scaling)).map(|service| service.requests.len())
    };
    assert_eq!((of_age(AgeBand::PreSchool), of_age(AgeBand::Under1)), (Ok(4), Err("impossible-change")));
}

#[test]
fn a_copied_family_has_people_of_its_own_and_no_worker() {
    let mut fixture = Fixture::new();
    fixture.service.requests[0].main_worker = Some(WorkerId::new(0));
    fixture.service.history.push(past(0, "2026-11-23", Outcome::Held));
    let mut service = fixture.service.clone();
    copy_families(&mut service, &[vec![RequestId::new(0)], vec![RequestId::new(0)]]);
    let codes: Vec<&str> = service.requests.iter().map(|request| request.code.as_str()).collect();
    assert_eq!(codes, ["R1", "R1~2", "R1~3", "R2"]);
    let people: BTreeSet<PersonId> = service.requests.iter().flat_map(|request| request.people()).collect();
    assert_eq!(people.len(), 8, "nobody is in two families");
    assert_eq!((service.requests[1].main_worker, service.requests[0].main_worker), (None, Some(WorkerId::new(0))));
    assert_eq!(service.history.len(), 3);
}

#[test]
fn settings_are_those_of_the_service_file() {
    let set = |key: &str, value: &str| {
        let change = Change::Setting { key: key.to_owned(), value: value.to_owned() };
        changed(&Fixture::new().service, &change).map(|service| service.policy.turnaround)
    };
    assert_eq!(set("policy.turnaround_minutes", "45"), Ok(Minutes(45)));
    assert_eq!(set("policy.turnaround", "45"), Err("unknown-key"));
}

#[test]
fn a_lost_day_has_no_sessions_at_venues() {
    let service = changed(&Fixture::new().service, &Change::LoseDay(date("2026-12-01"))).unwrap();
    let problem = Problem::new(week(), service, Situation::default()).unwrap();
    let whole_day = Hours::new(vec![crate::rules::testing::span("09:00-10:00")]).spans()[0];
    let there = |day: Day| problem.venues().any(|venue| problem.is_available(Absentee::Venue(venue), day, whole_day));
    assert!(there(MON) && !there(TUE));
    assert_eq!(changed(&Fixture::new().service, &Change::LoseDay(date("2026-12-08"))).err(), Some("impossible-change"));
    assert!(Fixture::new().audit(&NOTHING).is_feasible());
}
