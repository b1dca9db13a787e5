//! A linear program near given prices, by an interior point method (Clarabel: Goulart, Chen, arXiv 2405.12762). Moving prices
//! away from where the bound is best costs their squared distance, so they go no further than the columns known there can
//! tell (the proximal bundle method: Kiwiel, Proximity control in bundle methods for convex nondifferentiable minimization,
//! Mathematical Programming 46, 1990, 10.1007/BF01585731).

use clarabel::algebra::CscMatrix;
use clarabel::solver::SupportedConeT::NonnegativeConeT;
use clarabel::solver::{DefaultSettings, DefaultSettingsBuilder, DefaultSolver, IPSolver as _, SolverStatus};

use super::first_order::LinearProgram;

/// How exact an answer is: as a share of the objective, and in points. Prices need not be exact, for any give a bound.
const GAP: (f64, f64) = (1e-5, 0.05);
/// By how much rows may be overstepped, as a share of what they hold.
const FEASIBLE: f64 = 1e-4;

/// Where prices are to stay near to.
pub(super) struct Centre<'a> {
    /// One for each row; nothing for rows whose price is free.
    pub(super) prices: &'a [Option<f64>],
    /// How far a price moves for each unit by which its row is overstepped.
    pub(super) step: f64,
}

/// An answer near a centre.
pub(super) struct Near {
    /// One for each variable.
    pub(super) values: Vec<f64>,
    /// One for each row, at or above zero.
    pub(super) prices: Vec<f64>,
    /// What the objective is at the least where every row may be overstepped at its price.
    pub(super) promised: f64,
}

/// The answer near a centre; `None` where the method breaks down. Every row with a price near the centre may be overstepped, by
/// what is a variable of its own here, after those of the program.
pub(super) fn solve(program: &LinearProgram, centre: &Centre<'_>) -> Option<Near> {
    let (variables, rows) = (program.variables(), program.rows());
    let near: Vec<(usize, f64)> =
        centre.prices.iter().enumerate().filter_map(|(row, price)| Some((row, (*price)?))).collect();
    let mut costs = program.costs().to_vec();
    costs.extend(near.iter().map(|(_, price)| *price));
    let over: Vec<usize> = (variables..costs.len()).collect();
    let steps = vec![centre.step; near.len()];
    let squares = CscMatrix::new_from_triplets(costs.len(), costs.len(), over.clone(), over, steps);
    let mut matrix = Matrix::default();
    program.terms().iter().for_each(|&(row, variable, factor)| matrix.add(row as usize, variable as usize, factor));
    near.iter().zip(variables..).for_each(|((row, _), over)| matrix.add(*row, over, -1.0));
    let mut limits = program.limits().to_vec();
    let most = program.most().iter().enumerate().filter(|(_, most)| most.is_finite());
    let at_least = (0..variables).map(|variable| (variable, -1.0, 0.0));
    for (variable, factor, limit) in at_least.chain(most.map(|(variable, most)| (variable, 1.0, *most))) {
        matrix.add(limits.len(), variable, factor);
        limits.push(limit);
    }
    let matrix = CscMatrix::new_from_triplets(limits.len(), costs.len(), matrix.rows, matrix.variables, matrix.factors);
    let cones = [NonnegativeConeT(limits.len())];
    let mut solver = DefaultSolver::new(&squares, &costs, &matrix, &limits, &cones, settings()?).ok()?;
    solver.solve();
    if !matches!(solver.solution.status, SolverStatus::Solved | SolverStatus::AlmostSolved) {
        return None;
    }
    let values: Vec<f64> = solver.solution.x[..variables].iter().map(|value| value.max(0.0)).collect();
    let prices: Vec<f64> = solver.solution.z[..rows].iter().map(|price| price.max(0.0)).collect();
    let over = near.iter().zip(&solver.solution.x[variables..]);
    let promised = program.cost_of(&values) + over.map(|((row, _), over)| prices[*row] * over).sum::<f64>();
    Some(Near { values, prices, promised })
}

fn settings() -> Option<DefaultSettings<f64>> {
    let mut settings = DefaultSettingsBuilder::default();
    settings.verbose(false).tol_gap_rel(GAP.0).tol_gap_abs(GAP.1).tol_feas(FEASIBLE);
    settings.iterative_refinement_enable(false);
    settings.build().ok()
}

/// The terms of a matrix.
#[derive(Default)]
struct Matrix {
    rows: Vec<usize>,
    variables: Vec<usize>,
    factors: Vec<f64>,
}

impl Matrix {
    fn add(&mut self, row: usize, variable: usize, factor: f64) {
        self.rows.push(row);
        self.variables.push(variable);
        self.factors.push(factor);
    }
}

#[cfg(test)]
mod tests {
    use super::super::first_order::LinearProgram;
    use super::{Centre, solve};

    /// `min x + 2y` with `x + y ≥ 1` and `x ≤ 0.4`: 1.6 in all, where a unit of the row is worth 2.
    fn program() -> LinearProgram {
        let mut program = LinearProgram::default();
        let (x, y) = (program.add_variable(1.0, 0.4), program.add_variable(2.0, f64::INFINITY));
        let row = program.add_row(-1.0);
        program.add_term(row, x, -1.0);
        program.add_term(row, y, -1.0);
        program
    }

    #[test]
    fn prices_far_from_the_centre_are_reached_in_long_steps_only() {
        let near = |step| solve(&program(), &Centre { prices: &[Some(0.5)], step }).expect("a small program");
        let long = near(1e6);
        assert!((long.prices[0] - 2.0).abs() < 1e-3 && (long.promised - 1.6).abs() < 1e-3, "{:?}", long.prices);
        let short = near(0.1); // Nothing is planned at prices of 0.6, and the whole row is overstepped.
        assert!((short.prices[0] - 0.6).abs() < 1e-3 && (short.promised - 0.6).abs() < 1e-3, "{:?}", short.prices);
        assert!(short.values[0] < 1e-3);
    }

    #[test]
    fn a_free_price_ignores_the_centre() {
        let free = solve(&program(), &Centre { prices: &[None], step: 0.1 }).expect("a small program");
        assert!((free.prices[0] - 2.0).abs() < 1e-3 && (free.values[1] - 0.6).abs() < 1e-3, "{:?}", free.values);
    }
}
