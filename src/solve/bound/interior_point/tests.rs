//! Answers of small programs, and of any against those of another method.

use clarabel::algebra::CscMatrix;
use clarabel::solver::SupportedConeT::NonnegativeConeT;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver as _, SolverStatus};
use proptest::collection::vec;
use proptest::prelude::*;

use super::super::first_order::LinearProgram;
use super::{Centre, Inside, solve};

/// `min 1000 x + 2000 y` with `x + y ≥ 1` and `x ≤ 0.4`: 1600 in all, where a unit of the row is worth 2000.
fn small_program() -> LinearProgram {
    let mut program = LinearProgram::default();
    let (x, y) = (program.add_variable(1000.0, 0.4), program.add_variable(2000.0, f64::INFINITY));
    let row = program.add_row(-1.0);
    program.add_term(row, x, -1.0);
    program.add_term(row, y, -1.0);
    program
}

#[test]
fn prices_far_from_the_centre_are_reached_in_long_steps_only() {
    let near = |step| solve(&small_program(), &Centre { prices: &[Some(500.0)], step }, None).expect("a small program");
    let long = near(1e6);
    assert!((long.prices[0] - 2000.0).abs() < 0.1 && (long.promised - 1600.0).abs() < 0.1, "{:?}", long.prices);
    let short = near(100.0); // Nothing is planned at prices of 600, and the whole row is overstepped.
    assert!((short.prices[0] - 600.0).abs() < 0.1 && (short.promised - 600.0).abs() < 0.1, "{:?}", short.prices);
    assert!(short.values[0] < 1e-3);
}

#[test]
fn a_free_price_ignores_the_centre() {
    let free = solve(&small_program(), &Centre { prices: &[None], step: 100.0 }, None).expect("a small program");
    assert!((free.prices[0] - 2000.0).abs() < 0.1 && (free.values[1] - 0.6).abs() < 1e-3, "{:?}", free.values);
}

/// `x + y ≥ 1` once near 500 and once near 100: what it is worth is the sum.
#[test]
fn rows_that_say_the_same_share_what_they_are_worth() {
    let mut program = small_program();
    let again = program.add_row(-1.0);
    (0..2).for_each(|variable| program.add_term(again, variable, -1.0));
    let near = |prices: [f64; 2], step| {
        let prices = prices.map(Some);
        solve(&program, &Centre { prices: &prices, step }, None).expect("a small program").prices
    };
    let far = near([500.0, 100.0], 1e6);
    assert!((far[0] - 1200.0).abs() < 0.1 && (far[1] - 800.0).abs() < 0.1, "{far:?}");
    let down = near([5000.0, 1000.0], 1e6);
    assert!((down[0] / down[1] - 5.0).abs() < 0.1 && (down[0] + down[1] - 2000.0).abs() < 0.2, "{down:?}");
}

/// What the program promises by Clarabel, where each row with a price may be overstepped by a variable of its own.
fn promised_by_clarabel(program: &LinearProgram, centre: &Centre<'_>) -> f64 {
    let near: Vec<(usize, f64)> =
        centre.prices.iter().enumerate().filter_map(|(row, price)| Some((row, (*price)?))).collect();
    let (variables, all) = (program.variables(), program.variables() + near.len());
    let mut costs = program.costs().to_vec();
    costs.extend(near.iter().map(|(_, price)| *price));
    let over: Vec<usize> = (variables..all).collect();
    let squares = CscMatrix::new_from_triplets(all, all, over.clone(), over, vec![centre.step; near.len()]);
    let mut limits = program.limits().to_vec();
    let mut terms: Vec<(usize, usize, f64)> =
        program.terms().iter().map(|&(row, variable, factor)| (row as usize, variable as usize, factor)).collect();
    terms.extend(near.iter().zip(variables..).map(|((row, _), over)| (*row, over, -1.0)));
    for (variable, most) in program.most().iter().enumerate() {
        terms.push((limits.len(), variable, -1.0));
        limits.push(0.0);
        if most.is_finite() {
            terms.push((limits.len(), variable, 1.0));
            limits.push(*most);
        }
    }
    let matrix = CscMatrix::new_from_triplets(
        limits.len(),
        all,
        terms.iter().map(|term| term.0).collect(),
        terms.iter().map(|term| term.1).collect(),
        terms.iter().map(|term| term.2).collect(),
    );
    let settings = DefaultSettingsBuilder::default().verbose(false).build().expect("settings");
    let cones = [NonnegativeConeT(limits.len())];
    let mut solver = DefaultSolver::new(&squares, &costs, &matrix, &limits, &cones, settings).expect("a program");
    solver.solve();
    assert_eq!(solver.solution.status, SolverStatus::Solved);
    solver.solution.obj_val
}

/// Programs of the kind that masters are: one column of each worker at most, every row to be covered or paid for.
fn programs() -> impl Strategy<Value = (LinearProgram, Vec<Option<f64>>, f64)> {
    let column = (0..4_usize, 0.0..500.0_f64, vec(any::<bool>(), 8));
    let of_rows = vec((100.0..2000.0_f64, 0.0..2000.0_f64), 8);
    (vec(column, 1..40), of_rows, 1.0..1000.0_f64).prop_map(|(columns, of_rows, step)| {
        let mut program = LinearProgram::default();
        let rows: Vec<usize> = of_rows.iter().map(|_| program.add_row(-1.0)).collect();
        let workers: Vec<usize> = (0..4).map(|_| program.add_row(1.0)).collect();
        for (row, (left_out, _)) in rows.iter().zip(&of_rows) {
            let room = program.add_variable(*left_out, 1.0);
            program.add_term(*row, room, -1.0);
        }
        for (worker, cost, covers) in columns {
            let variable = program.add_variable(cost, f64::INFINITY);
            program.add_term(workers[worker], variable, 1.0);
            rows.iter()
                .zip(covers)
                .filter(|(_, covers)| *covers)
                .for_each(|(row, _)| program.add_term(*row, variable, -1.0));
        }
        // The first row once more.
        let again = program.add_row(-1.0);
        let of_first: Vec<(u32, u32, f64)> = program.terms().iter().filter(|(row, _, _)| *row == 0).copied().collect();
        of_first.iter().for_each(|(_, variable, factor)| program.add_term(again, *variable as usize, *factor));
        let centre = of_rows.iter().map(|(_, near)| Some(*near)).chain(workers.iter().map(|_| None));
        let centre = centre.chain([Some(of_rows[0].1)]).collect();
        (program, centre, step)
    })
}

/// What the objective of the program near the centre is beyond half of the squares that `promised` counts in full.
fn by_half_of_squares(promised: f64, prices: &[f64], centre: &Centre<'_>) -> f64 {
    let square =
        |(price, near): (&f64, &Option<f64>)| near.map_or(0.0, |near| (price - near).powi(2) / centre.step / 2.0);
    promised - prices.iter().zip(centre.prices).map(square).sum::<f64>()
}

proptest! {
    #[test]
    fn the_answer_is_that_of_another_method_from_wherever_it_begins((program, prices, step) in programs(), known in vec(any::<bool>(), 64)) {
        let centre = Centre { prices: &prices, step };
        let expected = promised_by_clarabel(&program, &centre);
        let cold = solve(&program, &centre, None).expect("an answer");
        let of_cold = by_half_of_squares(cold.promised, &cold.prices, &centre);
        prop_assert!((of_cold - expected).abs() < 0.2, "{of_cold} in place of {expected}");
        let inside = cold.inside.expect("a point inside");
        let some = |points: Vec<(f64, f64)>| {
            points.into_iter().zip(known.iter().cycle()).map(|(point, known)| known.then_some(point)).collect()
        };
        let from = Inside { variables: some(inside.variables), rows: some(inside.rows), product: inside.product };
        let warm = solve(&program, &centre, Some(&from)).expect("an answer");
        let of_warm = by_half_of_squares(warm.promised, &warm.prices, &centre);
        prop_assert!((of_warm - expected).abs() < 0.2, "{of_warm} in place of {expected}");
    }
}
