//! Runs that are ended from outside: by Ctrl-C, or killed on the spot.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use kintime::output::OutputFolder;

use super::county::County;
use super::program::{assert_accepted, assert_whole, plain, plan};

/// A run without limits worth speaking of, which has begun to search.
fn searching(county: &County) -> Child {
    let mut command = plain(county, "plan");
    command.args(["--out", "out", "--time-limit", "10m", "--seed", "2"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut lines = BufReader::new(child.stderr.take().expect("its standard error")).lines();
    let begun = lines.find(|line| line.as_ref().is_ok_and(|line| line.starts_with("planning ")));
    assert!(begun.is_some(), "the search begins");
    // The rest is read, so that the program never waits for its reader.
    std::thread::spawn(move || lines.for_each(drop));
    child
}

fn send(signal: &str, to: &Child) {
    // The run may be over already, and then there is nobody to signal.
    let _ = Command::new("kill").args([signal, &to.id().to_string()]).stderr(Stdio::null()).status();
}

#[test]
fn ctrl_c_writes_the_best_rota_so_far_whole() {
    for signal in ["-INT", "-TERM"] {
        let county = County::new();
        let mut child = searching(&county);
        send(signal, &child);
        assert_eq!(child.wait().unwrap().code(), Some(0), "{signal}");
        assert_accepted(&county, &county.out(), &[]);
        assert_whole(&county.out());
    }
}

#[test]
fn a_killed_run_leaves_old_or_new_output_whole() {
    let county = County::new();
    plan(&county).assert().code(0);
    let before = fs::read(county.out().join("rota.csv")).unwrap();
    let mut child = searching(&county);
    child.kill().unwrap();
    let over = child.wait().unwrap().success();
    OutputFolder::open(&county.out()).expect("the output folder is mended");
    assert_whole(&county.out());
    assert_accepted(&county, &county.out(), &[]);
    assert!(over || fs::read(county.out().join("rota.csv")).unwrap() == before || child_decided(&county));
}

/// Whether the killed run got as far as its own output: its manifest has its own seed.
fn child_decided(county: &County) -> bool {
    super::program::read_json(&county.out().join("manifest.json"))["options"]["seed"] == 2
}
