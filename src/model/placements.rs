//! The placements of a request: every day, start and site that pass the rules of a single placement, and that enough
//! workers could supervise if the rest of their days allowed it.

use crate::domain::{Absentee, Day, Interval, Kind, Minutes, Problem, RequestId, Site, VenueId};

use super::demand::{Demand, Placement, SiteOption, any_available};
use super::roster::{Range, Roster};
use super::spots::Spots;
use super::wishes::cost_of_time;

/// All placements of a demand whose sites, candidates and requirements are known, by day and cost.
pub(super) fn placements(problem: &Problem, spots: &Spots, roster: &[Roster], demand: &Demand) -> Vec<Placement> {
    let mut found = Vec::new();
    let is_possible = |&day: &Day| problem.is_bookable(demand.request, day) && demand.may_be_on(day);
    for day in Day::ALL.into_iter().filter(is_possible) {
        let times: Vec<Minutes> =
            starts(problem, demand.minutes).filter(|&s| is_time(problem, demand, day, s)).collect();
        if times.is_empty() {
            continue;
        }
        let first = found.len();
        for (index, site) in demand.sites.iter().enumerate() {
            let staffed = Staffing::new(spots, roster, demand, site, day);
            let fits = |&&start: &&Minutes| staffed.is_enough(start) && is_place(problem, demand, site, day, start);
            found.extend(times.iter().filter(fits).map(|&start| Placement {
                day,
                site: u16::try_from(index).expect("fewer than 2^16 venues"),
                start,
                cost: site.cost + cost_of_time(problem, demand.request, day, demand.time(start), site.site),
            }));
        }
        found[first..].sort_by_key(|placement| placement.cost);
    }
    found
}

/// Every start on the grid from which a session of that length ends on its date.
pub(super) fn starts(problem: &Problem, length: Minutes) -> impl Iterator<Item = Minutes> {
    let grid = problem.policy().grid;
    (0..).map(move |step| grid * step).take_while(move |&start| start + length <= Minutes::DAY)
}

/// The rules that only time decides: windows, school, people, the request itself.
pub(super) fn is_time(problem: &Problem, demand: &Demand, day: Day, start: Minutes) -> bool {
    let time = demand.time(start);
    let asked = &problem[demand.request];
    asked.windows.as_ref().is_none_or(|windows| windows.hold(day, time))
        && is_out_of_school(problem, demand.request, day, time)
        && problem.is_available(Absentee::Request(demand.request), day, time)
        && demand.people.iter().all(|&person| problem.is_available(Absentee::Person(person), day, time))
}

fn is_out_of_school(problem: &Problem, request: RequestId, day: Day, time: Interval) -> bool {
    let asked = &problem[request];
    if asked.school_time || !problem.is_school_day(day) {
        return true;
    }
    let buffer = problem.policy().after_school;
    asked.children.iter().all(|&child| match problem[child].kind {
        Kind::Child { school_hours: Some(school), .. } => {
            !Interval::new(school.from - buffer, school.to + buffer).meets(time)
        }
        _ => true,
    })
}

/// The rules of time and place together: notice, requirements, the venue's hours, a room that is not away.
pub(super) fn is_place(problem: &Problem, demand: &Demand, site: &SiteOption, day: Day, start: Minutes) -> bool {
    let mut required = demand.requirements_on(day, start);
    is_in_time(problem, demand, site.site, day, start)
        && required.all(|requirement| requirement.allows(start, site.site))
        && site.site.venue().is_none_or(|venue| is_open(problem, demand, site, venue, day, start))
}

fn is_in_time(problem: &Problem, demand: &Demand, site: Site, day: Day, start: Minutes) -> bool {
    let late = problem.notice().is_some_and(|notice| day.midnight() + start < notice);
    let kept = |required: &&super::Requirement| required.frozen && required.allows(start, site);
    !late || demand.requirements_on(day, start).any(|required| kept(&required))
}

/// Whether the demand can be at a venue of its sites then: the venue's hours, and a room that is not away.
fn is_open(problem: &Problem, demand: &Demand, site: &SiteOption, venue: VenueId, day: Day, start: Minutes) -> bool {
    is_venue_free(problem, demand, venue, day, start)
        && any_available(problem, &site.rooms, day, demand.room_hold(start))
}

/// Whether a venue is open for a session and not away while its room would be held.
pub(super) fn is_venue_free(problem: &Problem, demand: &Demand, venue: VenueId, day: Day, start: Minutes) -> bool {
    let hold = demand.room_hold(start);
    let inside = Interval::new(hold.from, start + demand.minutes);
    let closed = problem.policy().closed_on_bank_holidays && problem.is_bank_holiday(day);
    !closed
        && problem[venue].open[day.index()].span_holding(inside).is_some()
        && problem.is_available(Absentee::Venue(venue), day, hold)
}

/// How many workers could supervise at each start of a day at a site.
pub(super) struct Staffing {
    needed: usize,
    ranges: Vec<Range>,
}

impl Staffing {
    pub(super) fn new(spots: &Spots, roster: &[Roster], demand: &Demand, site: &SiteOption, day: Day) -> Self {
        let ranges = demand.candidates.iter().flat_map(|candidate| {
            let hours = &roster[candidate.worker.index()];
            hours.possible_starts(spots, day, site.task_spot.unwrap_or(hours.base), site.lead, site.tail)
        });
        let ranges = if demand.workers == 0 { Vec::new() } else { ranges.collect() };
        Self { needed: demand.workers, ranges }
    }

    pub(super) fn is_enough(&self, start: Minutes) -> bool {
        let able = self.ranges.iter().filter(|range| range.first <= start && start <= range.last);
        able.take(self.needed).count() == self.needed
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Day, FixedSession, RequestId};
    use crate::model::Model;
    use crate::rules::testing::{Fixture, MON, WED};

    /// The days on which a session of the first request, of which two are due, can be, where it must be on some.
    fn days(fixed: &[Day]) -> Vec<Day> {
        let row = |day: &Day| FixedSession {
            request: RequestId::new(0),
            day: *day,
            start: None,
            site: None,
            room: None,
            workers: Vec::new(),
        };
        let fixture = Fixture::with(|fixture| fixture.service.fixed = fixed.iter().map(row).collect());
        let problem = fixture.problem();
        let mut days: Vec<Day> = Model::new(&problem).demands()[0].placements.iter().map(|at| at.day).collect();
        days.dedup();
        days
    }

    #[test]
    fn where_all_sessions_must_be_on_some_days_none_is_on_others() {
        assert_eq!(days(&[MON]), Day::ALL);
        assert_eq!(days(&[MON, WED]), [MON, WED]);
    }
}
