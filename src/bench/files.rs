//! The output folder of a benchmark: three views of the same results, replaced together or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::page::write_page;
use super::record::Results;
use super::table::write_table_csv;
use crate::output::{FileDigest, OutputFile, OutputFolder};

/// The file that lists the others; with it a replacement is complete.
const MANIFEST: &str = "manifest.json";
/// Passing files: a run that was killed leaves some, and the next one that opens the folder clears them away.
const PASSING: &str = ".kintime-new-bench-";

/// A folder with the results of a benchmark.
#[derive(Debug)]
pub struct BenchFolder {
    path: PathBuf,
    folder: OutputFolder,
}

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'a str,
    version: &'a str,
    outputs: Vec<FileDigest>,
}

impl BenchFolder {
    /// The files that it holds.
    pub const FILES: [&'static str; 3] = ["results.json", "results.csv", "results.html"];

    /// Opens the folder, making it where it does not exist.
    ///
    /// # Errors
    /// If it cannot be made or written to.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), folder: OutputFolder::open(path)? })
    }

    /// A folder for passing files, gone when it is dropped.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn scratch(&self) -> io::Result<TempDir> {
        // An absolute path: outside solvers may go to another folder.
        tempfile::Builder::new().prefix(PASSING).tempdir_in(self.path.canonicalize()?)
    }

    /// Replaces what is in the folder by these results.
    ///
    /// # Errors
    /// If writing fails; the old results are then still whole.
    pub fn write(&self, results: &Results) -> io::Result<()> {
        let mut json = serde_json::to_vec_pretty(results)?;
        json.push(b'\n');
        let (mut csv, mut page) = (Vec::new(), Vec::new());
        write_table_csv(results, &mut csv)?;
        write_page(results, &mut page)?;
        let mut files: Vec<OutputFile> = Self::FILES
            .into_iter()
            .zip([json, csv, page])
            .map(|(name, bytes)| OutputFile { name: name.to_owned(), bytes })
            .collect();
        files.push(manifest(results, &files)?);
        self.folder.replace(&files)
    }
}

fn manifest(results: &Results, files: &[OutputFile]) -> io::Result<OutputFile> {
    let sha256 = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let digest = |file: &OutputFile| FileDigest { file: file.name.clone(), sha256: sha256(&file.bytes) };
    let outputs = files.iter().map(digest).collect();
    let manifest = Manifest { program: &results.program, version: &results.version, outputs };
    Ok(OutputFile { name: MANIFEST.to_owned(), bytes: serde_json::to_vec_pretty(&manifest)? })
}

/// Reads a `results.json`.
///
/// # Errors
/// If it cannot be read as one.
pub fn read_results(path: &Path) -> io::Result<Results> {
    let text = fs::read(path)?;
    serde_json::from_slice(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{BenchFolder, read_results};
    use crate::bench::Results;
    use crate::bench::record::testing::record;

    #[test]
    fn results_are_replaced_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let out = BenchFolder::open(folder.path()).unwrap();
        for objective in [100, 90] {
            let results = Results { runs: vec![record("a", "kintime", objective, 80)], ..Results::begin() };
            out.write(&results).unwrap();
            assert_eq!(read_results(&folder.path().join("results.json")).unwrap(), results);
        }
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["manifest.json", "results.csv", "results.html", "results.json"]);
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let left = BenchFolder::open(folder.path()).unwrap().scratch().unwrap().keep();
        assert!(left.is_dir());
        BenchFolder::open(folder.path()).unwrap();
        assert!(!left.exists());
    }

    #[test]
    fn what_are_no_results_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.json");
        assert!(read_results(&path).is_err());
        fs::write(&path, "{}").unwrap();
        assert!(read_results(&path).is_err());
    }
}
