//! `service.toml`: numbers of policy, levels and weights. Every key has a default.

mod document;
mod levels;
mod policy;
mod weights;

use document::{Document, Entry};

use super::defect::{Collector, Defect};
use super::folder::{Folder, Presence, Source};
use super::refusal::{Refusal, nearest, quoted};
use crate::domain::{Policy, Weights};

/// Its name.
pub(super) const FILE: &str = "service.toml";

/// Every key, in the order of the manual.
pub(super) fn keys() -> impl Iterator<Item = String> {
    let of = |table: &'static str, keys: &'static [&'static str]| keys.iter().map(move |key| format!("{table}.{key}"));
    of("policy", policy::KEYS).chain(of("levels", levels::KEYS)).chain(of("weights", weights::KEYS))
}

/// Policy and weights as the file has them.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// The policy.
    pub(super) policy: Policy,
    /// The weights.
    pub(super) weights: Weights,
}

/// Reads the file.
pub(super) fn read(folder: &Folder) -> Settings {
    let mut settings = Settings::default();
    let Some(source) = folder.read(FILE, Presence::Optional) else { return settings };
    let Some(document) = Document::parse(&source, &folder.defects) else { return settings };
    for entry in document.entries() {
        apply(&entry, &mut settings);
    }
    settings
}

/// Takes one setting over, written as in the file; with no defects if it is one.
pub(super) fn amend(settings: &mut Settings, key: &str, value: &str) -> Vec<Defect> {
    let source = Source { name: FILE.into(), text: format!("{key} = {value}") };
    let defects = Collector::default();
    if let Some(document) = Document::parse(&source, &defects) {
        document.entries().iter().for_each(|entry| apply(entry, settings));
    }
    defects.finish().0
}

/// Takes one entry over, by its full key.
fn apply(entry: &Entry<'_>, settings: &mut Settings) {
    let Settings { policy, weights } = settings;
    let known = match entry.key.split_once('.') {
        Some(("policy", key)) => policy::set(policy, key, entry),
        Some(("levels", key)) => levels::set(&mut policy.levels, key, entry),
        Some(("weights", key)) => weights::set(weights, key, entry),
        _ => false,
    };
    if !known {
        let keys: Vec<String> = keys().collect();
        let refusal =
            Refusal::new("unknown-key", format!("there is no key {}", quoted(&entry.key)), "a key of the manual");
        let like = nearest(&entry.key, keys.iter().map(String::as_str));
        let hint = like.map_or("take it out".to_owned(), |key| format!("did you mean {}?", quoted(key)));
        entry.refuse_key(&refusal, hint);
    }
}
