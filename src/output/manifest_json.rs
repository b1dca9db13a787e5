//! `manifest.json`: from what, how and by which program an output folder came about, and the digest of every file in it.
//! No clock and no machine: the same run gives the same bytes.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::files::OutputFile;
use crate::domain::Problem;

/// The name of the file.
pub(super) const MANIFEST: &str = "manifest.json";

/// What a run was asked and given.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The options that bear on the result, by name.
    pub options: Map<String, Value>,
    /// Every input file that was read.
    pub inputs: Vec<FileDigest>,
}

/// A file and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Its name within its folder.
    pub file: String,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

impl FileDigest {
    /// The digest of a file with these bytes.
    #[must_use]
    pub fn new(file: String, bytes: &[u8]) -> Self {
        Self { file, sha256: sha256(bytes) }
    }
}

/// How large the problem is.
#[derive(Debug, Serialize)]
struct Sizes {
    venues: usize,
    rooms: usize,
    workers: usize,
    people: usize,
    requests: usize,
    sessions_due: u32,
}

#[derive(Serialize)]
struct Written<'a> {
    program: &'static str,
    version: &'static str,
    features: &'static [&'static str],
    week: String,
    options: &'a Map<String, Value>,
    sizes: Sizes,
    inputs: &'a [FileDigest],
    outputs: Vec<FileDigest>,
}

/// The part of a manifest that tells which files a run wrote.
#[derive(Deserialize)]
struct Outputs {
    outputs: Vec<FileDigest>,
}

/// Writes the manifest of a run that writes `files` besides.
pub(super) fn write_manifest_json(
    manifest: &Manifest,
    problem: &Problem,
    files: &[OutputFile],
    mut to: impl io::Write,
) -> io::Result<()> {
    let digest = |file: &OutputFile| FileDigest::new(file.name.clone(), &file.bytes);
    let written = Written {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        features: if cfg!(feature = "highs") { &["highs"] } else { &[] },
        week: problem.week().to_string(),
        options: &manifest.options,
        sizes: sizes(problem),
        inputs: &manifest.inputs,
        outputs: files.iter().map(digest).collect(),
    };
    serde_json::to_writer_pretty(&mut to, &written)?;
    writeln!(to)
}

/// The names of the files that a manifest lists as written; none if it cannot be read as one.
pub(super) fn files_listed(manifest: &[u8]) -> Vec<String> {
    let outputs = serde_json::from_slice(manifest).map_or_else(|_| Vec::new(), |listed: Outputs| listed.outputs);
    outputs.into_iter().map(|listed| listed.file).collect()
}

fn sizes(problem: &Problem) -> Sizes {
    Sizes {
        venues: problem.venues().len(),
        rooms: problem.rooms().len(),
        workers: problem.workers().len(),
        people: problem.people().len(),
        requests: problem.requests().len(),
        sessions_due: problem.sessions_due(),
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
