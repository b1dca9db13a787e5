//! Values that follow from the input: one file for each notion, each a plain function of the service and the week.

pub(super) mod absences;
pub(super) mod age_band;
pub(super) mod bank_holidays;
pub(super) mod booking;
pub(super) mod familiarity;
pub(super) mod history_index;
pub(super) mod levels;
pub(super) mod school_days;
pub(super) mod sessions_due;
pub(super) mod tasks;
pub(super) mod usual_slots;
