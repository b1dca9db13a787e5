//! A linear program near given prices, by an interior point method. Moving prices away from where the bound is best costs their
//! squared distance, so they go no further than the columns known there can tell (the proximal bundle method: Kiwiel, Proximity
//! control in bundle methods for convex nondifferentiable minimization, Mathematical Programming 46, 1990, 10.1007/BF01585731).
//!
//! A row near its price π may be overstepped by y for π y + t y²/2, so that its new price is z = π + t y. Steps are those of
//! Mehrotra's predictor and corrector (SIAM Journal on Optimization 2(4), 1992, 10.1137/0802028) with more correctors (Gondzio,
//! Computational Optimization and Applications 6, 1996, 10.1007/BF00249643), by normal equations in the prices. A program much
//! like the one before begins where that one was well inside (Gondzio, Mathematical Programming 83, 1998, 10.1007/BF02680554).

mod alike;

use super::cholesky::Cholesky;
use super::first_order::LinearProgram;

use alike::Alike;

/// How exact an answer is: as a share of the objective, and in points. Prices need not be exact, for any give a bound.
const GAP: (f64, f64) = (1e-5, 0.05);
/// By how much rows and reduced costs may be off, as a share of the largest limit and cost.
const FEASIBLE: f64 = 1e-4;
/// Steps at most: to begin with, and from a point that an earlier program left.
const MOST_STEPS: (usize, usize) = (80, 25);
/// A step goes so much of the way to where something would be zero.
const NEARLY: f64 = 0.99;
/// Correctors after the first, and how much longer each is to make the step.
const CORRECTORS: usize = 2;
const LONGER: f64 = 0.3;
/// What products are corrected towards, as multiples of their target, and how much longer a step must become for it.
const CENTRAL: (f64, f64) = (0.1, 10.0);
const WORTHWHILE: f64 = 0.01;
/// A value and a price to begin with, at least.
const BEGIN: (f64, f64) = (0.1, 20.0);
/// A price of what is new, at least, where the rest begins where an earlier program was.
const BEGIN_NEW: f64 = 1.0;
/// A program is left, for the next, where its gap is first less than this share of the objective.
const LEFT: f64 = 3e-3;

/// Where prices are to stay near to.
pub(super) struct Centre<'a> {
    /// One for each row; nothing for rows whose price is free.
    pub(super) prices: &'a [Option<f64>],
    /// How far a price moves for each unit by which its row is overstepped.
    pub(super) step: f64,
}

/// A point well inside, of the variables and rows that are known.
#[derive(Clone, Debug)]
pub(super) struct Inside<T> {
    /// Of each variable its value and reduced cost.
    pub(super) variables: Vec<T>,
    /// Of each row what is left of it and its price.
    pub(super) rows: Vec<T>,
    /// What the two make, on average.
    pub(super) product: f64,
}

/// An answer near a centre.
pub(super) struct Near {
    /// One for each variable.
    pub(super) values: Vec<f64>,
    /// One for each row, at or above zero.
    pub(super) prices: Vec<f64>,
    /// What the objective is at the least where every row may be overstepped at its price.
    pub(super) promised: f64,
    /// From where a program like this one may begin.
    pub(super) inside: Option<Inside<(f64, f64)>>,
}

/// The answer near a centre, from where a program like this one was; `None` where the method breaks down.
pub(super) fn solve(
    program: &LinearProgram,
    centre: &Centre<'_>,
    from: Option<&Inside<Option<(f64, f64)>>>,
) -> Option<Near> {
    let alike = Alike::of(program, centre);
    let mut method = Method::new(&alike)?;
    let near = from.and_then(|from| {
        method.begin_from(&alike.merged(from));
        method.run(MOST_STEPS.1)
    });
    let near = near.or_else(|| {
        method.begin();
        method.run(MOST_STEPS.0)
    })?;
    let prices = alike.prices(&near.prices, centre);
    Some(Near { prices, inside: near.inside.map(|inside| alike.parted(inside)), ..near })
}

/// What is at or above zero and what it is multiplied by, which make zero in the end; or how both move.
#[derive(Clone, Debug, Default)]
struct Pairs {
    values: Vec<f64>,
    prices: Vec<f64>,
}

impl Pairs {
    fn products(&self) -> impl Iterator<Item = f64> {
        self.values.iter().zip(&self.prices).map(|(value, price)| value * price)
    }

    /// What the products are after a move.
    fn products_after<'a>(&'a self, by: &'a Self, length: f64) -> impl Iterator<Item = f64> + 'a {
        let values = self.values.iter().zip(&by.values).map(move |(value, by)| value + length * by);
        let prices = self.prices.iter().zip(&by.prices).map(move |(price, by)| price + length * by);
        values.zip(prices).map(|(value, price)| value * price)
    }

    /// The longest move that leaves all at or above zero, at most 1.
    fn longest(&self, by: &Self) -> f64 {
        let all = self.values.iter().zip(&by.values).chain(self.prices.iter().zip(&by.prices));
        all.filter(|(_, by)| **by < 0.0).map(|(now, by)| -now / by).fold(1.0, f64::min)
    }

    fn go(&mut self, by: &Self, length: f64) {
        self.values.iter_mut().zip(&by.values).for_each(|(now, by)| *now += length * by);
        self.prices.iter_mut().zip(&by.prices).for_each(|(now, by)| *now += length * by);
    }

    fn both(&self) -> Vec<(f64, f64)> {
        self.values.iter().copied().zip(self.prices.iter().copied()).collect()
    }
}

/// Variables, rows, and upper ends of variables.
type Three<T> = [T; 3];
const VARIABLES: usize = 0;
const ROWS: usize = 1;
const ENDS: usize = 2;

struct Method<'a> {
    program: &'a LinearProgram,
    /// What prices of rows are to stay near to, nothing for free ones, and how far each moves.
    near: &'a [Option<f64>],
    steps: &'a [f64],
    /// The terms of each variable, in order of rows.
    columns: Vec<Vec<(u32, f64)>>,
    /// Variables with an upper end.
    bounded: Vec<usize>,
    /// Values and reduced costs, what is left of rows and their prices, what is left to upper ends and their prices.
    pairs: Three<Pairs>,
    factor: Cholesky,
}

impl<'a> Method<'a> {
    fn new(alike: &'a Alike) -> Option<Self> {
        let Alike { program, near, steps, .. } = alike;
        let mut columns = vec![Vec::new(); program.variables()];
        for &(row, variable, factor) in program.terms() {
            columns[variable as usize].push((row, factor));
        }
        for column in &mut columns {
            merge_terms(column);
        }
        let factor = Cholesky::of(program.rows(), &columns)?;
        let bounded = (0..program.variables()).filter(|&variable| program.most()[variable].is_finite()).collect();
        Some(Self { program, near, steps, columns, bounded, pairs: Default::default(), factor })
    }

    /// Begins at the prices of the centre; free prices are such that no reduced cost is below zero.
    fn begin(&mut self) {
        let (least_value, least_price) = BEGIN;
        let mut prices: Vec<f64> = self.near.iter().map(|price| price.unwrap_or(0.0)).collect();
        let reduced = self.reduced_costs(&prices);
        for (column, reduced) in self.columns.iter().zip(&reduced) {
            for &(row, factor) in column {
                if self.near[row as usize].is_none() && factor > 0.0 {
                    prices[row as usize] = prices[row as usize].max(-reduced / factor);
                }
            }
        }
        prices.iter_mut().for_each(|price| *price = price.max(least_price));
        let reduced = self.reduced_costs(&prices).into_iter().map(|cost| cost.max(least_price)).collect();
        let values: Vec<f64> = self.program.most().iter().map(|most| least_value.min(most / 2.0)).collect();
        let left = self.program.limits().iter().zip(self.planned(&values));
        let left = left.map(|(limit, planned)| (limit - planned).max(least_value)).collect();
        self.pairs[VARIABLES] = Pairs { values, prices: reduced };
        self.pairs[ROWS] = Pairs { values: left, prices };
        self.begin_at_ends(least_price * least_value);
    }

    /// Begins at a point well inside; what is new joins with the same product.
    fn begin_from(&mut self, from: &Inside<Option<(f64, f64)>>) {
        let with_price = |price: f64| (from.product / price.max(BEGIN_NEW), price.max(BEGIN_NEW));
        let near = self.near.iter().map(|price| price.unwrap_or(0.0));
        let rows = from.rows.iter().zip(near).map(|(known, near)| known.unwrap_or_else(|| with_price(near)));
        let (values, prices) = rows.unzip();
        self.pairs[ROWS] = Pairs { values, prices };
        let reduced = self.reduced_costs(&self.pairs[ROWS].prices);
        let variables = from.variables.iter().zip(&reduced).zip(self.program.most());
        let variables = variables.map(|((known, reduced), most)| {
            let (value, price) = known.unwrap_or_else(|| with_price(*reduced));
            (value.min(NEARLY * most), price)
        });
        let (values, prices) = variables.unzip();
        self.pairs[VARIABLES] = Pairs { values, prices };
        self.begin_at_ends(from.product);
    }

    /// Upper ends are worth what reduced costs are below zero, and make at least this product.
    fn begin_at_ends(&mut self, product: f64) {
        let reduced = self.reduced_costs(&self.pairs[ROWS].prices);
        let Pairs { values, prices } = &self.pairs[VARIABLES];
        let ends = self.bounded.iter().map(|&variable| {
            let left = self.program.most()[variable] - values[variable];
            (left, (prices[variable] - reduced[variable]).max(product / left))
        });
        let (values, prices) = ends.unzip();
        self.pairs[ENDS] = Pairs { values, prices };
    }

    fn run(&mut self, most_steps: usize) -> Option<Near> {
        let mut inside = None;
        for _ in 0..most_steps {
            let off = self.off();
            let (gap, objective) = (self.products(), self.program.cost_of(&self.pairs[VARIABLES].values));
            if inside.is_none() && gap < LEFT * objective.abs() {
                let (variables, rows) = (self.pairs[VARIABLES].both(), self.pairs[ROWS].both());
                inside = Some(Inside { variables, rows, product: gap / self.count() });
            }
            if gap < GAP.1.max(GAP.0 * objective.abs()) && self.is_feasible(&off) {
                return Some(self.answer(inside));
            }
            self.step(&off)?;
        }
        None
    }

    /// Costs less what prices take off.
    fn reduced_costs(&self, prices: &[f64]) -> Vec<f64> {
        let taken_off = self.columns.iter().map(|column| product_with(column, prices));
        self.program.costs().iter().zip(taken_off).map(|(cost, taken_off)| cost + taken_off).collect()
    }

    /// What values make of each row.
    fn planned(&self, values: &[f64]) -> Vec<f64> {
        let mut planned = vec![0.0; self.program.rows()];
        for (value, column) in values.iter().zip(&self.columns) {
            column.iter().for_each(|(row, factor)| planned[*row as usize] += factor * value);
        }
        planned
    }

    /// By how much a row is overstepped at its price.
    fn over(&self, row: usize) -> f64 {
        let over = |near| (self.pairs[ROWS].prices[row] - near) / self.steps[row];
        self.near[row].map_or(0.0, over)
    }

    /// By how much reduced costs, rows and upper ends are off.
    fn off(&self) -> Three<Vec<f64>> {
        let [variables, rows, ends] = &self.pairs;
        let mut costs = self.reduced_costs(&rows.prices);
        costs.iter_mut().zip(&variables.prices).for_each(|(cost, price)| *cost = price - *cost);
        self.bounded.iter().zip(&ends.prices).for_each(|(variable, price)| costs[*variable] -= price);
        let planned = self.planned(&variables.values).into_iter().zip(&rows.values).enumerate();
        let of_row =
            |(row, (planned, left)): (usize, (f64, &f64))| self.program.limits()[row] + self.over(row) - planned - left;
        let of_end =
            |(&variable, left): (&usize, &f64)| self.program.most()[variable] - variables.values[variable] - left;
        [costs, planned.map(of_row).collect(), self.bounded.iter().zip(&ends.values).map(of_end).collect()]
    }

    fn is_feasible(&self, off: &Three<Vec<f64>>) -> bool {
        let largest = |values: &[f64]| values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let scales = [largest(self.program.costs()), largest(self.program.limits()), 1.0];
        off.iter().zip(scales).all(|(off, scale)| largest(off) < FEASIBLE * scale.max(1.0))
    }

    /// The gap between the two objectives, where nothing is off.
    fn products(&self) -> f64 {
        self.pairs.iter().flat_map(Pairs::products).sum()
    }

    #[allow(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
    fn count(&self) -> f64 {
        self.pairs.iter().map(|pairs| pairs.values.len()).sum::<usize>() as f64
    }

    /// One step; `None` where it leads nowhere.
    fn step(&mut self, off: &Three<Vec<f64>>) -> Option<()> {
        let weights = self.weights();
        let Pairs { values: left, prices } = &self.pairs[ROWS];
        let per_point = |row: usize| self.near[row].map_or(0.0, |_| self.steps[row].recip());
        let diagonal = left.iter().zip(prices).enumerate().map(|(row, (left, price))| left / price + per_point(row));
        self.factor.factorise(&diagonal.collect::<Vec<f64>>(), &weights);
        let mut wanted =
            self.pairs.each_ref().map(|pairs| pairs.products().map(|product| -product).collect::<Vec<f64>>());
        let ahead = self.direction(off, &weights, &wanted);
        let target = self.target(&ahead);
        for (wanted, ahead) in wanted.iter_mut().zip(&ahead) {
            wanted.iter_mut().zip(ahead.products()).for_each(|(wanted, second)| *wanted += target - second);
        }
        let mut along = self.direction(off, &weights, &wanted);
        let mut length = self.longest(&along);
        for _ in 0..CORRECTORS {
            self.correct(&mut wanted, &along, (length + LONGER).min(1.0), target);
            let other = self.direction(off, &weights, &wanted);
            let of_other = self.longest(&other);
            if of_other < length + WORTHWHILE {
                break;
            }
            (along, length) = (other, of_other);
        }
        length *= NEARLY;
        self.pairs.iter_mut().zip(&along).for_each(|(pairs, along)| pairs.go(along, length));
        (length.is_finite() && length > 1e-8).then_some(())
    }

    /// What products are to become after a step that makes them what the one straight ahead does.
    fn target(&self, ahead: &Three<Pairs>) -> f64 {
        let length = self.longest(ahead);
        let then: f64 =
            self.pairs.iter().zip(ahead).flat_map(|(pairs, ahead)| pairs.products_after(ahead, length)).sum();
        let now = self.products();
        // Where the method breaks down, rounding makes it less than nothing, or no number at all.
        (now / self.count() * (then / now).powi(3)).max(0.0)
    }

    /// Draws the products after a longer move towards their target.
    fn correct(&self, wanted: &mut Three<Vec<f64>>, along: &Three<Pairs>, length: f64, target: f64) {
        let (least, most) = (CENTRAL.0 * target, CENTRAL.1 * target);
        for ((wanted, along), pairs) in wanted.iter_mut().zip(along).zip(&self.pairs) {
            for (wanted, product) in wanted.iter_mut().zip(pairs.products_after(along, length)) {
                *wanted += (product.clamp(least, most) - product).max(-most);
            }
        }
    }

    /// By how much each value moves for each point of its reduced cost.
    fn weights(&self) -> Vec<f64> {
        let [variables, _, ends] = &self.pairs;
        let mut weights: Vec<f64> =
            variables.values.iter().zip(&variables.prices).map(|(value, price)| price / value).collect();
        for ((&variable, left), price) in self.bounded.iter().zip(&ends.values).zip(&ends.prices) {
            weights[variable] += price / left;
        }
        weights.iter().map(|weight| weight.recip()).collect()
    }

    /// The move that makes all right that is off and the products what is wanted beyond what they are, but for its own square.
    fn direction(&self, off: &Three<Vec<f64>>, weights: &[f64], wanted: &Three<Vec<f64>>) -> Three<Pairs> {
        let [variables, rows, ends] = &self.pairs;
        let mut gains = off[VARIABLES].clone();
        for ((gain, wanted), value) in gains.iter_mut().zip(&wanted[VARIABLES]).zip(&variables.values) {
            *gain += wanted / value;
        }
        for (place, &variable) in self.bounded.iter().enumerate() {
            gains[variable] -= (wanted[ENDS][place] - ends.prices[place] * off[ENDS][place]) / ends.values[place];
        }
        let weighed: Vec<f64> = gains.iter().zip(weights).map(|(gain, weight)| gain * weight).collect();
        let mut right = self.planned(&weighed);
        for (row, right) in right.iter_mut().enumerate() {
            *right += wanted[ROWS][row] / rows.prices[row] - off[ROWS][row];
        }
        let prices = self.factor.solve(&right);
        let taken_off = self.columns.iter().map(|column| product_with(column, &prices));
        let by =
            gains.iter().zip(weights).zip(taken_off).map(|((gain, weight), taken_off)| weight * (gain - taken_off));
        let values: Vec<f64> = by.collect();
        let to_ends: Vec<f64> =
            self.bounded.iter().zip(&off[ENDS]).map(|(&variable, off)| off - values[variable]).collect();
        // Of a pair, one moves by so much that the product becomes what is wanted.
        let other = |wanted: &[f64], by: &[f64], own: &[f64], others: &[f64]| -> Vec<f64> {
            let of_one = |place: usize| (wanted[place] - others[place] * by[place]) / own[place];
            (0..own.len()).map(of_one).collect()
        };
        let reduced = other(&wanted[VARIABLES], &values, &variables.values, &variables.prices);
        let left = other(&wanted[ROWS], &prices, &rows.prices, &rows.values);
        let of_ends = other(&wanted[ENDS], &to_ends, &ends.values, &ends.prices);
        [Pairs { values, prices: reduced }, Pairs { values: left, prices }, Pairs { values: to_ends, prices: of_ends }]
    }

    fn longest(&self, along: &Three<Pairs>) -> f64 {
        self.pairs.iter().zip(along).map(|(pairs, along)| pairs.longest(along)).fold(1.0, f64::min)
    }

    fn answer(&self, inside: Option<Inside<(f64, f64)>>) -> Near {
        let (values, prices) = (self.pairs[VARIABLES].values.clone(), self.pairs[ROWS].prices.clone());
        let over: f64 = prices.iter().enumerate().map(|(row, price)| price * self.over(row)).sum();
        Near { promised: self.program.cost_of(&values) + over, values, prices, inside }
    }
}

/// Terms of the same row become one.
fn merge_terms(column: &mut Vec<(u32, f64)>) {
    column.sort_by_key(|(row, _)| *row);
    column.dedup_by(|next, before| {
        let is_same = next.0 == before.0;
        before.1 += if is_same { next.1 } else { 0.0 };
        is_same
    });
}

fn product_with(column: &[(u32, f64)], prices: &[f64]) -> f64 {
    column.iter().map(|(row, factor)| factor * prices[*row as usize]).sum()
}

#[cfg(test)]
mod tests;
