//! The slots that a family is used to.

use std::collections::BTreeSet;

use crate::domain::{DateSpan, Day, Minutes, PastSession, PastSite};

/// A weekday, start and site that a family is used to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UsualSlot {
    /// The day of the week.
    pub day: Day,
    /// The start, in minutes of the day.
    pub start: Minutes,
    /// The site.
    pub site: PastSite,
}

/// The distinct slots of held or planned sessions in the span.
pub(in crate::domain) fn usual_slots<'a>(
    past: impl Iterator<Item = &'a PastSession>,
    span: DateSpan,
) -> Vec<UsualSlot> {
    let provided = past.filter(|p| p.counts_as_provided() && span.contains(p.date));
    let slots: BTreeSet<_> =
        provided.map(|p| UsualSlot { day: Day::of_date(p.date), start: p.start, site: p.site }).collect();
    slots.into_iter().collect()
}
