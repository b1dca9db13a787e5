//! A request above its level of family time is capped by the rules: it is pointed out.

use crate::domain::{Problem, RequestId};
use crate::input::defect::{Collector, Defect};
use crate::input::directory::Directory;
use crate::input::requests::Requests;

/// Points out requests that are longer than the level of one of their children and that no court ordered.
pub(in crate::input) fn check(problem: &Problem, directory: &Directory, requests: &Requests, defects: &Collector) {
    let people = directory.people.entries();
    for (index, entry) in requests.entries().iter().enumerate() {
        let asked = &entry.thing.request;
        let sound = entry.sound && asked.people().all(|person| people[person.index()].sound);
        let id = RequestId::new(index);
        if sound && problem.is_over_level(id) {
            let level = asked.children.iter().map(|&child| problem.level(id, child).0).min().unwrap_or_default();
            let text = "longer than the level of family time of its children".to_owned();
            let defect = Defect::error("over-level", entry.thing.minutes.clone(), text).into_warning();
            let hint = "shorten it, or set `court_ordered` if a court ordered it; as it is it stays unplaced";
            defects.add(defect.expected(format!("at most {level} minutes")).hint(hint));
        }
    }
}
