//! Requests copied with all their people, and requests that stay out of a week.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    Absence, Absentee, KeepApart, KnownJourney, PastSession, Person, PersonId, Request, RequestId, Service, Spot, Week,
};

use super::order;

/// What became of people and requests that are copied.
struct Copies {
    people: BTreeMap<PersonId, PersonId>,
    requests: BTreeMap<RequestId, RequestId>,
}

/// Adds families like those of these requests: new people with the same homes, ages, times and wishes. No worker knows them
/// yet; the earlier sessions count for what is due and when a family is used to come. Handles change.
pub(in super::super) fn copy_families(service: &mut Service, families: &[Vec<RequestId>]) {
    let mut taken = Taken::of(service);
    for requests in families {
        let copies = Copies {
            people: copy_people(service, requests, &mut taken.people),
            requests: requests.iter().map(|&old| (old, copy_request(service, old, &mut taken.requests))).collect(),
        };
        copies.refer_to_copies(service);
        copies.copy_what_belongs(service);
    }
    order::restore(service);
}

/// Codes that are in use.
struct Taken {
    people: BTreeSet<String>,
    requests: BTreeSet<String>,
}

impl Taken {
    fn of(service: &Service) -> Self {
        Self {
            people: service.people.iter().map(|person| person.code.clone()).collect(),
            requests: service.requests.iter().map(|request| request.code.clone()).collect(),
        }
    }
}

/// Keeps a request out of the week: it is suspended, and nothing of it is fixed.
pub(in super::super) fn withdraw(service: &mut Service, week: Week, request: RequestId) {
    let asked = &mut service.requests[request.index()];
    (asked.suspended_from, asked.suspended_until) = (Some(week.monday()), None);
    service.fixed.retain(|fixed| fixed.request != request);
}

fn copy_people(
    service: &mut Service,
    requests: &[RequestId],
    taken: &mut BTreeSet<String>,
) -> BTreeMap<PersonId, PersonId> {
    let people: BTreeSet<PersonId> = requests.iter().flat_map(|id| service.requests[id.index()].people()).collect();
    let mut copied = BTreeMap::new();
    for old in people {
        let like = &service.people[old.index()];
        let code = free_code(taken, &like.code);
        let person = Person { name: code.clone(), code, ..like.clone() };
        copied.insert(old, PersonId::new(service.people.len()));
        service.people.push(person);
    }
    copied
}

fn copy_request(service: &mut Service, old: RequestId, taken: &mut BTreeSet<String>) -> RequestId {
    let like = &service.requests[old.index()];
    let code = free_code(taken, &like.code);
    let request = Request { code, main_worker: None, ..like.clone() };
    service.requests.push(request);
    RequestId::new(service.requests.len() - 1)
}

impl Copies {
    /// The copied requests are of the copied people.
    fn refer_to_copies(&self, service: &mut Service) {
        for id in self.requests.values() {
            let request = &mut service.requests[id.index()];
            request.children.iter_mut().chain(&mut request.adults).for_each(|person| *person = self.people[person]);
        }
    }

    fn copy_what_belongs(&self, service: &mut Service) {
        let absences: Vec<Absence> = service.absences.iter().filter_map(|absence| self.absence(absence)).collect();
        service.absences.extend(absences);
        let pairs: Vec<KeepApart> = service.keep_apart.iter().filter_map(|pair| self.pair(pair)).collect();
        service.keep_apart.extend(pairs);
        let journeys: Vec<KnownJourney> = service.journeys.iter().filter_map(|journey| self.journey(journey)).collect();
        service.journeys.extend(journeys);
        let history: Vec<PastSession> = service.history.iter().filter_map(|past| self.past(past)).collect();
        service.history.extend(history);
    }

    fn absence(&self, absence: &Absence) -> Option<Absence> {
        let of = match absence.of {
            Absentee::Person(person) => Absentee::Person(*self.people.get(&person)?),
            Absentee::Request(request) => Absentee::Request(*self.requests.get(&request)?),
            Absentee::Venue(_) | Absentee::Room(_) | Absentee::Worker(_) => return None,
        };
        Some(Absence { of, ..*absence })
    }

    fn pair(&self, pair: &KeepApart) -> Option<KeepApart> {
        let (person_a, person_b) = (*self.people.get(&pair.person_a)?, *self.people.get(&pair.person_b)?);
        Some(KeepApart { person_a, person_b, ..*pair })
    }

    fn journey(&self, journey: &KnownJourney) -> Option<KnownJourney> {
        let copy = |spot: Spot| match spot {
            Spot::Home(person) => self.people.get(&person).map_or(spot, |&copy| Spot::Home(copy)),
            Spot::Venue(_) => spot,
        };
        let copied = KnownJourney { from: copy(journey.from), to: copy(journey.to), ..*journey };
        (copied != *journey).then_some(copied)
    }

    fn past(&self, past: &PastSession) -> Option<PastSession> {
        let request = *self.requests.get(&past.request)?;
        Some(PastSession { request, workers: Box::default(), ..past.clone() })
    }
}

/// A code like `like` that is not taken; it is from now on.
fn free_code(taken: &mut BTreeSet<String>, like: &str) -> String {
    let mut codes = (2..).map(|number: u32| format!("{like}~{number}"));
    let code = codes.find(|code| !taken.contains(code)).expect("numbers do not end");
    taken.insert(code.clone());
    code
}
