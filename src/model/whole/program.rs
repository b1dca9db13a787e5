//! A mixed-integer program in whole numbers: columns with bounds and costs, rows of few terms. It knows nothing of
//! sessions; whoever solves or writes it needs nothing else.

use std::fmt::{self, Write as _};

use crate::domain::Cost;

/// A column: a position in the list of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(u32);

impl ColumnId {
    /// The position in the list of columns.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which values between its bounds a column may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Whole numbers.
    Whole,
    /// All numbers; in some optimum it is whole by itself.
    Any,
}

/// One unknown of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it stands for, in words of the planning folder; unique.
    pub name: String,
    /// The least value.
    pub lower: i64,
    /// The greatest value.
    pub upper: i64,
    /// The values between.
    pub values: Values,
    /// What each unit costs.
    pub cost: Cost,
}

/// How a row's terms compare with its right-hand side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Not more than it.
    AtMost,
    /// Not less than it.
    AtLeast,
    /// The same.
    Equal,
}

impl Sense {
    /// The sign in formulae.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Equal => "=",
        }
    }

    /// Whether `left` compares with `right` in this way.
    #[must_use]
    pub fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::AtMost => left <= right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
        }
    }
}

/// One restriction: the sum of its terms against a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which rule it states, of what.
    pub name: String,
    /// Columns with their factors, each column once, no factor 0.
    pub terms: Vec<(ColumnId, i64)>,
    /// How they compare.
    pub sense: Sense,
    /// With what.
    pub right: i64,
}

/// Columns and rows; the objective is the least total cost.
#[derive(Clone, Debug, Default)]
pub struct Program {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

impl Program {
    /// All columns, in order of creation.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The position of each column, in order of creation.
    pub fn column_ids(&self) -> impl Iterator<Item = ColumnId> + use<> {
        let count = u32::try_from(self.columns.len()).expect("fewer than 2^32 columns");
        (0..count).map(ColumnId)
    }

    /// All rows, in order of creation.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A row as people read it: `x[R1 mon 10:00 V1] + 2 wait[W1] <= 3`.
    #[must_use]
    pub fn formula(&self, row: &Row) -> String {
        let mut text = String::new();
        for (position, &(column, factor)) in row.terms.iter().enumerate() {
            write_term(&mut text, position == 0, factor, &self.columns[column.index()].name)
                .expect("a string takes all that is written to it");
        }
        let left = if text.is_empty() { "0" } else { &text };
        format!("{left} {} {}", row.sense.sign(), row.right)
    }

    /// The cost of an assignment, one value for each column.
    #[must_use]
    pub fn cost_of(&self, values: &[i64]) -> Cost {
        self.columns.iter().zip(values).map(|(column, &value)| column.cost * value).sum()
    }

    /// A new column of whole numbers from 0 to `upper`.
    pub(crate) fn whole(&mut self, name: String, upper: i64, cost: Cost) -> ColumnId {
        self.column(Column { name, lower: 0, upper, values: Values::Whole, cost })
    }

    /// A new column of whole numbers, 0 or 1.
    pub(crate) fn yes_or_no(&mut self, name: String, cost: Cost) -> ColumnId {
        self.whole(name, 1, cost)
    }

    /// A new column of all numbers from 0 to `upper`.
    pub(crate) fn number(&mut self, name: String, upper: i64, cost: Cost) -> ColumnId {
        self.column(Column { name, lower: 0, upper, values: Values::Any, cost })
    }

    /// A new column.
    pub(crate) fn column(&mut self, column: Column) -> ColumnId {
        let id = ColumnId(u32::try_from(self.columns.len()).expect("fewer than 2^32 columns"));
        self.columns.push(column);
        id
    }

    /// A new row; terms of one column are added up.
    pub(crate) fn row(&mut self, name: String, mut terms: Vec<(ColumnId, i64)>, sense: Sense, right: i64) {
        terms.sort_by_key(|&(column, _)| column);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        terms.retain(|&(_, factor)| factor != 0);
        self.rows.push(Row { name, terms, sense, right });
    }

    /// A new row: not more than `right`. Nothing if even the greatest values obey it.
    pub(crate) fn at_most(&mut self, name: String, terms: Vec<(ColumnId, i64)>, right: i64) {
        let greatest = |&(column, factor): &(ColumnId, i64)| {
            let Column { lower, upper, .. } = self.columns[column.index()];
            (factor * lower).max(factor * upper)
        };
        if terms.iter().map(greatest).sum::<i64>() > right {
            self.row(name, terms, Sense::AtMost, right);
        }
    }

    /// A new row: not less than `right`.
    pub(crate) fn at_least(&mut self, name: String, terms: Vec<(ColumnId, i64)>, right: i64) {
        self.row(name, terms, Sense::AtLeast, right);
    }

    /// A new row: exactly `right`.
    pub(crate) fn equal(&mut self, name: String, terms: Vec<(ColumnId, i64)>, right: i64) {
        self.row(name, terms, Sense::Equal, right);
    }
}

fn write_term(text: &mut String, first: bool, factor: i64, name: &str) -> fmt::Result {
    let sign = match (first, factor < 0) {
        (true, true) => "-",
        (true, false) => "",
        (false, true) => " - ",
        (false, false) => " + ",
    };
    match factor.abs() {
        1 => write!(text, "{sign}{name}"),
        size => write!(text, "{sign}{size} {name}"),
    }
}

/// Each column once.
pub(super) fn sum(columns: impl IntoIterator<Item = ColumnId>) -> Vec<(ColumnId, i64)> {
    times(1, columns)
}

/// Each column with the same factor.
pub(super) fn times(factor: i64, columns: impl IntoIterator<Item = ColumnId>) -> Vec<(ColumnId, i64)> {
    columns.into_iter().map(|column| (column, factor)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Program, Sense, sum, times};
    use crate::domain::Cost;

    fn two() -> (Program, Vec<super::ColumnId>) {
        let mut program = Program::default();
        let columns = ["a", "b"].map(|name| program.whole(name.to_owned(), 3, Cost(5)));
        (program, columns.to_vec())
    }

    #[test]
    fn a_row_reads_as_a_formula_with_each_column_once() {
        let (mut program, columns) = two();
        let terms = [times(-1, columns.clone()), times(3, [columns[1]])].concat();
        program.row("r".to_owned(), terms, Sense::AtLeast, -2);
        assert_eq!(program.formula(&program.rows()[0]), "-a + 2 b >= -2");
    }

    #[test]
    fn a_row_that_always_holds_is_left_out() {
        let (mut program, columns) = two();
        program.at_most("r".to_owned(), sum(columns.clone()), 6);
        assert!(program.rows().is_empty());
        program.at_most("r".to_owned(), sum(columns), 5);
        assert_eq!(program.formula(&program.rows()[0]), "a + b <= 5");
    }

    #[test]
    fn the_cost_is_of_all_columns() {
        let (program, _) = two();
        assert_eq!(program.cost_of(&[1, 2]), Cost(15));
    }
}
