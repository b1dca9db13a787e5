//! `score.json`: what the rota costs, term by term, and how far it can be from the best.

use std::io;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::view::WeekView;
use crate::domain::Cost;

/// The score of a planned week, in the fields and order of `score.json`.
#[derive(Debug, Serialize)]
pub struct Score {
    /// All terms together.
    pub objective: i64,
    /// A proven lower bound on the objective of every rota.
    pub bound: i64,
    /// (objective − bound) / objective with six decimals; 0 for objective 0.
    pub gap: Box<RawValue>,
    /// `optimal` if the objective is the bound, else `feasible`.
    pub status: &'static str,
    /// Sessions due this week.
    pub sessions_due: u32,
    /// Sessions planned.
    pub sessions_planned: usize,
    /// Unplaced sessions of each class.
    pub unplaced: Map<String, Value>,
    /// The cost of each term.
    pub terms: Map<String, Value>,
}

impl Score {
    /// The score of a planned week.
    #[must_use]
    pub fn new(view: &WeekView<'_>) -> Self {
        let (objective, bound) = (view.planned.cost.total(), view.planned.bound);
        let gap = millionths(objective, bound);
        Self {
            objective: objective.0,
            bound: bound.0,
            gap: RawValue::from_string(gap).expect("a decimal number is JSON"),
            status: if objective == bound { "optimal" } else { "feasible" },
            sessions_due: view.problem().sessions_due(),
            sessions_planned: view.sessions_planned(),
            unplaced: view
                .unplaced_by_class()
                .map(|(class, unplaced)| (class.word().to_owned(), unplaced.len().into()))
                .collect(),
            terms: view.planned.cost.iter().map(|(term, cost)| (term.word().to_owned(), cost.0.into())).collect(),
        }
    }
}

/// Writes the score.
///
/// # Errors
/// If writing fails.
pub fn write_score_json(view: &WeekView<'_>, mut to: impl io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, &Score::new(view))?;
    writeln!(to)
}

/// The gap as a decimal number with six places, rounded half up, in whole numbers throughout.
fn millionths(objective: Cost, bound: Cost) -> String {
    let (objective, bound) = (i128::from(objective.0), i128::from(bound.0));
    if objective <= 0 || bound >= objective {
        return "0.000000".to_owned();
    }
    let millionths = (2_000_000 * (objective - bound) + objective) / (2 * objective);
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::millionths;
    use crate::domain::Cost;

    #[test]
    fn the_gap_has_six_decimals() {
        let cases = [((3, 2), "0.333333"), ((3, 1), "0.666667"), ((200, 100), "0.500000"), ((7, 0), "1.000000")];
        for ((objective, bound), gap) in cases {
            assert_eq!(millionths(Cost(objective), Cost(bound)), gap);
        }
    }

    #[test]
    fn no_gap_is_nought_also_for_objective_nought() {
        assert_eq!(millionths(Cost(0), Cost(0)), "0.000000");
        assert_eq!(millionths(Cost(0), Cost(-5)), "0.000000");
        assert_eq!(millionths(Cost(12), Cost(12)), "0.000000");
    }
}
