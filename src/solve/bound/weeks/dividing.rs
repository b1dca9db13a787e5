//! How a part of all rotas is divided: what its mix has not decided, and what comes of each such decision when known days are
//! looked at for some rounds (strong branching: Pecin, Pessoa, Poggi, Uchoa, Mathematical Programming Computation 9(1), 2017,
//! 10.1007/s12532-016-0108-8). Masters over known weeks alone promise several times what comes true, for few of the weeks are known
//! that a decision calls for.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::domain::{Day, WorkerId};
use crate::model::DemandId;
use crate::solve::Stop;
use crate::solve::bound::columns::Column;
use crate::solve::bound::lagrangian::in_points;
use crate::solve::bound::master::{self, Mix, points};
use crate::solve::bound::violated::state_violated;

use super::Weeks;
use super::decisions::{Counted, Decision};
use super::parts::{Part, Parts};

/// Whether something is decided is open where the share of weeks that have it is between this and the rest of one.
const OPEN: f64 = 0.02;
/// Decisions are tried with known days in turns: so many that promised most until then, and so many rounds.
const TURNS: [(usize, usize); 2] = [(3, 1), (1, 3)];
/// Smaller shares of weeks do not count.
const LEAST_SHARE: f64 = 1e-4;
/// A decision promises this at least, in points.
const LEAST_PROMISED: f64 = 0.1;

/// A part that is tried, and how far that has come.
struct Trial<'m> {
    part: Part,
    there: Weeks<'m>,
}

impl Trial<'_> {
    /// The part, from where its search for better prices has come to.
    fn part(&self) -> Part {
        Part { known: self.there.known.clone(), own: self.there.own.clone(), ..self.part.clone() }
    }
}

impl<'m> Weeks<'m> {
    /// The two parts of the one under way, by the decision that promises most in both; none where nothing is left to decide. `None`
    /// if told to stop.
    pub(super) fn divided(&mut self, stop: Stop<'_>) -> Option<Vec<Part>> {
        let trial = |decision| self.trial(self.part(decision), stop);
        let both = |decision: Decision| {
            let (yes, no) = rayon::join(|| trial(decision), || trial(Decision { holds: false, ..decision }));
            Some([yes?, no?])
        };
        let mut tried = self.open_decisions().into_par_iter().map(both).collect::<Option<Vec<_>>>()?;
        let mut over = Vec::new();
        for (most, rounds) in TURNS {
            over.extend(tried.split_off(most.min(tried.len())));
            let trials = tried.par_iter_mut().flatten();
            trials.try_for_each(|trial| trial.there.rounds_of_known_days(rounds, stop))?;
            tried.sort_by(|one, other| self.worth(other).total_cmp(&self.worth(one)));
        }
        let parts = tried.first().into_iter().flatten().map(Trial::part).collect();
        let known = (self.weeks.all().len(), self.days.all().len());
        over.into_iter().chain(tried).flatten().for_each(|trial| self.learn_from(trial.there, known));
        Some(parts)
    }

    /// What a decision is worth whose two parts are tried: the product of what they promise, none beyond the best rota.
    fn worth(&self, both: &[Trial<'m>; 2]) -> f64 {
        let left = self.left_to_the_best_rota();
        let promised = |trial: &Trial<'m>| points(trial.there.known.value - self.best.value);
        both.iter().map(|trial| promised(trial).min(left).max(LEAST_PROMISED)).product()
    }

    /// The part under way where one thing more is decided.
    fn part(&self, decision: Decision) -> Part {
        // What is decided is too far from where the last master was well inside.
        let (decisions, interior) = (self.relaxation.decisions.with(decision), None);
        Part { decisions, known: self.best.clone(), interior, ..self.under_way() }
    }

    /// The beginning of a part with known days, among them the best ones with what a worker must have there; `None` if told to
    /// stop.
    fn trial(&self, part: Part, stop: Stop<'_>) -> Option<Trial<'m>> {
        let mut there = Self { parts: Parts::none(), twin: None, rotas: Vec::new(), ..self.clone() };
        there.expect_below(self.parts.limit());
        there.begin(part.clone());
        there.know_days_of_musts(stop)?;
        let (prices, by_rows) = (there.known.prices.clone(), there.known.by_rows.clone());
        let (priced, weeks) = there.at(prices, by_rows, stop)?;
        there.take_in(&weeks, &part.mix);
        there.known = priced;
        Some(Trial { part, there })
    }

    /// Knows the best days of each date with a session that their worker must have, at the best prices.
    fn know_days_of_musts(&mut self, stop: Stop<'_>) -> Option<()> {
        let musts: BTreeSet<(WorkerId, DemandId)> = self.relaxation.decisions.musts().collect();
        for must in musts {
            for (day, sessions) in self.relaxation.days_with(must, &self.best.prices, stop)? {
                self.days.add(self.relaxation.model, Some(must.0), day, &sessions);
            }
        }
        Some(())
    }

    /// Rounds with known days, until they promise the best rota. They add no row to those of the relaxation, so that prices keep their
    /// meaning elsewhere. `None` if told to stop.
    fn rounds_of_known_days(&mut self, rounds: usize, stop: Stop<'_>) -> Option<()> {
        for _ in 0..rounds {
            if in_points(self.known.value) >= self.parts.limit() {
                break;
            }
            let (mut stated, mut interior) = (std::mem::take(&mut self.stated), self.interior.take());
            let kept = self.kept();
            let near = (&self.known.by_rows, self.step);
            let mix = master::solve_near(&self.relaxation, &kept, &stated, near, &mut interior);
            if let Some(mix) = &mix {
                stated.keep_priced(&self.relaxation.rows.subsets, [&mix.prices, &self.known.by_rows]);
                state_violated(&self.relaxation, &kept, mix, &mut stated);
            }
            (self.stated, self.interior) = (stated, interior);
            let Some(mix) = mix else { break };
            self.latest.clear();
            let promised = mix.objective + points(self.relaxation.cost_of_duties() - self.known.value);
            self.look_again(&mix, promised, stop)?;
            self.mix = Some(mix);
        }
        Some(())
    }

    /// Takes in what is new where a part was tried, after so many weeks and days.
    fn learn_from(&mut self, there: Self, (weeks, days): (usize, usize)) {
        for week in there.weeks.into_all().drain(weeks..) {
            self.weeks.add_week(Some(week));
        }
        for Column { worker, day, sessions, .. } in there.days.into_all().drain(days..) {
            self.days.add(self.relaxation.model, worker, day, &sessions);
        }
        self.stated.add(there.stated);
    }

    /// What some weeks of the mix would decide in one way and some in the other: what is left out first, for that costs most, then
    /// who has how many sessions, then on which dates, then when; the most even first. What the same weeks of a worker would
    /// decide is there once.
    fn open_decisions(&self) -> Vec<Decision> {
        let Some(mix) = &self.mix else { return Vec::new() };
        let mut open = Open::default();
        self.add_left_out(mix, &mut open);
        self.add_weeks(mix, &mut open);
        self.add_times(mix, &mut open);
        let even = |share: f64| (share - 0.5).abs();
        let mut all: Vec<_> = open.all.into_iter().filter(|(_, (share, _))| even(*share) < 0.5 - OPEN).collect();
        let kind = |counted: Counted| match counted {
            Counted::AllLeftOut => 0,
            Counted::LeftOut(_) => 1,
            Counted::Of(..) => 2,
            Counted::On(..) => 3,
            Counted::Before(..) => 4,
        };
        all.sort_by(|((one, _), (a, _)), ((other, _), (b, _))| {
            kind(*one).cmp(&kind(*other)).then(even(*a).total_cmp(&even(*b)))
        });
        let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
        let is_new = |((counted, _), (_, weeks)): &((Counted, usize), (f64, Vec<usize>))| match counted {
            Counted::Of(worker, _) | Counted::On(worker, ..) => seen.insert(side(weeks, &open.of_worker[worker])),
            Counted::AllLeftOut | Counted::LeftOut(_) | Counted::Before(..) => true,
        };
        let decision = |((counted, sessions), _)| Decision { counted, sessions, holds: true };
        // How many are left out divides rotas best, so nothing else is tried then.
        let most = if self.leaves_part_of_a_session_out(mix) { 1 } else { TURNS[0].0 };
        all.into_iter().filter(is_new).take(most).map(decision).collect()
    }

    fn add_left_out(&self, mix: &Mix, open: &mut Open) {
        let (decided, of_all) = (self.relaxation.decisions.all_left_out(), mix.left_out.iter().sum::<f64>());
        let share = of_all.fract();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few sessions are due")]
        let sessions = of_all.floor() as usize + 1;
        if (decided.0 + 1..=decided.1).contains(&sessions) {
            open.all.insert((Counted::AllLeftOut, sessions), (share, Vec::new()));
        }
        for (index, (left, demand)) in mix.left_out.iter().zip(self.relaxation.model.demands()).enumerate() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few sessions are due")]
            let sessions = left.floor() as usize + 1;
            let id = DemandId::new(index);
            let (least, most) = self.relaxation.decisions.left_out(id, demand);
            if (least + 1..=most).contains(&sessions) {
                open.all.insert((Counted::LeftOut(id), sessions), (left - left.floor(), Vec::new()));
            }
        }
    }

    fn add_weeks(&self, mix: &Mix, open: &mut Open) {
        for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > LEAST_SHARE) {
            let week = &self.weeks.all()[number];
            let Some(worker) = week.worker else { continue };
            open.of_worker.entry(worker).or_default().push(number);
            let mut add = |counted, sessions| {
                let (of_all, weeks) = open.all.entry((counted, sessions)).or_default();
                *of_all += share;
                weeks.push(number);
            };
            for of_one in week.sessions.chunk_by(|(one, _), (other, _)| one == other) {
                for (before, &(id, index)) in of_one.iter().enumerate() {
                    add(Counted::Of(worker, id), before + 1);
                    add(Counted::On(worker, id, self.relaxation.day_of(id, index)), 1);
                }
            }
        }
    }

    /// Of each request and date, which share of its sessions is at placements before the one that divides them most evenly.
    fn add_times(&self, mix: &Mix, open: &mut Open) {
        let mut placements: BTreeMap<(DemandId, Day), BTreeMap<usize, f64>> = BTreeMap::new();
        for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > LEAST_SHARE) {
            let week = &self.weeks.all()[number];
            for &(id, index) in week.worker.iter().flat_map(|_| &week.sessions) {
                let of_date = placements.entry((id, self.relaxation.day_of(id, index))).or_default();
                *of_date.entry(index).or_default() += share;
            }
        }
        for ((id, _), of_each) in placements {
            let (whole, mut before) = (of_each.values().sum::<f64>(), 0.0);
            let earlier = of_each.values().map(|share| {
                before += share;
                before / whole
            });
            let cuts = earlier.zip(of_each.keys().skip(1));
            let even = cuts.min_by(|(one, _), (other, _)| (one - 0.5).abs().total_cmp(&(other - 0.5).abs()));
            open.all.extend(even.map(|(share, &first)| ((Counted::Before(id, first), 1), (share, Vec::new()))));
        }
    }
}

/// What is open in a mix.
#[derive(Default)]
struct Open {
    /// By what is decided: the share of weeks that have it, and which of a worker they are.
    all: BTreeMap<(Counted, usize), (f64, Vec<usize>)>,
    /// All weeks of each worker in the mix.
    of_worker: BTreeMap<WorkerId, Vec<usize>>,
}

/// The weeks that a decision puts on the other side than the first of all; the same for two decisions that divide them alike.
fn side(weeks: &[usize], all: &[usize]) -> Vec<usize> {
    let has = |week: &usize| weeks.contains(week);
    let has_first = all.first().is_some_and(has);
    all.iter().copied().filter(|week| has(week) != has_first).collect()
}

#[cfg(test)]
mod tests {
    use super::side;

    #[test]
    fn decisions_that_divide_weeks_alike_have_the_same_side() {
        let all = [3, 5, 8];
        assert_eq!(side(&[3, 8], &all), [5]);
        assert_eq!(side(&[5], &all), [5]);
        assert_eq!(side(&[3], &all), [5, 8]);
        assert_ne!(side(&[8], &all), side(&[5], &all));
    }
}
