//! `kintime generate`: a new folder for its owner alone, and never over anything.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::assert::Assert;

fn generate(out: &Path, further: &[&str]) -> Assert {
    let mut command = Command::from_std(std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime")));
    command.args(["generate", "--size", "team"]).args(further).arg(out).assert()
}

#[test]
fn writes_a_new_folder_that_its_owner_alone_can_read() {
    let here = tempfile::tempdir().unwrap();
    let out = here.path().join("deep/down");
    let said = generate(&out, &["--seed", "7"]).code(0).get_output().stdout.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(
        said.starts_with("wrote 14 files to `") && said.ends_with("`: 60 sessions due, week of 2026-11-30\n"),
        "{said}"
    );
    let source = fs::read_to_string(out.join("SOURCE.md")).unwrap();
    assert!(source.contains("kintime generate --size team --seed 7 --week 2026-11-30 --tightness 80"), "{source}");
    #[cfg(unix)]
    for path in [out.clone(), out.join("people.csv"), out.join("SOURCE.md")] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, if path == out { 0o700 } else { 0o600 }, "{}", path.display());
    }
}

#[test]
fn an_empty_folder_is_taken() {
    let here = tempfile::tempdir().unwrap();
    generate(here.path(), &["--quiet"]).code(0).stdout("");
    assert!(here.path().join("requests.csv").exists());
}

#[test]
fn nothing_is_ever_written_over() {
    let here = tempfile::tempdir().unwrap();
    let mine = here.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    for out in [here.path(), &mine] {
        let said = generate(out, &[]).code(2).get_output().stderr.clone();
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("is there already and not empty; nothing is written\nhint: name a new folder"), "{said}");
    }
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(mine).unwrap(), "mine");
}

#[test]
fn a_knob_outside_its_range_is_refused() {
    let here = tempfile::tempdir().unwrap();
    let out = here.path().join("out");
    let wrong = [
        ("--tightness", "29"),
        ("--mix", "40,30,20"),
        ("--long-term", "101"),
        ("--two-workers", "51"),
        ("--elsewhere", "51"),
        ("--history-weeks", "53"),
        ("--week", "2026-12-01"),
        ("--size", "village"),
    ];
    for (knob, value) in wrong {
        generate(&out, &[knob, value]).code(2);
    }
    assert!(!out.exists());
}
