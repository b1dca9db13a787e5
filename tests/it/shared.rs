//! The folder of shared material: the benchmarks and the independent checker.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

/// Where it is: `KINTIME_SHARED`, else beside the crate.
pub(crate) fn folder() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = std::env::var_os("KINTIME_SHARED").map_or_else(beside, PathBuf::from);
    assert!(path.is_dir(), "{} is missing: set KINTIME_SHARED to the folder of benchmarks and checker", path.display());
    path
}

/// The folders of all benchmark instances, in order.
pub(crate) fn benchmarks() -> Vec<PathBuf> {
    let families = subfolders(&folder().join("benchmarks"));
    families.iter().flat_map(|family| subfolders(family)).collect()
}

/// The folders within a folder, in order.
pub(crate) fn subfolders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}
