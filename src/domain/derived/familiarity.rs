//! The worker a family knows best, and those it knows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{DateSpan, Minutes, Outcome, PastSession, Request, WorkerId};

/// Who knows a family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain) struct Familiarity {
    /// The main worker, if any.
    pub(in crate::domain) main: Option<WorkerId>,
    /// Every other worker who held a session, in order.
    pub(in crate::domain) familiar: Vec<WorkerId>,
}

/// The named main worker, else the one with the most held sessions since `from` (ties: the most recent by date and
/// start, then the smaller id); familiar is every other worker with a held session in that time.
pub(in crate::domain) fn familiarity<'a>(
    request: &Request,
    past: impl Iterator<Item = &'a PastSession>,
    span: DateSpan,
) -> Familiarity {
    let mut held: BTreeMap<WorkerId, (u32, (NaiveDate, Minutes))> = BTreeMap::new();
    for session in past.filter(|p| p.outcome == Outcome::Held && span.contains(p.date)) {
        for &worker in &session.workers {
            let when = (session.date, session.start);
            let (count, last) = held.entry(worker).or_insert((0, when));
            *count += 1;
            *last = when.max(*last);
        }
    }
    let most = held.iter().max_by_key(|&(&worker, &(count, last))| (count, last, Reverse(worker)));
    let main = request.main_worker.or(most.map(|(&worker, _)| worker));
    let familiar = held.into_keys().filter(|&worker| Some(worker) != main).collect();
    Familiarity { main, familiar }
}

#[cfg(test)]
mod tests {
    use super::familiarity;
    use crate::domain::testing::{date, past, request};
    use crate::domain::{DateSpan, Outcome, PastSession, WorkerId};

    fn held(date: &str, workers: &[usize]) -> PastSession {
        let workers = workers.iter().map(|&w| WorkerId::new(w)).collect();
        PastSession { workers, ..past(0, date, Outcome::Held) }
    }

    fn of(history: &[PastSession]) -> (Option<usize>, Vec<usize>) {
        let span = DateSpan { from: date("2026-09-07"), to: date("2026-11-29") };
        let known = familiarity(&request("R1", &[0], &[1]), history.iter(), span);
        (known.main.map(WorkerId::index), known.familiar.iter().map(|w| w.index()).collect())
    }

    #[test]
    fn most_sessions_then_most_recent_then_smaller_id() {
        assert_eq!(
            of(&[held("2026-11-02", &[3]), held("2026-11-09", &[3]), held("2026-11-16", &[1])]),
            (Some(3), vec![1])
        );
        assert_eq!(of(&[held("2026-11-09", &[3]), held("2026-11-16", &[5])]), (Some(5), vec![3]));
        assert_eq!(of(&[held("2026-11-16", &[5, 3])]), (Some(3), vec![5]));
    }

    #[test]
    fn old_and_cancelled_sessions_do_not_count() {
        let cancelled = PastSession { outcome: Outcome::Cancelled, ..held("2026-11-16", &[2]) };
        assert_eq!(of(&[held("2026-09-06", &[3]), cancelled]), (None, vec![]));
    }
}
