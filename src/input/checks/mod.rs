//! Whether things fit together: one file for each check. What one cell alone tells is checked where it is read.

pub(super) mod adult_as_child;
pub(super) mod authorised;
pub(super) mod booking_dates;
pub(super) mod both_sides;
pub(super) mod duties_fit;
pub(super) mod ending_soon;
pub(super) mod fixed_count;
pub(super) mod fixed_possible;
pub(super) mod kept_apart_together;
pub(super) mod lone_community;
pub(super) mod long_booking;
pub(super) mod over_level;
pub(super) mod rest_between_shifts;
pub(super) mod single_session;
pub(super) mod teenagers;
pub(super) mod transport_mode;
pub(super) mod unsupervised;
pub(super) mod worker_day;

use super::directory::Directory;
use super::row::Row;
use crate::domain::{Policy, Request, Week};

/// All checks of one row of requests.
pub(super) fn of_request(row: &Row<'_>, request: &Request, directory: &Directory, policy: &Policy, week: Week) {
    both_sides::check(row);
    adult_as_child::check(row, request, directory);
    authorised::check(row, request);
    transport_mode::check(row, request);
    lone_community::check(row, request);
    unsupervised::check(row, request);
    booking_dates::check(row, request);
    teenagers::check(row, request, directory, week);
    long_booking::check(row, request, policy);
    ending_soon::check(row, request, policy, week);
}
