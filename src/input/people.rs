//! `people.csv`.

use super::cells::{Words, date, school_span, word};
use super::folder::Folder;
use super::listing::Listing;
use super::place::place;
use super::refusal::{Hint, Refusal, quoted};
use super::row::Row;
use super::table::{Column, Need};
use super::things::{code, entries};
use super::venues::Venues;
use crate::domain::{Education, Kind, Means, Person, PersonId, SchoolHours};

/// Its name.
pub(super) const FILE: &str = "people.csv";

/// Its columns.
pub(super) const COLUMNS: &[Column] = &[
    ("person", Need::Required),
    ("name", Need::Optional),
    ("kind", Need::Required),
    ("born", Need::Optional),
    ("education", Need::Optional),
    ("school_hours", Need::Optional),
    ("latitude", Need::Optional),
    ("longitude", Need::Optional),
    ("postcode", Need::Optional),
    ("travels_by", Need::Optional),
];

#[derive(Clone, Copy)]
enum Role {
    Child,
    Adult,
}

static ROLES: Words<Role, 2> = Words::new(["child", "adult"], [Role::Child, Role::Adult]);
static EDUCATIONS: Words<Education, 4> = Words::new(
    ["none", "nursery", "primary", "secondary"],
    [Education::None, Education::Nursery, Education::Primary, Education::Secondary],
);
/// The words for means of travel, here and in `travel.csv`.
pub(super) static MEANS: Words<Means, 2> = Words::new(["car", "transit"], [Means::Car, Means::Transit]);

/// All people.
pub(super) type People = Listing<PersonId, Person>;

/// Reads the file. School hours that are not given are the policy's.
pub(super) fn read(folder: &Folder, venues: &Venues, school_hours: &SchoolHours) -> People {
    let entries = entries(folder, FILE, COLUMNS, ("person", code), |row, code| {
        refuse_venue(row, &code, venues);
        person(row, code, school_hours)
    });
    Listing::new(("person", FILE), entries, PersonId::new, &folder.defects)
}

/// `travel.csv` names venues and people alike, so no id may be both.
fn refuse_venue(row: &Row<'_>, code: &str, venues: &Venues) {
    if venues.find(code).is_some() {
        let problem = format!("{} is a venue too", quoted(code));
        let hint = Hint::Say("venues and people share one list of ids, for `travel.csv` names both");
        row.refuse("person", &Refusal::new("id-of-two-kinds", problem, "an id of its own").hint(hint));
    }
}

fn person(row: &Row<'_>, code: String, policy: &SchoolHours) -> Person {
    let education = row.may("education", word(&EDUCATIONS)).unwrap_or_default();
    let own_hours = row.may("school_hours", school_span);
    let born = row.may("born", date);
    let kind = match row.need("kind", word(&ROLES)) {
        Some(Role::Child) => {
            if row.text("born").is_empty() {
                let problem = "the child has no date of birth".to_owned();
                let hint = Hint::Say("levels of family time follow from the age");
                row.refuse(
                    "born",
                    &Refusal::new("child-without-birth-date", problem, "a date as 2019-05-17").hint(hint),
                );
            }
            let school_hours = own_hours.unwrap_or_else(|| policy.of(education));
            Kind::Child { born: born.unwrap_or_default(), education, school_hours }
        }
        Some(Role::Adult) | None => Kind::Adult,
    };
    Person {
        name: row.some_text("name").unwrap_or_else(|| code.clone()),
        kind,
        home: place(row),
        travels_by: row.may("travels_by", word(&MEANS)).unwrap_or_default(),
        code,
    }
}
