//! Rows that say the same are one: a master states one row for each quarter of an hour, and often the same columns are there in
//! several. The price of the one is the sum of theirs, and moves as fast as all of them together.

use rustc_hash::FxHashMap;

use super::super::first_order::LinearProgram;
use super::{Centre, Inside};

/// A program with one row of all that have the same terms, limit and kind of price.
pub(super) struct Alike {
    pub(super) program: LinearProgram,
    /// The sum of the prices that its rows are to stay near to; nothing for free prices.
    pub(super) near: Vec<Option<f64>>,
    /// How far the price of each moves for each unit by which it is overstepped.
    pub(super) steps: Vec<f64>,
    /// The row for each row of the original, and how many it is for.
    row_of: Vec<usize>,
    counts: Vec<f64>,
}

impl Alike {
    pub(super) fn of(original: &LinearProgram, centre: &Centre<'_>) -> Self {
        let mut terms: Vec<Vec<(u32, u64)>> = vec![Vec::new(); original.rows()];
        for &(row, variable, factor) in original.terms() {
            terms[row as usize].push((variable, factor.to_bits()));
        }
        terms.iter_mut().for_each(|of_row| of_row.sort_unstable());
        let mut alike = Self {
            program: LinearProgram::default(),
            near: Vec::new(),
            steps: Vec::new(),
            row_of: Vec::with_capacity(terms.len()),
            counts: Vec::new(),
        };
        for (cost, most) in original.costs().iter().zip(original.most()) {
            alike.program.add_variable(*cost, *most);
        }
        let mut known: FxHashMap<(u64, Vec<(u32, u64)>), usize> = FxHashMap::default();
        for ((limit, near), of_row) in original.limits().iter().zip(centre.prices).zip(terms) {
            let Some(near) = near else {
                let row = alike.add_row(*limit, None, 0.0, &of_row);
                alike.row_of.push(row);
                continue;
            };
            let key = (limit.to_bits(), of_row);
            let row = match known.get(&key) {
                Some(&row) => {
                    alike.near[row] = alike.near[row].map(|others| others + near);
                    alike.steps[row] += centre.step;
                    alike.counts[row] += 1.0;
                    row
                }
                None => {
                    let row = alike.add_row(*limit, Some(*near), centre.step, &key.1);
                    known.insert(key, row);
                    row
                }
            };
            alike.row_of.push(row);
        }
        alike
    }

    fn add_row(&mut self, limit: f64, near: Option<f64>, step: f64, terms: &[(u32, u64)]) -> usize {
        let row = self.program.add_row(limit);
        terms
            .iter()
            .for_each(|(variable, factor)| self.program.add_term(row, *variable as usize, f64::from_bits(*factor)));
        self.near.push(near);
        self.steps.push(step);
        self.counts.push(1.0);
        row
    }

    /// A point of the original in the rows of this one.
    pub(super) fn merged(&self, from: &Inside<Option<(f64, f64)>>) -> Inside<Option<(f64, f64)>> {
        let mut rows: Vec<Option<(f64, f64)>> = vec![None; self.counts.len()];
        for (known, row) in from.rows.iter().zip(&self.row_of) {
            rows[*row] = match (rows[*row], *known) {
                (Some((left, price)), Some((_, more))) => Some((left, price + more)),
                (before, known) => before.or(known),
            };
        }
        Inside { variables: from.variables.clone(), rows, product: from.product }
    }

    /// A point of this program in the rows of the original, each with an equal part of the price.
    pub(super) fn parted(&self, inside: Inside<(f64, f64)>) -> Inside<(f64, f64)> {
        let of_row = |row: &usize| (inside.rows[*row].0, inside.rows[*row].1 / self.counts[*row]);
        Inside { rows: self.row_of.iter().map(of_row).collect(), ..inside }
    }

    /// Prices of this program for the rows of the original: what is more than before in equal parts, what is less in proportion.
    pub(super) fn prices(&self, prices: &[f64], centre: &Centre<'_>) -> Vec<f64> {
        let of_row = |(row, own): (&usize, &Option<f64>)| match (self.near[*row], own) {
            (Some(near), Some(own)) if prices[*row] < near => own * prices[*row] / near,
            (Some(near), Some(own)) => own + (prices[*row] - near) / self.counts[*row],
            _ => prices[*row],
        };
        self.row_of.iter().zip(centre.prices).map(of_row).collect()
    }
}
