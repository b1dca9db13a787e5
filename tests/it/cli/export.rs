//! `kintime export`: a model file for other solvers, on standard output or in a file.

use std::fs;
use std::process::Stdio;

use predicates::prelude::*;

use super::county::County;
use super::program::{kintime, plain};

#[test]
fn a_model_is_printed_or_written_alike() {
    let county = County::new();
    for (format, begins) in [("lp", "minimize"), ("mps", "NAME")] {
        let printed =
            kintime(&county, "export").args(["--format", format]).assert().code(0).get_output().stdout.clone();
        assert!(String::from_utf8_lossy(&printed).contains(begins), "{format}");
        kintime(&county, "export").args(["--format", format, "--out", "model"]).assert().code(0).stdout("");
        assert_eq!(fs::read(county.root().join("model")).unwrap(), printed, "{format}");
    }
}

#[test]
fn a_model_does_not_go_among_the_input() {
    let county = County::new();
    let into = ["--format", "lp", "--out", "county/requests.csv"];
    let refused = predicate::str::contains("planning folder");
    kintime(&county, "export").args(into).assert().code(2).stderr(refused);
}

#[test]
fn a_reader_of_the_first_line_is_no_failure() {
    let county = County::new();
    let mut command = plain(&county, "export");
    command.args(["--format", "lp"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
