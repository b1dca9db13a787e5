//! What is special about some requests: held elsewhere than in a venue, two workers, none, high risk, skills, transport.
//! The first two follow knobs and are drawn until their share of the sessions due is reached.

use super::demand::Demand;
use super::families::Stage;
use super::random::Chance;
use super::requests::{Request, at_school};
use super::times::Windows;
use crate::domain::{LegalStatus, Minutes, Mode, PriorityClass};

/// Skills that are asked for, each as often as it stands here.
const SKILLS: [&str; 9] = ["makaton", "makaton", "makaton", "polish", "polish", "polish", "bsl", "urdu", "urdu"];

/// Holds so many of the sessions due in the community or by video.
pub(super) fn elsewhere(demand: &mut Demand, sessions: usize, chance: &mut Chance) {
    for request in drawn(demand, sessions, |request| request.class != PriorityClass::Spare, chance) {
        hold_elsewhere(demand, request, chance);
    }
    // Links that have their turn in other weeks: as many in the community as the county folders have.
    let others = |request: &Request| request.long_term && request.due == 0;
    let others: Vec<usize> = (0..demand.requests.len()).filter(|&at| others(&demand.requests[at])).collect();
    for request in others {
        if sessions > 0 && chance.percent(35) {
            in_community(demand, request, chance);
        }
    }
}

/// Gives so many of the sessions due two workers, some for a high risk.
pub(super) fn two_workers(demand: &mut Demand, sessions: usize, chance: &mut Chance) {
    let may = |request: &Request| request.mode == Mode::Venue && request.class != PriorityClass::Spare;
    for request in drawn(demand, sessions, may, chance) {
        let request = &mut demand.requests[request];
        request.workers = 2;
        request.high_risk = chance.percent(40);
        authorise(request, "RA");
    }
}

/// The rest, each by its share among the requests in venues.
pub(super) fn others(demand: &mut Demand, chance: &mut Chance) {
    for request in 0..demand.requests.len() {
        let infant = demand.family(&demand.requests[request]).children[0].stage == Stage::Infant;
        let request = &mut demand.requests[request];
        let plain = request.mode == Mode::Venue && request.workers == 1 && request.class != PriorityClass::Spare;
        if !plain {
            continue;
        }
        match chance.weighted(&[20, 20, 50, 70, 30, 810]) {
            0 => request.high_risk = true,
            1 => {
                request.transport = true;
                authorise(request, "TR");
            }
            2 => request.skill = Some(chance.pick(&SKILLS)),
            3 if request.class == PriorityClass::LookedAfter && !request.long_term => request.workers = 0,
            4 if infant => request.skill = Some("infant_first_aid"),
            4 => request.school_time = chance.percent(40),
            _ => {}
        }
    }
}

/// Requests by chance whose sessions due are so many together, or as near below as there are.
fn drawn(demand: &Demand, sessions: usize, may: impl Fn(&Request) -> bool, chance: &mut Chance) -> Vec<usize> {
    let due = |at: &usize| demand.requests[*at].due > 0 && may(&demand.requests[*at]);
    let mut order: Vec<usize> = (0..demand.requests.len()).filter(due).collect();
    chance.shuffle(&mut order);
    let mut left = sessions;
    order.retain(|&at| {
        let fits = demand.requests[at].due <= left;
        left -= if fits { demand.requests[at].due } else { 0 };
        fits
    });
    order
}

fn hold_elsewhere(demand: &mut Demand, request: usize, chance: &mut Chance) {
    let asked = &demand.requests[request];
    let by_video = at_school(demand.family(asked)) && !asked.long_term && chance.percent(60);
    if by_video {
        let asked = &mut demand.requests[request];
        asked.mode = Mode::Virtual;
        asked.minutes = Minutes(chance.pick(&[30, 45]));
        let windows = ["mon-thu 16:30-19:15", "tue,thu 16:00-19:00", "mon-fri 16:30-19:00"];
        // Two days a week leave room for at most two sessions.
        asked.windows = Some(Windows(if asked.due > 1 { windows[0] } else { chance.pick(&windows) }));
    } else {
        in_community(demand, request, chance);
    }
}

fn in_community(demand: &mut Demand, request: usize, chance: &mut Chance) {
    let school = at_school(demand.family(&demand.requests[request]));
    let asked = &mut demand.requests[request];
    asked.mode = Mode::Community;
    if asked.long_term && chance.percent(35) {
        asked.minutes = Minutes(chance.pick(&[120, 150, 180]));
        asked.windows = Some(Windows("sat 10:00-16:00"));
        return;
    }
    if asked.long_term {
        asked.minutes = Minutes(chance.pick(&[90, 120]));
    }
    asked.prefers = Some(Windows(if school { "mon-fri 15:45-19:00" } else { "mon-fri 09:30-15:00" }));
}

fn authorise(request: &mut Request, prefix: &str) {
    if request.status != LegalStatus::Section20 {
        request.authorised = Some(format!("{prefix}-{}", request.id));
    }
}
