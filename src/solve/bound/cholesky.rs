//! The factor of a symmetric positive definite matrix, a diagonal and a sum of weighted outer products whose weights change from
//! one factor to the next (Cholesky; by blocks of rows, each of which takes its part of all rows before it off in one product of
//! dense matrices: Ng, Peyton, SIAM Journal on Scientific Computing 14(5), 1993, 10.1137/0914063).

use pulp::{Arch, Simd, WithSimd};

use super::elimination::{Block, Elimination, small};

/// Rows and columns of what is multiplied at once.
const TILE: usize = 8;
/// A pivot below this share of its entry before is rounding only: its unknown stays zero.
const TINY: f64 = 1e-12;

/// The matrix `diagonal + Σ weight · column · columnᵀ`, then its factor: of each block of rows the own columns, as many as fill
/// whole tiles, and those of later rows, row by row.
#[derive(Clone, Debug)]
pub(super) struct Cholesky {
    elimination: Elimination,
    /// Where the entries of each block begin, and how many of them its rows have.
    shapes: Vec<(usize, usize)>,
    entries: Vec<f64>,
    /// Where the diagonal of each row is.
    diagonal: Vec<u32>,
    /// The number of each column, its factors, by places of rows, and where each product of two of them is: columns with the same
    /// last rows after one another, for their products are near each other.
    columns: Vec<(usize, Vec<f64>, Vec<u32>)>,
}

impl Cholesky {
    /// For columns of `(row, factor)`. `None` where no order of elimination is found.
    pub(super) fn of(rows: usize, columns: &[Vec<(u32, f64)>]) -> Option<Self> {
        let groups = columns.iter().map(|column| column.iter().map(|(row, _)| *row));
        let elimination = Elimination::of(rows, groups)?;
        let (mut shapes, mut count) = (Vec::new(), 0);
        for block in &elimination.blocks {
            let width = in_tiles(block.end - block.first) + in_tiles(block.later.len());
            shapes.push((count, width));
            count += (block.end - block.first) * width;
        }
        let mut factor =
            Self { shapes, entries: vec![0.0; count], elimination, diagonal: Vec::new(), columns: Vec::new() };
        factor.place(columns);
        Some(factor)
    }

    /// Finds where the diagonal and the products of columns are.
    fn place(&mut self, columns: &[Vec<(u32, f64)>]) {
        let Elimination { places, blocks, block_of } = &self.elimination;
        let start = |place: usize| {
            let (first, width) = self.shapes[block_of[place]];
            first + (place - blocks[block_of[place]].first) * width
        };
        let of_row = |place: usize| small(start(place) + place - blocks[block_of[place]].first);
        self.diagonal = places.iter().map(|place| of_row(*place as usize)).collect();
        let of_places = |column: &Vec<(u32, f64)>| {
            let mut of_places: Vec<(u32, f64)> =
                column.iter().map(|&(row, factor)| (places[row as usize], factor)).collect();
            of_places.sort_unstable_by_key(|(place, _)| *place);
            of_places
        };
        let mut of_columns: Vec<(usize, Vec<(u32, f64)>)> = columns.iter().map(of_places).enumerate().collect();
        let last_places =
            |of_places: &[(u32, f64)]| of_places.iter().rev().map(|(place, _)| *place).collect::<Vec<_>>();
        of_columns.sort_by_cached_key(|(number, of_places)| (last_places(of_places), *number));
        for (number, of_places) in of_columns {
            let mut targets = Vec::with_capacity(of_places.len() * (of_places.len() + 1) / 2);
            let (mut positions, mut of_block) = (Vec::new(), usize::MAX);
            for (at, &(place, _)) in of_places.iter().enumerate() {
                let number = block_of[place as usize];
                if number != of_block {
                    of_block = number;
                    let rest = of_places[at..].iter().map(|(place, _)| *place);
                    positions = positions_in(&blocks[number], rest);
                }
                let first = positions.len() - (of_places.len() - at);
                targets.extend(positions[first..].iter().map(|position| small(start(place as usize) + position)));
            }
            self.columns.push((number, of_places.into_iter().map(|(_, factor)| factor).collect(), targets));
        }
    }

    /// Puts the factor of the matrix with this diagonal and these weights of columns in place.
    pub(super) fn factorise(&mut self, diagonal: &[f64], weights: &[f64]) {
        self.entries.fill(0.0);
        for (number, factors, targets) in &self.columns {
            let mut targets = targets.iter();
            for (at, factor) in factors.iter().enumerate() {
                let factor = weights[*number] * factor;
                for (other, target) in factors[at..].iter().zip(targets.by_ref()) {
                    self.entries[*target as usize] += factor * other;
                }
            }
        }
        for (value, target) in diagonal.iter().zip(&self.diagonal) {
            self.entries[*target as usize] += value;
        }
        let mut workspace = Workspace { positions: vec![0; diagonal.len()], ..Workspace::default() };
        for number in 0..self.shapes.len() {
            self.factorise_block(number, &mut workspace);
        }
    }

    fn factorise_block(&mut self, number: usize, workspace: &mut Workspace) {
        let block = &self.elimination.blocks[number];
        let ((first, width), rows) = (self.shapes[number], block.end - block.first);
        let (done, rest) = self.entries.split_at_mut(first);
        let entries = &mut rest[..rows * width];
        workspace.pivots.clear();
        workspace.pivots.extend((0..rows).map(|row| entries[row * width + row]));
        workspace.pack(block, width, |earlier| {
            let (first, width) = self.shapes[earlier];
            (&self.elimination.blocks[earlier], &done[first..], width)
        });
        workspace.subtract_from(entries, rows, width);
        for row in 0..rows {
            let (above, below) = entries.split_at_mut((row + 1) * width);
            let of_pivot = &mut above[row * width + row..];
            let is_rounding = of_pivot[0] <= TINY * workspace.pivots[row];
            let scale = if is_rounding { 0.0 } else { of_pivot[0].sqrt().recip() };
            of_pivot.iter_mut().for_each(|entry| *entry *= scale);
            for (at, other) in below.chunks_exact_mut(width).enumerate() {
                let factor = of_pivot[at + 1];
                let of_other = other[row + 1 + at..].iter_mut().zip(&of_pivot[at + 1..]);
                of_other.for_each(|(entry, of_pivot)| *entry -= factor * of_pivot);
            }
        }
    }

    /// What the matrix makes the right side of, both by rows.
    pub(super) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let places = &self.elimination.places;
        let mut values = vec![0.0; right.len()];
        places.iter().zip(right).for_each(|(place, value)| values[*place as usize] = *value);
        let blocks = || self.elimination.blocks.iter().zip(&self.shapes);
        for (block, &(first, width)) in blocks() {
            for place in block.first..block.end {
                let (row, entries) = self.row(block, first, width, place);
                let value = if entries[row] > 0.0 { values[place] / entries[row] } else { 0.0 };
                values[place] = value;
                let own = values[place + 1..block.end].iter_mut().zip(&entries[row + 1..]);
                own.for_each(|(other, factor)| *other -= value * factor);
                let of_later = &entries[in_tiles(block.end - block.first)..];
                block.later.iter().zip(of_later).for_each(|(later, factor)| values[*later as usize] -= value * factor);
            }
        }
        for (block, &(first, width)) in blocks().rev() {
            for place in (block.first..block.end).rev() {
                let (row, entries) = self.row(block, first, width, place);
                let own: f64 = values[place + 1..block.end]
                    .iter()
                    .zip(&entries[row + 1..])
                    .map(|(one, factor)| one * factor)
                    .sum();
                let of_later = block.later.iter().zip(&entries[in_tiles(block.end - block.first)..]);
                let later: f64 = of_later.map(|(later, factor)| values[*later as usize] * factor).sum();
                values[place] = if entries[row] > 0.0 { (values[place] - own - later) / entries[row] } else { 0.0 };
            }
        }
        places.iter().map(|place| values[*place as usize]).collect()
    }

    /// The number of a row in its block, and its entries.
    fn row(&self, block: &Block, first: usize, width: usize, place: usize) -> (usize, &[f64]) {
        let row = place - block.first;
        (row, &self.entries[first + row * width..first + (row + 1) * width])
    }
}

/// What is needed for one block after the other.
#[derive(Default)]
struct Workspace {
    /// Where each place is among the columns of the block at work.
    positions: Vec<u32>,
    /// The earlier rows in the columns of the block at work: tile by tile, and so many rows.
    packed: Vec<f64>,
    rows: usize,
    /// Where the columns of an earlier block are among the packed ones.
    targets: Vec<usize>,
    /// The diagonal of the block at work before anything was taken off.
    pivots: Vec<f64>,
}

impl Workspace {
    /// Gathers the rows of earlier blocks, which are given with their entries and how many a row has.
    fn pack<'a>(&mut self, block: &Block, width: usize, of: impl Fn(usize) -> (&'a Block, &'a [f64], usize)) {
        let own = block.first..block.end;
        for (position, place) in own.clone().enumerate() {
            self.positions[place] = small(position);
        }
        for (position, place) in (in_tiles(own.len())..).zip(&block.later) {
            self.positions[*place as usize] = small(position);
        }
        let earlier = || block.earlier.iter().map(|number| of(*number as usize));
        self.rows = earlier().map(|(earlier, _, _)| earlier.end - earlier.first).sum();
        self.packed.clear();
        self.packed.resize(self.rows * width, 0.0);
        let mut row = 0;
        for (earlier, entries, width) in earlier() {
            let skipped = earlier.later.partition_point(|place| (*place as usize) < own.start);
            let from = in_tiles(earlier.end - earlier.first) + skipped;
            self.targets.clear();
            self.targets.extend(earlier.later[skipped..].iter().map(|place| {
                let position = self.positions[*place as usize] as usize;
                position / TILE * self.rows * TILE + position % TILE
            }));
            for entries in entries.chunks_exact(width).take(earlier.end - earlier.first) {
                let packed = &mut self.packed[row * TILE..];
                for (target, entry) in self.targets.iter().zip(&entries[from..]) {
                    packed[*target] = *entry;
                }
                row += 1;
            }
        }
    }

    /// Takes the products of the packed columns off the entries of the block at work.
    fn subtract_from(&self, entries: &mut [f64], rows: usize, width: usize) {
        if self.rows == 0 {
            return;
        }
        let arch = Arch::new();
        let tile = |number: usize| &self.packed[number * self.rows * TILE..(number + 1) * self.rows * TILE];
        for across in 0..width / TILE {
            for down in 0..=across.min(in_tiles(rows) / TILE - 1) {
                let product = arch.dispatch(Product(tile(down), tile(across)));
                for (row, of_row) in (down * TILE..rows).zip(product) {
                    let entries = &mut entries[row * width + across * TILE..][..TILE];
                    entries.iter_mut().zip(of_row).for_each(|(entry, taken)| *entry -= taken);
                }
            }
        }
    }
}

/// The product of two tiles, each with so many rows of its columns. Sums are made in the same order whatever the machine can do at
/// once, and without fused operations, so that they are the same everywhere.
struct Product<'a>(&'a [f64], &'a [f64]);

impl WithSimd for Product<'_> {
    type Output = [[f64; TILE]; TILE];

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let mut product = [[0.0; TILE]; TILE];
        let at_once = TILE / S::F64_LANES;
        let (others, _) = S::as_simd_f64s(self.1);
        for part in 0..at_once {
            let mut sums = [simd.splat_f64s(0.0); TILE];
            for (ones, others) in self.0.as_chunks::<TILE>().0.iter().zip(others.chunks_exact(at_once)) {
                for (sum, one) in sums.iter_mut().zip(ones) {
                    *sum = simd.add_f64s(*sum, simd.mul_f64s(simd.splat_f64s(*one), others[part]));
                }
            }
            for (row, sum) in product.iter_mut().zip(sums) {
                S::as_mut_simd_f64s(row).0[part] = sum;
            }
        }
        product
    }
}

/// Where later places are in the block, which are in order, the first of them its own.
fn positions_in(block: &Block, places: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut later = (in_tiles(block.end - block.first)..).zip(&block.later).peekable();
    let position = |place: u32| {
        if (place as usize) < block.end {
            return place as usize - block.first;
        }
        while later.next_if(|(_, other)| **other < place).is_some() {}
        later.peek().map_or(0, |(position, _)| *position)
    };
    places.map(position).collect()
}

/// So many columns and those that fill the last tile.
fn in_tiles(columns: usize) -> usize {
    columns.next_multiple_of(TILE)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::Cholesky;

    const ROWS: u32 = 40;

    /// A column of few terms; the last row has none.
    fn column() -> impl Strategy<Value = BTreeMap<u32, f64>> {
        btree_map(0..ROWS - 1, -2.0..2.0_f64, 1..8)
    }

    proptest! {
        #[test]
        fn the_matrix_times_what_is_solved_for_is_the_right_side(
            columns in vec(column(), 30),
            weights in vec(0.01..100.0_f64, 0..30),
            diagonal in vec(0.1..10.0_f64, ROWS as usize),
            right in vec(-10.0..10.0_f64, ROWS as usize),
        ) {
            let terms: Vec<Vec<(u32, f64)>> = columns.iter().take(weights.len()).map(|column| column.iter().map(|(row, factor)| (*row, *factor)).collect()).collect();
            let mut factor = Cholesky::of(ROWS as usize, &terms).expect("an order");
            let other: Vec<f64> = weights.iter().map(|weight| 1.0 / weight).collect();
            factor.factorise(&diagonal, &other); // Nothing of it is left afterwards.
            factor.factorise(&diagonal, &weights);
            let solved = factor.solve(&right);
            let mut product: Vec<f64> = diagonal.iter().zip(&solved).map(|(entry, value)| entry * value).collect();
            for (column, weight) in terms.iter().zip(&weights) {
                let share: f64 = column.iter().map(|(row, factor)| factor * solved[*row as usize]).sum();
                column.iter().for_each(|(row, factor)| product[*row as usize] += weight * factor * share);
            }
            for (product, right) in product.iter().zip(&right) {
                prop_assert!((product - right).abs() < 1e-6, "{product} in place of {right}");
            }
        }
    }
}
