//! `notify.csv`: a row for each message, its columns named after the placeholders of a message template, as GOV.UK Notify
//! takes them in bulk. The planning folder knows no telephone numbers and no addresses of mail: `reference` is the id of
//! the adult, or of the child whose carer is told, by which the service adds the column that Notify sends to.

use std::io;

use super::place::{Place, When, sessions_of, workers};
use crate::output::dates::long_date;
use crate::output::spreadsheet::cell;
use crate::output::view::WeekView;

const COLUMNS: [&str; 9] = ["reference", "recipient", "name", "request", "date", "start", "end", "place", "workers"];

/// Who is told.
#[derive(Clone, Copy)]
enum Recipient {
    Parent,
    Carer,
}

impl Recipient {
    fn word(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Carer => "carer",
        }
    }
}

/// Writes a message for each session and adult, and for each session and child's carer: `name` is the adult's, or the
/// child's. Nothing in a row tells of anybody else.
///
/// # Errors
/// If writing fails.
pub fn write_notify_csv(view: &WeekView<'_>, to: impl io::Write) -> io::Result<()> {
    let problem = view.problem();
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    for request in problem.requests() {
        let parents = problem[request].adults.iter().map(|&adult| (Recipient::Parent, adult));
        let carers = problem[request].children.iter().map(|&child| (Recipient::Carer, child));
        for (recipient, person) in parents.chain(carers) {
            for seen in sessions_of(view, request) {
                let person = &problem[person];
                let when = When::of(view, seen);
                let date = long_date(problem.week().date(seen.session.day));
                let row = [
                    person.code.clone(),
                    recipient.word().to_owned(),
                    person.name.clone(),
                    problem[request].code.clone(),
                    date,
                    when.from,
                    when.to,
                    Place::of(view, seen).text(),
                    workers(view, seen),
                ];
                csv.write_record(row.map(|text| cell(&text)))?;
            }
        }
    }
    csv.flush()
}
