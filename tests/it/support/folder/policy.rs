//! Writes policy and weights as `service.toml`, every key of them.

use kintime::domain::{Level, Policy, PriorityClass, SchoolHours, Weights};

/// The text of `service.toml`.
pub(crate) fn service_toml(policy: &Policy, weights: &Weights) -> String {
    [policy_table(policy), school_hours(policy.school_hours), levels(policy), weights_table(weights)].concat()
}

fn table(name: &str, entries: &[(&str, i64)]) -> String {
    let rows = entries.iter().map(|(key, value)| format!("{key} = {value}\n"));
    format!("[{name}]\n{}", rows.collect::<String>())
}

fn policy_table(policy: &Policy) -> String {
    let minutes = [
        ("grid_minutes", policy.grid),
        ("turnaround_minutes", policy.turnaround),
        ("arrival_minutes", policy.arrival),
        ("handover_minutes", policy.handover),
        ("agreement_minutes", policy.agreement),
        ("recording_minutes", policy.recording),
        ("after_school_minutes", policy.after_school),
        ("break_after_minutes", policy.break_after),
        ("break_minutes", policy.break_length),
        ("leg_minutes", policy.leg),
    ];
    let numbers = [
        ("booking_weeks", policy.booking_weeks),
        ("notice_hours", policy.notice_hours),
        ("history_weeks", policy.history_weeks),
        ("pattern_weeks", policy.pattern_weeks),
        ("strain_percent", policy.strain_percent),
        ("car_kmh", policy.car_kmh),
        ("transit_kmh", policy.transit_kmh),
        ("detour_percent", policy.detour_percent),
    ];
    let minutes = minutes.map(|(key, value)| (key, i64::from(value.0)));
    let numbers = numbers.map(|(key, value)| (key, i64::from(value)));
    let entries: Vec<_> = minutes.into_iter().chain(numbers).collect();
    let holidays: Vec<_> = policy.extra_bank_holidays.iter().map(|date| format!("\"{date}\"")).collect();
    let closed = policy.closed_on_bank_holidays;
    let rest = format!("closed_on_bank_holidays = {closed}\nextra_bank_holidays = [{}]\n", holidays.join(", "));
    table("policy", &entries) + &rest
}

fn school_hours(hours: SchoolHours) -> String {
    let each = [("nursery", hours.nursery), ("primary", hours.primary), ("secondary", hours.secondary)];
    let row = |(name, span): (&str, Option<kintime::domain::Interval>)| {
        span.map_or_else(String::new, |s| format!("{name} = \"{}-{}\"\n", s.from.clock(), s.to.clock()))
    };
    format!("[policy.school_hours]\n{}", each.map(row).concat())
}

fn levels(policy: &Policy) -> String {
    let levels = &policy.levels;
    let band = |name: &str, level: Level| {
        table(&format!("levels.{name}"), &[("days", level.days.into()), ("minutes", level.minutes.0.into())])
    };
    let long_term = [
        ("per_year", levels.long_term.per_year.into()),
        ("minutes", levels.long_term.minutes.0.into()),
        ("community_minutes", levels.long_term.community_minutes.0.into()),
    ];
    [
        band("under_1", levels.under_1),
        band("pre_school", levels.pre_school),
        band("primary", levels.primary),
        band("secondary", levels.secondary),
        table("levels.long_term", &long_term),
    ]
    .concat()
}

fn weights_table(weights: &Weights) -> String {
    let classes =
        PriorityClass::ALL.map(|class| format!("unplaced.{} = {}\n", class.word(), weights.unplaced(class).0));
    let entries = [
        ("familiar", weights.familiar),
        ("unfamiliar", weights.unfamiliar),
        ("extra_worker", weights.extra_worker),
        ("other_day", weights.other_day),
        ("other_time", weights.other_time),
        ("other_time_cap", weights.other_time_cap),
        ("other_venue", weights.other_venue),
        ("child_minute", weights.child_minute),
        ("adult_minute", weights.adult_minute),
        ("worker_minute", weights.worker_minute),
        ("window", weights.window),
        ("venue", weights.venue),
        ("area", weights.area),
        ("adjacent_days", weights.adjacent_days),
        ("waiting_quarter", weights.waiting_quarter),
        ("strain_minute", weights.strain_minute),
        ("overtime_minute", weights.overtime_minute),
        ("agency_minute", weights.agency_minute),
        ("agency_day", weights.agency_day),
        ("moved", weights.moved),
        ("worker_changed", weights.worker_changed),
        ("room_changed", weights.room_changed),
    ];
    table("weights", &entries.map(|(key, value)| (key, value.0))) + &classes.concat()
}
