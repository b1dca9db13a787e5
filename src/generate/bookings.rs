//! When each request is booked from and to, and which begin in the planning week: those that found no usual place, and
//! a few more.

use chrono::Days;

use super::demand::Demand;
use super::random::Chance;
use super::requests::Request;
use super::usual::Slot;
use crate::domain::{PriorityClass, Week};

/// Of the weekly requests, how many begin in the planning week besides those without a usual place, in per cent.
const NEW: usize = 3;

/// Sets the bookings of all requests, and takes the usual slots of those that begin.
pub(super) fn draw(demand: &mut Demand, slots: &mut [Vec<Slot>], week: Week, chance: &mut Chance) {
    for (request, slots) in demand.requests.iter_mut().zip(slots) {
        let chosen = request.is_weekly() && request.class != PriorityClass::Spare && chance.percent(NEW);
        if request.due > 0 && (chosen || slots.is_empty()) {
            request.began = 0;
            slots.clear();
        }
        book(request, week, chance);
    }
}

fn book(request: &mut Request, week: Week, chance: &mut Chance) {
    let renewed = u32::try_from(if chance.percent(4) { 10 } else { chance.between(1, 9) }).expect("above 0");
    let until_the_hearing = request.class == PriorityClass::Court && chance.percent(30);
    request.first = match request.class {
        PriorityClass::Spare => Some(week.monday()),
        _ if request.is_new() => Some(week.monday()),
        _ if request.long_term || until_the_hearing => None,
        _ => Some(week.weeks_before(renewed.min(request.began))),
    };
    // What is done where there is capacity is booked a week at a time.
    request.ends = (request.class == PriorityClass::Spare).then(|| week.monday() + Days::new(6));
}
