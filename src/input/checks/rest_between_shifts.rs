//! Eleven hours of rest lie between two days' shifts: shorter nights are pointed out.

use crate::domain::{Day, Minutes, Worker};
use crate::input::refusal::Refusal;
use crate::input::row::Row;

/// Points out days of the week whose shift begins less than eleven hours after the day before's ends.
pub(in crate::input) fn check(row: &Row<'_>, worker: &Worker) {
    const REST: Minutes = Minutes(11 * 60);
    for (yesterday, today) in Day::ALL.into_iter().zip(Day::ALL.into_iter().skip(1)) {
        let end = worker.shifts[yesterday.index()].spans().last().map(|span| span.to);
        let start = worker.shifts[today.index()].spans().first().map(|span| span.from + Minutes::DAY);
        if let (Some(end), Some(start)) = (end, start)
            && start - end < REST
        {
            let problem = format!("less than 11 hours after the shift of {}", yesterday.name());
            row.warn(today.word(), &Refusal::new("short-rest", problem, "11 hours between days"));
        }
    }
}
