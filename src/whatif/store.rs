//! Finished runs on the disk, each a file under its own name, whole or not there: a sweep that was killed goes on where it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::outcome::{First, Outcome};
use super::sweep::Sweep;
use crate::output::write_file;

/// The folder of runs within the output folder.
const RUNS: &str = "runs";
/// The design of the sweep, beside them.
const SWEEP: &str = "sweep.json";
/// What unfinished files begin with.
const PASSING: &str = ".tmp";

/// The runs of a sweep.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
}

/// A file of the folder: what it is, and the name it should have.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    name: String,
    found: T,
}

impl Store {
    /// Opens the runs below an output folder, making the folder where it does not exist.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn open(out: &Path) -> io::Result<Self> {
        let folder = out.join(RUNS);
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Self { folder })
    }

    /// A finished run; `None` where it is not there, or its file is none.
    #[must_use]
    pub fn outcome(&self, name: &str) -> Option<Outcome> {
        self.read(name)
    }

    /// The first plan of a replication.
    pub(super) fn first(&self, name: &str) -> Option<First> {
        self.read(name)
    }

    /// Keeps a finished run.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn keep<T: Serialize>(&self, name: &str, found: T) -> io::Result<()> {
        let mut text = serde_json::to_vec(&Kept { name: name.to_owned(), found })?;
        text.push(b'\n');
        write_file(&self.path(name), |to| to.write_all(&text))
    }

    /// Keeps the design of the sweep.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep_sweep(&self, sweep: &Sweep) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(sweep)?;
        text.push(b'\n');
        write_file(&self.folder.join(SWEEP), |to| to.write_all(&text))
    }

    /// The design of the sweep.
    ///
    /// # Errors
    /// If there is none.
    pub fn sweep(&self) -> io::Result<Sweep> {
        let text = fs::read(self.folder.join(SWEEP))?;
        serde_json::from_slice(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// Takes over what a part of the same sweep left elsewhere; says how many runs came.
    ///
    /// # Errors
    /// If that is another sweep, or cannot be read.
    pub fn gather(&self, sweep: &Sweep, from: &Self) -> io::Result<usize> {
        if from.sweep()? != *sweep {
            let text = format!("`{}` holds another sweep", from.folder.display());
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
        let mut came = 0;
        for entry in fs::read_dir(&from.folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let place = self.folder.join(&name);
            if name.ends_with(".json") && name != SWEEP && !place.exists() {
                let text = fs::read(from.folder.join(&name))?;
                write_file(&place, |to| to.write_all(&text))?;
                came += 1;
            }
        }
        Ok(came)
    }

    /// Removes half-written files of runs that were killed: called when no other process works on the sweep.
    ///
    /// # Errors
    /// If one cannot be removed.
    pub fn clear_unfinished(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PASSING) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let text = fs::read(self.path(name)).ok()?;
        let kept: Kept<T> = serde_json::from_slice(&text).ok()?;
        (kept.name == name).then_some(kept.found)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{RUNS, Store};
    use crate::whatif::outcome::First;

    #[test]
    fn only_a_whole_file_under_its_own_name_counts() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.keep("a", First::default()).unwrap();
        assert_eq!(store.first("a"), Some(First::default()));
        let path = |name: &str| folder.path().join(RUNS).join(name);
        fs::copy(path("a.json"), path("b.json")).unwrap();
        assert_eq!(store.first("b"), None, "another run's file");
        let text = fs::read(path("a.json")).unwrap();
        fs::write(path("a.json"), &text[..text.len() / 2]).unwrap();
        assert_eq!(store.first("a"), None, "half a file");
        fs::write(path(".tmpabc"), "half").unwrap();
        store.clear_unfinished().unwrap();
        assert!(!path(".tmpabc").exists() && path("b.json").exists());
    }
}
