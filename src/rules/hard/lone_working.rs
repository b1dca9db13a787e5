//! "With a high-risk family nobody is alone: two workers, or colleagues in the building."
//!
//! Formula: risk `high` with one worker: not in the community, and at a venue only where it is `staffed`.
//!
//! Source: SPEC 4, H13. Hertfordshire's public description knows that supervisors sometimes work alone in the community
//! and asks to plan for their safety.

use crate::domain::{Problem, Risk, Session, Site};
use crate::rules::{Rule, Violation, week::RotaWeek};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    week.each_session(Rule::LoneWorking, |session| fault(week.problem(), session).into_iter().collect())
}

fn fault(problem: &Problem, session: &Session) -> Option<String> {
    let request = &problem[session.request];
    if request.risk != Risk::High || request.workers != 1 {
        return None;
    }
    match session.site {
        Site::Community => Some("high risk, one worker, in the community".to_owned()),
        Site::Venue(venue) if !problem[venue].staffed => {
            Some(format!("high risk, one worker, nobody else at {}", problem[venue].code))
        }
        Site::Venue(_) | Site::Virtual => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{Mode, Risk, Session, Site};
    use crate::rules::testing::{Fixture, MON, in_room, session, with_workers};

    fn high_risk(mode: Mode) -> Fixture {
        Fixture::with(|f| {
            f.service.requests[0].risk = Risk::High;
            f.service.requests[0].mode = mode;
            f.service.venues[1].staffed = true;
        })
    }

    #[test]
    fn alone_only_where_colleagues_are() {
        let planned = session(1, MON, "10:00");
        assert_eq!(high_risk(Mode::Venue).broken(&[&planned]), ["H13"]);
        assert!(high_risk(Mode::Venue).broken(&[in_room(2, planned.clone())]).is_empty());
        let outside = Session { site: Site::Community, room: None, ..planned.clone() };
        assert_eq!(high_risk(Mode::Community).broken(&[outside]), ["H13"]);
        let online = Session { site: Site::Virtual, room: None, ..planned };
        assert!(high_risk(Mode::Virtual).broken(&[online]).is_empty());
    }

    #[test]
    fn two_may_go_anywhere() {
        let mut fixture = high_risk(Mode::Venue);
        fixture.service.requests[0].workers = 2;
        assert!(fixture.broken(&[with_workers(&[1, 2], session(1, MON, "10:00"))]).is_empty());
    }
}
