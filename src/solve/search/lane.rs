//! One line of search with a random sequence of its own, so that lanes can run side by side and give the same result in
//! any order.

use std::sync::Arc;

use fastrand::Rng;

use crate::domain::Cost;
use crate::model::DemandId;
use crate::solve::bound::Suggestion;
use crate::solve::draft::{Draft, Plan, Seat, insert_at};

use super::chains::Chains;
use super::guide::Guide;
use super::recreate::{recreate, take_out};
use super::ruin::Ruin;

/// Of a hundred steps of a guided search, so many take a day as a whole.
const WHOLE_DAYS: u8 = 50;

/// A line of search: its present draft and the best it has seen.
#[derive(Clone, Debug)]
pub(crate) struct Lane<'m> {
    rng: Rng,
    ruin: Ruin,
    draft: Draft<'m>,
    best: (Cost, Plan),
    guide: Arc<Guide>,
    chains: Chains,
    steps: u64,
    /// Plans that it went through.
    passed: Vec<Plan>,
}

impl<'m> Lane<'m> {
    /// A lane that begins at `draft`.
    pub(crate) fn new(seed: u64, draft: Draft<'m>) -> Self {
        let best = (draft.cost(), draft.plan());
        let (rng, ruin) = (Rng::with_seed(seed), Ruin::new(draft.model()));
        Self { rng, ruin, best, draft, guide: Arc::default(), chains: Chains::default(), steps: 0, passed: Vec::new() }
    }

    /// The best it has seen.
    pub(crate) fn best(&self) -> (Cost, &Plan) {
        (self.best.0, &self.best.1)
    }

    /// Follows this guide from now on.
    pub(crate) fn follow(&mut self, guide: Arc<Guide>) {
        self.guide = guide;
    }

    /// Whether it has a guide that knows something.
    pub(crate) fn is_guided(&self) -> bool {
        !self.guide.is_empty()
    }

    /// Steps taken.
    pub(crate) fn steps(&self) -> u64 {
        self.steps
    }

    /// What the present draft costs.
    pub(crate) fn cost(&self) -> Cost {
        self.draft.cost()
    }

    /// Goes on from another plan.
    pub(crate) fn move_to(&mut self, plan: &Plan) {
        self.draft = Draft::of_plan(self.draft.model(), plan);
        self.keep_if_best();
    }

    /// Takes `steps` steps at this temperature (points of cost, 0 and up).
    pub(crate) fn run(&mut self, steps: u64, temperature: f64) {
        for _ in 0..steps {
            self.step(temperature);
            let allowance = self.allowance(temperature);
            self.chains.after_step(&mut self.draft, &mut self.rng, |worse| is_within(worse, allowance));
            self.keep_if_best();
            self.steps += 1;
        }
    }

    /// Remembers the present plan as one that it went through.
    pub(crate) fn remember(&mut self) {
        self.passed.push(self.draft.plan());
    }

    /// The plans remembered since it was last asked.
    pub(crate) fn take_passed(&mut self) -> Vec<Plan> {
        std::mem::take(&mut self.passed)
    }

    /// Takes sessions out and puts them back, and keeps that if it is good enough at this temperature.
    pub(crate) fn step(&mut self, temperature: f64) {
        let before = self.draft.cost();
        let suggested = self.suggestion();
        let targets = match &suggested {
            Some(suggestion) => self.ruin.for_suggestion(&self.draft, &mut self.rng, suggestion),
            None => self.ruin.targets(&self.draft, &mut self.rng),
        };
        let mut removed: Vec<(DemandId, Seat)> = Vec::new();
        for (demand, day) in targets {
            let seats = self.draft.seats(demand);
            if let Some(at) = seats.iter().position(|seat| self.draft.placement(demand, seat).day == day) {
                removed.push((demand, self.draft.remove(demand, at)));
            }
        }
        let mut inserted = suggested.map(|suggestion| self.take(&suggestion)).unwrap_or_default();
        let waiting = removed.iter().map(|(demand, _)| *demand);
        inserted.extend(recreate(&mut self.draft, &mut self.rng, &self.guide, waiting));
        if is_within(self.draft.cost() - before, self.allowance(temperature)) {
            self.keep_if_best();
        } else {
            self.undo(removed, &inserted);
            debug_assert_eq!(self.draft.cost(), before);
        }
    }

    /// Sometimes, a good day.
    fn suggestion(&mut self) -> Option<Suggestion> {
        let is_due = self.is_guided() && self.rng.u8(..100) < WHOLE_DAYS;
        if is_due { self.guide.any_day(&mut self.rng).cloned() } else { None }
    }

    /// Plans what fits of a suggested day; a second worker is whoever may.
    fn take(&mut self, suggestion: &Suggestion) -> Vec<(DemandId, Seat)> {
        let mut planned = Vec::new();
        for &(id, placement) in &suggestion.sessions {
            let demand = &self.draft.model().demands()[id.index()];
            let others = demand.candidates.iter().map(|other| other.worker).filter(|other| *other != suggestion.worker);
            let done = match demand.workers {
                1 => insert_at(&mut self.draft, id, placement, &[suggestion.worker]),
                _ => {
                    let mut pairs = others.map(|other| [suggestion.worker, other]);
                    pairs.any(|pair| insert_at(&mut self.draft, id, placement, &pair))
                }
            };
            if done {
                planned.extend(self.draft.seats(id).last().map(|seat| (id, seat.clone())));
            }
        }
        planned
    }

    /// How much worse a step may make the draft: exponential with mean `temperature`, the rule of simulated annealing.
    fn allowance(&mut self, temperature: f64) -> f64 {
        -self.rng.f64().max(f64::MIN_POSITIVE).ln() * temperature
    }

    fn undo(&mut self, removed: Vec<(DemandId, Seat)>, inserted: &[(DemandId, Seat)]) {
        for (demand, seat) in inserted {
            take_out(&mut self.draft, *demand, seat);
        }
        for (demand, seat) in removed {
            self.draft.insert(demand, seat);
        }
    }

    fn keep_if_best(&mut self) {
        if self.draft.cost() < self.best.0 {
            self.best = (self.draft.cost(), self.draft.plan());
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
fn is_within(worse: Cost, allowance: f64) -> bool {
    worse.0 as f64 <= allowance
}
