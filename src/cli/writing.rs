//! From a view of a week to the files of an output folder: what `plan` and `report` have in common.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::arguments::{Outputs, Situation};
use super::failure::Failure;
use crate::input::InputFile;
use crate::output::{CALENDAR_MEMORY, FileDigest, Manifest, OutputFile, OutputFolder, WeekView, bundle};

/// Writes the parts that are wanted and returns all files.
pub(super) fn write_outputs(
    view: &WeekView<'_>,
    manifest: &Manifest,
    outputs: &Outputs,
    folder: &OutputFolder,
    path: &Path,
) -> Result<Vec<OutputFile>, Failure> {
    let remembered = folder.read(CALENDAR_MEMORY).map_err(Failure::file("read from", path))?;
    let files = bundle(view, manifest, outputs.parts(), remembered)?;
    folder.replace(&files).map_err(Failure::file("write to", path))?;
    Ok(files)
}

/// The options of writing that bear on the files, as the manifest keeps them.
pub(super) fn outputs_recorded(outputs: &Outputs, situation: &Situation) -> Map<String, Value> {
    let recorded = json!({
        "published": situation.published.is_some(),
        "now": situation.now.map(|now| now.format("%Y-%m-%d %H:%M").to_string()),
        "disruptions": disrupted(situation),
        "parts": outputs.parts().iter().map(|part| part.word()).collect::<Vec<_>>(),
        "pseudonymised": outputs.pseudonymise,
    });
    match recorded {
        Value::Object(options) => options,
        _ => Map::new(),
    }
}

/// What changed since the files were written, by option.
fn disrupted(situation: &Situation) -> Value {
    json!({
        "worker_away": situation.workers_away,
        "person_away": situation.people_away,
        "room_closed": situation.rooms_closed,
        "venue_closed": situation.venues_closed,
        "cancel": situation.cancelled,
        "pin": situation.pins,
        "added": situation.added.is_some(),
    })
}

/// The digests of the files that were read.
pub(super) fn digests(files: &[InputFile]) -> Vec<FileDigest> {
    files.iter().map(|file| FileDigest { file: file.name.clone(), sha256: file.sha256.clone() }).collect()
}
