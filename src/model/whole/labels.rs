//! Names of columns and rows: ids of the planning folder, days and times.

use crate::domain::{Day, Minutes, RoomId, Site, WorkerId};
use crate::model::{Demand, Model, Placement, SpotId};

/// `R1 mon 16:00 V1`.
pub(super) fn placement(model: &Model<'_>, demand: &Demand, placement: &Placement) -> String {
    let at = site(model, demand.site_of(placement).site);
    format!("{} {} {} {at}", request(model, demand), placement.day.word(), placement.start.clock())
}

/// The request's id.
pub(super) fn request<'m>(model: &'m Model<'_>, demand: &Demand) -> &'m str {
    &model.problem()[demand.request].code
}

/// The worker's id.
pub(super) fn worker<'m>(model: &'m Model<'_>, worker: WorkerId) -> &'m str {
    &model.problem()[worker].code
}

/// The room's id.
pub(super) fn room<'m>(model: &'m Model<'_>, room: RoomId) -> &'m str {
    &model.problem()[room].code
}

/// `W1 mon`.
pub(super) fn worker_day(model: &Model<'_>, who: WorkerId, day: Day) -> String {
    format!("{} {}", worker(model, who), day.word())
}

/// A numbered place and a time, `@3 16:00`.
pub(super) fn moment(spot: SpotId, time: Minutes) -> String {
    format!("@{} {}", spot.index(), time.clock())
}

fn site<'m>(model: &'m Model<'_>, site: Site) -> &'m str {
    match site {
        Site::Venue(venue) => &model.problem()[venue].code,
        Site::Community => Site::COMMUNITY,
        Site::Virtual => Site::VIRTUAL,
    }
}
