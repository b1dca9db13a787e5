//! A linear-program solver that needs nothing but products with the matrix: the primal-dual hybrid gradient method with
//! diagonal steps (Pock, Chambolle, ICCV 2011, 10.1109/ICCV.2011.6126441), restarts at the average and a primal weight
//! (Applegate et al., Practical large-scale linear programming using primal-dual hybrid gradient, NeurIPS 2021). Of the
//! latter presolve, feasibility polishing and adaptive step sizes are not implemented.
//!
//! The master wants prices, not vertices: approximate ones give exact bounds. An iteration is linear in the size of the
//! program, and every solve begins where the last ended.

use super::Stop;

/// `min cost·x` with `rows·x ≤ limits` and `0 ≤ x ≤ most`.
#[derive(Clone, Debug, Default)]
pub(super) struct LinearProgram {
    costs: Vec<f64>,
    most: Vec<f64>,
    limits: Vec<f64>,
    terms: Vec<(u32, u32, f64)>,
}

impl LinearProgram {
    /// A new variable from 0 to `most`; returns its number.
    pub(super) fn add_variable(&mut self, cost: f64, most: f64) -> usize {
        self.costs.push(cost);
        self.most.push(most);
        self.costs.len() - 1
    }

    /// A new row without terms; returns its number.
    pub(super) fn add_row(&mut self, limit: f64) -> usize {
        self.limits.push(limit);
        self.limits.len() - 1
    }

    /// Adds `factor·variable` to a row.
    pub(super) fn add_term(&mut self, row: usize, variable: usize, factor: f64) {
        let small = |index: usize| u32::try_from(index).expect("fewer than 2^32 rows and variables");
        self.terms.push((small(row), small(variable), factor));
    }

    /// The objective at these values.
    pub(super) fn cost_of(&self, values: &[f64]) -> f64 {
        values.iter().zip(&self.costs).map(|(value, cost)| value * cost).sum()
    }

    /// The number of variables.
    pub(super) fn variables(&self) -> usize {
        self.costs.len()
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.limits.len()
    }
}

/// Values of variables and prices of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Point {
    /// One for each variable.
    pub(super) values: Vec<f64>,
    /// One for each row, at or above zero.
    pub(super) prices: Vec<f64>,
}

/// A sparse matrix by rows or by columns.
#[derive(Clone, Debug)]
struct Sparse {
    first: Vec<usize>,
    terms: Vec<(u32, f64)>,
}

impl Sparse {
    /// Groups `(group, other, factor)`.
    fn new(groups: usize, terms: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Self {
        let mut first = vec![0; groups + 1];
        for (group, _, _) in terms.clone() {
            first[group as usize + 1] += 1;
        }
        for group in 0..groups {
            first[group + 1] += first[group];
        }
        let mut next = first.clone();
        let mut grouped = vec![(0, 0.0); first[groups]];
        for (group, other, factor) in terms {
            grouped[next[group as usize]] = (other, factor);
            next[group as usize] += 1;
        }
        Self { first, terms: grouped }
    }

    fn of(&self, group: usize) -> &[(u32, f64)] {
        &self.terms[self.first[group]..self.first[group + 1]]
    }

    fn dot(&self, group: usize, vector: &[f64]) -> f64 {
        self.of(group).iter().map(|&(other, factor)| factor * vector[other as usize]).sum()
    }

    fn weight(&self, group: usize) -> f64 {
        self.of(group).iter().map(|(_, factor)| factor.abs()).sum::<f64>().max(1e-9)
    }
}

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accuracy {
    /// Most iterations.
    pub(super) iterations: usize,
    /// Relative error of primal, dual and gap that is good enough.
    pub(super) error: f64,
}

/// Iterations between two looks at the error.
const LOOK: usize = 40;

/// The method under way.
struct Method<'a> {
    program: &'a LinearProgram,
    by_row: Sparse,
    by_variable: Sparse,
    value_steps: Vec<f64>,
    price_steps: Vec<f64>,
    weight: f64,
}

/// Solves the program approximately from `start` (missing entries are 0); less well if told to stop.
pub(super) fn solve(program: &LinearProgram, start: Point, accuracy: Accuracy, stop: Stop<'_>) -> Point {
    let method = Method::new(program);
    let mut point = start;
    point.values.resize(program.variables(), 0.0);
    point.prices.resize(program.rows(), 0.0);
    method.run(point, accuracy, stop)
}

impl<'a> Method<'a> {
    fn new(program: &'a LinearProgram) -> Self {
        let by_row = Sparse::new(program.rows(), program.terms.iter().copied());
        let by_variable = Sparse::new(program.variables(), program.terms.iter().map(|&(r, v, f)| (v, r, f)));
        let value_steps = (0..program.variables()).map(|v| 1.0 / by_variable.weight(v)).collect();
        let price_steps = (0..program.rows()).map(|r| 1.0 / by_row.weight(r)).collect();
        let weight = (norm(&program.costs) / norm(&program.limits).max(1e-9)).max(1e-3);
        Self { program, by_row, by_variable, value_steps, price_steps, weight }
    }

    fn run(mut self, start: Point, accuracy: Accuracy, stop: Stop<'_>) -> Point {
        let mut restart = start.clone();
        let mut point = start;
        let mut sum = Point { values: vec![0.0; point.values.len()], prices: vec![0.0; point.prices.len()] };
        let mut since = 0;
        let mut error_at_restart = self.error(&point);
        let mut error_before = error_at_restart;
        let mut best = (error_at_restart, point.clone());
        for iteration in 1..=accuracy.iterations {
            self.advance(&mut point);
            add(&mut sum, &point);
            since += 1;
            if iteration % LOOK != 0 {
                continue;
            }
            let average = divided(&sum, since);
            let (of_point, of_average) = (self.error(&point), self.error(&average));
            let (error, candidate) =
                if of_average < of_point { (of_average, average) } else { (of_point, point.clone()) };
            if error < best.0 {
                best = (error, candidate.clone());
            }
            if error < accuracy.error || stop() {
                break;
            }
            let much = error < 0.2 * error_at_restart;
            let some = error < 0.8 * error_at_restart && error > error_before;
            if much || some || since * 3 > iteration.max(600) {
                self.reweigh(&restart, &candidate);
                point = candidate.clone();
                restart = candidate;
                sum.values.fill(0.0);
                sum.prices.fill(0.0);
                since = 0;
                error_at_restart = error;
            }
            error_before = error;
        }
        best.1
    }

    /// One step of values down and prices up.
    fn advance(&self, point: &mut Point) {
        let mut ahead = vec![0.0; point.values.len()];
        for (v, ahead) in ahead.iter_mut().enumerate() {
            let slope = self.program.costs[v] + self.by_variable.dot(v, &point.prices);
            let value = point.values[v];
            let next = (value - self.value_steps[v] / self.weight * slope).clamp(0.0, self.program.most[v]);
            *ahead = 2.0 * next - value;
            point.values[v] = next;
        }
        for (r, price) in point.prices.iter_mut().enumerate() {
            let over = self.by_row.dot(r, &ahead) - self.program.limits[r];
            *price = (*price + self.price_steps[r] * self.weight * over).max(0.0);
        }
    }

    /// The greatest relative error of rows, of reduced costs and of the gap between the two objectives.
    fn error(&self, point: &Point) -> f64 {
        let mut over = 0.0;
        for r in 0..self.program.rows() {
            over += (self.by_row.dot(r, &point.values) - self.program.limits[r]).max(0.0).powi(2);
        }
        let (mut short, mut dual) = (0.0, 0.0);
        for v in 0..self.program.variables() {
            let reduced = self.program.costs[v] + self.by_variable.dot(v, &point.prices);
            if reduced < 0.0 {
                if self.program.most[v].is_finite() {
                    dual += reduced * self.program.most[v];
                } else {
                    short += reduced.powi(2);
                }
            }
        }
        dual -= point.prices.iter().zip(&self.program.limits).map(|(price, limit)| price * limit).sum::<f64>();
        let primal = self.program.cost_of(&point.values);
        let rows = over.sqrt() / (1.0 + norm(&self.program.limits));
        let costs = short.sqrt() / (1.0 + norm(&self.program.costs));
        let gap = (primal - dual).abs() / (1.0 + primal.abs() + dual.abs());
        rows.max(costs).max(gap)
    }

    /// Balances the steps of values and prices by how far each has moved.
    fn reweigh(&mut self, before: &Point, now: &Point) {
        let moved = distance(&before.values, &now.values);
        let priced = distance(&before.prices, &now.prices);
        if moved > 1e-9 && priced > 1e-9 {
            self.weight = (0.5 * (priced / moved).ln() + 0.5 * self.weight.ln()).exp();
        }
    }
}

fn norm(vector: &[f64]) -> f64 {
    vector.iter().map(|x| x * x).sum::<f64>().sqrt()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn add(sum: &mut Point, point: &Point) {
    sum.values.iter_mut().zip(&point.values).for_each(|(sum, value)| *sum += value);
    sum.prices.iter_mut().zip(&point.prices).for_each(|(sum, price)| *sum += price);
}

#[allow(clippy::cast_precision_loss, reason = "counts of iterations are small")]
fn divided(sum: &Point, count: usize) -> Point {
    let share = 1.0 / count as f64;
    let scaled = |list: &[f64]| list.iter().map(|x| x * share).collect();
    Point { values: scaled(&sum.values), prices: scaled(&sum.prices) }
}

#[cfg(test)]
mod tests {
    use super::{Accuracy, LinearProgram, Point, solve};

    /// max 3x + 2y with x + y ≤ 4, x + 3y ≤ 7, x ≤ 3: x = 3, y = 1, and only the first row has a price: 2.
    #[test]
    fn a_small_program_has_its_known_solution() {
        let mut program = LinearProgram::default();
        let (x, y) = (program.add_variable(-3.0, 3.0), program.add_variable(-2.0, f64::INFINITY));
        let (sum, mix) = (program.add_row(4.0), program.add_row(7.0));
        for (row, variable, factor) in [(sum, x, 1.0), (sum, y, 1.0), (mix, x, 1.0), (mix, y, 3.0)] {
            program.add_term(row, variable, factor);
        }
        let found = solve(&program, Point::default(), Accuracy { iterations: 20_000, error: 1e-7 }, &|| false);
        let close = |a: f64, b: f64| (a - b).abs() < 1e-3;
        assert!(close(found.values[0], 3.0) && close(found.values[1], 1.0), "{found:?}");
        assert!(close(found.prices[0], 2.0) && close(found.prices[1], 0.0), "{found:?}");
    }
}
