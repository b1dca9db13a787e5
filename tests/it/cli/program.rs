//! Running the program and the independent checker.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use super::county::{County, WEEK};
use crate::support::program;
pub(super) use crate::support::program::read_json;

/// The program with a verb, the county's folder and week, in the county's root.
pub(super) fn kintime(county: &County, verb: &str) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::from_std(plain(county, verb));
    command.env_remove("NO_COLOR");
    command
}

/// The same for a run that a test watches from outside.
pub(super) fn plain(county: &County, verb: &str) -> Command {
    let mut command = Command::new(cargo_bin("kintime"));
    command.current_dir(county.root()).arg(verb).arg("county").args(["--week", WEEK]);
    command
}

/// Planning with little work, to `out`.
pub(super) fn plan(county: &County) -> assert_cmd::Command {
    let mut command = kintime(county, "plan");
    command.args(["--out", "out", "--work-limit", "100000"]);
    command
}

/// Has the independent checker recompute the rota and score in `out`, and returns what it says.
pub(super) fn assert_accepted(county: &County, out: &Path, further: &[&str]) -> Value {
    program::accepted(&county.folder(), WEEK, out, further)
}

/// Every file below a folder, with its name from there, in order.
pub(super) fn files_below(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder to read") {
        let entry = entry.expect("an entry to read");
        let name = entry.file_name().into_string().expect("a plain name");
        if entry.path().is_dir() {
            names.extend(files_below(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

/// Whether every file that the manifest lists has the digest that it lists, and nothing unfinished lies about.
pub(super) fn assert_whole(out: &Path) {
    let manifest = read_json(&out.join("manifest.json"));
    for file in manifest["outputs"].as_array().expect("a list of files") {
        let name = file["file"].as_str().expect("a name");
        assert_eq!(file["sha256"], sha256(&fs::read(out.join(name)).expect("a listed file")), "{name}");
    }
    let names = files_below(out);
    assert!(names.iter().all(|name| !name.starts_with(".kintime")), "{names:?}");
}

/// A digest as the manifest writes it.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
