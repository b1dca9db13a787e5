//! Combinations of scenarios: of each list of alternatives one or none, two and more at a time.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::section::{Place, Section};
use super::{MOST, refuse_twins};
use crate::domain::{Service, Week};
use crate::input::{Amiss, nearest, quoted};
use crate::whatif::change::make;
use crate::whatif::draws::Draws;
use crate::whatif::scenario::Scenario;

/// Adds the combinations of every `[[grid]]` to the scenarios, whose names must differ.
pub(super) fn combine(root: &Section<'_, '_>, scenarios: &mut Vec<Scenario>, service: &Service, week: Week) {
    refuse_same_names(root, scenarios);
    let singles = scenarios.clone();
    for table in root.sections("grid") {
        let place = table.value("of").map_or(table.place.clone(), toml::Spanned::span);
        let axes = axes(&table, &singles);
        table.finish();
        for parts in combinations(&axes) {
            if scenarios.len() > MOST {
                return;
            }
            let together = together(&parts);
            refuse_impossible(&table, &place, &together, service, week);
            scenarios.push(together);
        }
    }
}

fn refuse_same_names(root: &Section<'_, '_>, scenarios: &[Scenario]) {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for scenario in scenarios {
        if !names.insert(&scenario.name) {
            let places = root.sections("scenario");
            let named = places.iter().filter(|table| table.text("name").as_ref() == Some(&scenario.name));
            let place = named.last().and_then(|table| table.value("name")).map_or(0..0, toml::Spanned::span);
            refuse_twins(root, &scenario.name, &place);
        }
    }
}

/// The lists of alternatives of a grid.
fn axes<'s>(table: &Section<'_, '_>, singles: &'s [Scenario]) -> Vec<Vec<&'s Scenario>> {
    const EXPECTED: &str =
        "names of scenarios as [\"a\", \"b\"], alternatives in lists of their own as [\"a\", [\"b\", \"c\"]]";
    let Some(found) = table.value("of") else {
        table.miss("of", EXPECTED);
        return Vec::new();
    };
    let DeValue::Array(items) = found.get_ref() else {
        table.refuse("of", &found.span(), EXPECTED);
        return Vec::new();
    };
    let mut axes = Vec::new();
    for item in items {
        axes.push(match item.get_ref() {
            DeValue::String(name) => named(table, name, &item.span(), singles),
            DeValue::Array(names) => {
                let of_name = |name: &toml::Spanned<DeValue<'_>>| {
                    let text = name.get_ref().as_str().unwrap_or_default();
                    named(table, text, &name.span(), singles)
                };
                names.iter().flat_map(of_name).collect()
            }
            _ => {
                table.refuse("of", &item.span(), EXPECTED);
                Vec::new()
            }
        });
    }
    axes
}

/// The scenario of a name, or the points of a series of that name.
fn named<'s>(table: &Section<'_, '_>, name: &str, place: &Place, singles: &'s [Scenario]) -> Vec<&'s Scenario> {
    let is_it = |scenario: &&Scenario| {
        scenario.name == name || scenario.series.as_ref().is_some_and(|point| point.series == name)
    };
    let found: Vec<&Scenario> = singles.iter().filter(is_it).collect();
    if found.is_empty() {
        let like = nearest(name, singles.iter().map(|scenario| scenario.name.as_str()));
        let amiss = Amiss {
            code: "unknown-id",
            problem: format!("there is no scenario {}", quoted(name)),
            expected: "the name of a scenario of this file".to_owned(),
            hint: like.map(|like| format!("did you mean {}?", quoted(like))).unwrap_or_default(),
        };
        table.reader.refuse(place, "of", amiss);
    }
    found
}

/// One or none of each axis, where that is two and more; one beyond the most that a file may have is enough.
fn combinations<'s>(axes: &[Vec<&'s Scenario>]) -> Vec<Vec<&'s Scenario>> {
    let mut found: Vec<Vec<&Scenario>> = vec![Vec::new()];
    for axis in axes {
        let longer = |parts: &Vec<&'s Scenario>| {
            let parts = parts.clone();
            axis.iter().map(move |&option| parts.iter().copied().chain([option]).collect())
        };
        let more: Vec<Vec<&Scenario>> = found.iter().flat_map(longer).take(2 * MOST).collect();
        found.extend(more);
    }
    found.retain(|parts| parts.len() > 1);
    found
}

fn together(parts: &[&Scenario]) -> Scenario {
    Scenario {
        name: parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" + "),
        pounds: parts.iter().map(|part| part.pounds).sum(),
        series: None,
        changes: parts.iter().flat_map(|part| part.changes.iter().cloned()).collect(),
    }
}

fn refuse_impossible(table: &Section<'_, '_>, place: &Place, together: &Scenario, service: &Service, week: Week) {
    let mut service = service.clone();
    let refused = together.changes.iter().find_map(|change| make(change, &mut service, week, Draws::new(1, 1)).err());
    if let Some(amiss) = refused {
        let problem = format!("{} does not go together: {}", quoted(&together.name), amiss.problem);
        table.reader.refuse(place, "of", Amiss { problem, ..amiss });
    }
}
