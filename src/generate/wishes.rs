//! What families ask for besides the hour itself: windows, venues, features of the room. The shares and the windows are
//! those of the two county folders of `data/`.

use super::demand::Demand;
use super::random::Chance;
use super::requests::{Request, at_school};
use super::times::Windows;
use super::usual::{Slot, Supply};
use super::venues::Venue;
use crate::domain::{Mode, PriorityClass};

/// Windows of families with a child at school that can come only on some days.
const SCHOOL_WINDOWS: [&str; 6] = [
    "mon,wed,fri 15:30-19:00",
    "tue-thu 15:30-19:00",
    "mon,tue,thu 15:30-19:00",
    "mon-thu 16:00-19:00",
    "mon-fri 16:15-19:00",
    "wed-fri 15:30-19:00",
];
/// What they wish for.
const SCHOOL_WISHES: [&str; 4] =
    ["mon-fri 15:45-18:00", "mon-thu 15:45-18:00", "mon-fri 15:45-17:30", "mon-thu 16:00-18:30"];
/// The same of families without.
const DAY_WINDOWS: [&str; 4] =
    ["mon-fri 09:00-14:30", "mon,wed,fri 09:00-17:00", "tue-thu 09:00-18:00", "mon-thu 10:00-15:00"];
const DAY_WISHES: [&str; 4] =
    ["mon-fri 09:30-12:30", "mon-fri 10:00-14:00", "mon-fri 12:30-15:00", "mon-fri 09:30-15:00"];
/// Windows of sessions that were agreed in school hours.
const IN_SCHOOL_TIME: [&str; 3] = ["wed 13:00-15:15", "mon,fri 09:00-12:00", "tue 13:15-15:30"];

/// Draws the wishes of every request.
pub(super) fn draw(demand: &mut Demand, venues: &[Venue], chance: &mut Chance) {
    let Demand { families, requests } = demand;
    for request in requests.iter_mut().filter(|request| request.mode == Mode::Venue) {
        let family = &families[request.family];
        request.wants_area = chance.percent(85);
        // What is agreed with a school is one session of a week.
        request.school_time &= at_school(family) && request.sessions() == 1;
        times(request, at_school(family), chance);
        sites(request, family.near, venues, chance);
        request.needs = feature(request, at_school(family), chance);
    }
}

fn times(request: &mut Request, school: bool, chance: &mut Chance) {
    if request.school_time {
        request.windows = Some(Windows(chance.pick(&IN_SCHOOL_TIME)));
        return;
    }
    // Three sessions a week need all of it.
    let choosy = request.due <= 2;
    let part = chance.weighted(&[if school { 20 } else { 14 }, if school { 7 } else { 0 }, 70]);
    request.windows = match part {
        0 if choosy => Some(Windows(chance.pick(if school { &SCHOOL_WINDOWS[..] } else { &DAY_WINDOWS[..] }))),
        1 => Some(Windows("mon-thu 15:30-19:00;sat 09:30-13:30")),
        _ => None,
    };
    let wishes = if school { &SCHOOL_WISHES } else { &DAY_WISHES };
    request.prefers = chance.percent(if school { 40 } else { 60 }).then(|| Windows(chance.pick(wishes)));
}

fn sites(request: &mut Request, near: usize, venues: &[Venue], chance: &mut Chance) {
    // What few workers or venues can do is not tied to one place as well.
    let is_rare = request.high_risk || request.skill.is_some() || request.workers == 2;
    let here = |venue: &usize| venues[*venue].area == venues[near].area;
    match chance.weighted(&[34, 10, 25, 31]) {
        0 if !is_rare => request.venues = (0..venues.len()).filter(here).collect(),
        1 if !is_rare && request.class != PriorityClass::Court => request.venues = vec![near],
        2 => request.prefers_nearest = true,
        _ => {}
    }
}

fn feature(request: &Request, school: bool, chance: &mut Chance) -> Option<&'static str> {
    let baby = if !school && request.minutes.0 >= 90 { 30 } else { 0 };
    match chance.weighted(&[baby, 5, 4, 3, 2, 86]) {
        0 => Some("baby"),
        1 => Some("step_free"),
        2 => Some("kitchen"),
        3 => Some("garden"),
        4 => Some("sensory"),
        _ => None,
    }
}

/// Gives a few requests a worker of the nearest venue who must not do them, and normally does not.
pub(super) fn exclude_workers(demand: &mut Demand, slots: &[Vec<Slot>], supply: Supply<'_>, chance: &mut Chance) {
    for (request, slots) in demand.requests.iter_mut().zip(slots) {
        if !chance.percent(2) || request.workers == 0 || slots.is_empty() {
            continue;
        }
        let near = demand.families[request.family].near;
        let may = |&worker: &usize| {
            supply.workers[worker].base == near && !slots.iter().any(|slot| slot.workers.contains(&worker))
        };
        let workers: Vec<usize> = (0..supply.workers.len()).filter(may).collect();
        request.not_worker = (!workers.is_empty()).then(|| chance.pick(&workers));
    }
}
