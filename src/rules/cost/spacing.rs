//! "Better a day of rest between a child's sessions."
//!
//! Formula: for each child with at most three sessions due, `adjacent_days` × the pairs of adjacent dates of the week with
//! a session on both.
//!
//! Source: SPEC 5, `spacing`. Hertfordshire's public description warns of family time that is too frequent for infants.

use crate::domain::{Cost, Day, PersonId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.days_of_children().iter().map(|(&child, days)| of_child(week, child, days)).sum()
}

fn of_child(week: &RotaWeek<'_>, child: PersonId, days: &[Day]) -> Cost {
    let problem = week.problem();
    if !problem.child_limits(child).is_some_and(|limits| limits.spaced) {
        return Cost::ZERO;
    }
    let adjacent = days.windows(2).filter(|two| two[0].index() + 1 == two[1].index());
    adjacent.map(|_| problem.weights().adjacent_days).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::testing::date;
    use crate::domain::{Day, Frequency, PersonId, Term};
    use crate::rules::testing::{Fixture, MON, SUN, TUE, WED, session};

    #[test]
    fn each_pair_of_adjacent_dates_counts_for_each_child() {
        let mut fixture = Fixture::with(|f| f.service.requests[0].frequency = Frequency::PerWeek(3));
        let on = |days: &[Day]| days.iter().map(|&day| session(1, day, "10:00")).collect::<Vec<_>>();
        assert_eq!(fixture.cost(Term::Spacing, &on(&[MON, WED, SUN])), 0, "Sunday and the next Monday are two weeks");
        assert_eq!(fixture.cost(Term::Spacing, &on(&[MON, TUE, SUN])), 25);
        assert_eq!(fixture.cost(Term::Spacing, &on(&[MON, TUE, WED])), 50);
        fixture.service.requests[0].children.push(PersonId::new(1));
        fixture.service.requests[1].children = vec![PersonId::new(0)];
        fixture.service.requests[1].ends = Some(date("2026-11-29"));
        assert_eq!(fixture.cost(Term::Spacing, &on(&[MON, TUE, WED])), 100, "nothing of the other request is due");
    }

    #[test]
    fn over_requests_and_only_up_to_three_sessions_due() {
        let mut fixture = Fixture::with(|f| f.service.requests[1].children = vec![PersonId::new(0)]);
        let rota = [session(1, TUE, "10:00"), session(2, MON, "10:00")];
        assert_eq!(fixture.cost(Term::Spacing, &rota), 25);
        fixture.service.requests[0].frequency = Frequency::PerWeek(3);
        assert_eq!(fixture.cost(Term::Spacing, &rota), 0);
    }
}
