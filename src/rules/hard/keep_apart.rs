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

#[cfg(test)]
mod tests {
    use crate::domain::{KeepApart, Minutes, PersonId};
    use crate::rules::testing::{Fixture, MON, TUE, in_room, session, with_workers};

    fn apart(one: usize, other: usize) -> Fixture {
        let (person_a, person_b) = (PersonId::new(one), PersonId::new(other));
        let pair = KeepApart { person_a, person_b, minutes: Minutes(30) };
        Fixture::with(|f| f.service.keep_apart.push(pair))
    }

    #[test]
    fn half_an_hour_lies_between_them_in_either_order() {
        let rota = |start| [session(1, MON, "10:00"), with_workers(&[2], in_room(1, session(2, MON, start)))];
        for fixture in [apart(2, 3), apart(3, 2), apart(0, 3)] {
            assert!(fixture.broken(&rota("11:30")).is_empty());
            assert_eq!(fixture.broken(&rota("11:15")), ["H9"]);
            assert!(fixture.broken(&rota("08:30")).is_empty());
            assert_eq!(fixture.broken(&rota("08:45")), ["H9"]);
        }
    }

    #[test]
    fn another_venue_or_date_is_far_enough() {
        let other = |day, room| with_workers(&[3], in_room(room, session(2, day, "10:00")));
        assert!(apart(2, 3).broken(&[session(1, MON, "10:00"), other(MON, 2)]).is_empty());
        assert!(apart(2, 3).broken(&[session(1, MON, "10:00"), other(TUE, 1)]).is_empty());
        assert_eq!(apart(2, 3).broken(&[session(1, MON, "10:00"), other(MON, 1)]), ["H9"]);
    }
}
