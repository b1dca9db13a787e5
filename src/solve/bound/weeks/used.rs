//! What others take from the weeks that are known: good ones to put together, days to follow, and all that a cheaper rota could
//! hold.

use std::collections::BTreeMap;

use crate::domain::{Cost, Day, WorkerId};
use crate::model::DemandId;
use crate::solve::Stop;
use crate::solve::bound::MILLI;
use crate::solve::bound::columns::Column;
use crate::solve::bound::coupling::Coupling;
use crate::solve::bound::exclusions::Shares;
use crate::solve::bound::generation::{LEAST_SHARE, Suggestion};
use crate::solve::bound::rows::Rows;
use crate::solve::draft::Plan;

use super::{Priced, Sessions, Weeks};

impl Weeks<'_> {
    /// At most so many weeks, the nearest to the best of their worker at the best prices, and those of a plan.
    pub(crate) fn near(&self, plan: &Plan, most: usize) -> Vec<Column> {
        let beyond = |week: &Column| {
            let least = week.worker.and_then(|worker| self.known.least.get(worker.index())).copied().unwrap_or(0);
            week.reduced_cost_of_week(self.relaxation.model, &self.relaxation.rows, &self.known.prices) - least
        };
        let mut near: Vec<(i64, &Column)> = self.weeks.all().iter().map(|week| (beyond(week), week)).collect();
        near.sort_by_key(|(beyond, _)| *beyond);
        let mut columns = self.relaxation.weeks_of_plan(plan);
        near.into_iter().take(most).for_each(|(_, week)| _ = columns.add_week(Some(week.clone())));
        columns.into_all()
    }

    /// The days of the weeks that the latest mix would have worked, with their shares; none before the first mix.
    pub(crate) fn suggestions(&self) -> Vec<Suggestion> {
        let mut shares: BTreeMap<(WorkerId, Day, Sessions), f64> = BTreeMap::new();
        for &(number, share) in self.mix.iter().flat_map(|mix| &mix.of_columns).filter(|(_, share)| *share > 1e-3) {
            let week = &self.weeks.all()[number];
            let date = |(id, index): &(DemandId, usize)| self.relaxation.day_of(*id, *index);
            for (worker, day) in week.worker.iter().flat_map(|&worker| Day::ALL.map(|day| (worker, day))) {
                let of_day: Sessions = week.sessions.iter().filter(|session| date(session) == day).copied().collect();
                if !of_day.is_empty() {
                    *shares.entry((worker, day, of_day)).or_default() += share;
                }
            }
        }
        let suggested = shares.into_iter().filter(|(_, share)| *share > LEAST_SHARE);
        suggested.map(|((worker, day, sessions), share)| Suggestion { worker, day, sessions, share }).collect()
    }

    /// Whether weeks are of any use: somebody works on two dates.
    pub(crate) fn are_longer_than_days(&self) -> bool {
        !self.relaxation.has_one_date()
    }
}

impl Coupling for Weeks<'_> {
    fn rows(&self) -> &Rows {
        &self.relaxation.rows
    }

    fn constant(&self) -> i64 {
        self.relaxation.constant
    }

    fn pay_pieces(&self, worker: WorkerId) -> Vec<(i64, i64)> {
        self.relaxation.pay[worker.index()].whole_pieces().collect()
    }

    fn exclude_among(&mut self, shares: &Shares) -> usize {
        let first = self.relaxation.rows.all().len();
        let new = self.exclusions.state_violated(self.relaxation.model, shares, &mut self.relaxation.rows);
        self.stated.add_rows(first..first + new);
        new
    }

    fn columns_below(&self, limit: Cost, plan: &Plan, most: usize, stop: Stop<'_>) -> Option<Vec<Column>> {
        let Priced { value, prices, own, least } = &self.best;
        if own.is_empty() {
            return None; // The best bound is still that of days: no week was priced there.
        }
        let gap = (limit.0 - 1) * MILLI - value + 1;
        let mut columns = self.relaxation.weeks_of_plan(plan);
        let found = self.relaxation.weeks_within(prices, (own, least), gap, most, stop)?;
        for (worker, sessions) in found {
            columns.add_week(self.relaxation.week(worker, sessions));
        }
        for column in self.relaxation.unstaffed_within(prices, gap) {
            columns.add_week(Some(column));
        }
        Some(columns.into_all())
    }
}
