//! "The session is in the booking, not in a suspension, on a day of its own, and we have had our notice."
//!
//! Formula: the date is in `first` … `ends` and outside the suspension; two sessions of a request have different dates;
//! start ≥ now + `notice_hours`, where now is given. A frozen session that is kept needs no notice.
//!
//! Source: SPEC 4, H2. Hertfordshire's public description books up to 12 weeks at a time, asks for 24 hours' notice and
//! knows suspensions of 7 days.

use super::{frozen, where_true};
use crate::domain::{RequestId, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::Bookable, |session| faults(week, session));
    found.extend(week.problem().requests().filter_map(|request| same_date(week, request)));
    found
}

fn faults(week: &RotaWeek<'_>, session: &Session) -> Vec<String> {
    let problem = week.problem();
    let start = session.day.midnight() + session.start;
    let late = problem.notice().is_some_and(|notice| start < notice) && !frozen::keeps_a_frozen_one(week, session);
    where_true([
        (!problem.is_bookable(session.request, session.day), "outside the booking, or suspended".to_owned()),
        (late, format!("less than {} hours from now", problem.policy().notice_hours)),
    ])
}

fn same_date(week: &RotaWeek<'_>, request: RequestId) -> Option<Violation> {
    let sessions = week.of_request(request);
    let mut days: Vec<_> = sessions.iter().map(|session| session.day).collect();
    days.sort_unstable();
    let code = &week.problem()[request].code;
    let twice = days.windows(2).any(|two| two[0] == two[1]);
    twice.then(|| Violation::new(Rule::Bookable, format!("{code}: two sessions on one date"), sessions))
}

#[cfg(test)]
mod tests {
    use crate::domain::testing::date;
    use crate::domain::{Minutes, Situation};
    use crate::rules::testing::{Fixture, MON, SUN, TUE, WED, clock, in_room, published, session};

    #[test]
    fn both_ends_of_the_booking_belong_to_it() {
        let fixture = Fixture::with(|f| {
            f.service.requests[0].first = Some(date("2026-11-30"));
            f.service.requests[0].ends = Some(date("2026-12-02"));
        });
        assert!(fixture.broken(&[session(1, MON, "10:00"), session(1, WED, "10:00")]).is_empty());
        assert_eq!(fixture.broken(&[session(1, SUN, "10:00")]), ["H2"]);
    }

    #[test]
    fn a_suspension_takes_its_dates_out() {
        let fixture = Fixture::with(|f| f.service.requests[0].suspended_from = Some(date("2026-12-02")));
        assert!(fixture.broken(&[session(1, TUE, "10:00")]).is_empty());
        assert_eq!(fixture.broken(&[session(1, WED, "10:00")]), ["H2"]);
    }

    #[test]
    fn sessions_of_a_request_are_on_different_dates() {
        let fixture = Fixture::with(|f| f.service.requests[0].minutes = Minutes(30));
        assert_eq!(fixture.broken(&[session(1, MON, "10:00"), session(1, MON, "15:00")]), ["H2"]);
    }

    #[test]
    fn the_notice_ends_at_its_minute() {
        let fixture = Fixture::with(|f| f.situation.now = Some(clock("10:15") - Minutes::DAY));
        assert_eq!(fixture.broken(&[session(1, MON, "10:00")]), ["H2"]);
        assert!(fixture.broken(&[session(1, MON, "10:15")]).is_empty());
    }

    #[test]
    fn what_was_published_needs_no_notice_where_it_was() {
        let planned = session(1, MON, "10:00");
        let fixture = Fixture::with(|f| {
            f.situation = Situation { published: Some(vec![published(&planned)]), now: Some(Minutes(0)) };
        });
        assert!(fixture.broken(&[&planned]).is_empty());
        assert_eq!(fixture.broken(&[in_room(2, planned)]), ["H2", "FROZEN"]);
    }
}
