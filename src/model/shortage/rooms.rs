//! Rooms as something scarce: the sessions that can be in no other rooms, against the time these have.

use crate::domain::{Absentee, Day, Interval, Minutes, Problem, RoomId, VenueId};
use crate::model::{Demand, Model};

use super::count::{Claim, Found, Market, Reach};
use super::members::Members;
use super::single::{hull_on, sessions_with_a_date};
use super::supply::{Hold, Supply, without};

/// Every shortage of rooms: of those of each venue, of those that some request is bound to, and of all.
pub(super) fn shortages(model: &Model<'_>) -> Vec<Found> {
    let problem = model.problem();
    let claims: Vec<Claim> = model.demands().iter().filter_map(|demand| claim(problem, demand)).collect();
    let supplies = problem.rooms().map(|room| supply(problem, room)).collect();
    let sets = sets(problem, &claims);
    Market { claims, supplies, grid: problem.policy().grid }.shortages(&sets)
}

fn claim(problem: &Problem, demand: &Demand) -> Option<Claim> {
    let in_rooms = demand.sites.iter().any(|site| site.site.venue().is_some());
    in_rooms.then(|| Claim {
        request: demand.request,
        sessions: sessions_with_a_date(demand),
        minutes: demand.minutes,
        units: 1,
        least: Hold { lead: demand.hold_lead, tail: demand.hold_tail },
        around: Hold { lead: demand.hold_lead, tail: demand.hold_tail - demand.minutes },
        paid: Minutes::ZERO,
        reach: Day::ALL.map(|day| reach(problem, demand, day)),
    })
}

fn reach(problem: &Problem, demand: &Demand, day: Day) -> Option<Reach> {
    let mut used = vec![false; demand.sites.len()];
    for placement in &demand.placements[demand.placements_on(day)] {
        used[usize::from(placement.site)] = true;
    }
    let sites = demand.sites.iter().zip(used).filter(|&(_, used)| used);
    let rooms = sites.flat_map(|(site, _)| site.rooms.iter().map(|room| room.index()));
    let members = Members::new(rooms, problem.rooms().len());
    hull_on(demand, day).map(|hull| Reach { hull, members })
}

fn supply(problem: &Problem, room: RoomId) -> Supply {
    Supply { free: Day::ALL.map(|day| free(problem, room, day)), most_a_day: u32::MAX, most_paid: None }
}

/// Opening hours less times away; the last turnaround of a span may run past its end.
fn free(problem: &Problem, room: RoomId, day: Day) -> Vec<Interval> {
    let venue = problem[room].venue;
    if problem.policy().closed_on_bank_holidays && problem.is_bank_holiday(day) {
        return Vec::new();
    }
    let turnaround = problem.policy().turnaround;
    let open = problem[venue].open[day.index()].spans().iter();
    let open = open.map(|span| Interval::new(span.from, span.to + turnaround)).collect();
    let away = [Absentee::Venue(venue), Absentee::Room(room)].into_iter().flat_map(|of| problem.absences(of));
    away.fold(open, |free, away| without(free, away.shifted(-day.midnight())))
}

fn sets(problem: &Problem, claims: &[Claim]) -> Vec<Members> {
    let count = problem.rooms().len();
    let of_venue = |venue: VenueId| {
        let here = problem.rooms().filter(move |&room| problem[room].venue == venue);
        Members::new(here.map(RoomId::index), count)
    };
    let mut sets: Vec<Members> = problem.venues().map(of_venue).collect();
    sets.push(Members::new(0..count, count));
    sets.extend(claims.iter().filter_map(|claim| {
        let mut days = claim.reach.iter().flatten();
        let first = days.next()?.members.clone();
        Some(days.fold(first, |joined, reach| joined.joined(&reach.members)))
    }));
    sets.sort_unstable();
    sets.dedup();
    sets
}
