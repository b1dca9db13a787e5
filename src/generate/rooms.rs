//! The rooms of an invented service: as many at each venue as the hours after school need at the tightness asked for.

use super::demand::Demand;
use super::knobs::Percent;
use super::requests::Request;
use super::venues::Venue;
use crate::domain::Mode;

/// Sessions that a room takes after school in a week: two on each of five days.
const AFTER_SCHOOL: usize = 10;
/// Sessions that it takes before: two on each of five days, with time to spare.
const BY_DAY: usize = 10;
/// What rooms are like, in the order in which a venue has them: people, and features.
const KINDS: [(usize, &str); 7] =
    [(8, "kitchen;garden"), (6, "baby"), (6, "baby;sensory"), (5, "garden"), (5, "baby"), (7, "kitchen"), (5, "")];

/// A room.
#[derive(Debug)]
pub(super) struct Room {
    /// Its id.
    pub(super) id: String,
    /// The position of its venue.
    pub(super) venue: usize,
    /// How many people it takes.
    pub(super) capacity: usize,
    /// What it offers besides its venue.
    pub(super) features: &'static str,
}

impl Room {
    /// Whether it has space for so many people, and the feature asked for.
    pub(super) fn suits(&self, people: usize, needs: Option<&str>, venue: &Venue) -> bool {
        let has = |feature: &str| self.features.split(';').chain(venue.features.split(';')).any(|had| had == feature);
        self.capacity >= people && needs.is_none_or(has)
    }
}

/// The rooms of all venues, at least one each.
pub(super) fn provide(venues: &[Venue], demand: &Demand, tightness: Percent) -> Vec<Room> {
    let mut rooms = Vec::new();
    let mut carried = 0;
    for (position, venue) in venues.iter().enumerate() {
        // Hundredths of rooms; what one venue has too much of, the next has less.
        let wanted = carried + hundredths(demand, position) * 100 / tightness.0;
        let count = ((wanted + 50) / 100).max(1);
        carried = wanted.saturating_sub(count * 100);
        rooms.extend((0..count).map(|nth| Room {
            id: format!("{}-{}", venue.id, nth + 1),
            venue: position,
            capacity: KINDS[nth % KINDS.len()].0,
            features: KINDS[nth % KINDS.len()].1,
        }));
    }
    rooms
}

/// How many hundredths of a room the families near a venue fill.
fn hundredths(demand: &Demand, venue: usize) -> usize {
    let near = demand.requests.iter().filter(|&request| demand.family(request).near == venue);
    let (after_school, by_day): (Vec<&Request>, Vec<&Request>) = near
        .filter(|request| request.mode == Mode::Venue)
        .partition(|request| request.is_after_school(demand.family(request)));
    let due = |requests: &[&Request]| requests.iter().map(|request| request.due).sum::<usize>();
    (due(&after_school) * 100 / AFTER_SCHOOL).max(due(&by_day) * 100 / BY_DAY)
}

/// Takes back what families need where no room of the nearest venue has it with space enough for them.
pub(super) fn drop_what_nobody_has(demand: &mut Demand, venues: &[Venue], rooms: &[Room]) {
    let Demand { families, requests } = demand;
    for request in requests {
        let family = &families[request.family];
        let people = request.people(family);
        let near = |room: &&Room| room.venue == family.near;
        if !rooms.iter().filter(near).any(|room| room.suits(people, request.needs, &venues[room.venue])) {
            request.needs = None;
        }
    }
}
