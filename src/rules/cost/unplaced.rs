//! "Every session we cannot offer weighs, and most where a court has ordered it."
//!
//! Formula: for each request, (sessions due − sessions planned, where positive) × the weight of its priority class.
//!
//! Source: SPEC 5, `unplaced`. Hertfordshire's public description is obliged to provide what a court orders, and considers
//! section 17 only where there is capacity.

use crate::domain::{Cost, RequestId};
use crate::rules::week::RotaWeek;

pub(super) fn cost(week: &RotaWeek<'_>) -> Cost {
    week.problem().requests().map(|request| of_request(week, request)).sum()
}

fn of_request(week: &RotaWeek<'_>, request: RequestId) -> Cost {
    let problem = week.problem();
    let planned = week.of_request(request).len();
    let missing = (problem.due(request) as usize).saturating_sub(planned);
    let each = problem.weights().unplaced(problem[request].priority_class());
    (0..missing).map(|_| each).sum()
}

#[cfg(test)]
mod tests {
    use crate::domain::{LegalStatus, Term};
    use crate::rules::testing::{Fixture, MON, NOTHING, WED, good_rota, session};

    #[test]
    fn each_missing_session_counts_in_its_class() {
        let mut fixture = Fixture::new();
        assert_eq!(fixture.cost(Term::Unplaced, &[session(1, MON, "10:00")]), 4000);
        fixture.service.requests[0].court_ordered = true;
        fixture.service.requests[1].status = LegalStatus::Section17;
        assert_eq!(fixture.cost(Term::Unplaced, &NOTHING), 16600);
        assert_eq!(fixture.cost(Term::Unplaced, &good_rota()), 0);
    }

    #[test]
    fn too_many_sessions_of_one_request_make_up_for_no_other() {
        let twice = [session(2, MON, "10:00"), session(2, WED, "10:00")];
        assert_eq!(Fixture::new().cost(Term::Unplaced, &twice), 4000);
    }
}
