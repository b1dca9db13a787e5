//! What one placement costs by itself: usual slots, journeys and wishes.

use crate::domain::{Cost, Day, DayWindows, Interval, Means, Minutes, PastSite, Problem, RequestId, Site};

/// The part of a placement's cost that its site alone decides: journeys of children and adults, venue and area wished for.
pub(super) fn cost_of_site(problem: &Problem, request: RequestId, site: Site) -> Cost {
    let asked = &problem[request];
    let weights = problem.weights();
    let mut cost = journeys(problem, request, site);
    if let Some(venue) = site.venue() {
        if !asked.prefers_venues.is_empty() && !asked.prefers_venues.contains(&venue) {
            cost += weights.venue;
        }
        if asked.area.is_some() && asked.area != problem[venue].area {
            cost += weights.area;
        }
    }
    cost
}

fn journeys(problem: &Problem, request: RequestId, site: Site) -> Cost {
    let Some(spot) = problem.meeting_spot(request, site) else { return Cost::ZERO };
    let asked = &problem[request];
    let from_home = |person, by| problem.travel(crate::domain::Spot::Home(person), spot, by);
    let longest = asked.children.iter().map(|&child| from_home(child, Means::Car)).max().unwrap_or(Minutes::ZERO);
    let adults: Minutes = asked.adults.iter().map(|&adult| from_home(adult, problem[adult].means())).sum();
    longest.cost(problem.weights().child_minute) + adults.cost(problem.weights().adult_minute)
}

/// The part of a placement's cost that its time decides, with the site where that matters: usual slots, windows wished for.
pub(super) fn cost_of_time(problem: &Problem, request: RequestId, day: Day, time: Interval, site: Site) -> Cost {
    let wished = |windows: &DayWindows| windows.hold(day, time);
    let outside = problem[request].prefers.as_ref().is_some_and(|windows| !wished(windows));
    let wish = if outside { problem.weights().window } else { Cost::ZERO };
    wish + cost_of_change(problem, request, day, time.from, site)
}

/// The least that a placement differs from a usual slot; 0 without any.
fn cost_of_change(problem: &Problem, request: RequestId, day: Day, start: Minutes, site: Site) -> Cost {
    let weights = problem.weights();
    let from_slot = |slot: &crate::domain::UsualSlot| {
        let other_day = if slot.day == day { Cost::ZERO } else { weights.other_day };
        let apart = Minutes((slot.start - start).0.abs());
        let other_time = (weights.other_time * apart.full_quarters()).min(weights.other_time_cap);
        let same_site = slot.site == PastSite::Unknown || slot.site == PastSite::Known(site);
        let other_venue = if same_site || site.venue().is_none() { Cost::ZERO } else { weights.other_venue };
        other_day + other_time + other_venue
    };
    problem.usual_slots(request).iter().map(from_slot).min().unwrap_or(Cost::ZERO)
}
