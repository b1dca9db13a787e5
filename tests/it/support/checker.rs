//! Runs the independent checker of the specification: one Python process for many rotas.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::shared;

/// Reads cases from standard input, writes a verdict for each; a folder is read once for all its cases in a row.
const DRIVER: &str = r#"
import json, sys
sys.path.insert(0, sys.argv[1])
from reader import Inst, moment
from check import read_rows, evaluate
inst, key, verdicts = None, None, []
for case in json.load(sys.stdin):
    if (case["folder"], case["week"]) != key:
        key = (case["folder"], case["week"]); inst = Inst(*key)
    bad = []
    sessions = read_rows(inst, case["rota"], bad)
    published = read_rows(inst, case["published"], []) if case["published"] else None
    now = moment(case["now"], False) if case["now"] else None
    more, terms, _ = evaluate(inst, sessions, published, now)
    verdicts.append(dict(rules=[v["rule"] for v in bad + more], terms=terms))
json.dump(verdicts, sys.stdout)
"#;

/// A rota to check, with what it is checked against.
#[derive(Serialize)]
pub(crate) struct Case {
    pub(crate) folder: PathBuf,
    /// The Monday.
    pub(crate) week: String,
    pub(crate) rota: PathBuf,
    pub(crate) published: Option<PathBuf>,
    /// `YYYY-MM-DD HH:MM`.
    pub(crate) now: Option<String>,
}

/// What the checker says of a rota.
#[derive(Debug, Deserialize)]
pub(crate) struct Verdict {
    /// The code of each violation.
    pub(crate) rules: Vec<String>,
    /// Each term of the cost by name.
    pub(crate) terms: BTreeMap<String, i64>,
}

impl Verdict {
    /// The codes of the rules broken, each once.
    pub(crate) fn codes(&self) -> BTreeSet<&str> {
        self.rules.iter().map(String::as_str).collect()
    }

    /// The cost.
    pub(crate) fn objective(&self) -> i64 {
        self.terms.values().sum()
    }
}

/// The verdict on each case, in order.
pub(crate) fn check(cases: &[Case]) -> Vec<Verdict> {
    let mut python = Command::new("python3")
        .args(["-B", "-c", DRIVER])
        .arg(shared::folder().join("verify"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    let mut input = python.stdin.take().unwrap();
    input.write_all(serde_json::to_string(cases).unwrap().as_bytes()).unwrap();
    drop(input);
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "the checker failed");
    serde_json::from_slice(&output.stdout).unwrap()
}
