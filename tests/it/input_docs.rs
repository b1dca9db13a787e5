//! `docs/input.md` tells of every column and key that the reader knows, with its default, and of no others.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use kintime::domain::Week;
use kintime::input::{Against, Need, read_folder, settings, tables};

use crate::input_bad::base_folder;

fn manual() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/input.md")).unwrap()
}

/// The section of a file.
fn section<'m>(manual: &'m str, file: &str) -> &'m str {
    let (_, rest) = manual.split_once(&format!("\n## {file}")).unwrap_or_else(|| panic!("no section {file}"));
    rest.split("\n## ").next().unwrap()
}

/// The first cells of the rows of a section's table.
fn names(section: &str) -> Vec<&str> {
    section.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap().trim()).collect()
}

#[test]
fn every_column_is_in_the_manual_and_every_column_of_the_manual_is_read() {
    let manual = manual();
    for (file, columns) in tables() {
        let mark = |need| if need == Need::Required { " *" } else { "" };
        let known: Vec<String> = columns.iter().map(|&(name, need)| format!("`{name}`{}", mark(need))).collect();
        assert_eq!(names(section(&manual, file)), known, "{file}");
    }
    assert_eq!(manual.matches("\n## ").count(), tables().count() + 1);
}

#[test]
fn every_key_is_in_the_manual_and_every_key_of_the_manual_is_read() {
    let manual = manual();
    let known: Vec<String> = settings().map(|key| format!("`{key}`")).collect();
    assert_eq!(names(section(&manual, "service.toml")), known);
}

#[test]
fn the_defaults_of_the_manual_are_those_of_the_program() {
    let manual = manual();
    let rows = section(&manual, "service.toml").lines().filter(|line| line.starts_with("| `"));
    let lines = rows.map(|row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().trim_matches('`'));
        format!("{} = {}\n", cells.next().unwrap(), cells.next().unwrap())
    });
    let folder = base_folder();
    let week = Week::new("2026-11-30".parse().unwrap()).unwrap();
    fs::write(folder.path().join("service.toml"), lines.collect::<String>()).unwrap();
    let written = read_folder(folder.path(), week, &Against::default()).unwrap().problem;
    assert_eq!((written.policy(), written.weights()), (&Default::default(), &Default::default()));
}

#[test]
fn the_examples_of_the_manual_have_known_columns() {
    let manual = manual();
    for (file, columns) in tables() {
        let header = section(&manual, file).lines().find_map(|line| line.strip_prefix("    ")).unwrap();
        let unknown: Vec<&str> = header.split(',').filter(|name| !columns.iter().any(|(own, _)| own == name)).collect();
        assert_eq!(unknown, [""; 0], "{file}");
    }
}
