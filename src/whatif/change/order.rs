//! Handles follow the byte order of codes: when things were added, all lists are put in order again and all that refers to them
//! is renumbered.

use crate::domain::{Absentee, PastSite, PersonId, RequestId, RoomId, Service, Site, Spot, VenueId, WorkerId};

/// Where each thing of the old lists is now.
struct Moved {
    venues: Vec<usize>,
    rooms: Vec<usize>,
    workers: Vec<usize>,
    people: Vec<usize>,
    requests: Vec<usize>,
}

/// Puts all lists in byte order of their codes.
pub(super) fn restore(service: &mut Service) {
    let moved = Moved {
        venues: sort(&mut service.venues, |venue| &venue.code),
        rooms: sort(&mut service.rooms, |room| &room.code),
        workers: sort(&mut service.workers, |worker| &worker.code),
        people: sort(&mut service.people, |person| &person.code),
        requests: sort(&mut service.requests, |request| &request.code),
    };
    moved.renumber_capacity(service);
    moved.renumber_requests(service);
    moved.renumber_week(service);
}

/// Sorts a list; says for each old position the new one.
fn sort<T>(list: &mut Vec<T>, code: impl Fn(&T) -> &str) -> Vec<usize> {
    let mut old: Vec<usize> = (0..list.len()).collect();
    old.sort_by(|&a, &b| code(&list[a]).as_bytes().cmp(code(&list[b]).as_bytes()));
    let mut new = vec![0; old.len()];
    old.iter().enumerate().for_each(|(to, &from)| new[from] = to);
    let mut things: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(old.iter().filter_map(|&from| things[from].take()));
    new
}

impl Moved {
    fn venue(&self, id: &mut VenueId) {
        *id = VenueId::new(self.venues[id.index()]);
    }

    fn room(&self, id: &mut RoomId) {
        *id = RoomId::new(self.rooms[id.index()]);
    }

    fn worker(&self, id: &mut WorkerId) {
        *id = WorkerId::new(self.workers[id.index()]);
    }

    fn person(&self, id: &mut PersonId) {
        *id = PersonId::new(self.people[id.index()]);
    }

    fn request(&self, id: &mut RequestId) {
        *id = RequestId::new(self.requests[id.index()]);
    }

    fn site(&self, site: &mut Site) {
        if let Site::Venue(venue) = site {
            self.venue(venue);
        }
    }

    fn spot(&self, spot: &mut Spot) {
        match spot {
            Spot::Venue(venue) => self.venue(venue),
            Spot::Home(person) => self.person(person),
        }
    }

    fn absentee(&self, absentee: &mut Absentee) {
        match absentee {
            Absentee::Venue(id) => self.venue(id),
            Absentee::Room(id) => self.room(id),
            Absentee::Worker(id) => self.worker(id),
            Absentee::Person(id) => self.person(id),
            Absentee::Request(id) => self.request(id),
        }
    }

    fn renumber_capacity(&self, service: &mut Service) {
        service.rooms.iter_mut().for_each(|room| self.venue(&mut room.venue));
        service.workers.iter_mut().for_each(|worker| self.venue(&mut worker.base));
        service.absences.iter_mut().for_each(|absence| self.absentee(&mut absence.of));
        for journey in &mut service.journeys {
            self.spot(&mut journey.from);
            self.spot(&mut journey.to);
        }
    }

    fn renumber_requests(&self, service: &mut Service) {
        for request in &mut service.requests {
            request.children.iter_mut().chain(&mut request.adults).for_each(|id| self.person(id));
            request.venues.iter_mut().chain(&mut request.prefers_venues).for_each(|id| self.venue(id));
            request.main_worker.iter_mut().chain(&mut request.not_workers).for_each(|id| self.worker(id));
        }
        for pair in &mut service.keep_apart {
            self.person(&mut pair.person_a);
            self.person(&mut pair.person_b);
        }
    }

    fn renumber_week(&self, service: &mut Service) {
        for duty in &mut service.duties {
            self.worker(&mut duty.worker);
            self.venue(&mut duty.venue);
            duty.room.iter_mut().for_each(|id| self.room(id));
        }
        for past in &mut service.history {
            self.request(&mut past.request);
            past.workers.iter_mut().for_each(|id| self.worker(id));
            if let PastSite::Known(site) = &mut past.site {
                self.site(site);
            }
        }
        for fixed in &mut service.fixed {
            self.request(&mut fixed.request);
            fixed.site.iter_mut().for_each(|site| self.site(site));
            fixed.room.iter_mut().for_each(|id| self.room(id));
            fixed.workers.iter_mut().for_each(|id| self.worker(id));
        }
    }
}
