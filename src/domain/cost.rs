//! The terms of a rota's cost.

use std::ops::{Index, IndexMut, Sub};

use super::quantity::Cost;

/// One term of the cost, each printed under its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// Sessions that are not placed.
    Unplaced,
    /// Workers who are not the family's own.
    Unfamiliar,
    /// More workers in the week than a session needs.
    ExtraWorkers,
    /// Away from the usual day, time or venue.
    Pattern,
    /// Children's journeys.
    ChildTravel,
    /// Adults' journeys.
    AdultTravel,
    /// Workers' travel.
    WorkerTravel,
    /// Windows, venues and areas wished for.
    Wishes,
    /// A child's sessions on adjacent dates.
    Spacing,
    /// Workers' idle time between tasks.
    Waiting,
    /// Paid minutes near the contract.
    Strain,
    /// Paid minutes above the contract.
    Overtime,
    /// Agency workers.
    Agency,
    /// Changes to a published rota.
    Changes,
}

impl Term {
    /// All terms, in the order in which they are printed.
    pub const ALL: [Self; 14] = [
        Self::Unplaced,
        Self::Unfamiliar,
        Self::ExtraWorkers,
        Self::Pattern,
        Self::ChildTravel,
        Self::AdultTravel,
        Self::WorkerTravel,
        Self::Wishes,
        Self::Spacing,
        Self::Waiting,
        Self::Strain,
        Self::Overtime,
        Self::Agency,
        Self::Changes,
    ];

    /// The name in `score.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unplaced => "unplaced",
            Self::Unfamiliar => "unfamiliar",
            Self::ExtraWorkers => "extra_workers",
            Self::Pattern => "pattern",
            Self::ChildTravel => "child_travel",
            Self::AdultTravel => "adult_travel",
            Self::WorkerTravel => "worker_travel",
            Self::Wishes => "wishes",
            Self::Spacing => "spacing",
            Self::Waiting => "waiting",
            Self::Strain => "strain",
            Self::Overtime => "overtime",
            Self::Agency => "agency",
            Self::Changes => "changes",
        }
    }
}

/// The cost of a rota, term by term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostByTerm([Cost; Term::ALL.len()]);

impl CostByTerm {
    /// The objective: all terms together.
    #[must_use]
    pub fn total(&self) -> Cost {
        self.0.iter().copied().sum()
    }

    /// Each term with its cost, in the order in which they are printed.
    pub fn iter(&self) -> impl Iterator<Item = (Term, Cost)> + '_ {
        Term::ALL.into_iter().zip(self.0)
    }
}

/// Term by term what one costs more than the other; less where negative.
impl Sub for CostByTerm {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(Term::ALL.map(|term| self[term] - other[term]))
    }
}

impl Index<Term> for CostByTerm {
    type Output = Cost;
    fn index(&self, term: Term) -> &Cost {
        &self.0[term as usize]
    }
}

impl IndexMut<Term> for CostByTerm {
    fn index_mut(&mut self, term: Term) -> &mut Cost {
        &mut self.0[term as usize]
    }
}
