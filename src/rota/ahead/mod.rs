//! Weeks that are planned one after the other: which sessions are put off, so that the work of the weeks is even. A request is
//! never due earlier for it, and none gets less in a year than it would: the rule is in `docs/life.md`. Knows nothing of how
//! a week is planned.

mod even;
mod outlook;
mod slack;

use std::collections::BTreeMap;

use crate::domain::{Problem, RequestId, Week};
use even::even_out;
use outlook::Outlook;

/// The fewest weeks looked at after the one to be planned.
pub const WEEKS_AHEAD: usize = 8;

/// Weeks that are planned one after the other, as far as they matter to what is put off.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// How many weeks are looked at after this one.
    pub weeks: usize,
    /// Requests put off earlier and not held since, with the week they were put off to: they are not put off again.
    pub promised: BTreeMap<RequestId, Week>,
    /// Requests that are fixed in a later week, which are left as they are.
    pub fixed_later: Vec<RequestId>,
}

/// The requests to put off in this week, each with the week that it is put off to, in order of requests. Those that were put off
/// earlier to a later week are not among them.
#[must_use]
pub fn put_off(problem: &Problem, ahead: &Ahead) -> Vec<(RequestId, Week)> {
    let outlook = Outlook::new(problem, ahead);
    let chosen = even_out(outlook.loads(), &outlook.movable());
    let mut put_off: Vec<(RequestId, Week)> =
        chosen.into_iter().map(|(request, weeks)| (request, problem.week().later(weeks))).collect();
    put_off.sort_by_key(|&(request, _)| request);
    put_off
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Ahead, put_off};
    use crate::domain::testing::{date, past, request, week};
    use crate::domain::{
        Absence, Absentee, Coordinates, Day, Education, FixedSession, Frequency, Interval, Kind, Means, Minutes,
        Outcome, Person, PersonId, Problem, Request, RequestId, Service, Situation, Week,
    };

    const FORTNIGHTLY: Frequency = Frequency::EveryWeeks(2);

    fn ahead() -> Ahead {
        Ahead { weeks: 8, promised: BTreeMap::new(), fixed_later: Vec::new() }
    }

    /// As many fortnightly requests of an hour as wanted, none with a history.
    fn service(requests: usize, change: impl Fn(&mut Service)) -> Service {
        let child = Kind::Child { born: date("2020-01-01"), education: Education::None, school_hours: None };
        let person = |at: usize, kind| {
            let (code, home) = (format!("P{at:02}"), Coordinates { latitude: 53.0, longitude: -1.0 });
            Person { name: code.clone(), code, kind, home, travels_by: Means::Car }
        };
        let of = |at: usize| [person(2 * at, child), person(2 * at + 1, Kind::Adult)];
        let asked =
            |at: usize| Request { frequency: FORTNIGHTLY, ..request(&format!("Q{at}"), &[2 * at], &[2 * at + 1]) };
        let mut service = Service {
            people: (0..requests).flat_map(of).collect(),
            requests: (0..requests).map(asked).collect(),
            ..Service::default()
        };
        change(&mut service);
        service
    }

    fn chosen(service: Service, ahead: &Ahead) -> Vec<(usize, String)> {
        let problem = Problem::new(week(), service, Situation::default()).unwrap();
        put_off(&problem, ahead).into_iter().map(|(request, to)| (request.index(), to.to_string())).collect()
    }

    fn next() -> String {
        "2026-12-07".to_owned()
    }

    #[test]
    fn half_of_what_is_fortnightly_and_begins_goes_to_the_other_week() {
        assert_eq!(chosen(service(1, |_| ()), &ahead()), []);
        assert_eq!(chosen(service(2, |_| ()), &ahead()), [(0, next())]);
        assert_eq!(chosen(service(5, |_| ()), &ahead()), [(0, next()), (1, next())]);
    }

    #[test]
    fn what_has_begun_or_is_promised_or_fixed_stays() {
        let begun = |service: &mut Service| service.history.push(past(0, "2026-11-16", Outcome::Held));
        assert_eq!(chosen(service(2, begun), &ahead()), [(1, next())]);
        let promised = Ahead { promised: BTreeMap::from([(RequestId::new(0), week())]), ..ahead() };
        assert_eq!(chosen(service(2, |_| ()), &promised), [(1, next())]);
        let later = Ahead { fixed_later: vec![RequestId::new(0)], ..ahead() };
        assert_eq!(chosen(service(2, |_| ()), &later), [(1, next())]);
        let fixed = |service: &mut Service| {
            let (request, day) = (RequestId::new(0), Day::ALL[1]);
            service.fixed.push(FixedSession { request, day, start: None, site: None, room: None, workers: Vec::new() });
        };
        assert_eq!(chosen(service(2, fixed), &ahead()), [(1, next())]);
    }

    #[test]
    fn what_was_put_off_to_a_later_week_counts_there() {
        let to =
            |weeks: usize| Ahead { promised: BTreeMap::from([(RequestId::new(0), week().later(weeks))]), ..ahead() };
        assert_eq!(chosen(service(2, |_| ()), &to(1)), []);
        assert_eq!(chosen(service(3, |_| ()), &to(1)), []);
        assert_eq!(chosen(service(4, |_| ()), &to(1)), [(1, next())]);
    }

    #[test]
    fn courts_and_those_who_could_not_come_later_stay() {
        let court = |service: &mut Service| service.requests[0].court_ordered = true;
        assert_eq!(chosen(service(2, court), &ahead()), [(1, next())]);
        let ends = |service: &mut Service| service.requests[0].ends = Some(date("2026-12-12"));
        assert_eq!(chosen(service(2, ends), &ahead()), [(1, next())]);
        let a_week_on = |of| {
            move |service: &mut Service| {
                let time = Interval::new(Minutes::DAY * 9, Minutes::DAY * 9 + Minutes(60));
                service.absences.push(Absence { of, time });
            }
        };
        for of in [Absentee::Person(PersonId::new(1)), Absentee::Request(RequestId::new(0))] {
            assert_eq!(chosen(service(2, a_week_on(of)), &ahead()), [(1, next())]);
        }
        let other = |service: &mut Service| service.requests[0].workers = 0;
        assert_eq!(chosen(service(2, other), &ahead()), []);
    }

    #[test]
    fn nothing_is_put_off_to_a_week_with_a_bank_holiday() {
        let monday = Week::new(date("2026-12-14")).unwrap();
        let problem = Problem::new(monday, service(2, |_| ()), Situation::default()).unwrap();
        assert_eq!(put_off(&problem, &ahead()), []);
        let open = service(2, |service| service.policy.closed_on_bank_holidays = false);
        let problem = Problem::new(monday, open, Situation::default()).unwrap();
        assert_eq!(put_off(&problem, &ahead()).len(), 1);
    }
}
