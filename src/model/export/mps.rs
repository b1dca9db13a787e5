//! The free MPS format: fields between spaces, columns in turn with the rows they stand in.

use std::io::{self, Write};

use crate::model::whole::{Program, Sense, Values, WholeModel};

use super::names;

/// Writes a whole model in the free MPS format.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_mps(whole: &WholeModel, out: &mut dyn Write) -> io::Result<()> {
    let program = whole.program();
    writeln!(out, "NAME week\nROWS\n N cost")?;
    for (number, row) in program.rows().iter().enumerate() {
        let kind = match row.sense {
            Sense::AtMost => 'L',
            Sense::AtLeast => 'G',
            Sense::Equal => 'E',
        };
        writeln!(out, " {kind} {}", names::of_row(program, number))?;
    }
    write_columns(program, out)?;
    writeln!(out, "RHS")?;
    for (number, row) in program.rows().iter().enumerate().filter(|(_, row)| row.right != 0) {
        writeln!(out, " rhs {} {}", names::of_row(program, number), row.right)?;
    }
    write_bounds(program, out)?;
    writeln!(out, "ENDATA")
}

/// Columns, those of whole numbers between markers.
fn write_columns(program: &Program, out: &mut dyn Write) -> io::Result<()> {
    let rows_of = rows_of_columns(program);
    writeln!(out, "COLUMNS")?;
    let mut marker = 0;
    let mut before = Values::Any;
    for ((id, column), rows) in program.column_ids().zip(program.columns()).zip(&rows_of) {
        if column.values != before {
            write_marker(column.values, marker, out)?;
            marker += 1;
            before = column.values;
        }
        let name = names::of_column(program, id);
        writeln!(out, " {name} cost {}", column.cost.0)?;
        for &(row, factor) in rows {
            writeln!(out, " {name} {} {factor}", names::of_row(program, row))?;
        }
    }
    if before == Values::Whole {
        write_marker(Values::Any, marker, out)?;
    }
    Ok(())
}

/// The line before columns of such values. CBC wants it at the fifth letter, where the fixed format has names: where it
/// stands at the second, as other lines do, some lines after it are refused.
fn write_marker(next: Values, number: usize, out: &mut dyn Write) -> io::Result<()> {
    let kind = match next {
        Values::Whole => "INTORG",
        Values::Any => "INTEND",
    };
    writeln!(out, "    M{number} 'MARKER' '{kind}'")
}

/// For each column, the rows it stands in and its factors.
fn rows_of_columns(program: &Program) -> Vec<Vec<(usize, i64)>> {
    let mut rows_of = vec![Vec::new(); program.columns().len()];
    for (number, row) in program.rows().iter().enumerate() {
        for &(column, factor) in &row.terms {
            rows_of[column.index()].push((number, factor));
        }
    }
    rows_of
}

fn write_bounds(program: &Program, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "BOUNDS")?;
    for (id, column) in program.column_ids().zip(program.columns()) {
        let name = names::of_column(program, id);
        writeln!(out, " LO bound {name} {}", column.lower)?;
        writeln!(out, " UP bound {name} {}", column.upper)?;
    }
    Ok(())
}
