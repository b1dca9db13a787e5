//! The order of the house: which room of `src/` may know which, what every file begins with, and how long it may be.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src/` in order: each knows itself and those before it.
const ROOMS: [&str; 12] =
    ["domain", "input", "rules", "model", "solve", "rota", "output", "advice", "generate", "bench", "whatif", "cli"];
/// A file longer than this holds more than one idea.
const MOST_LINES: usize = 450;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file with this ending below a folder of the crate.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let paths = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
        open.extend(folders);
        found.extend(files.into_iter().filter(|path| path.extension().is_some_and(|found| found == ending)));
    }
    found
}

/// All the project's Rust.
fn rust() -> Vec<PathBuf> {
    ["src", "tests", "benches"].into_iter().flat_map(|folder| files(folder, "rs")).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// A file without its comments and its unit tests, which stand at its end and may borrow from later rooms.
fn code(text: &str) -> String {
    let tested = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    tested.lines().map(|line| line.split("//").next().unwrap()).fold(String::new(), |code, line| code + line + "\n")
}

/// The words that a piece of code names as `crate::word`.
fn named(code: &str) -> Vec<&str> {
    code.split("crate::").skip(1).map(first_word).collect()
}

fn first_word(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()
}

/// Whether code of the room at this position may not name this: a later room, or a list that could hide one.
fn refuses(position: usize, named: &str) -> bool {
    named.is_empty() || ROOMS[position + 1..].contains(&named)
}

#[test]
fn a_room_knows_only_the_rooms_before_it() {
    for (position, room) in ROOMS.into_iter().enumerate() {
        for path in files(&format!("src/{room}"), "rs") {
            let code = code(&read(&path));
            let named = named(&code).into_iter().find(|named| refuses(position, named));
            assert_eq!(named, None, "{} is of the room `{room}` and may not know a later one", path.display());
        }
    }
}

#[test]
fn a_later_room_is_found_however_it_is_named() {
    let found = |text: &str| named(&code(text)).into_iter().any(|named| refuses(3, named));
    assert!(found("use crate::solve::Options;") && found("let cost = crate::cli::run();"));
    assert!(found("use crate::{domain::Cost, cli};"), "lists from the root hide what they name");
    assert!(!found("use crate::domain::Cost;\nuse crate::model::Model;\nuse super::solve;"));
    assert!(!found("//! As in crate::cli.\n#[cfg(test)]\nmod tests {\n    use crate::cli;\n}\n"));
}

#[test]
fn the_crate_lists_its_rooms_in_this_order() {
    let library = read(&root().join("src/lib.rs"));
    let listed: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, ROOMS);
    let folders = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(folders.filter(|path| path.is_dir()).count(), ROOMS.len());
}

#[test]
fn every_file_begins_with_what_it_owns() {
    for path in rust() {
        assert!(read(&path).starts_with("//! "), "{} does not open with `//!`", path.display());
    }
}

#[test]
fn every_file_is_short() {
    for path in rust() {
        let lines = read(&path).lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines: give its second idea a file", path.display());
    }
}

/// The papers at the top and in `docs/`.
fn papers() -> Vec<PathBuf> {
    let top = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let top = top.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    top.chain(files("docs", "md")).collect()
}

/// The paths of this repository that a paper names in backticks or as the target of a link.
fn paths_named(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    let linked = text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let folders = ["src/", "tests/", "docs/", "data/", "benches/", "scripts/", ".ci/"];
    let is_path =
        |word: &&str| folders.iter().any(|folder| word.starts_with(folder)) && !word.contains(['<', '*', '…', ' ']);
    quoted.chain(linked).filter(is_path).collect()
}

#[test]
fn papers_name_only_what_is_there() {
    for paper in papers() {
        for path in paths_named(&read(&paper)) {
            assert!(root().join(path).exists(), "{} names `{path}`, which is not there", paper.display());
        }
    }
}
