//! A shortage in one plain sentence, with ids, days and times only.

use std::collections::BTreeSet;

use crate::domain::{Day, Problem, RequestId, RoomId, Transport};
use crate::model::Obstacle;

use super::{Scarce, Shortage, Window};

/// Most ids that a sentence lists.
const LISTED: usize = 8;

impl Shortage {
    /// What is short, where and when, how many sessions are due, how many fit at most, and of which requests.
    #[must_use]
    pub fn sentence(&self, problem: &Problem) -> String {
        let when = self.window.as_ref().map_or_else(String::new, |window| format!("{}, ", when(window)));
        let of = listed(self.requests.iter().map(|&request| problem[request].code.as_str()));
        format!("{when}{} ({}: {of})", self.claim(problem), plural(self.requests.len(), "request"))
    }

    fn claim(&self, problem: &Problem) -> String {
        let (due, most) = (self.due, self.most);
        let sessions = format!("{due} {}", plural(due as usize, "session"));
        let needs = if due == 1 { "needs" } else { "need" };
        match &self.scarce {
            Scarce::Level => format!("{sessions} above the level of the children's age, and no court ordered more"),
            Scarce::Obstacle(obstacle) => format!("{sessions} {}", without(*obstacle)),
            Scarce::Dates => format!("{sessions} due, and the dates with any placement allow {most} at most"),
            Scarce::Child(child) => {
                format!(
                    "{sessions} due for child `{}`, whose dates and daily minutes allow {most} at most",
                    problem[*child].code
                )
            }
            Scarce::Rooms(rooms) => {
                let what = room_needed(problem, &self.requests, rooms);
                format!("{sessions} {needs} {what}; {} room for {most} at most", those_have(rooms.len()))
            }
            Scarce::Workers(workers) => {
                let what = worker_needed(problem, &self.requests);
                format!("{sessions} {needs} {what}; {} can do {most} at most", those(workers.len()))
            }
            Scarce::Pay(workers) => {
                let what = worker_needed(problem, &self.requests);
                format!("{sessions} {needs} {what}; the paid hours of {} allow {most} at most", those(workers.len()))
            }
        }
    }
}

fn without(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Time => "with no start that windows, school, people and opening hours leave",
        Obstacle::Site => "with no venue that is open then and has a suitable room",
        Obstacle::Workers => "that too few workers could ever do",
    }
}

fn plural(count: usize, thing: &str) -> String {
    if count == 1 { thing.to_owned() } else { format!("{thing}s") }
}

fn those_have(count: usize) -> String {
    those(count) + if count == 1 { " has" } else { " have" }
}

fn those(count: usize) -> String {
    if count == 1 { "the only one that suits".to_owned() } else { format!("the {count} that suit") }
}

fn room_needed(problem: &Problem, requests: &[RequestId], rooms: &[RoomId]) -> String {
    let needs = shared(requests.iter().map(|&request| &problem[request].needs));
    let venues: BTreeSet<&str> = rooms.iter().map(|&room| problem[problem[room].venue].code.as_str()).collect();
    format!("a room{} at {}", with(&needs), listed(venues.into_iter()))
}

fn worker_needed(problem: &Problem, requests: &[RequestId]) -> String {
    let skills = shared(requests.iter().map(|&request| &problem[request].skills));
    let driven = requests.iter().all(|&request| problem[request].transport == Transport::Worker);
    format!("a worker{}{}", with(&skills), if driven { " who drives" } else { "" })
}

/// What all of the sets contain.
fn shared<'a>(mut sets: impl Iterator<Item = &'a BTreeSet<String>>) -> BTreeSet<String> {
    let first = sets.next().cloned().unwrap_or_default();
    sets.fold(first, |shared, set| &shared & set)
}

fn with(words: &BTreeSet<String>) -> String {
    if words.is_empty() { String::new() } else { format!(" with {}", listed(words.iter().map(String::as_str))) }
}

/// The first few in backticks, and how many more there are.
fn listed<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = words.len().saturating_sub(LISTED);
    let quoted: Vec<String> = words.take(LISTED).map(|word| format!("`{word}`")).collect();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    quoted.join(", ") + &rest
}

fn when(window: &Window) -> String {
    let Window { days, span } = window;
    format!("{} {}-{}", on(days), span.from.clock(), span.to.clock())
}

fn on(days: &[Day]) -> String {
    let in_a_row = days.windows(2).all(|pair| pair[1].index() == pair[0].index() + 1);
    match days {
        [first, .., last] if in_a_row && days.len() > 2 => format!("from {} to {}", first.name(), last.name()),
        _ => format!("on {}", days.iter().map(|day| day.name()).collect::<Vec<_>>().join(" and ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, on};
    use crate::domain::Day;

    #[test]
    fn long_lists_end_in_a_number() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        assert_eq!(listed(words[..2].iter().copied()), "`a`, `b`");
        assert!(listed(words.iter().copied()).ends_with("`h` and 2 more"));
    }

    #[test]
    fn days_in_a_row_are_a_span() {
        let [mon, tue, wed, ..] = Day::ALL;
        assert_eq!(on(&[mon]), "on Monday");
        assert_eq!(on(&[mon, wed]), "on Monday and Wednesday");
        assert_eq!(on(&[mon, tue, wed]), "from Monday to Wednesday");
    }
}
