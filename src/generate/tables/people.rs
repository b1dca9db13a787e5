//! The rows of people, and of those who must not meet.

use serde::Serialize;

use crate::generate::families::{Adult, Child, Family};
use crate::generate::service::Service;
use crate::generate::times::interval_text;

/// A row of `people.csv`.
#[derive(Serialize)]
pub(super) struct PersonRow {
    person: String,
    name: String,
    kind: &'static str,
    born: Option<String>,
    education: &'static str,
    school_hours: String,
    latitude: String,
    longitude: String,
    travels_by: &'static str,
}

/// The rows of `people.csv`, family by family.
pub(super) fn people(service: &Service) -> Vec<PersonRow> {
    let of_family = |family: &Family| {
        let children = family.children.iter().map(child);
        children.chain(family.adults.iter().map(adult)).collect::<Vec<_>>()
    };
    service.demand.families.iter().flat_map(of_family).collect()
}

fn child(child: &Child) -> PersonRow {
    PersonRow {
        person: child.id.clone(),
        name: format!("Example Child {}", number(&child.id)),
        kind: "child",
        born: Some(child.born.to_string()),
        education: child.stage.education(),
        school_hours: child.own_hours.map(interval_text).unwrap_or_default(),
        latitude: child.home.latitude(),
        longitude: child.home.longitude(),
        travels_by: "",
    }
}

fn adult(adult: &Adult) -> PersonRow {
    PersonRow {
        person: adult.id.clone(),
        name: format!("Example {} {}", adult.relation, number(&adult.id)),
        kind: "adult",
        born: None,
        education: "",
        school_hours: String::new(),
        latitude: adult.home.latitude(),
        longitude: adult.home.longitude(),
        travels_by: if adult.by_transit { "transit" } else { "" },
    }
}

/// What follows the letter of an id.
fn number(id: &str) -> &str {
    &id[1..]
}

/// A row of `keep_apart.csv`.
#[derive(Serialize)]
pub(super) struct KeepApartRow {
    person_a: String,
    person_b: String,
    minutes: &'static str,
}

/// The rows of `keep_apart.csv`: parents who come one by one.
pub(super) fn keep_apart(service: &Service) -> Vec<KeepApartRow> {
    let apart = service.demand.families.iter().enumerate().filter(|(_, family)| family.apart);
    let row = |(position, family): (usize, &Family)| KeepApartRow {
        person_a: family.adults[0].id.clone(),
        person_b: family.adults[1].id.clone(),
        minutes: ["", "45", "", "60"][position % 4],
    };
    apart.map(row).collect()
}
