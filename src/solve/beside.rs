//! What goes on beside the search in a round: a step of the bound, a proof, or a recombination.

use std::time::Duration;

use crate::domain::Cost;
use crate::model::Model;

use super::bound::{Coupling, Generation, Weeks};
use super::draft::Plan;
use super::proof::{Proof, prove};
use super::recombine::Recombination;
use super::{Stop, within};

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Bound,
    Prove,
    Recombine,
    PutWeeksTogether,
    /// Nothing: both threads are wanted elsewhere.
    Rest,
}

/// How far a task may go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) left: Option<Duration>,
    pub(super) left_for_proof: Option<Duration>,
    pub(super) temperature: f64,
}

/// What goes on beside the search, and what it works with.
pub(super) struct Beside<'a, 'm> {
    pub(super) model: &'m Model<'m>,
    pub(super) generation: &'a mut Generation<'m>,
    pub(super) weeks: Option<&'a mut Weeks<'m>>,
    pub(super) recombination: &'a mut Recombination<'m>,
    pub(super) best: &'a (Cost, Plan),
    pub(super) bound: Cost,
}

impl Beside<'_, '_> {
    /// What a proof or a recombination brings, or a step of the bound: a plan of its mix.
    pub(super) fn carry_out(self, task: Task, limits: Limits, stop: Stop<'_>) -> Proof {
        let Self { model, generation, weeks, recombination, best, bound } = self;
        match task {
            Task::Bound => {
                generation.step(stop);
                Proof { bound: None, plan: recombination.round_days(generation, &best.1) }
            }
            Task::Prove => {
                let coupling: &mut dyn Coupling = match weeks {
                    Some(weeks) if !weeks.goes_on() && weeks.are_longer_than_days() => weeks,
                    _ => generation,
                };
                let left = limits.left_for_proof;
                prove(model, coupling, best, bound, left, &within(left, stop))
            }
            Task::Rest => Proof::default(),
            Task::Recombine => {
                let plan = recombination.step(generation, &best.1, limits.left, limits.temperature, stop);
                Proof { bound: None, plan }
            }
            Task::PutWeeksTogether => {
                let plan = weeks.and_then(|weeks| recombination.put_weeks_together(weeks, &best.1, limits.left, stop));
                Proof { bound: None, plan }
            }
        }
    }
}
