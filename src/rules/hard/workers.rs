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
