//! Planning a folder with the built program, and what the independent checker says of the files that it writes.

use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use crate::shared;

/// The planning week of every folder in `data/` and of the benchmarks.
pub(crate) const WEEK: &str = "2026-11-30";

/// Plans a folder with so much work, further arguments in `further`, and writes to `out`.
pub(crate) fn plan(folder: &Path, out: &Path, work: u64, further: &[&str]) {
    let mut command = Command::new(cargo_bin("kintime"));
    command.arg("plan").arg(folder).args(["--week", WEEK, "--quiet", "--work-limit", &work.to_string(), "--out"]);
    let said = command.arg(out).args(further).output().expect("the program runs");
    assert!(said.status.success(), "{}: {}", folder.display(), String::from_utf8_lossy(&said.stderr));
}

/// Has the independent checker recompute the rota and score in `out`, and returns what it says.
pub(crate) fn accepted(folder: &Path, week: &str, out: &Path, further: &[&str]) -> Value {
    let mut checker = Command::new("python3");
    checker.arg("-B").arg(shared::folder().join("verify/check.py")).arg(folder).arg(out.join("rota.csv"));
    checker.args(["--week", week, "--score"]).arg(out.join("score.json")).args(further);
    let said = checker.output().expect("python3 runs");
    let text = String::from_utf8(said.stdout).expect("JSON is UTF-8");
    assert!(said.status.success(), "the checker refuses the rota of {}: {text}", folder.display());
    serde_json::from_str(&text).expect("the checker prints JSON")
}

/// A JSON file.
pub(crate) fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("a file to read")).expect("a JSON file")
}
