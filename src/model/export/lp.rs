//! The LP format (CPLEX's, as HiGHS, CBC, GLPK and SCIP read it): one term a line, so that no line is too long.

use std::io::{self, Write};

use crate::model::whole::{ColumnId, Program, Values, WholeModel};

use super::names;

/// Writes a whole model in the LP format.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_lp(whole: &WholeModel, out: &mut dyn Write) -> io::Result<()> {
    let program = whole.program();
    writeln!(out, "minimize")?;
    write!(out, " cost:")?;
    let costs = program.columns().iter().map(|column| column.cost.0);
    let ids = program.column_ids();
    write_terms(program, &ids.zip(costs).filter(|&(_, cost)| cost != 0).collect::<Vec<_>>(), out)?;
    writeln!(out, "\nsubject to")?;
    for (number, row) in program.rows().iter().enumerate() {
        write!(out, " {}:", names::of_row(program, number))?;
        write_terms(program, &row.terms, out)?;
        writeln!(out, "\n  {} {}", row.sense.sign(), row.right)?;
    }
    write_bounds(program, out)?;
    writeln!(out, "end")
}

/// Terms; a sum of nothing as no times the first column, for the format has no empty sums.
fn write_terms(program: &Program, terms: &[(ColumnId, i64)], out: &mut dyn Write) -> io::Result<()> {
    let nothing: Vec<(ColumnId, i64)> = program.column_ids().take(1).map(|first| (first, 0)).collect();
    for &(column, factor) in if terms.is_empty() { &nothing } else { terms } {
        let sign = if factor < 0 { '-' } else { '+' };
        write!(out, "\n  {sign} {} {}", factor.abs(), names::of_column(program, column))?;
    }
    Ok(())
}

fn write_bounds(program: &Program, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "bounds")?;
    for (id, column) in program.column_ids().zip(program.columns()) {
        writeln!(out, " {} <= {} <= {}", column.lower, names::of_column(program, id), column.upper)?;
    }
    writeln!(out, "general")?;
    for (id, column) in program.column_ids().zip(program.columns()) {
        if column.values == Values::Whole {
            writeln!(out, " {}", names::of_column(program, id))?;
        }
    }
    Ok(())
}
