//! The files of a planning folder: their bytes, their hashes, their text. It does not know what is in them.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::defect::{Collector, Defect, Mark};

/// A file that was read, so that a result can name its input exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Its name within the folder.
    pub name: String,
    /// SHA-256 of its bytes in lower-case hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

/// Whether a file must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
}

/// The text of a file and its name.
#[derive(Debug)]
pub(super) struct Source {
    /// The file's name within the folder.
    pub(super) name: Arc<str>,
    /// All of it, without a byte order mark.
    pub(super) text: String,
}

/// A planning folder, with the list of files read and of defects found so far.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    files: RefCell<Vec<InputFile>>,
    /// The defects of all its files.
    pub(super) defects: Collector,
}

impl Folder {
    /// A folder of which nothing is read yet.
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), files: RefCell::default(), defects: Collector::default() }
    }

    /// The files read, in that order, and all defects.
    pub(super) fn finish(self) -> (Vec<InputFile>, super::Defects) {
        (self.files.into_inner(), self.defects.finish())
    }

    /// Reads a file of the folder; `None` where it is absent or a defect.
    pub(super) fn read(&self, name: &str, presence: Presence) -> Option<Source> {
        let path = self.path.join(name);
        if presence == Presence::Optional && fs::symlink_metadata(&path).is_err() {
            return None;
        }
        self.read_at(&path, name)
    }

    /// Reads a file anywhere, under this name.
    pub(super) fn read_at(&self, path: &Path, name: &str) -> Option<Source> {
        let name: Arc<str> = Arc::from(name);
        let read = bytes_of(path).map_err(|error| unreadable(&name, &error));
        let text = read.and_then(|bytes| {
            self.files.borrow_mut().push(described(&name, &bytes));
            text_of(&name, bytes)
        });
        text.map(|text| Source { name, text }).map_err(|defect| self.defects.add(*defect)).ok()
    }
}

/// The bytes of a regular file: reading a pipe or a device might never end.
fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no regular file"));
    }
    fs::read(path)
}

fn described(name: &str, bytes: &[u8]) -> InputFile {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    InputFile { name: name.to_owned(), sha256, bytes: bytes.len() as u64 }
}

fn unreadable(name: &Arc<str>, error: &std::io::Error) -> Box<Defect> {
    let mark = Mark::of_file(name);
    Box::new(if error.kind() == std::io::ErrorKind::NotFound {
        let hint = format!("add {name} to the folder; a header alone means an empty list");
        Defect::error("missing-file", mark, "the file is missing").hint(hint)
    } else {
        Defect::error("unreadable-file", mark, format!("the file cannot be read: {error}"))
    })
}

/// The text of UTF-8 bytes, without a byte order mark.
fn text_of(name: &Arc<str>, bytes: Vec<u8>) -> Result<String, Box<Defect>> {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with(BYTE_ORDER_MARK) {
                text.drain(..BYTE_ORDER_MARK.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Err(Box::new(not_utf8(name, error.utf8_error().valid_up_to(), error.as_bytes()))),
    }
}

fn not_utf8(name: &Arc<str>, at: usize, bytes: &[u8]) -> Defect {
    let before = &bytes[..at];
    let line = 1 + newlines(before);
    let begin = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
    let column = 1 + String::from_utf8_lossy(&before[begin..]).chars().count();
    let mark = Mark { column, ..Mark::of_line(name, line) };
    let problem = format!("byte {} of the file, {:#04x}, is not UTF-8", at + 1, bytes[at]);
    Defect::error("not-utf8", mark, problem).hint("save the file as UTF-8, in a spreadsheet as `CSV UTF-8`")
}

/// How many lines end in these bytes.
pub(super) fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}
