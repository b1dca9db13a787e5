//! The files of an invented service: one row type for each, with the columns that it fills in.

mod people;
mod requests;
mod service;
mod week;

use std::io;

use serde::Serialize;

use super::service::Service;
use crate::output::OutputFile;

/// All CSV files that have a row, in the order of the manual.
pub(super) fn files(service: &Service) -> io::Result<Vec<OutputFile>> {
    let tables = [
        table("venues.csv", service::venues(service))?,
        table("rooms.csv", service::rooms(service))?,
        table("workers.csv", service::workers(service))?,
        table("people.csv", people::people(service))?,
        table("requests.csv", requests::requests(service))?,
        table("availability.csv", week::availability(service))?,
        table("terms.csv", week::terms(service))?,
        table("keep_apart.csv", people::keep_apart(service))?,
        table("duties.csv", week::duties(service))?,
        table("history.csv", week::history(service))?,
        table("fixed.csv", week::fixed(service))?,
        table("travel.csv", service::travel(service))?,
    ];
    Ok(tables.into_iter().flatten().collect())
}

/// A file of rows under their column names; none without rows, for then there are no columns either.
fn table<Row: Serialize>(name: &str, rows: Vec<Row>) -> io::Result<Option<OutputFile>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        csv.serialize(row)?;
    }
    let bytes = csv.into_inner().map_err(|error| error.into_error())?;
    Ok((!rows.is_empty()).then(|| OutputFile { name: name.to_owned(), bytes }))
}

/// A boolean whose default is no.
fn yes(flag: bool) -> &'static str {
    if flag { "yes" } else { "" }
}

/// A list.
fn list<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(";")
}
