//! What others take from the weeks that are known: good ones to put together, days to follow, and all that a cheaper rota could
//! hold.

use std::collections::BTreeMap;

use crate::domain::{Cost, Day, WorkerId};
use crate::solve::Stop;
use crate::solve::bound::MILLI;
use crate::solve::bound::columns::Column;
use crate::solve::bound::coupling::Coupling;
use crate::solve::bound::exclusions::Shares;
use crate::solve::bound::generation::{LEAST_SHARE, NEAR_BEST, Suggestion, likelihood};
use crate::solve::bound::likeliest::{Likeliest, likeliest};
use crate::solve::bound::master::{Mix, points};
use crate::solve::bound::rows::Rows;
use crate::solve::draft::Plan;

use super::{Priced, Sessions, Weeks};

/// Rotas of mixes that are kept for whoever asks.
const MOST_ROTAS: usize = 12;

/// A worker's day.
type OfWorker = (WorkerId, Day, Sessions);

impl Weeks<'_> {
    /// At most so many weeks, the nearest to the best of their worker at the best prices, and those of a plan.
    pub(crate) fn near(&self, plan: &Plan, most: usize) -> Vec<Column> {
        let beyond = |week| (self.beyond_best(week), week);
        let mut near: Vec<(i64, &Column)> = self.weeks.all().iter().map(beyond).collect();
        near.sort_by_key(|(beyond, _)| *beyond);
        let mut columns = self.relaxation.weeks_of_plan(plan);
        near.into_iter().take(most).for_each(|(_, week)| _ = columns.add_week(Some(week.clone())));
        columns.into_all()
    }

    /// What a week costs beyond the best of its worker, at the best prices.
    fn beyond_best(&self, week: &Column) -> i64 {
        let least = week.worker.and_then(|worker| self.known.least.get(worker.index())).copied().unwrap_or(0);
        week.reduced_cost_of_week(self.relaxation.model, &self.relaxation.rows, &self.known.prices) - least
    }

    /// The good days of one half of the parts and of the other in turn, if there are two.
    pub(crate) fn good_days(&self, turn: u64) -> Vec<Suggestion> {
        let twin = self.twin.as_ref().filter(|_| turn.is_multiple_of(2));
        twin.map_or_else(|| self.good_days_of_own(), |twin| twin.good_days_of_own())
    }

    /// The days of the weeks that the latest mix would have worked, with their shares, and days of weeks that cost little more
    /// than the best of their worker, the likelier the less; none before the first mix.
    fn good_days_of_own(&self) -> Vec<Suggestion> {
        let Some(mix) = &self.mix else { return Vec::new() };
        let (mut shares, mut good): (BTreeMap<OfWorker, f64>, BTreeMap<OfWorker, f64>) = Default::default();
        for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > 1e-3) {
            self.visit_days(&self.weeks.all()[number], |day| *shares.entry(day).or_default() += share);
        }
        for week in self.weeks.all() {
            let beyond = points(self.beyond_best(week));
            if beyond <= NEAR_BEST {
                self.visit_days(week, |day| {
                    let share = good.entry(day).or_default();
                    *share = share.max(likelihood(beyond));
                });
            }
        }
        let of_mix = shares.into_iter().filter(|(_, share)| *share > LEAST_SHARE);
        let day = |((worker, day, sessions), share)| Suggestion { worker, day, sessions, share };
        of_mix.chain(good).map(day).collect()
    }

    /// Calls `visit` with the days of a week that somebody works.
    fn visit_days(&self, week: &Column, mut visit: impl FnMut(OfWorker)) {
        let Some(worker) = week.worker else { return };
        let days = self.relaxation.days_of_week(&week.sessions).filter(|(_, sessions)| !sessions.is_empty());
        days.for_each(|(day, sessions)| visit((worker, day, sessions)));
    }

    /// Makes a rota of the likeliest week of each worker in a mix.
    pub(super) fn make_rota(&mut self, mix: &Mix) {
        if self.rotas.len() == MOST_ROTAS {
            self.rotas.remove(0);
        }
        self.rotas.push(likeliest(self.relaxation.model, self.weeks.all(), &mix.of_columns, |_, worker| worker));
    }

    /// The rotas of the latest mixes since it was last asked.
    pub(crate) fn likeliest(&mut self) -> Vec<Likeliest> {
        let of_twin = self.twin.as_mut().map(|twin| twin.likeliest()).unwrap_or_default();
        std::mem::take(&mut self.rotas).into_iter().chain(of_twin).collect()
    }

    /// Whether weeks are of any use: somebody works on two dates.
    pub(crate) fn are_longer_than_days(&self) -> bool {
        self.relaxation.gains_by_weeks()
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
        let Priced { value, prices, own, least, .. } = self.parts.whole().unwrap_or(&self.best);
        if own.is_empty() {
            return None; // The best bound is still that of days: no week was priced there.
        }
        let gap = (limit.0 - 1) * MILLI - value + 1;
        let mut columns = self.relaxation.weeks_of_plan(plan);
        let found = self.relaxation.undecided().weeks_within(prices, (own, least), gap, most, stop)?;
        for (worker, sessions) in found {
            columns.add_week(self.relaxation.week(worker, sessions));
        }
        for column in self.relaxation.unstaffed_within(prices, gap) {
            columns.add_week(Some(column));
        }
        Some(columns.into_all())
    }
}
