//! Slips: what the service tells the people of one request about their week. One type for each audience, made in one place,
//! that can hold what this audience may see and nothing else:
//!
//! - the **referrer** (the social worker) reads what was ordered and what is provided, with reasons;
//! - a **carer** reads when to bring and collect the one child who lives there;
//! - a **parent** reads when, where and with which worker: no other adult, no placement, no journey, no reason.

mod carer;
mod notify;
mod parent;
mod place;
mod referrer;

use std::io;

use super::paper::{Paper, write_paper};
use super::spreadsheet::cell;
use super::view::WeekView;

pub use carer::CarerSlip;
pub use notify::write_notify_csv;
pub use parent::ParentSlip;
pub use referrer::ReferrerSlip;

/// A slip for one audience.
pub trait Slip: Sized {
    /// The columns of the audience's table.
    const COLUMNS: &'static [&'static str];

    /// Every slip of the week, by request, then by person.
    fn all(view: &WeekView<'_>) -> Vec<Self>;

    /// The ids whose slip it is: what the name of its file is made of.
    fn key(&self) -> String;

    /// Its rows of the audience's table, one for each session.
    fn rows(&self) -> Vec<Vec<String>>;

    /// Its page.
    #[doc(hidden)]
    fn page(&self) -> SlipPage;
}

/// The page of a slip, ready to be written.
#[derive(Debug)]
pub struct SlipPage(Paper);

/// Writes a slip as a page. `view` lends it the warning of a rota that breaks rules, and nothing else.
///
/// # Errors
/// If writing fails.
pub fn write_slip_html(view: &WeekView<'_>, slip: &impl Slip, to: impl io::Write) -> io::Result<()> {
    let SlipPage(mut paper) = slip.page();
    paper.subtitle = format!("week of {}", view.problem().week());
    paper.warnings = view.draft_warning();
    write_paper(paper, to)
}

/// Writes all slips of an audience as one table.
///
/// # Errors
/// If writing fails.
pub fn write_slips_csv<S: Slip>(slips: &[S], to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(S::COLUMNS)?;
    for row in slips.iter().flat_map(Slip::rows) {
        csv.write_record(row.iter().map(|text| cell(text)))?;
    }
    csv.flush()
}
