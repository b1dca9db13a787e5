//! The workers of an invented service: as many at each venue as its sessions need at the tightness asked for, with the
//! shifts of a service whose busy hours are those after school.

use super::demand::Demand;
use super::knobs::Percent;
use super::random::Chance;
use super::times::{WeekHours, week_hours};
use super::venues::Venue;
use crate::domain::{Minutes, Policy};

/// Minutes on the road that a session brings with it, on average.
const ROAD: i32 = 15;
/// One worker in so many comes from an agency.
const AGENCY: usize = 12;
/// Contracted tenths of hours, and shifts.
type Pattern = (i32, [&'static str; 7]);
/// The patterns of the employed; a base has them in this order, so that each has workers for mornings and for
/// evenings.
const PATTERNS: [Pattern; 12] = [
    (370, ["09:00-17:30", "10:45-19:30", "09:00-17:30", "10:45-19:30", "09:00-17:00", "", ""]),
    (185, ["14:30-19:30", "14:30-19:30", "14:30-19:30", "14:30-19:30", "", "", ""]),
    (300, ["10:00-19:15", "", "10:00-19:15", "10:00-19:15", "10:00-18:30", "", ""]),
    (225, ["09:00-14:30", "09:00-14:30", "09:00-14:30", "09:00-14:30", "09:00-14:30", "", ""]),
    (250, ["14:30-19:30", "14:30-19:30", "14:30-19:30", "14:30-19:30", "13:30-18:30", "", ""]),
    (185, ["14:30-19:30", "", "14:30-19:30", "14:30-19:30", "", "09:00-15:30", ""]),
    (300, ["10:00-19:15", "10:00-19:15", "10:00-19:15", "", "09:30-18:00", "", ""]),
    (200, ["", "14:00-19:15", "14:00-19:15", "14:00-19:15", "13:00-18:30", "", ""]),
    (370, ["10:45-19:30", "", "10:45-19:30", "09:00-17:30", "09:30-18:30", "09:00-14:30", ""]),
    (185, ["09:00-14:30", "", "09:00-14:30", "09:00-14:30", "09:00-14:30", "", ""]),
    (300, ["", "10:30-19:15", "10:30-19:15", "10:30-19:15", "10:00-18:30", "", ""]),
    (225, ["09:30-12:30;15:00-19:00", "", "09:30-12:30;15:00-19:00", "09:30-12:30;15:00-19:00", "09:30-15:00", "", ""]),
];
/// The shifts of agency workers, who are called for the busy hours, and what is contracted of them.
const AGENCY_PATTERN: Pattern =
    (150, ["14:30-19:30", "14:30-19:30", "14:30-19:30", "14:30-19:30", "14:00-18:30", "", ""]);
/// Skills, in the order in which the workers of an area have them.
const SKILLS: [&str; 10] = [
    "makaton;infant_first_aid",
    "polish",
    "",
    "infant_first_aid",
    "urdu",
    "bsl",
    "infant_first_aid",
    "makaton",
    "polish",
    "",
];

/// A worker.
#[derive(Debug)]
pub(super) struct Worker {
    /// The id.
    pub(super) id: String,
    /// The position of the venue where the day begins and ends.
    pub(super) base: usize,
    /// Contracted minutes a week.
    pub(super) contracted: Minutes,
    /// Most overtime in a week, in hours.
    pub(super) overtime_hours: i32,
    /// Skills, as the files write them.
    pub(super) skills: &'static str,
    /// Whether the worker may take children.
    pub(super) drives: bool,
    /// Whether the worker comes from an agency.
    pub(super) agency: bool,
    /// Most sessions on one date.
    pub(super) most_sessions: usize,
    /// Shifts.
    pub(super) shifts: WeekHours,
}

impl Worker {
    /// Whether the worker has a skill.
    pub(super) fn has(&self, skill: &str) -> bool {
        self.skills.split(';').any(|had| had == skill)
    }

    /// Contracted hours as the files write them.
    pub(super) fn contracted_hours(&self) -> String {
        let tenths = self.contracted.0 / 6;
        if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
    }
}

/// The workers of all venues.
pub(super) fn employ(venues: &[Venue], demand: &Demand, tightness: Percent, chance: &mut Chance) -> Vec<Worker> {
    let mut workers: Vec<Worker> = Vec::new();
    // Minutes that are still to be contracted: what one venue has too many of, the next has fewer.
    let mut wanted = 0;
    let percent = i32::try_from(tightness.0).expect("a small number");
    for base in 0..venues.len() {
        wanted += needed(demand, base).0 * 100 / percent;
        let mut patterns = PATTERNS.iter().cycle().skip(if venues[base].staffed { 0 } else { 5 * base });
        let first = workers.len();
        while wanted > 0 {
            let is_agency = workers.len() % AGENCY == AGENCY - 1;
            let pattern = patterns.next().filter(|_| !is_agency).unwrap_or(&AGENCY_PATTERN);
            // The last worker only where more than half of the hours are needed.
            let minutes = pattern.0 * 6;
            if wanted * 2 < minutes && workers.len() > first {
                break;
            }
            wanted -= minutes;
            let in_area = workers.iter().filter(|worker| venues[worker.base].area == venues[base].area).count();
            workers.push(worker(base, pattern, in_area, chance));
        }
    }
    let digits = workers.len().to_string().len().max(2);
    for (number, worker) in workers.iter_mut().enumerate() {
        worker.id = format!("W{:0digits$}", number + 1);
    }
    workers
}

/// Paid minutes for the families near a venue.
fn needed(demand: &Demand, venue: usize) -> Minutes {
    let policy = Policy::default();
    let each = policy.arrival + policy.handover + policy.recording + Minutes(ROAD);
    let near = demand.requests.iter().filter(|request| demand.family(request).near == venue);
    near.map(|request| {
        let sessions = i32::try_from(request.due * request.workers).expect("few");
        (request.minutes + each) * sessions
    })
    .sum()
}

/// A worker with these hours and shifts, the `nth` of the area.
fn worker(base: usize, pattern: &Pattern, nth: usize, chance: &mut Chance) -> Worker {
    let &(tenths, days) = pattern;
    let agency = *pattern == AGENCY_PATTERN;
    Worker {
        id: String::new(),
        base,
        contracted: Minutes(tenths * 6),
        overtime_hours: if agency { 0 } else { chance.pick(&[0, 0, 2, 2, 3, 4]) },
        skills: if agency { "" } else { SKILLS[nth % SKILLS.len()] },
        drives: chance.percent(90),
        agency,
        most_sessions: if tenths == 370 && chance.percent(50) { 5 } else { 4 },
        shifts: week_hours(days),
    }
}
