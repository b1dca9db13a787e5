//! The `service.toml` of an invented service: what it does not name keeps the program's default.

use std::io;

use serde::Serialize;

/// The file.
#[derive(Serialize)]
struct Settings {
    policy: Policy,
}

/// Numbers that a service is likely to set itself first.
#[derive(Serialize)]
struct Policy {
    turnaround_minutes: u32,
    agreement_minutes: u32,
    recording_minutes: u32,
    booking_weeks: u32,
    history_weeks: u32,
}

/// The text of the file.
pub(super) fn text() -> io::Result<String> {
    let policy = Policy {
        turnaround_minutes: 15,
        agreement_minutes: 15,
        recording_minutes: 30,
        booking_weeks: 12,
        history_weeks: 12,
    };
    let settings = toml::to_string(&Settings { policy }).map_err(io::Error::other)?;
    Ok(format!(
        "# The numbers a service sets first, each at the program's default. All others keep theirs.\n\n{settings}"
    ))
}
