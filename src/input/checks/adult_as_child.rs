//! Only children are children; a child among the `adults`, a sister say, is allowed.

use crate::domain::Request;
use crate::input::cells::items;
use crate::input::directory::Directory;
use crate::input::refusal::{Hint, Refusal, quoted};
use crate::input::row::Row;

/// Reports adults in `children`.
pub(in crate::input) fn check(row: &Row<'_>, request: &Request, directory: &Directory) {
    let entries = directory.people.entries();
    for &person in &request.children {
        let entry = &entries[person.index()];
        let place = items(row.text("children")).find(|&(_, code)| code == entry.code);
        if let Some((offset, code)) = place.filter(|_| entry.sound && !entry.thing.is_child()) {
            let problem = format!("{} is an adult", quoted(code));
            let hint = Hint::Say("list the person in `adults`, or set `kind` to `child` in people.csv");
            let refusal = Refusal::new("adult-as-child", problem, "children of people.csv").hint(hint);
            row.refuse("children", &refusal.within(offset, code.len()));
        }
    }
}
