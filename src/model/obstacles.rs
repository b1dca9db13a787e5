//! Why a request has no placement at all, whatever the rest of the rota: time, then site, then workers.

use crate::domain::{Day, Minutes, Mode, Site};

use super::demand::{self, Demand};
use super::placements::{self, Staffing};
use super::{Model, SiteOption};

/// What empties the list of a request's placements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Windows, school, people, bookings and opening hours leave no start.
    Time,
    /// No site that is open then has a suitable room, or lone working forbids them all.
    Site,
    /// Not enough workers could ever do it.
    Workers,
}

/// The first obstacle to any placement of a demand, levels of family time aside; `None` if there is a placement.
#[must_use]
pub fn obstacle(model: &Model<'_>, demand: &Demand) -> Option<Obstacle> {
    let times = times(model, demand);
    let opened: Vec<_> =
        times.into_iter().filter(|&(day, start)| is_open_somewhere(model, demand, day, start)).collect();
    if opened.is_empty() {
        return Some(Obstacle::Time);
    }
    let placed = |&(day, start): &(Day, Minutes), site: &SiteOption| {
        placements::is_place(model.problem(), demand, site, day, start)
    };
    let housed: Vec<_> = demand
        .sites
        .iter()
        .flat_map(|site| opened.iter().filter(move |at| placed(at, site)).map(move |&at| (at, site)))
        .collect();
    if housed.is_empty() {
        return Some(Obstacle::Site);
    }
    let staffed = |&((day, start), site): &((Day, Minutes), &SiteOption)| {
        Staffing::new(model.spots(), model.roster(), demand, site, day).is_enough(start)
    };
    if housed.iter().any(staffed) { None } else { Some(Obstacle::Workers) }
}

/// Every day and start that booking, notice, windows, school and people leave.
fn times(model: &Model<'_>, demand: &Demand) -> Vec<(Day, Minutes)> {
    let problem = model.problem();
    let days = Day::ALL.into_iter().filter(|&day| problem.is_bookable(demand.request, day));
    let on_day = |day| placements::starts(problem, demand.minutes).map(move |start| (day, start));
    let in_time = |day: Day, start: Minutes| problem.notice().is_none_or(|notice| notice <= day.midnight() + start);
    let required = |day, start| demand.requirements_on(day, start).next().is_some();
    days.flat_map(on_day)
        .filter(|&(day, start)| placements::is_time(problem, demand, day, start))
        .filter(|&(day, start)| in_time(day, start) || required(day, start))
        .collect()
}

/// Whether some allowed venue is open then, whatever its rooms.
fn is_open_somewhere(model: &Model<'_>, demand: &Demand, day: Day, start: Minutes) -> bool {
    let problem = model.problem();
    if problem[demand.request].mode != Mode::Venue {
        return true;
    }
    demand::allowed_sites(problem, demand.request)
        .into_iter()
        .filter_map(Site::venue)
        .any(|venue| placements::is_venue_free(problem, demand, venue, day, start))
}
