//! What every rule means, in its plainest form: one file per rule. Together they are the auditor of any rota, whoever
//! made it. No solver here: nothing is assumed of a rota but that the ids in it exist.

pub mod cost;
pub mod hard;
mod rule;
#[cfg(test)]
pub(crate) mod testing;
mod violation;
pub mod week;
pub mod worker_week;

pub use rule::Rule;
pub use violation::Violation;

use crate::domain::{CostByTerm, Problem, Rota, Session};
use week::RotaWeek;

/// What the rules say of a rota.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Every breach of a hard rule, by rule.
    pub violations: Vec<Violation>,
    /// The cost, term by term; it has its meaning for a rota without violations.
    pub cost: CostByTerm,
}

impl Audit {
    /// Whether no hard rule is broken.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.violations.is_empty()
    }

    /// The breaches that a session has a part in.
    pub fn against(&self, session: &Session) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|violation| violation.sessions.contains(session))
    }
}

/// Judges a rota by all rules.
#[must_use]
pub fn audit(problem: &Problem, rota: &Rota) -> Audit {
    let week = RotaWeek::new(problem, rota);
    Audit { violations: hard::violations(&week), cost: cost::by_term(&week) }
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use crate::domain::testing::date;
    use crate::domain::{
        Absence, Absentee, Cost, CostByTerm, Day, DayWindows, FixedSession, KeepApart, Minutes, PersonId, RequestId,
        Risk, Session, Situation, WorkerId,
    };
    use crate::rules::testing::{
        Fixture, MON, NOTHING, TUE, WED, child, clock, good_rota, hours, published, session, span, with_workers,
    };

    type Plant = fn(&mut Fixture, &mut Vec<Session>);

    /// What each rule needs to be broken, and only it, by a rota that was good.
    const PLANTED: [(&str, Plant); 15] = [
        ("H1", |_, rota| rota[0].start = clock("10:05")),
        ("H2", |f, _| f.service.requests[0].first = Some(date("2026-12-01"))),
        ("H3", |f, _| f.service.venues[0].open[WED.index()] = hours("08:00-10:45")),
        ("H4", |_, rota| rota[1].room = rota[0].room),
        ("H5", |f, _| f.service.requests[1].windows = Some(DayWindows::default())),
        ("H6", |f, _| f.service.people[0].kind = child(Some("08:45-15:15"))),
        ("H7", |f, _| f.service.absences.push(absence(Absentee::Person(PersonId::new(3)), "10:59-11:30"))),
        ("H8", |f, _| f.service.requests[0].minutes = Minutes(91)),
        ("H9", |f, _| f.service.keep_apart.push(apart(2, 3))),
        ("H10", |f, _| f.service.requests[0].not_workers = vec![WorkerId::new(0)]),
        ("H11", |f, rota| {
            f.service.policy.break_after = Minutes(169);
            rota[1] = session(2, MON, "11:30");
        }),
        ("H12", |f, _| f.service.workers[0].contracted = Minutes(219)),
        ("H13", |f, _| f.service.requests[1].risk = Risk::High),
        ("H14", |f, _| f.service.fixed.push(fixed_on(TUE))),
        ("FROZEN", |f, rota| {
            let published = Some(rota.iter().map(published).collect());
            f.situation = Situation { published, now: Some(Minutes(0)) };
            rota[0] = with_workers(&[3], rota[0].clone());
        }),
    ];

    fn absence(of: Absentee, time: &str) -> Absence {
        Absence { of, time: span(time) }
    }

    fn apart(one: usize, other: usize) -> KeepApart {
        KeepApart { person_a: PersonId::new(one), person_b: PersonId::new(other), minutes: Minutes(30) }
    }

    fn fixed_on(day: Day) -> FixedSession {
        let request = RequestId::new(0);
        FixedSession { request, day, start: None, site: None, room: None, workers: Vec::new() }
    }

    #[test]
    fn a_good_rota_breaks_nothing_and_costs_nothing() {
        let audit = Fixture::new().audit(&good_rota());
        assert!(audit.is_feasible(), "{:?}", audit.violations);
        assert_eq!(audit.cost, CostByTerm::default());
    }

    #[test]
    fn the_empty_rota_is_feasible_and_leaves_everything_unplaced() {
        let fixture = Fixture::new();
        let audit = fixture.audit(&NOTHING);
        assert!(audit.is_feasible());
        assert_eq!(audit.cost, fixture.problem().cost_of_nothing());
        assert_eq!(audit.cost.total(), Cost(6000));
    }

    #[test]
    fn each_planted_violation_breaks_its_own_rule_and_no_other() {
        for (code, plant) in PLANTED {
            let (mut fixture, mut rota) = (Fixture::new(), good_rota());
            plant(&mut fixture, &mut rota);
            assert_eq!(fixture.broken(&rota), [code]);
        }
    }

    #[test]
    fn every_rule_has_a_planted_violation() {
        assert_eq!(PLANTED.map(|(code, _)| code), Rule::ALL.map(Rule::code));
    }

    #[test]
    fn texts_name_ids_dates_and_times() {
        let mut rota = good_rota();
        rota[0].start = clock("10:05");
        let violations = Fixture::new().audit(&rota).violations;
        assert_eq!(violations[0].text, "R1 on 2026-11-30 at 10:05: its start is no multiple of 15 minutes");
        assert_eq!(violations[0].sessions, [rota[0].clone()]);
    }
}
