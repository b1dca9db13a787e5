//! Nobody is on both sides of a session.

use std::collections::BTreeSet;

use crate::input::cells::items;
use crate::input::refusal::{Refusal, quoted};
use crate::input::row::Row;

/// Reports people who are listed in `children` and in `adults`.
pub(in crate::input) fn check(row: &Row<'_>) {
    let children: BTreeSet<&str> = items(row.text("children")).map(|(_, child)| child).collect();
    for (offset, adult) in items(row.text("adults")) {
        if children.contains(adult) {
            let problem = format!("{} is among the children too", quoted(adult));
            let refusal = Refusal::new("on-both-sides", problem, "people other than the children");
            row.refuse("adults", &refusal.within(offset, adult.len()));
        }
    }
}
