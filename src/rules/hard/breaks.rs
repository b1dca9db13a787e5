//! "Nobody works more than six hours without a proper break."
//!
//! Formula: cut a worker's tasks of a date into runs at every gap that, less the travel in it, is at least
//! `break_minutes`; a run of two or more tasks lasts at most `break_after_minutes` from its first task's start to its last
//! task's end. Between two stretches the travel is the two base legs.
//!
//! Source: SPEC 4, H11. The length follows working time law: 20 minutes in a day of more than six hours.

use crate::domain::{Problem, Session, WorkerId};
use crate::rules::week::RotaWeek;
use crate::rules::worker_week::{Piece, WorkDay};
use crate::rules::{Rule, Violation};

pub(super) fn violations(week: &RotaWeek<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for worker in week.workers() {
        for day in &worker.days {
            let long = runs(week.problem(), day).into_iter().filter(|run| is_too_long(week.problem(), run));
            found.extend(long.map(|run| violation(week.problem(), worker.worker, day, run)));
        }
    }
    found
}

/// The tasks of a day, cut at every break.
fn runs<'a, 'b>(problem: &Problem, day: &'a WorkDay<'b>) -> Vec<&'a [Piece<'b>]> {
    let is_break = |next: usize| {
        let gap = day.pieces[next].task.time.from - day.pieces[next - 1].task.time.to;
        gap - day.legs[next - 1] >= problem.policy().break_length
    };
    let mut runs = Vec::new();
    let mut begin = 0;
    for end in 1..=day.pieces.len() {
        if end == day.pieces.len() || is_break(end) {
            runs.push(&day.pieces[begin..end]);
            begin = end;
        }
    }
    runs
}

fn is_too_long(problem: &Problem, run: &[Piece<'_>]) -> bool {
    let length = run[run.len() - 1].task.time.to - run[0].task.time.from;
    run.len() > 1 && length > problem.policy().break_after
}

fn violation(problem: &Problem, worker: WorkerId, day: &WorkDay<'_>, run: &[Piece<'_>]) -> Violation {
    let (from, to) = (run[0].task.time.from, run[run.len() - 1].task.time.to);
    let (code, date) = (&problem[worker].code, problem.week().date(day.day));
    let text = format!("{code} on {date}: no break between {} and {}", from.clock(), to.clock());
    let sessions: Vec<&Session> = run.iter().filter_map(|piece| piece.session).collect();
    Violation::new(Rule::Breaks, text, &sessions)
}

#[cfg(test)]
mod tests {
    use crate::domain::Minutes;
    use crate::rules::testing::{Fixture, MON, at_venue, in_room, session};

    /// Tasks from 9:50 to 11:10 and from 11:20 (or later) on.
    fn rota(second: &str) -> [crate::domain::Session; 2] {
        [session(1, MON, "10:00"), session(2, MON, second)]
    }

    fn work(break_after: i32, break_length: i32) -> Fixture {
        Fixture::with(|f| {
            f.service.policy.break_after = Minutes(break_after);
            f.service.policy.break_length = Minutes(break_length);
        })
    }

    #[test]
    fn a_run_may_last_its_limit_and_no_longer() {
        assert!(work(170, 20).broken(&rota("11:30")).is_empty());
        assert_eq!(work(169, 20).broken(&rota("11:30")), ["H11"]);
    }

    #[test]
    fn a_gap_is_a_break_if_it_is_long_enough_without_the_travel() {
        assert!(work(169, 10).broken(&rota("11:30")).is_empty());
        assert_eq!(work(169, 11).broken(&rota("11:30")), ["H11"]);
        let mut fixture = work(169, 10);
        fixture.journey(at_venue(0), at_venue(1), 1);
        fixture.journey(at_venue(1), at_venue(0), 1);
        let away = [session(1, MON, "10:00"), in_room(2, session(2, MON, "11:30"))];
        assert_eq!(fixture.broken(&away), ["H11"]);
    }

    #[test]
    fn one_long_task_needs_no_break() {
        assert!(work(30, 20).broken(&rota("11:30")[..1]).is_empty());
    }
}
