//! Invents planning folders: a service of a chosen size with families, workers, venues and a past, for trying out and for
//! measuring. The same recipe makes the same bytes on every machine. [`Recipe::files`] is all of it; the rooms before know
//! nothing of it, and nothing here knows how a week is planned.

mod bookings;
mod days;
mod demand;
mod duties;
mod families;
mod history;
mod households;
mod knobs;
mod places;
mod random;
mod requests;
mod rooms;
mod school_year;
mod service;
mod settings;
mod size;
mod source;
mod special;
mod tables;
mod this_week;
mod times;
mod usual;
mod venues;
mod wishes;
mod workers;

use std::io;

pub use knobs::{Knobs, Mix, Percent};
pub use size::Size;

use crate::domain::Week;
use crate::output::OutputFile;
use service::Service;

/// What decides every byte of an invented planning folder.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// How large the service is.
    pub size: Size,
    /// The planning week.
    pub week: Week,
    /// The seed of all that is left to chance.
    pub seed: u64,
    /// The knobs.
    pub knobs: Knobs,
}

impl Recipe {
    /// The files of the folder.
    ///
    /// # Errors
    /// If a row or setting cannot be written as text, which would be a defect.
    pub fn files(&self) -> io::Result<Vec<OutputFile>> {
        let service = Service::invent(self);
        let mut files = tables::files(&service)?;
        let text = |name: &str, text: String| OutputFile { name: name.to_owned(), bytes: text.into_bytes() };
        files.push(text("service.toml", settings::text()?));
        files.push(text("SOURCE.md", source::text(self, &service)));
        Ok(files)
    }
}
