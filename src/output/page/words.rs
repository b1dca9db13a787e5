//! Words and numbers of the page as a team leader reads them.

use super::timetable::CardText;
use crate::domain::{Day, Interval, PersonId, PriorityClass, Problem, RequestId, Site, Term, WorkerId};
use crate::output::initials::initials_or_code;
use crate::output::view::SessionView;
use crate::output::visible;

/// More letters of a name than this have no room in a timetable.
const MOST_LETTERS: usize = 40;

/// A class in words.
pub(super) fn class(class: PriorityClass) -> &'static str {
    match class {
        PriorityClass::Court => "ordered by a court",
        PriorityClass::Proceedings => "in care proceedings",
        PriorityClass::LookedAfter => "looked-after children",
        PriorityClass::Spare => "children in need",
    }
}

/// A term of the cost in words.
pub(super) fn term(term: Term) -> String {
    term.word().replace('_', " ")
}

/// A day as `Mon 30 Nov`.
pub(super) fn short_day(problem: &Problem, day: Day) -> String {
    problem.week().date(day).format("%a %-d %b").to_string()
}

/// A span of a day as `09:15–11:15`.
pub(super) fn span(span: Interval) -> String {
    format!("{}–{}", span.from.clock(), span.to.clock())
}

/// A text for a place that is narrow: without hidden characters, and cut where it is very long.
pub(super) fn short(text: &str) -> String {
    let cut = text.char_indices().nth(MOST_LETTERS).map(|(at, _)| at);
    cut.map_or_else(|| visible(text), |at| format!("{}…", visible(&text[..at])))
}

/// What a card says of a session: request and initials, time, and this last.
pub(super) fn card(problem: &Problem, seen: &SessionView<'_>, last: &str) -> CardText {
    let request = seen.session.request;
    let people = initials(problem, request);
    CardText { request: short(&problem[request].code), people, time: span(seen.time), last: short(last) }
}

/// The initials of a request's people: children, a dot, adults.
fn initials(problem: &Problem, request: RequestId) -> String {
    let all = |people: &[PersonId]| {
        people.iter().map(|&person| initials_or_code(problem, person)).collect::<Vec<_>>().join(" ")
    };
    short(&format!("{}·{}", all(&problem[request].children), all(&problem[request].adults)))
}

/// The names of a session's workers.
pub(super) fn workers(problem: &Problem, seen: &SessionView<'_>) -> String {
    seen.workers.iter().map(|why| problem[why.worker].name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Name and id; the id alone where there is no other name.
pub(super) fn name_and_code(name: &str, code: &str) -> String {
    if name == code { code.to_owned() } else { format!("{name} ({code})") }
}

/// A person's name and id.
pub(super) fn person(problem: &Problem, person: PersonId) -> String {
    name_and_code(&problem[person].name, &problem[person].code)
}

/// A worker's name and id.
pub(super) fn worker(problem: &Problem, worker: WorkerId) -> String {
    name_and_code(&problem[worker].name, &problem[worker].code)
}

/// Where a session is.
pub(super) fn site(problem: &Problem, site: Site) -> String {
    match site {
        Site::Venue(venue) => problem[venue].name.clone(),
        Site::Community => "in the community".to_owned(),
        Site::Virtual => "by video or telephone".to_owned(),
    }
}

/// So many of something: the word takes an `s` unless there is one.
pub(super) fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::{count, name_and_code, short};

    #[test]
    fn a_long_text_is_cut_between_letters() {
        assert_eq!(short("Zoë\u{202e}"), "Zoë ");
        assert_eq!(short(&"é".repeat(41)), format!("{}…", "é".repeat(40)));
        assert_eq!(short(&"é".repeat(40)), "é".repeat(40));
    }

    #[test]
    fn a_name_that_is_the_id_is_said_once() {
        assert_eq!([name_and_code("C1", "C1"), name_and_code("Ash", "C1")], ["C1", "Ash (C1)"]);
        assert_eq!([count(1, "session"), count(0, "session")], ["1 session", "0 sessions"]);
    }
}
