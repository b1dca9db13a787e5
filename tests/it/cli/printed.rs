//! What is printed where: colour, quiet, broken pipes.

use std::process::Stdio;

use predicates::prelude::*;

use super::county::County;
use super::program::{kintime, plain, plan};

const ESCAPE: char = '\u{1b}';

#[test]
fn no_color_and_pipes_have_no_escape_bytes() {
    let county = County::new().and_line("rooms.csv", "V9-R1,V9,4,");
    let none = || predicate::str::contains(ESCAPE).not();
    for verb in ["validate", "plan"] {
        let mut command = kintime(&county, verb);
        if verb == "plan" {
            command.args(["--out", "out"]);
        }
        command.env("NO_COLOR", "1").assert().code(2).stdout(none()).stderr(none());
        command.env_remove("NO_COLOR").assert().code(2).stdout(none()).stderr(none());
    }
}

#[test]
fn quiet_prints_nothing() {
    let county = County::new();
    plan(&county).arg("--quiet").assert().code(0).stdout("").stderr("");
    kintime(&county, "check").args(["out/rota.csv", "--quiet"]).assert().code(0).stdout("").stderr("");
    kintime(&county, "validate").arg("--quiet").assert().code(0).stdout("").stderr("");
}

#[test]
fn quiet_still_tells_errors() {
    let county = County::new().and_line("rooms.csv", "V9-R1,V9,4,");
    plan(&county).arg("--quiet").assert().code(2).stdout("").stderr(predicate::str::contains("V9"));
}

#[test]
fn a_reader_who_stops_reading_is_no_failure() {
    let county = County::new();
    for arguments in [&["--json"][..], &[]] {
        let mut command = plain(&county, "validate");
        let mut child = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
