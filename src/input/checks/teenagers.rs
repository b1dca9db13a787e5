//! Children of 14 and over have supervised family time only in proceedings [Hertfordshire]: others are pointed out.

use chrono::Datelike;

use crate::domain::{Kind, LegalStatus, Request, Week};
use crate::input::cells::items;
use crate::input::directory::Directory;
use crate::input::refusal::{Refusal, quoted};
use crate::input::row::Row;

/// Points out children of 14 and over, on the week's Monday, without an interim care order.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request, directory: &Directory, week: Week) {
    const TEENAGER: u32 = 14;
    if request.status == LegalStatus::InterimCareOrder {
        return;
    }
    for &child in &request.children {
        let entry = &directory.people.entries()[child.index()];
        let Kind::Child { born, .. } = entry.thing.kind else { continue };
        let is_older = week.monday().years_since(born).is_some_and(|years| years >= TEENAGER);
        let place = items(row.text("children")).find(|&(_, code)| code == entry.code);
        if let Some((offset, code)) = place.filter(|_| entry.sound && is_older && born.year() > 0) {
            let problem = format!("{} is 14 or over and has no interim care order", quoted(code));
            let refusal = Refusal::new("teenager", problem, "a younger child, or `interim_care_order`");
            row.warn("children", &refusal.within(offset, code.len()));
        }
    }
}
