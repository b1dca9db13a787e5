//! Sessions of a venue's day that cannot have a room each, although rooms by their number would do: which rooms suit differs
//! between them, and none may move on the way. Each set of them that cannot shrink becomes a row: one of them is elsewhere or
//! at another time.

use std::collections::BTreeMap;

use crate::domain::{Day, VenueId};
use crate::model::{DemandId, Model};
use crate::solve::draft::{Names, Rooms, name_rooms};

use super::exclusions::Shares;

/// Requests with a smaller share of a session there are in no such set.
const LIKELY: f64 = 0.6;
/// A row that is overstepped by less is not stated.
const TOLERANCE: f64 = 0.01;
/// Sets with more sessions are not looked at.
const MOST_SESSIONS: usize = 12;
/// So many ways to place the others are looked at before another placement joins a set.
const MOST_WAYS: usize = 500;

/// A demand's session somewhere: the position of its placement.
type At = (DemandId, usize);

/// Placements, and how many of them can have a session together.
pub(super) type Clash = (Vec<At>, i64);

/// The clashes that these shares overstep, one for each venue and date at most.
pub(super) fn overstepped(model: &Model<'_>, shares: &Shares) -> Vec<Clash> {
    let mut free = Rooms::new(model);
    let mut clashes = Vec::new();
    for ((day, _), sessions) in likely_by_place(model, shares) {
        let mut look = Look { model, day, free: &mut free };
        let Some(set) = look.least_impossible(sessions) else { continue };
        let wider = look.widened(&set);
        let share: f64 = wider.iter().flatten().filter_map(|at| shares.get(at)).sum();
        let most = set.len() - 1;
        #[allow(clippy::cast_precision_loss, reason = "a few sessions")]
        if share > most as f64 + TOLERANCE {
            clashes.push((wider.into_iter().flatten().collect(), most as i64));
        }
    }
    clashes
}

/// The likeliest placement of each demand that is likely to be at a venue on a date.
fn likely_by_place(model: &Model<'_>, shares: &Shares) -> BTreeMap<(Day, VenueId), Vec<At>> {
    let mut by_place: BTreeMap<(Day, VenueId, DemandId), (f64, f64, usize)> = BTreeMap::new();
    for (&(id, index), &share) in shares {
        let demand = &model.demands()[id.index()];
        let placement = &demand.placements[index];
        if let Some(venue) = demand.site_of(placement).site.venue() {
            let (all, most, likeliest) = by_place.entry((placement.day, venue, id)).or_insert((0.0, 0.0, index));
            *all += share;
            if share > *most {
                (*most, *likeliest) = (share, index);
            }
        }
    }
    let mut likely: BTreeMap<(Day, VenueId), Vec<At>> = BTreeMap::new();
    for ((day, venue, id), (all, _, index)) in by_place {
        if all > LIKELY {
            likely.entry((day, venue)).or_default().push((id, index));
        }
    }
    likely
}

/// What names of rooms are looked for with.
struct Look<'a, 'm> {
    model: &'a Model<'m>,
    day: Day,
    free: &'a mut Rooms,
}

impl Look<'_, '_> {
    fn is_impossible(&mut self, sessions: &[At]) -> bool {
        name_rooms(self.model, self.free, self.day, sessions) == Names::Impossible
    }

    /// Sessions among these that cannot have a room each, though without any one of them the others could; `None` if there are
    /// none, or too many.
    fn least_impossible(&mut self, sessions: Vec<At>) -> Option<Vec<At>> {
        if !self.is_impossible(&sessions) {
            return None;
        }
        let mut set = sessions;
        for at in (0..set.len()).rev() {
            let without = set.remove(at);
            if !self.is_impossible(&set) {
                set.insert(at, without);
            }
        }
        (set.len() <= MOST_SESSIONS).then_some(set)
    }

    /// For each session of a set its placements that day of which no two sets differ: whichever each has, there is no way.
    fn widened(&mut self, set: &[At]) -> Vec<Vec<At>> {
        let mut wider: Vec<Vec<At>> = set.iter().map(|at| vec![*at]).collect();
        for (place, &(id, index)) in set.iter().enumerate() {
            let demand = &self.model.demands()[id.index()];
            let site = demand.placements[index].site;
            for other in demand.placements_on(self.day) {
                let is_there = other != index && demand.placements[other].site == site;
                if is_there && self.is_never_possible(&wider, place, (id, other)) {
                    wider[place].push((id, other));
                }
            }
        }
        wider
    }

    /// Whether no choice of one placement of each other session goes with this one in its place.
    fn is_never_possible(&mut self, wider: &[Vec<At>], place: usize, at: At) -> bool {
        let others = wider.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, all)| all);
        let ways: usize = others.clone().map(Vec::len).product();
        let mut choice = |mut way: usize| {
            let mut sessions = vec![at];
            for all in others.clone() {
                sessions.push(all[way % all.len()]);
                way /= all.len();
            }
            self.is_impossible(&sessions)
        };
        ways <= MOST_WAYS && (0..ways).all(&mut choice)
    }
}

#[cfg(test)]
mod tests {
    use super::{At, Look, Shares, overstepped};
    use crate::domain::testing::request;
    use crate::model::{DemandId, Model};
    use crate::rules::testing::{Fixture, MON, clock};
    use crate::solve::draft::Rooms;

    /// Two rooms, only one with a kitchen and only the other for babies; one request needs the one, one the other.
    fn fixture() -> Fixture {
        Fixture::with(|fixture| {
            let needs = ["kitchen", "baby"].map(|word| std::iter::once(word.to_owned()).collect());
            let service = &mut fixture.service;
            service.requests.push(request("R3", &[0], &[3]));
            for (at, needs) in needs.into_iter().enumerate() {
                service.rooms[at].features = Clone::clone(&needs);
                service.requests[at].needs = needs;
            }
        })
    }

    fn at(model: &Model<'_>, demand: usize, start: &str) -> At {
        let id = DemandId::new(demand);
        let demand = &model.demands()[demand];
        let is_it = |index: &usize| {
            let placement = &demand.placements[*index];
            placement.start == clock(start) && placement.site == 0
        };
        (id, demand.placements_on(MON).find(is_it).expect("a placement"))
    }

    #[test]
    fn a_session_between_two_that_need_a_room_each_cannot_change_rooms() {
        let problem = fixture().problem();
        let model = Model::new(&problem);
        let three = [at(&model, 0, "11:00"), at(&model, 1, "09:00"), at(&model, 2, "10:00")];
        let shares = |sessions: &[At], share: f64| sessions.iter().map(|at| (*at, share)).collect::<Shares>();
        let clashes = overstepped(&model, &shares(&three, 1.0));
        let [(placements, 2)] = &clashes[..] else { panic!("{clashes:?}") };
        assert!(three.iter().all(|at| placements.contains(at)) && placements.len() > 3, "{placements:?}");
        let mut look = Look { model: &model, day: MON, free: &mut Rooms::new(&model) };
        let of = |demand: usize| placements.iter().filter(move |(id, _)| id.index() == demand);
        for one in of(0) {
            for other in of(1) {
                for between in of(2) {
                    assert!(look.is_impossible(&[*one, *other, *between]));
                }
            }
        }
        for pair in [[three[0], three[1]], [three[0], three[2]], [three[1], three[2]]] {
            assert!(overstepped(&model, &shares(&pair, 1.0)).is_empty());
        }
        assert!(overstepped(&model, &shares(&three, 0.65)).is_empty(), "two sessions of three are not too many");
    }
}
