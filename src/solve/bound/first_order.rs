//! A linear-program solver that needs nothing but products with the matrix: the primal-dual hybrid gradient method with
//! rows and columns scaled (Ruiz 2001; Pock, Chambolle, ICCV 2011, 10.1109/ICCV.2011.6126441), every step reflected and
//! drawn towards where the method last began (Halpern's iteration; Lu, Yang, Restarted Halpern PDHG for linear programming,
//! arXiv 2407.16144), and restarts that balance steps of values and of prices (Applegate et al., Practical large-scale linear
//! programming using primal-dual hybrid gradient, NeurIPS 2021). Presolve is not implemented.
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

    /// What each variable costs.
    pub(super) fn costs(&self) -> &[f64] {
        &self.costs
    }

    /// The most of each variable.
    pub(super) fn most(&self) -> &[f64] {
        &self.most
    }

    /// The limit of each row.
    pub(super) fn limits(&self) -> &[f64] {
        &self.limits
    }

    /// Row, variable and factor of each term.
    pub(super) fn terms(&self) -> &[(u32, u32, f64)] {
        &self.terms
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
    /// How much longer steps of prices are than steps of values; none to begin with.
    pub(super) weight: Option<f64>,
}

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accuracy {
    /// Most iterations.
    pub(super) iterations: usize,
    /// Relative error of rows, of reduced costs and of the gap between the two objectives that is good enough.
    pub(super) error: f64,
}

/// Iterations between two looks at the error.
const LOOK: usize = 40;
/// A restart is due when what an iteration still moves is this part of what it moved at the last one.
const MUCH_LESS: f64 = 0.2;
/// It is due at this part if it has begun to grow again.
const LESS: f64 = 0.8;
/// A stretch without restart is at most this part of all iterations.
const LONGEST: f64 = 0.36;
/// Rounds of scaling.
const SCALINGS: usize = 8;

/// Solves the program approximately from `start` (missing entries are 0); less well if told to stop.
pub(super) fn solve(program: &LinearProgram, start: Point, accuracy: Accuracy, stop: Stop<'_>) -> Point {
    Method::new(program, start).run(accuracy, stop)
}

/// A sparse matrix by rows or by columns; entries need no more than seven digits.
#[derive(Clone, Debug)]
struct Sparse {
    first: Vec<usize>,
    terms: Vec<(u32, f32)>,
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
        #[allow(clippy::cast_possible_truncation, reason = "seven digits are enough")]
        for (group, other, factor) in terms {
            grouped[next[group as usize]] = (other, factor as f32);
            next[group as usize] += 1;
        }
        Self { first, terms: grouped }
    }

    /// The group's entries times a vector.
    fn dot(&self, group: usize, vector: &[f64]) -> f64 {
        let terms = &self.terms[self.first[group]..self.first[group + 1]];
        terms.iter().map(|&(other, factor)| f64::from(factor) * vector[other as usize]).sum()
    }

    /// The sum of the sizes of a group's entries.
    fn weight(&self, group: usize) -> f64 {
        let terms = &self.terms[self.first[group]..self.first[group + 1]];
        terms.iter().map(|(_, factor)| f64::from(factor.abs())).sum::<f64>().max(1e-9)
    }
}

/// What rows and columns are multiplied by so that all entries are near one.
struct Scale {
    rows: Vec<f64>,
    variables: Vec<f64>,
}

impl Scale {
    fn new(program: &LinearProgram) -> Self {
        let mut scale = Self { rows: vec![1.0; program.rows()], variables: vec![1.0; program.variables()] };
        for _ in 0..SCALINGS {
            let (mut rows, mut variables) = (vec![0.0_f64; program.rows()], vec![0.0_f64; program.variables()]);
            for &(row, variable, factor) in &program.terms {
                let (row, variable) = (row as usize, variable as usize);
                let size = factor.abs() * scale.rows[row] * scale.variables[variable];
                rows[row] = rows[row].max(size);
                variables[variable] = variables[variable].max(size);
            }
            let even_out = |scale: &mut Vec<f64>, greatest: &[f64]| {
                scale.iter_mut().zip(greatest).for_each(|(scale, size)| *scale /= size.max(1e-12).sqrt());
            };
            even_out(&mut scale.rows, &rows);
            even_out(&mut scale.variables, &variables);
        }
        scale
    }
}

/// The method under way, on the scaled program.
struct Method {
    scale: Scale,
    costs: Vec<f64>,
    most: Vec<f64>,
    limits: Vec<f64>,
    by_row: Sparse,
    by_variable: Sparse,
    value_steps: Vec<f64>,
    price_steps: Vec<f64>,
    weight: f64,
    /// Where the method is, where it last began, and where a plain step leads.
    now: Point,
    anchor: Point,
    next: Point,
    /// Values as far beyond the next as these are beyond the present.
    ahead: Vec<f64>,
}

impl Method {
    fn new(program: &LinearProgram, mut start: Point) -> Self {
        let scale = Scale::new(program);
        start.values.resize(program.variables(), 0.0);
        start.prices.resize(program.rows(), 0.0);
        start.values.iter_mut().zip(&scale.variables).for_each(|(value, scale)| *value /= scale);
        start.prices.iter_mut().zip(&scale.rows).for_each(|(price, scale)| *price /= scale);
        let terms = program.terms.iter().map(|&(row, variable, factor)| {
            (row, variable, factor * scale.rows[row as usize] * scale.variables[variable as usize])
        });
        let by_row = Sparse::new(program.rows(), terms.clone());
        let by_variable =
            Sparse::new(program.variables(), terms.map(|(row, variable, factor)| (variable, row, factor)));
        let costs: Vec<f64> = program.costs.iter().zip(&scale.variables).map(|(cost, scale)| cost * scale).collect();
        let limits: Vec<f64> = program.limits.iter().zip(&scale.rows).map(|(limit, scale)| limit * scale).collect();
        Self {
            weight: start.weight.unwrap_or_else(|| (norm(&costs) / norm(&limits).max(1e-9)).max(1e-3)),
            most: program.most.iter().zip(&scale.variables).map(|(most, scale)| most / scale).collect(),
            value_steps: (0..program.variables()).map(|variable| 1.0 / by_variable.weight(variable)).collect(),
            price_steps: (0..program.rows()).map(|row| 1.0 / by_row.weight(row)).collect(),
            ahead: vec![0.0; program.variables()],
            anchor: start.clone(),
            next: start.clone(),
            now: start,
            scale,
            costs,
            limits,
            by_row,
            by_variable,
        }
    }

    fn run(mut self, accuracy: Accuracy, stop: Stop<'_>) -> Point {
        let mut best = (f64::INFINITY, self.next.clone());
        let mut since = 0;
        let (mut at_restart, mut before) = (None, f64::INFINITY);
        for iteration in 1..=accuracy.iterations {
            self.advance();
            if iteration % LOOK == 0 {
                let error = self.error();
                if error < best.0 {
                    best = (error, self.next.clone());
                }
                if error < accuracy.error || stop() {
                    break;
                }
            }
            if iteration % LOOK == 0 || since == 0 {
                let moved = self.moved();
                let begun = *at_restart.get_or_insert(moved);
                let too_long = ratio(since) > LONGEST * ratio(iteration);
                if moved <= MUCH_LESS * begun || (moved <= LESS * begun && moved > before) || (since > 0 && too_long) {
                    self.restart();
                    (since, at_restart, before) = (0, None, f64::INFINITY);
                    continue;
                }
                before = moved;
            }
            self.draw_back(since);
            since += 1;
        }
        self.unscaled(best.1)
    }

    /// One plain step: values down, prices up.
    fn advance(&mut self) {
        let (now, next) = (&self.now, &mut self.next);
        for (v, value) in next.values.iter_mut().enumerate() {
            let slope = self.costs[v] + self.by_variable.dot(v, &now.prices);
            *value = (now.values[v] - self.value_steps[v] / self.weight * slope).clamp(0.0, self.most[v]);
            self.ahead[v] = 2.0 * *value - now.values[v];
        }
        for (r, price) in next.prices.iter_mut().enumerate() {
            let over = self.by_row.dot(r, &self.ahead) - self.limits[r];
            *price = (now.prices[r] + self.price_steps[r] * self.weight * over).max(0.0);
        }
    }

    /// Goes twice as far as the plain step, and back towards the anchor by a part that shrinks.
    fn draw_back(&mut self, since: usize) {
        let part = (ratio(since) + 1.0) / (ratio(since) + 2.0);
        for ((now, ahead), anchor) in self.now.values.iter_mut().zip(&self.ahead).zip(&self.anchor.values) {
            *now = part * ahead + (1.0 - part) * anchor;
        }
        for ((now, next), anchor) in self.now.prices.iter_mut().zip(&self.next.prices).zip(&self.anchor.prices) {
            *now = part * (2.0 * next - *now) + (1.0 - part) * anchor;
        }
    }

    /// How far a plain step moves, in the metric in which the method contracts.
    fn moved(&self) -> f64 {
        let values: Vec<f64> = self.next.values.iter().zip(&self.now.values).map(|(next, now)| next - now).collect();
        let mut sum = 0.0;
        for (moved, step) in values.iter().zip(&self.value_steps) {
            sum += self.weight * moved * moved / step;
        }
        for (r, step) in self.price_steps.iter().enumerate() {
            let moved = self.next.prices[r] - self.now.prices[r];
            sum += moved * moved / step / self.weight - 2.0 * moved * self.by_row.dot(r, &values);
        }
        sum.max(0.0).sqrt()
    }

    /// Begins anew at the next point, and balances the steps of values and prices by how far each has moved.
    fn restart(&mut self) {
        let moved = distance(&self.anchor.values, &self.next.values);
        let priced = distance(&self.anchor.prices, &self.next.prices);
        if moved > 1e-9 && priced > 1e-9 {
            self.weight = (0.5 * (priced / moved).ln() + 0.5 * self.weight.ln()).exp();
        }
        self.now.clone_from(&self.next);
        self.anchor.clone_from(&self.next);
    }

    /// The greatest relative error of rows, of reduced costs and of the gap between the two objectives.
    fn error(&self) -> f64 {
        let point = &self.next;
        let mut over = 0.0;
        for (r, scale) in self.scale.rows.iter().enumerate() {
            over += ((self.by_row.dot(r, &point.values) - self.limits[r]).max(0.0) / scale).powi(2);
        }
        let (mut short, mut dual) = (0.0, 0.0);
        for (v, scale) in self.scale.variables.iter().enumerate() {
            let reduced = (self.costs[v] + self.by_variable.dot(v, &point.prices)).min(0.0);
            if self.most[v].is_finite() {
                dual += reduced * self.most[v];
            } else {
                short += (reduced / scale).powi(2);
            }
        }
        dual -= product(&point.prices, &self.limits);
        let primal = product(&point.values, &self.costs);
        let rows = over.sqrt() / (1.0 + norm(&self.limits));
        let costs = short.sqrt() / (1.0 + norm(&self.costs));
        let gap = (primal - dual).abs() / (1.0 + primal.abs() + dual.abs());
        rows.max(costs).max(gap)
    }

    fn unscaled(&self, mut point: Point) -> Point {
        point.values.iter_mut().zip(&self.scale.variables).for_each(|(value, scale)| *value *= scale);
        point.prices.iter_mut().zip(&self.scale.rows).for_each(|(price, scale)| *price *= scale);
        point.weight = Some(self.weight);
        point
    }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(vector: &[f64]) -> f64 {
    product(vector, vector).sqrt()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[allow(clippy::cast_precision_loss, reason = "counts of iterations are small")]
fn ratio(count: usize) -> f64 {
    count as f64
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
