//! "Each session has the right number of workers who can do it, and none of them has to be in two places."
//!
//! Formula: `workers` different ones, each with all `skills`, not in `not_workers`, driving where transport is `worker`.
//! In a worker's day, each task lies in one shift interval and the worker is not unavailable during a session's task; the
//! next task starts no earlier than the last ends + the travel between; shift start + travel from base ≤ first task and
//! last task + travel to base ≤ shift end in each stretch; at most `max_sessions_per_day` sessions. Legs may lie in leave.
//!
//! Source: SPEC 4, H10. Nottinghamshire's public description has a worker stay throughout; Hertfordshire's knows sessions
//! with two workers, and transport by the service in exceptional cases.

use super::where_true;
use crate::domain::{Absentee, Problem, Session, Transport, WorkerId};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::{Piece, Stretch, WorkDay};
use crate::rules::{Rule, Violation};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = week.each_session(Rule::Workers, |session| unsuitable(week.problem(), session));
    for worker in week.workers() {
        for day in &worker.days {
            found.extend(Shift { problem: week.problem(), worker: worker.worker, day }.violations());
        }
    }
    found
}

fn unsuitable(problem: &Problem, session: &Session) -> Vec<String> {
    let needed = problem[session.request].workers as usize;
    let mut different = session.workers.clone();
    different.sort_unstable();
    different.dedup();
    let wrong = session.workers.len() != needed || different.len() != needed;
    let mut found = where_true([(wrong, format!("it needs {needed} different workers"))]);
    found.extend(different.into_iter().flat_map(|worker| faults_of(problem, session, worker)));
    found
}

fn faults_of(problem: &Problem, session: &Session, worker: WorkerId) -> Vec<String> {
    let request = &problem[session.request];
    let it = &problem[worker];
    let missing: Vec<&str> = request.skills.difference(&it.skills).map(String::as_str).collect();
    where_true([
        (!missing.is_empty(), format!("{} has no {}", it.code, missing.join(", "))),
        (request.not_workers.contains(&worker), format!("{} must not do it", it.code)),
        (request.transport == Transport::Worker && !it.drives, format!("{} does not drive", it.code)),
    ])
}

/// One day of a worker, as this rule looks at it.
struct Shift<'a, 'b> {
    problem: &'a Problem,
    worker: WorkerId,
    day: &'a WorkDay<'b>,
}

impl Shift<'_, '_> {
    fn violations(&self) -> Vec<Violation> {
        let pieces = &self.day.pieces;
        let mut found: Vec<_> = self.too_many().into_iter().collect();
        found.extend(pieces.iter().filter_map(|piece| self.away(piece)));
        found.extend(self.day.stretches.iter().flat_map(|stretch| self.outside(stretch)));
        found.extend((1..pieces.len()).filter_map(|next| self.too_close(next)));
        found
    }

    fn violation(&self, fault: &str, pieces: &[Piece<'_>]) -> Violation {
        let (code, date) = (&self.problem[self.worker].code, self.problem.week().date(self.day.day));
        let sessions: Vec<_> = pieces.iter().filter_map(|piece| piece.session).collect();
        Violation::new(Rule::Workers, format!("{code} on {date}: {fault}"), &sessions)
    }

    fn too_many(&self) -> Option<Violation> {
        let (planned, most) = (self.day.sessions().count(), self.problem[self.worker].max_sessions_per_day);
        (planned > most as usize)
            .then(|| self.violation(&format!("{planned} sessions, at most {most}"), &self.day.pieces))
    }

    fn away(&self, piece: &Piece<'_>) -> Option<Violation> {
        piece.session?;
        let there = self.problem.is_available(Absentee::Worker(self.worker), self.day.day, piece.task.time);
        (!there).then(|| self.violation(&format!("not available for {}", clock(piece)), &[*piece]))
    }

    fn outside(&self, stretch: &Stretch) -> Vec<Violation> {
        let pieces = &self.day.pieces[stretch.pieces.clone()];
        let Some(shift) = stretch.shift else {
            return pieces.iter().map(|p| self.violation(&format!("{} lies in no shift", clock(p)), &[*p])).collect();
        };
        let (first, last) = (pieces[0], pieces[pieces.len() - 1]);
        let early = shift.from + stretch.leg_out > first.task.time.from;
        let late = last.task.time.to + stretch.leg_home > shift.to;
        let out = || self.violation(&format!("cannot be there for {}", clock(&first)), &[first]);
        let home = || self.violation(&format!("cannot be back after {}", clock(&last)), &[last]);
        early.then(out).into_iter().chain(late.then(home)).collect()
    }

    /// Whether a task follows the one before it with no time for the travel between.
    fn too_close(&self, next: usize) -> Option<Violation> {
        let (before, after) = (self.day.pieces[next - 1], self.day.pieces[next]);
        let leg = self.day.legs[next - 1];
        let fault = || format!("{} and {} with {} minutes of travel", clock(&before), clock(&after), leg.0);
        let close = after.task.time.from < before.task.time.to + leg;
        close.then(|| self.violation(&fault(), &[before, after]))
    }
}

fn clock(piece: &Piece<'_>) -> String {
    format!("{}-{}", piece.task.time.from.clock(), piece.task.time.to.clock())
}

#[cfg(test)]
mod tests {
    use crate::domain::{Absence, Absentee, Transport, VenueId, WorkerId};
    use crate::rules::testing::{Fixture, MON, at_venue, duty, hours, in_room, session, span, with_workers};

    #[test]
    fn the_right_number_of_different_workers() {
        let mut fixture = Fixture::new();
        let with = |workers: &[usize]| [with_workers(workers, session(1, MON, "10:00"))];
        assert_eq!(fixture.broken(&with(&[])), ["H10"]);
        assert_eq!(fixture.broken(&with(&[1, 2])), ["H10"]);
        fixture.service.requests[0].workers = 2;
        assert!(fixture.broken(&with(&[1, 2])).is_empty());
        assert_eq!(fixture.broken(&with(&[1, 1])), ["H10"]);
    }

    #[test]
    fn each_has_the_skills_and_drives_the_children() {
        let planned = [session(1, MON, "10:00")];
        let mut fixture = Fixture::with(|f| f.service.requests[0].skills = ["bsl".to_owned()].into());
        assert_eq!(fixture.broken(&planned), ["H10"]);
        fixture.service.workers[0].skills.insert("bsl".to_owned());
        assert!(fixture.broken(&planned).is_empty());
        fixture.service.requests[0].transport = Transport::Worker;
        assert_eq!(fixture.broken(&planned), ["H10"]);
        fixture.service.workers[0].drives = true;
        assert!(fixture.broken(&planned).is_empty());
    }

    #[test]
    fn the_shift_holds_the_task_and_the_way_to_it() {
        let shift = |text| Fixture::with(|f| f.service.workers[0].shifts[0] = hours(text));
        let planned = [session(1, MON, "10:00")];
        assert!(shift("09:50-11:10").broken(&planned).is_empty());
        assert_eq!(shift("09:51-11:10").broken(&planned), ["H10"]);
        assert_eq!(shift("09:50-11:09").broken(&planned), ["H10"]);
        assert_eq!(shift("09:00-10:30;10:45-12:00").broken(&planned), ["H10"]);
        let mut far = shift("09:30-11:30");
        far.service.workers[0].base = VenueId::new(1);
        far.journey(at_venue(1), at_venue(0), 20);
        far.journey(at_venue(0), at_venue(1), 20);
        assert!(far.broken(&planned).is_empty());
        far.journey(at_venue(1), at_venue(0), 21);
        assert_eq!(far.broken(&planned), ["H10"]);
        far.journey(at_venue(1), at_venue(0), 20);
        far.journey(at_venue(0), at_venue(1), 21);
        assert_eq!(far.broken(&planned), ["H10"]);
    }

    #[test]
    fn travel_fits_between_two_tasks() {
        let mut fixture = Fixture::new();
        let rota = |start| [session(1, MON, "10:00"), in_room(2, session(2, MON, start))];
        assert!(fixture.broken(&rota("11:30")).is_empty());
        assert_eq!(fixture.broken(&rota("11:15")), ["H10"]);
        fixture.journey(at_venue(0), at_venue(1), 10);
        assert!(fixture.broken(&rota("11:30")).is_empty());
        fixture.journey(at_venue(0), at_venue(1), 11);
        assert_eq!(fixture.broken(&rota("11:30")), ["H10"]);
        assert!(fixture.broken(&rota("08:30")).is_empty());
    }

    #[test]
    fn between_two_stretches_the_way_goes_by_the_base() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].shifts[0] = hours("09:50-11:11;11:15-13:00"));
        let rota = [in_room(2, session(1, MON, "10:00")), in_room(2, session(2, MON, "11:30"))];
        assert!(fixture.broken(&rota).is_empty());
        fixture.journey(at_venue(1), at_venue(0), 1);
        assert!(fixture.broken(&rota).is_empty());
        fixture.journey(at_venue(0), at_venue(1), 10);
        assert_eq!(fixture.broken(&rota), ["H10"], "out takes ten minutes, and the shift begins five before the task");
    }

    #[test]
    fn leave_may_hold_the_way_but_not_the_task() {
        let leave = |time| {
            let mut fixture = Fixture::with(|f| f.service.workers[0].base = VenueId::new(1));
            fixture.journey(at_venue(1), at_venue(0), 20);
            let of = Absentee::Worker(WorkerId::new(0));
            fixture.service.absences = vec![Absence { of, time: span(time) }];
            fixture
        };
        assert!(leave("08:00-09:50").broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(leave("08:00-09:51").broken(&[session(1, MON, "10:00")]), ["H10"]);
        assert!(leave("11:10-12:00").broken(&[session(1, MON, "10:00")]).is_empty());
    }

    #[test]
    fn a_day_has_its_most_sessions_and_duties_are_none() {
        let mut fixture = Fixture::with(|f| f.service.workers[0].max_sessions_per_day = 1);
        fixture.service.duties.push(duty(1, MON, "12:00-13:00", None));
        let rota = [session(1, MON, "10:00"), session(2, MON, "15:00")];
        assert!(fixture.broken(&rota[..1]).is_empty());
        assert_eq!(fixture.broken(&rota), ["H10"]);
    }

    #[test]
    fn duties_stay() {
        let fixture = Fixture::with(|f| f.service.duties.push(duty(1, MON, "11:10-12:00", None)));
        assert!(fixture.broken(&[session(1, MON, "10:00")]).is_empty());
        assert_eq!(fixture.broken(&[session(1, MON, "10:15")]), ["H10"]);
    }
}
