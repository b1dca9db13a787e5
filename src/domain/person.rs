//! Children and adults of families.

use chrono::NaiveDate;

use super::interval::Interval;
use super::place::{Coordinates, Means};

/// What school a child goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Education {
    /// None, or not known.
    #[default]
    None,
    /// A nursery.
    Nursery,
    /// A primary school.
    Primary,
    /// A secondary school.
    Secondary,
}

/// The age bands that levels of family time are set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    /// Under one year.
    Under1,
    /// One year up to school.
    PreSchool,
    /// Primary school.
    Primary,
    /// Secondary school.
    Secondary,
}

/// Child or adult, with what only a child has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A child of the family.
    Child {
        /// Date of birth.
        born: NaiveDate,
        /// The school.
        education: Education,
        /// School hours of a school day in minutes of the day; none if no school binds the child.
        school_hours: Option<Interval>,
    },
    /// A parent, brother or sister of age, or another adult.
    Adult,
}

/// Somebody who takes part in family time.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The id in the files.
    pub code: String,
    /// The name; the id where the file gives none.
    pub name: String,
    /// Child or adult.
    pub kind: Kind,
    /// Where the person lives; for a child, the placement.
    pub home: Coordinates,
    /// How an adult travels; children go by car whatever this says.
    pub travels_by: Means,
}

impl Person {
    /// Whether the person is a child.
    #[must_use]
    pub fn is_child(&self) -> bool {
        matches!(self.kind, Kind::Child { .. })
    }

    /// How the person gets to sessions.
    #[must_use]
    pub fn means(&self) -> Means {
        if self.is_child() { Means::Car } else { self.travels_by }
    }
}
