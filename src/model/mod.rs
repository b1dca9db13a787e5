//! The week compiled for solvers.

use crate::domain::Problem;

/// A week compiled for solvers.
#[derive(Debug)]
pub struct Model<'a> {
    problem: &'a Problem,
}

impl<'a> Model<'a> {
    /// Compiles the week.
    #[must_use]
    pub fn new(problem: &'a Problem) -> Self {
        Self { problem }
    }

    /// The week it was compiled from.
    #[must_use]
    pub fn problem(&self) -> &'a Problem {
        self.problem
    }
}
