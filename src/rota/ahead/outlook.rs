//! What the weeks ahead will ask for: when each request will be due if all that is due is held, and for how long it can wait.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Ahead;
use super::even::{Loads, Movable};
use super::slack::slack;
use crate::domain::{Absentee, Day, Interval, Minutes, Problem, RequestId, Week, is_bank_holiday};

/// This week and those after it.
pub(super) struct Outlook<'a> {
    problem: &'a Problem,
    ahead: &'a Ahead,
    weeks: Vec<Week>,
    /// When sessions of each request were held or planned.
    provided: Vec<Vec<NaiveDate>>,
}

impl<'a> Outlook<'a> {
    pub(super) fn new(problem: &'a Problem, ahead: &'a Ahead) -> Self {
        let mut provided = vec![Vec::new(); problem.requests().len()];
        for past in problem.service().history.iter().filter(|past| past.counts_as_provided()) {
            provided[past.request.index()].push(past.date);
        }
        let weeks = (0..=ahead.weeks).map(|later| problem.week().later(later)).collect();
        Self { problem, ahead, weeks, provided }
    }

    /// The minutes of supervision that each week asks for, if nothing more is put off.
    pub(super) fn loads(&self) -> Loads {
        let mut loads = vec![0; self.weeks.len()];
        for request in self.problem.requests() {
            let from = self.promised_week(request);
            for (load, asked) in loads.iter_mut().zip(self.series(request, from)) {
                *load += asked;
            }
        }
        loads
    }

    /// The requests that may wait, those first that are the cheapest to leave out.
    pub(super) fn movable(&self) -> Vec<Movable> {
        let may_wait = self.problem.requests().filter(|&request| self.is_free_to_wait(request));
        let mut movable: Vec<Movable> = may_wait.map(|request| self.movable_one(request)).collect();
        movable.sort_by_key(|one| (Reverse(self.problem[one.request].priority_class()), one.request));
        movable
    }

    /// The place in the list of weeks to which a request was put off earlier; 0 where it was not.
    fn promised_week(&self, request: RequestId) -> usize {
        let promised = self.ahead.promised.get(&request);
        promised.map_or(0, |to| self.weeks.iter().position(|week| week == to).unwrap_or(0))
    }

    /// What a request asks of each week if it waits for the week at `from` and is then held whenever it is due.
    fn series(&self, request: RequestId, from: usize) -> Loads {
        let asked = &self.problem[request];
        let each = i64::from(asked.minutes.0) * i64::from(asked.workers);
        let mut provided = self.provided[request.index()].clone();
        let mut load = |(at, &week): (usize, &Week)| {
            let due = if at < from { 0 } else { self.problem.due_in(request, week, &provided) };
            provided.extend(Day::ALL.iter().take(due as usize).map(|&day| week.date(day)));
            each * i64::from(due)
        };
        self.weeks.iter().enumerate().map(&mut load).collect()
    }

    /// Whether nothing but its frequency binds a request to this week.
    fn is_free_to_wait(&self, request: RequestId) -> bool {
        let (problem, asked) = (self.problem, &self.problem[request]);
        let is_fixed = problem.fixed().iter().any(|fixed| fixed.request == request);
        problem.due(request) == 1
            && asked.workers > 0
            && !asked.court_ordered
            && !is_fixed
            && !self.ahead.fixed_later.contains(&request)
            && !self.ahead.promised.contains_key(&request)
    }

    fn movable_one(&self, request: RequestId) -> Movable {
        let monday = self.problem.week().monday();
        let weeks_ago = |date: &NaiveDate| u32::try_from((monday - *date).num_days() + 6).map_or(0, |days| days / 7);
        let ago: Vec<u32> = self.provided[request.index()].iter().map(weeks_ago).collect();
        let most = slack(self.problem[request].frequency, &ago) as usize;
        let weeks = (1..self.weeks.len()).take(most).filter(|&at| self.could_come(request, self.weeks[at]));
        let waiting = weeks.map(|at| (at, self.series(request, at))).filter(|(at, loads)| loads[*at] > 0).collect();
        Movable { request, as_due: self.series(request, 0), waiting }
    }

    /// Whether a request is booked throughout a week, nobody of it is away in any part of it and no bank holiday shortens it.
    fn could_come(&self, request: RequestId, week: Week) -> bool {
        let problem = self.problem;
        let begin = problem.week().moment(week.monday(), Minutes::ZERO);
        let all = Interval::new(begin, begin + Minutes::DAY * 7);
        let is_there = |thing| problem.absences(thing).iter().all(|away| !away.meets(all));
        let is_short =
            problem.policy().closed_on_bank_holidays && Day::ALL.iter().any(|&day| self.is_holiday(week.date(day)));
        !is_short
            && problem.is_booked_throughout(request, week)
            && is_there(Absentee::Request(request))
            && problem[request].people().all(|person| is_there(Absentee::Person(person)))
    }

    fn is_holiday(&self, date: NaiveDate) -> bool {
        is_bank_holiday(date) || self.problem.policy().extra_bank_holidays.contains(&date)
    }
}
