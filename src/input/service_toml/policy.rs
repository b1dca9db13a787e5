//! Numbers of policy, table `[policy]`.

use super::document::Entry;
use super::levels::replace;
use crate::domain::{Interval, Policy};
use crate::input::cells::school_span;

/// Its keys.
pub(super) const KEYS: &[&str] = &[
    "grid_minutes",
    "turnaround_minutes",
    "arrival_minutes",
    "handover_minutes",
    "agreement_minutes",
    "recording_minutes",
    "after_school_minutes",
    "break_after_minutes",
    "break_minutes",
    "booking_weeks",
    "notice_hours",
    "history_weeks",
    "pattern_weeks",
    "strain_percent",
    "car_kmh",
    "transit_kmh",
    "detour_percent",
    "leg_minutes",
    "closed_on_bank_holidays",
    "extra_bank_holidays",
    "report_working_days",
    "review_weeks",
    "mileage_pence",
    "worker_mileage_pence",
    "school_hours.nursery",
    "school_hours.primary",
    "school_hours.secondary",
];

/// Takes a number of policy over; false where there is none of this name.
pub(super) fn set(policy: &mut Policy, key: &str, entry: &Entry<'_>) -> bool {
    set_minutes(policy, key, entry) || set_count(policy, key, entry) || set_calendar(policy, key, entry)
}

fn set_minutes(policy: &mut Policy, key: &str, entry: &Entry<'_>) -> bool {
    let (place, least) = match key {
        "grid_minutes" => (&mut policy.grid, 1),
        "turnaround_minutes" => (&mut policy.turnaround, 0),
        "arrival_minutes" => (&mut policy.arrival, 0),
        "handover_minutes" => (&mut policy.handover, 0),
        "agreement_minutes" => (&mut policy.agreement, 0),
        "recording_minutes" => (&mut policy.recording, 0),
        "after_school_minutes" => (&mut policy.after_school, 0),
        "break_after_minutes" => (&mut policy.break_after, 0),
        "break_minutes" => (&mut policy.break_length, 0),
        "leg_minutes" => (&mut policy.leg, 0),
        _ => return false,
    };
    replace(place, entry.minutes(least..=1440))
}

fn set_count(policy: &mut Policy, key: &str, entry: &Entry<'_>) -> bool {
    const TEN_YEARS: u32 = 520;
    let (place, range) = match key {
        "booking_weeks" => (&mut policy.booking_weeks, 1..=TEN_YEARS),
        "notice_hours" => (&mut policy.notice_hours, 0..=366 * 24),
        "history_weeks" => (&mut policy.history_weeks, 0..=TEN_YEARS),
        "pattern_weeks" => (&mut policy.pattern_weeks, 0..=TEN_YEARS),
        "strain_percent" => (&mut policy.strain_percent, 0..=1000),
        "car_kmh" => (&mut policy.car_kmh, 1..=1000),
        "transit_kmh" => (&mut policy.transit_kmh, 1..=1000),
        "detour_percent" => (&mut policy.detour_percent, 0..=10_000),
        "report_working_days" => (&mut policy.report_working_days, 1..=366),
        "review_weeks" => (&mut policy.review_weeks, 0..=TEN_YEARS),
        "mileage_pence" => (&mut policy.mileage_pence, 0..=1000),
        "worker_mileage_pence" => (&mut policy.worker_mileage_pence, 0..=1000),
        _ => return false,
    };
    replace(place, entry.count(range))
}

fn set_calendar(policy: &mut Policy, key: &str, entry: &Entry<'_>) -> bool {
    let hours = |place: &mut Option<Interval>| {
        let expected = "hours as \"08:45-15:15\", or \"none\"";
        replace(place, entry.string(expected, school_span))
    };
    match key {
        "closed_on_bank_holidays" => replace(&mut policy.closed_on_bank_holidays, entry.boolean()),
        "extra_bank_holidays" => {
            let dates = entry.dates().map(|dates| dates.into_iter().collect());
            replace(&mut policy.extra_bank_holidays, dates)
        }
        "school_hours.nursery" => hours(&mut policy.school_hours.nursery),
        "school_hours.primary" => hours(&mut policy.school_hours.primary),
        "school_hours.secondary" => hours(&mut policy.school_hours.secondary),
        _ => false,
    }
}
