//! "These two must not meet at the door."
//!
//! Formula: for each row of `keep_apart.csv`, a session with `person_a` and another with `person_b` at one venue on one
//! date: the later start − the earlier end ≥ `minutes`.
//!
//! Source: SPEC 4, H9. Nottinghamshire's public description has the request say who cannot attend and what keeps everyone
//! safe.

use crate::domain::{Day, KeepApart, Problem, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for pair in week.problem().keep_apart() {
        for day in Day::ALL {
            found.extend(meetings(week, pair, day));
        }
    }
    found
}

fn meetings(week: &RotaWeek<'_>, pair: &KeepApart, day: Day) -> Vec<Violation> {
    let problem = week.problem();
    let mut found = Vec::new();
    for &one in week.of_person(pair.person_a, day) {
        for &other in week.of_person(pair.person_b, day) {
            if !std::ptr::eq(one, other) && are_too_close(problem, pair, one, other) {
                let (a, b) = (&problem[pair.person_a].code, &problem[pair.person_b].code);
                let text = format!("{a} in {} could meet {b} in {}", week.name(one), week.name(other));
                found.push(Violation::new(Rule::KeepApart, text, &[one, other]));
            }
        }
    }
    found
}

fn are_too_close(problem: &Problem, pair: &KeepApart, one: &Session, other: &Session) -> bool {
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    let gap = second.start - (first.start + problem[first.request].minutes);
    one.site.venue().is_some() && one.site == other.site && gap < pair.minutes
}
