//! The venues of an invented service: where they are, when they open, what they offer. Rooms follow the demand
//! ([`super::rooms`]).

use super::places::Point;
use super::random::Chance;
use super::size::Size;
use super::times::{WeekHours, week_hours};

/// The areas of a service by where they lie: the first in the middle, the others round it.
const AREAS: [&str; 7] = ["Central", "East", "North East", "North West", "West", "South West", "South East"];
/// Where their middles lie, in hundredths of the spacing east and north: a honeycomb.
const MIDDLES: [(i32, i32); 7] = [(0, 0), (100, 0), (50, 87), (-50, 87), (-100, 0), (-50, -87), (50, -87)];
/// Where the venues of an area lie, likewise.
const WITHIN: [(i32, i32); 4] = [(12, 10), (-20, -8), (8, -26), (-14, 26)];
/// The hours of an area's first venue, and of two kinds of others.
const HOURS: [[&str; 7]; 3] = [
    ["08:30-19:00", "08:30-19:00", "08:30-19:00", "08:30-19:00", "08:30-18:00", "09:30-14:00", ""],
    ["09:00-18:45", "09:00-18:45", "09:00-18:45", "09:00-18:45", "09:00-17:30", "", ""],
    ["09:00-18:45", "09:00-18:45", "09:00-12:30;13:30-18:45", "09:00-18:45", "09:00-18:00", "", ""],
];

/// A venue.
#[derive(Debug)]
pub(super) struct Venue {
    /// Its id.
    pub(super) id: String,
    /// Its area.
    pub(super) area: &'static str,
    /// Where it is.
    pub(super) at: Point,
    /// What every room of it offers.
    pub(super) features: &'static str,
    /// Whether other staff are on site.
    pub(super) staffed: bool,
    /// Opening hours.
    pub(super) open: WeekHours,
    /// How many times as many families it has as the smallest, in per cent.
    pub(super) weight: usize,
}

/// The venues, area by area.
pub(super) fn draw(size: Size, chance: &mut Chance) -> Vec<Venue> {
    let mut venues = Vec::new();
    for (area, &count) in size.venues().iter().enumerate() {
        let middle = offset(Point::MIDDLE, MIDDLES[area], size, chance);
        for within in WITHIN.into_iter().take(count).enumerate() {
            venues.push(venue(venues.len() + 1, AREAS[area], offset(middle, within.1, size, chance), within.0, chance));
        }
    }
    venues
}

/// So many hundredths of the spacing from a point, five more or less.
fn offset(from: Point, (east, north): (i32, i32), size: Size, chance: &mut Chance) -> Point {
    let hundredth = size.spacing() / 100;
    from.moved((east + chance.between(-5, 5)) * hundredth, (north + chance.between(-5, 5)) * hundredth)
}

/// The `number`th venue of the service, `nth` of its area.
fn venue(number: usize, area: &'static str, at: Point, nth: usize, chance: &mut Chance) -> Venue {
    let hours = if nth == 0 { 0 } else { 1 + chance.weighted(&[65, 35]) };
    Venue {
        id: format!("V{number:02}"),
        area,
        at,
        features: chance.pick(&["step_free", "parking;step_free", "parking;step_free", "parking"]),
        staffed: nth == 0,
        open: week_hours(HOURS[hours]),
        weight: if nth == 0 { 150 } else { usize::try_from(chance.between(100, 130)).expect("above 0") },
    }
}
