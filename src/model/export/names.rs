//! Names that every reader of LP and MPS files takes: a letter first, then letters, digits, `_` and `.`; unique.

use crate::model::whole::{ColumnId, Program};

/// Longest part of a name that is kept of what the model calls it.
const KEPT: usize = 80;

/// The name of a column in both formats: `x_R1_mon_16.00_V1.17`. Its number makes it unique.
#[must_use]
pub fn of_column(program: &Program, column: ColumnId) -> String {
    safe(&program.columns()[column.index()].name, column.index())
}

/// The name of the row at a position.
pub(super) fn of_row(program: &Program, row: usize) -> String {
    format!("r_{}", safe(&program.rows()[row].name, row))
}

fn safe(name: &str, number: usize) -> String {
    let letter = |letter: char| match letter {
        ':' => '.',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '_',
    };
    let kept: String = name.chars().take(KEPT).map(letter).collect();
    format!("{}.{number}", kept.trim_end_matches('_'))
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_safe_letters_stay() {
        assert_eq!(safe("x[R 1 mon 16:00 V-ä]", 7), "x_R_1_mon_16.00_V.7");
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let long = "y".repeat(300);
        assert_eq!(safe(&long, 1).len(), 82);
        assert_ne!(safe(&long, 1), safe(&long, 2));
    }
}
