//! "No child has more family time than its age allows, in all its sessions together, unless a court has ordered it."
//!
//! Formula: a session that no court ordered is at most as long as its request's level for each of its children; for each
//! child the minutes on one date are within the day limit, and the dates with a session at most the band's `days`, or the
//! number of its due court-ordered sessions where that is larger.
//!
//! Source: SPEC 4, H8. Hertfordshire's public description sets the levels by age, applies them to the child over both
//! parents, and provides more only where a court orders it.

use crate::domain::{ChildLimits, Day, Minutes, PersonId, Problem, Session};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::Levels, |session| too_long(week.problem(), session));
    for (person, day, sessions) in week.by_person() {
        found.extend(too_much_in_a_day(week.problem(), person, day, sessions));
    }
    for (child, days) in week.days_of_children() {
        found.extend(too_many_dates(week, child, &days));
    }
    found
}

fn too_long(problem: &Problem, session: &Session) -> Vec<String> {
    let request = &problem[session.request];
    if request.court_ordered {
        return Vec::new();
    }
    let levels = request.children.iter().map(|&child| (child, problem.level(session.request, child)));
    let above = levels.filter(|&(_, level)| request.minutes > level);
    above.map(|(child, level)| format!("the level of {} is {} minutes", problem[child].code, level.0)).collect()
}

fn too_much_in_a_day(problem: &Problem, child: PersonId, day: Day, sessions: &[&Session]) -> Option<Violation> {
    let most = problem.child_limits(child)?.minutes_a_day;
    let minutes: Minutes = sessions.iter().map(|session| problem[session.request].minutes).sum();
    let (code, date) = (&problem[child].code, problem.week().date(day));
    let text = || format!("{code} has {} minutes on {date}, and the limit is {}", minutes.0, most.0);
    (minutes > most).then(|| Violation::new(Rule::Levels, text(), sessions))
}

fn too_many_dates(week: &RotaWeek<'_>, child: PersonId, days: &[Day]) -> Option<Violation> {
    let ChildLimits { dates, .. } = week.problem().child_limits(child)?;
    if days.len() <= dates as usize {
        return None;
    }
    let text = format!("{} has sessions on {} dates, and the limit is {dates}", week.problem()[child].code, days.len());
    let sessions: Vec<&Session> = days.iter().flat_map(|&day| week.of_person(child, day)).copied().collect();
    Some(Violation::new(Rule::Levels, text, &sessions))
}

#[cfg(test)]
mod tests {
    use crate::domain::{Minutes, PersonId};
    use crate::rules::testing::{Fixture, MON, SUN, WED, session};

    #[test]
    fn a_session_is_no_longer_than_the_level_unless_ordered() {
        let mut fixture = Fixture::with(|f| f.service.requests[0].minutes = Minutes(90));
        assert!(fixture.broken(&[session(1, MON, "10:00")]).is_empty());
        fixture.service.requests[0].minutes = Minutes(95);
        assert_eq!(fixture.broken(&[session(1, MON, "10:00")]), ["H8"]);
        fixture.service.requests[0].court_ordered = true;
        assert!(fixture.broken(&[session(1, MON, "10:00")]).is_empty());
    }

    #[test]
    fn the_days_minutes_count_over_all_requests_of_the_child() {
        let mut fixture = Fixture::with(|f| f.service.requests[1].children = vec![PersonId::new(0)]);
        let rota = [session(1, MON, "10:00"), session(2, MON, "15:00")];
        assert_eq!(fixture.broken(&rota), ["H8"]);
        fixture.service.requests[1].minutes = Minutes(30);
        assert!(fixture.broken(&rota).is_empty());
    }

    #[test]
    fn so_do_the_dates() {
        let mut fixture = Fixture::with(|f| {
            f.service.requests[1].children = vec![PersonId::new(0)];
            f.service.policy.levels.pre_school.days = 2;
        });
        let rota = [session(1, MON, "10:00"), session(1, WED, "10:00"), session(2, SUN, "10:00")];
        assert_eq!(fixture.broken(&rota), ["H8"]);
        assert!(fixture.broken(&rota[..2]).is_empty());
        fixture.service.requests[0].court_ordered = true;
        fixture.service.requests[1].court_ordered = true;
        assert!(fixture.broken(&rota).is_empty(), "three ordered sessions are due");
    }
}
