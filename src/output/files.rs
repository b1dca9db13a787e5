//! An output folder that is replaced as a whole, and single files likewise. All that is written is for its owner alone.
//!
//! A replacement is prepared in a folder of its own inside the output folder, flushed to the disk, and then decided by
//! one rename, to [`READY`]. Only then are the files moved into place one by one, the manifest last. A run killed before
//! the decision leaves the old output; one killed after it leaves a decided replacement, which the next run that opens
//! the folder completes before anything else. Files that the old manifest lists and the new one does not are removed;
//! all other files in the folder are left alone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use tempfile::NamedTempFile;

use super::manifest_json::{MANIFEST, files_listed};

/// A decided replacement.
const READY: &str = ".kintime-ready";
/// A replacement in preparation, followed by letters by chance.
const PREPARED: &str = ".kintime-new-";

/// A file to be written: its name within the output folder, folders separated by `/`, and what it holds.
#[derive(Clone, Debug)]
pub struct OutputFile {
    /// At most one folder and a name, both of plain characters.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A folder that holds the output of the last run.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
}

impl OutputFolder {
    /// Opens the folder, making it where it does not exist, and completes or clears away what a killed run left.
    ///
    /// # Errors
    /// If the folder cannot be made or written to.
    pub fn open(path: &Path) -> io::Result<Self> {
        create_private_folder(path)?;
        let folder = Self { path: path.to_owned() };
        folder.complete()?;
        folder.clear_unfinished()?;
        folder.prepare()?;
        Ok(folder)
    }

    /// A file of the last run, if there is one; `name` as in [`OutputFile`].
    ///
    /// # Errors
    /// If it is there and cannot be read, or the name does not lie in the folder.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.check_place(name)?;
        read_if_there(&self.path.join(name))
    }

    /// Replaces what the last run wrote by `files`, the last of which is the manifest.
    ///
    /// # Errors
    /// If a file cannot be written, or something that is no file stands in its place; the old output is then still whole.
    pub fn replace(&self, files: &[OutputFile]) -> io::Result<()> {
        files.iter().try_for_each(|file| self.check_place(&file.name))?;
        let prepared = self.prepare()?;
        let folders: BTreeSet<&Path> = files.iter().filter_map(|file| Path::new(&file.name).parent()).collect();
        folders.into_iter().try_for_each(|folder| create_private_folder(&prepared.path().join(folder)))?;
        // A large week has thousands of slips, and making a file takes longer than filling it.
        files.par_iter().try_for_each(|file| write_private(&prepared.path().join(&file.name), &file.bytes))?;
        flush(prepared.path())?;
        fs::rename(prepared.path(), self.path.join(READY))?;
        sync_folder(&self.path)?;
        self.complete()
    }

    /// Moves a decided replacement into place, if there is one. Done twice, or after half of it, it ends the same.
    fn complete(&self) -> io::Result<()> {
        let ready = self.path.join(READY);
        let Some(manifest) = read_if_there(&ready.join(MANIFEST))? else {
            return remove_folder_if_there(&ready);
        };
        let new = plain_names(&manifest);
        let old = read_if_there(&self.path.join(MANIFEST))?.map_or_else(Vec::new, |manifest| plain_names(&manifest));
        for name in &new {
            let place = self.path.join(name);
            place.parent().map_or(Ok(()), create_private_folder)?;
            unless_gone(fs::rename(ready.join(name), place))?;
        }
        let kept: BTreeSet<&String> = new.iter().collect();
        for name in old.iter().filter(|name| !kept.contains(name)) {
            unless_gone(fs::remove_file(self.path.join(name)))?;
        }
        unless_gone(fs::rename(ready.join(MANIFEST), self.path.join(MANIFEST)))?;
        sync_folder(&self.path)?;
        remove_folder_if_there(&ready)
    }

    /// Removes replacements that were never decided.
    fn clear_unfinished(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PREPARED) && entry.file_type()?.is_dir() {
                remove_folder_if_there(&entry.path())?;
            }
        }
        Ok(())
    }

    fn prepare(&self) -> io::Result<tempfile::TempDir> {
        prepare_in(&self.path)
    }

    /// Whether a file may be put under a name: neither a folder nor a link to elsewhere stands in its way.
    fn check_place(&self, name: &str) -> io::Result<()> {
        let place = self.path.join(name);
        let folder = place.parent().filter(|parent| *parent != self.path);
        let folder_is_one = folder.and_then(kind).is_none_or(|kind| kind.is_dir());
        let file_is_none = kind(&place).is_none_or(|kind| !kind.is_dir());
        if is_plain(name) && folder_is_one && file_is_none {
            return Ok(());
        }
        Err(io::Error::other(format!("`{}` cannot be replaced by a file of the output", place.display())))
    }
}

/// Writes a folder that is new, or was there without anything in it, as a whole: it is prepared beside its place, and
/// one rename puts it there. Folders above it are made where they do not exist.
///
/// # Errors
/// If something is in the folder, or it cannot be written; the place is then as it was.
pub fn write_new_folder(path: &Path, files: &[OutputFile]) -> io::Result<()> {
    let above = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_private_folder(above)?;
    let prepared = prepare_in(above)?;
    for file in files {
        write_private(&prepared.path().join(&file.name), &file.bytes)?;
    }
    flush(prepared.path())?;
    // Some systems do not rename onto an empty folder; none removes one with something in it.
    unless_gone(fs::remove_dir(path))?;
    fs::rename(prepared.path(), path)?;
    sync_folder(above)
}

/// Writes one file, for its owner alone: under a passing name beside it first, so that a killed run leaves no half file.
///
/// # Errors
/// If writing fails.
pub fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    let mut buffered = io::BufWriter::new(file.as_file_mut());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Replaces one file of somebody else's folder as a whole: under a passing name beside it first, flushed, then one rename. It
/// keeps the permissions of the old file, and where that is a link, what the link names is replaced.
///
/// # Errors
/// If writing fails; the old file is then whole, whatever happened.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let place =
        if kind(path).is_some_and(|kind| kind.is_symlink()) { fs::canonicalize(path)? } else { path.to_owned() };
    let folder = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(&place) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&place)?;
    sync_folder(folder)
}

/// A private folder under a passing name, which goes when it is dropped.
fn prepare_in(folder: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREPARED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(folder)
}

/// What stands at a path, links not followed.
fn kind(path: &Path) -> Option<fs::FileType> {
    fs::symlink_metadata(path).ok().map(|metadata| metadata.file_type())
}

/// Names in a manifest that lie in the folder, whoever wrote it.
fn plain_names(manifest: &[u8]) -> Vec<String> {
    files_listed(manifest).into_iter().filter(|name| is_plain(name)).collect()
}

fn is_plain(name: &str) -> bool {
    let parts: Vec<Component<'_>> = Path::new(name).components().collect();
    (1..=2).contains(&parts.len()) && parts.iter().all(|part| matches!(part, Component::Normal(_)))
}

fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a new file; [`flush`] brings it to the disk.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private_file(path)?;
    file.write_all(bytes)?;
    if cfg!(target_os = "linux") { Ok(()) } else { file.sync_all() }
}

/// Brings all that was written below a folder to the disk: at once where the system can, for thousands of slips flushed
/// one by one take as many turns of the disk.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// The files are on the disk already; this brings their names there.
#[cfg(not(target_os = "linux"))]
fn flush(folder: &Path) -> io::Result<()> {
    sync_folder(folder)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn remove_folder_if_there(path: &Path) -> io::Result<()> {
    unless_gone(fs::remove_dir_all(path))
}

/// Something that is gone already was dealt with by the run that was killed.
fn unless_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{MANIFEST, OutputFile, OutputFolder, READY, write_new_folder};

    fn files(rota: &str, others: &[&str]) -> Vec<OutputFile> {
        let mut files = vec![OutputFile { name: "rota.csv".to_owned(), bytes: rota.into() }];
        files.extend(others.iter().map(|&name| OutputFile { name: name.to_owned(), bytes: rota.into() }));
        let listed: Vec<String> =
            files.iter().map(|file| format!(r#"{{"file":"{}","sha256":""}}"#, file.name)).collect();
        let manifest = format!(r#"{{"outputs":[{}]}}"#, listed.join(","));
        files.push(OutputFile { name: MANIFEST.to_owned(), bytes: manifest.into_bytes() });
        files
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_second_run_replaces_and_removes_only_what_the_first_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        fs::create_dir(folder.path().join("workers")).unwrap();
        fs::write(folder.path().join("workers/mine.txt"), "mine").unwrap();
        output.replace(&files("old", &["workers/W1.csv", "workers/W2.csv"])).unwrap();
        output.replace(&files("new", &["workers/W2.csv"])).unwrap();
        assert_eq!(names(folder.path()), ["manifest.json", "rota.csv", "workers"]);
        assert_eq!(names(&folder.path().join("workers")), ["W2.csv", "mine.txt"]);
        assert_eq!(fs::read_to_string(folder.path().join("workers/W2.csv")).unwrap(), "new");
    }

    #[test]
    fn a_decided_replacement_is_completed_wherever_it_stopped() {
        let new = files("new", &["workers/W2.csv"]);
        for moved in 0..new.len() {
            let folder = tempfile::tempdir().unwrap();
            let output = OutputFolder::open(folder.path()).unwrap();
            output.replace(&files("old", &["workers/W1.csv", "workers/W2.csv"])).unwrap();
            for (at, file) in new.iter().enumerate() {
                let root = if at < moved { folder.path().to_owned() } else { folder.path().join(READY) };
                let path = root.join(&file.name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &file.bytes).unwrap();
            }
            OutputFolder::open(folder.path()).unwrap();
            assert_eq!(names(folder.path()), ["manifest.json", "rota.csv", "workers"], "after {moved}");
            assert_eq!(fs::read_to_string(folder.path().join("rota.csv")).unwrap(), "new", "after {moved}");
            assert_eq!(names(&folder.path().join("workers")), ["W2.csv"], "after {moved}");
        }
    }

    #[test]
    fn an_undecided_replacement_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        output.replace(&files("old", &[])).unwrap();
        fs::create_dir(folder.path().join(".kintime-new-abc")).unwrap();
        fs::write(folder.path().join(".kintime-new-abc/rota.csv"), "half").unwrap();
        OutputFolder::open(folder.path()).unwrap();
        assert_eq!(names(folder.path()), ["manifest.json", "rota.csv"]);
        assert_eq!(fs::read_to_string(folder.path().join("rota.csv")).unwrap(), "old");
    }

    #[test]
    fn names_that_leave_the_folder_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(&folder.path().join("out")).unwrap();
        for name in ["../x", "/x", "a/b/c", "..", ""] {
            let file = OutputFile { name: name.to_owned(), bytes: Vec::new() };
            assert!(output.replace(&[file]).is_err(), "{name:?}");
        }
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn a_manifest_from_elsewhere_removes_nothing_outside() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("precious"), "").unwrap();
        let output = OutputFolder::open(&folder.path().join("out")).unwrap();
        let listed = r#"{"outputs":[{"file":"../precious","sha256":""}]}"#;
        fs::write(folder.path().join("out").join(MANIFEST), listed).unwrap();
        output.replace(&files("new", &[])).unwrap();
        assert_eq!(names(folder.path()), ["out", "precious"]);
    }

    #[test]
    fn a_new_folder_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let [deep, empty, full] = ["a/b", "empty", "full"].map(|name| folder.path().join(name));
        fs::create_dir(&empty).unwrap();
        fs::create_dir(&full).unwrap();
        fs::write(full.join("mine.txt"), "mine").unwrap();
        let file = OutputFile { name: "rota.csv".to_owned(), bytes: b"new".to_vec() };
        for place in [&deep, &empty] {
            write_new_folder(place, std::slice::from_ref(&file)).unwrap();
            assert_eq!(fs::read(place.join("rota.csv")).unwrap(), b"new");
        }
        assert!(write_new_folder(&full, &[file]).is_err());
        assert_eq!(names(&full), ["mine.txt"]);
        assert_eq!(names(folder.path()), ["a", "empty", "full"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_link_is_not_written_through() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let output = OutputFolder::open(folder.path()).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("workers")).unwrap();
        assert!(output.replace(&files("new", &["workers/W1.csv"])).is_err());
        assert_eq!(names(elsewhere.path()), [""; 0]);
    }
}
