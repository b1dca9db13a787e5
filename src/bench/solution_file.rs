//! Solution files of mixed-integer solvers: a column's name and its value on a line, among other things. The files of
//! HiGHS, SCIP, Gurobi and CBC read alike: what is no column of the model is passed over, and columns not named are 0.

use rustc_hash::FxHashMap;

use crate::model::export::column_name;
use crate::model::whole::Program;

/// The value of every column, in their order; `None` if the file names none of them.
pub(super) fn values(text: &str, program: &Program) -> Option<Vec<f64>> {
    let names: FxHashMap<String, usize> =
        program.column_ids().enumerate().map(|(place, column)| (column_name(program, column), place)).collect();
    let mut values = vec![0.0; names.len()];
    let mut named = false;
    for (place, value) in text.lines().filter_map(|line| entry(line, &names)) {
        values[place] = value;
        named = true;
    }
    named.then_some(values)
}

/// A column and its value, if a line has them next to each other.
fn entry(line: &str, names: &FxHashMap<String, usize>) -> Option<(usize, f64)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.windows(2).find_map(|pair| Some((*names.get(pair[0])?, pair[1].parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::entry;

    #[test]
    fn lines_of_all_solvers_are_read() {
        let names: FxHashMap<String, usize> = [("x.0".to_owned(), 0), ("y.1".to_owned(), 1)].into_iter().collect();
        assert_eq!(entry("x.0 1", &names), Some((0, 1.0)));
        assert_eq!(entry("y.1                  0.9999999 \t(obj:3)", &names), Some((1, 0.999_999_9)));
        assert_eq!(entry("      7 y.1  1  0", &names), Some((1, 1.0)));
        for other in ["# Columns 2", "Model status: Optimal", "z.2 1", "x.0 many", ""] {
            assert_eq!(entry(other, &names), None, "{other}");
        }
    }
}
