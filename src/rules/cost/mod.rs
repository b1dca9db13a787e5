//! What it costs to fall short of a wish: one file per term, in the order in which terms are printed.

pub mod adult_travel;
mod agency;
pub mod changes;
pub mod child_travel;
mod extra_workers;
mod overtime;
pub mod pattern;
mod spacing;
mod strain;
pub mod unfamiliar;
mod unplaced;
mod waiting;
pub mod wishes;
mod worker_travel;

use super::week::RotaWeek;
use crate::domain::{Cost, CostByTerm, Term};

/// What one term costs in a rota.
type OfWeek = fn(&RotaWeek<'_>) -> Cost;

const TERMS: [(Term, OfWeek); 14] = [
    (Term::Unplaced, unplaced::cost),
    (Term::Unfamiliar, unfamiliar::cost),
    (Term::ExtraWorkers, extra_workers::cost),
    (Term::Pattern, pattern::cost),
    (Term::ChildTravel, child_travel::cost),
    (Term::AdultTravel, adult_travel::cost),
    (Term::WorkerTravel, worker_travel::cost),
    (Term::Wishes, wishes::cost),
    (Term::Spacing, spacing::cost),
    (Term::Waiting, waiting::cost),
    (Term::Strain, strain::cost),
    (Term::Overtime, overtime::cost),
    (Term::Agency, agency::cost),
    (Term::Changes, changes::cost),
];

/// The cost of a rota, term by term.
pub(super) fn by_term(week: &RotaWeek<'_>) -> CostByTerm {
    let mut cost = CostByTerm::default();
    for (term, of_week) in TERMS {
        cost[term] = of_week(week);
    }
    cost
}
