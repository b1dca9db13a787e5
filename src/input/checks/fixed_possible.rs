//! A fixed session, taken alone, is one that the hard rules allow.

use super::single_session::Single;
use crate::domain::Problem;
use crate::input::defect::{Collector, Defect};
use crate::input::directory::Directory;
use crate::input::duties::MarkedDuty;
use crate::input::fixed::MarkedFixed;
use crate::input::requests::Requests;

/// Reports fixed rows that no session could meet. Nothing is said where the things it rests on have defects.
pub(in crate::input) fn check(
    problem: &Problem,
    (directory, requests): (&Directory, &Requests),
    duties: &[MarkedDuty],
    rows: &[MarkedFixed],
    defects: &Collector,
) {
    let clean = ["venues.csv", "rooms.csv", "workers.csv", "duties.csv"].iter().all(|file| defects.is_clean(file));
    for row in rows.iter().filter(|_| clean) {
        let entry = &requests.entries()[row.fixed.request.index()];
        let people = directory.people.entries();
        let sound = entry.sound && entry.thing.request.people().all(|person| people[person.index()].sound);
        if !sound {
            continue;
        }
        if let Some(why) = Single::new(problem, duties, &row.fixed).why_impossible() {
            let text = format!("no session can be like this row: {why}");
            let defect = Defect::error("impossible-fixed", row.mark.clone(), text);
            defects.add(defect.hint("correct the row, or leave the cells blank that may be free"));
        }
    }
}
