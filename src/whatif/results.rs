//! All runs put together: each scenario's figures with intervals, its paired differences to the service as it is, and the
//! ranking of what could be bought.

use std::collections::BTreeMap;

use serde::Serialize;

use super::outcome::{HALF_HOURS, Outcome, Use};
use super::scenario::Point;
use super::statistics::Estimate;
use super::store::Store;
use super::sweep::{Kind, Listed, Sweep};

/// What a sweep found; `whatif.json` is exactly this.
#[derive(Clone, Debug, Serialize)]
pub struct Results {
    /// The design.
    #[serde(skip)]
    pub sweep: Sweep,
    /// The Monday of the week.
    pub week: String,
    /// How hard a run tried.
    pub limit: String,
    /// How often each scenario was planned.
    pub replications: usize,
    /// The scenarios in the order of the sweep; the service as it is comes first.
    pub scenarios: Vec<Findings>,
    /// Positions of scenarios that are better than the service as it is, best buy first.
    pub ranking: Vec<usize>,
}

/// What was found of a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Findings {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub kind: Kind,
    /// What it costs, in pounds a year.
    pub pounds: Option<u64>,
    /// The series it is a point of.
    pub series: Option<Point>,
    /// Sessions due, by class.
    pub due: [Estimate; 4],
    /// Sessions met, by class.
    pub met: [Estimate; 4],
    /// Sessions met, in per cent of those due, by class.
    pub met_percent: [Estimate; 4],
    /// Hours due and not met, by class.
    pub unmet_hours: [Estimate; 4],
    /// Sessions met, all classes.
    pub met_all: Estimate,
    /// Points that the rotas cost.
    pub cost: Estimate,
    /// Points by term.
    pub terms: BTreeMap<String, f64>,
    /// Unplaced sessions by reason.
    pub reasons: BTreeMap<String, f64>,
    /// Sessions with the family's main worker, in per cent of those of families that have one.
    pub continuity: Estimate,
    /// The mean of children's journeys, one way, in minutes.
    pub child_journey: Estimate,
    /// Sessions with the family's main worker.
    pub with_main_worker: Estimate,
    /// Minutes of all children's journeys, one way.
    pub child_minutes: Estimate,
    /// How far the rotas may be from the best, in per cent of their cost; `None` where that is not known.
    pub gap_percent: Option<f64>,
    /// How it compares with the service as it is.
    pub against: Comparison,
    /// The use of rooms, summed over replications.
    #[serde(skip)]
    pub rooms: Use,
    /// The use of workers, summed over replications.
    #[serde(skip)]
    pub workers: Use,
}

/// A scenario against the service as it is, replication by replication with the same families and the same sick workers.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// Points saved.
    pub saved: Estimate,
    /// Sessions met more, all classes.
    pub sessions: Estimate,
    /// Sessions met more, by class.
    pub by_class: [Estimate; 4],
    /// Points by which the solver may have missed the better of the two rotas.
    pub solver_gap: Option<f64>,
    /// What may be said of the difference.
    pub verdict: Verdict,
    /// Points saved for a thousand pounds a year.
    pub saved_per_1000_pounds: Option<f64>,
}

/// What may be said of a difference of cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It exceeds its interval and the solver's gap.
    Difference,
    /// It exceeds its interval, but a longer search might close it.
    WithinSolverGap,
    /// It may be chance.
    WithinChance,
    /// Nothing differs at all.
    Same,
}

impl Results {
    /// Puts the runs of a sweep together, one after the other.
    ///
    /// # Errors
    /// How many runs are not there yet.
    pub fn gather(sweep: Sweep, store: &Store) -> Result<Self, usize> {
        let missing = |listed: &Listed| listed.runs.iter().filter(|name| store.outcome(name).is_none()).count();
        let missing: usize = sweep.scenarios.iter().map(missing).sum();
        if missing > 0 {
            return Err(missing);
        }
        let base = Tally::of(&sweep.scenarios[0], store);
        let findings = |listed: &Listed| Findings::new(listed, &Tally::of(listed, store), &base);
        let scenarios: Vec<Findings> = sweep.scenarios.iter().map(findings).collect();
        let replications = sweep.scenarios[0].runs.len();
        let (week, limit) = (sweep.week.clone(), sweep.effort.to_string());
        Ok(Self { ranking: ranking(&scenarios, &sweep.scenarios), sweep, week, limit, replications, scenarios })
    }

    /// The service as it is.
    #[must_use]
    pub fn as_it_is(&self) -> &Findings {
        &self.scenarios[0]
    }

    /// What would be bought next: the second of the ranking that is no bundle of the best buy with something else.
    pub(super) fn next(&self) -> Option<usize> {
        let (best, rest) = self.ranking.split_first()?;
        rest.iter().copied().find(|&at| !self.sweep.scenarios[at].parts.contains(best))
    }

    /// The best buy, if something is better than the service as it is.
    #[must_use]
    pub fn best(&self) -> Option<&Findings> {
        self.ranking.first().map(|&at| &self.scenarios[at])
    }
}

/// Scenarios that could be bought and save points: differences first, then what may become one; within these by points for a
/// pound where every price is known, else by the points that a scenario saves beyond the best of its parts.
fn ranking(scenarios: &[Findings], listed: &[Listed]) -> Vec<usize> {
    let is_better = |at: &usize| {
        let Findings { kind, against, .. } = &scenarios[*at];
        *kind == Kind::Given && against.saved.mean > 0.0 && against.verdict != Verdict::Same
    };
    let mut better: Vec<usize> = (0..scenarios.len()).filter(is_better).collect();
    let is_priced = better.iter().all(|&at| scenarios[at].pounds.is_some());
    let saved = |at: usize| scenarios[at].against.saved.mean;
    let worth = |at: usize| match scenarios[at].pounds.filter(|_| is_priced) {
        Some(0) => f64::INFINITY,
        Some(pounds) => saved(at) / real(pounds),
        None => saved(at) - listed[at].parts.iter().map(|&part| saved(part)).fold(0.0, f64::max),
    };
    better.sort_by(|&a, &b| {
        let verdict = |at: usize| scenarios[at].against.verdict;
        verdict(a).cmp(&verdict(b)).then(worth(b).total_cmp(&worth(a))).then(a.cmp(&b))
    });
    better
}

/// A price beside what a new plan makes of it.
#[derive(Clone, Debug)]
pub(super) struct Checked<'a> {
    /// What there is more of, and when.
    pub(super) name: &'a str,
    /// Points saved by an hour, by the prices.
    pub(super) an_hour: f64,
    /// Points saved in all these hours, by the prices.
    pub(super) in_all: f64,
    /// Points saved by planning anew.
    pub(super) planned: Estimate,
}

/// All prices that were checked, dearest first.
#[must_use]
pub(super) fn prices(results: &Results) -> Vec<Checked<'_>> {
    fn checked(one: &Findings) -> Option<Checked<'_>> {
        let Findings { name, kind: Kind::Priced { saves, minutes }, against, .. } = one else { return None };
        let in_all = points(*saves) / 1000.0;
        let an_hour = in_all * 60.0 / f64::from((*minutes).max(1));
        Some(Checked { name, an_hour, in_all, planned: against.saved })
    }
    results.scenarios.iter().filter_map(checked).collect()
}

/// The figures of a scenario's runs, by replication: a few numbers each, whatever the size of the week.
struct Tally {
    runs: Vec<Figures>,
    terms: BTreeMap<String, f64>,
    reasons: BTreeMap<String, f64>,
    rooms: Use,
    workers: Use,
}

/// The figures of a run.
struct Figures {
    due: [f64; 4],
    met: [f64; 4],
    unmet_hours: [f64; 4],
    cost: f64,
    bound: Option<f64>,
    continuity: Option<f64>,
    child_journey: Option<f64>,
    with_main_worker: f64,
    child_minutes: f64,
}

impl Tally {
    fn of(listed: &Listed, store: &Store) -> Self {
        let (rooms, workers) = (nothing(), nothing());
        let mut tally = Self { runs: Vec::new(), terms: BTreeMap::new(), reasons: BTreeMap::new(), rooms, workers };
        for outcome in listed.runs.iter().filter_map(|name| store.outcome(name)) {
            tally.runs.push(Figures::of(&outcome));
            let runs = real(listed.runs.len() as u64);
            add_shares(&mut tally.terms, outcome.terms.iter().map(|(term, &cost)| (term, points(cost) / runs)));
            let reasons = outcome.reasons.iter().map(|(reason, &count)| (reason, f64::from(count) / runs));
            add_shares(&mut tally.reasons, reasons);
            add_use(&mut tally.rooms, &outcome.rooms);
            add_use(&mut tally.workers, &outcome.workers);
        }
        tally
    }

    fn estimate(&self, of: impl Fn(&Figures) -> f64) -> Estimate {
        Estimate::of(&self.runs.iter().map(of).collect::<Vec<_>>())
    }

    fn estimate_where(&self, of: impl Fn(&Figures) -> Option<f64>) -> Estimate {
        Estimate::of(&self.runs.iter().filter_map(of).collect::<Vec<_>>())
    }

    fn by_class(&self, of: impl Fn(&Figures) -> &[f64; 4]) -> [Estimate; 4] {
        [0, 1, 2, 3].map(|class| self.estimate(|run| of(run)[class]))
    }

    /// Points between the costs and the bounds, on average.
    fn gap(&self) -> Option<f64> {
        let gaps: Option<Vec<f64>> = self.runs.iter().map(|run| Some(run.cost - run.bound?)).collect();
        gaps.map(|gaps| Estimate::of(&gaps).mean)
    }
}

impl Figures {
    fn of(outcome: &Outcome) -> Self {
        let hours = |class: usize| points(outcome.due_minutes[class] - outcome.met_minutes[class]) / 60.0;
        let [with, of] = outcome.continuity.map(f64::from);
        let [minutes, journeys] = outcome.child_travel.map(points);
        Self {
            due: outcome.due.map(f64::from),
            met: outcome.met.map(f64::from),
            unmet_hours: [0, 1, 2, 3].map(hours),
            cost: points(outcome.objective),
            bound: outcome.bound.map(points),
            continuity: (of > 0.0).then(|| 100.0 * with / of),
            child_journey: (journeys > 0.0).then(|| minutes / journeys),
            with_main_worker: with,
            child_minutes: minutes,
        }
    }
}

impl Findings {
    fn new(listed: &Listed, tally: &Tally, base: &Tally) -> Self {
        let cost = tally.estimate(|run| run.cost);
        Self {
            name: listed.name.clone(),
            kind: listed.kind,
            pounds: listed.pounds,
            series: listed.series.clone(),
            due: tally.by_class(|run| &run.due),
            met: tally.by_class(|run| &run.met),
            met_percent: [0, 1, 2, 3].map(|class| {
                let percent = |run: &Figures| (run.due[class] > 0.0).then(|| 100.0 * run.met[class] / run.due[class]);
                tally.estimate_where(percent)
            }),
            unmet_hours: tally.by_class(|run| &run.unmet_hours),
            met_all: tally.estimate(|run| run.met.iter().sum()),
            cost,
            terms: tally.terms.clone(),
            reasons: tally.reasons.clone(),
            continuity: tally.estimate_where(|run| run.continuity),
            child_journey: tally.estimate_where(|run| run.child_journey),
            with_main_worker: tally.estimate(|run| run.with_main_worker),
            child_minutes: tally.estimate(|run| run.child_minutes),
            gap_percent: tally.gap().map(|gap| if cost.mean > 0.0 { 100.0 * gap / cost.mean } else { 0.0 }),
            against: Comparison::new(listed, tally, base),
            rooms: tally.rooms.clone(),
            workers: tally.workers.clone(),
        }
    }
}

impl Comparison {
    fn new(listed: &Listed, tally: &Tally, base: &Tally) -> Self {
        let pairs = || tally.runs.iter().zip(&base.runs);
        let saved = Estimate::of(&pairs().map(|(run, base)| base.cost - run.cost).collect::<Vec<_>>());
        let more = |of: &dyn Fn(&Figures) -> f64| {
            Estimate::of(&pairs().map(|(run, base)| of(run) - of(base)).collect::<Vec<_>>())
        };
        // A saving stands if even the best rota of the service as it is costs more; a loss likewise the other way round.
        let solver_gap = if saved.mean >= 0.0 { base.gap() } else { tally.gap() };
        let per_1000 = |pounds: u64| (pounds > 0).then(|| 1000.0 * saved.mean / real(pounds));
        Self {
            saved,
            sessions: more(&|run| run.met.iter().sum()),
            by_class: [0, 1, 2, 3].map(|class| more(&|run| run.met[class])),
            solver_gap,
            verdict: verdict(saved, solver_gap),
            saved_per_1000_pounds: listed.pounds.and_then(per_1000),
        }
    }
}

fn verdict(saved: Estimate, solver_gap: Option<f64>) -> Verdict {
    if saved.mean == 0.0 && saved.half_width.unwrap_or_default() == 0.0 {
        Verdict::Same
    } else if !saved.is_off_zero() {
        Verdict::WithinChance
    } else if solver_gap.is_some_and(|gap| saved.mean.abs() > gap) {
        Verdict::Difference
    } else {
        Verdict::WithinSolverGap
    }
}

fn add_shares<'a>(to: &mut BTreeMap<String, f64>, shares: impl Iterator<Item = (&'a String, f64)>) {
    shares.for_each(|(name, share)| *to.entry(name.clone()).or_default() += share);
}

fn nothing() -> Use {
    Use { taken: vec![0; 7 * HALF_HOURS], there: vec![0; 7 * HALF_HOURS] }
}

fn add_use(to: &mut Use, more: &Use) {
    to.taken.iter_mut().zip(&more.taken).for_each(|(sum, more)| *sum += more);
    to.there.iter_mut().zip(&more.there).for_each(|(sum, more)| *sum += more);
}

#[allow(clippy::cast_precision_loss, reason = "costs and minutes are far below 2^53")]
fn points(number: i64) -> f64 {
    number as f64
}

#[allow(clippy::cast_precision_loss, reason = "pounds and counts are far below 2^53")]
pub(super) fn real(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
pub(super) mod testing;
