//! `kintime record`: what became of a rota goes into the history, whole or not at all, and never twice.

use std::fs;
use std::path::PathBuf;

use predicates::prelude::*;

use super::county::County;
use super::program::kintime;

const ROTA: &str = "request,session,status,date,start,end,venue,room,workers,reason
Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,planned,2026-12-02,16:30,17:30,V2,V2-R1,W2,
";
const OLD: &str = "request,date,start,status\r\nQ1,2026-11-23,10:00,held\r\n";

fn county() -> (County, PathBuf) {
    let county = County::new().with("history.csv", OLD);
    fs::write(county.root().join("rota.csv"), ROTA).unwrap();
    let history = county.folder().join("history.csv");
    (county, history)
}

/// The verb, which finds the week in the rota.
fn record(county: &County) -> assert_cmd::Command {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime"));
    command.current_dir(county.root()).args(["record", "county", "rota.csv"]);
    assert_cmd::Command::from_std(command)
}

#[test]
fn sessions_are_appended_once_and_a_new_status_brings_the_row_up_to_date() {
    let (county, history) = county();
    let said = predicate::str::contains("3 sessions added, 0 changed, 0 there already");
    record(&county).args(["--missed", "Q1@2026-12-02", "--cancelled", "Q2"]).assert().code(0).stdout(said);
    let once = fs::read_to_string(&history).unwrap();
    let rows = "Q1,2026-11-30,10:00,held\r\nQ1,2026-12-02,10:00,missed\r\nQ2,2026-12-02,16:30,cancelled\r\n";
    assert_eq!(once, format!("{OLD}{rows}"));
    record(&county).args(["--missed", "Q1@2026-12-02", "--cancelled", "Q2"]).assert().code(0);
    assert_eq!(fs::read_to_string(&history).unwrap(), once);
    let said = predicate::str::contains("0 sessions added, 2 changed, 1 there already");
    record(&county).assert().code(0).stdout(said);
    assert_eq!(fs::read_to_string(&history).unwrap(), once.replace("missed", "held").replace("cancelled", "held"));
}

#[test]
fn the_next_week_is_planned_with_what_was_recorded() {
    let (county, history) = county();
    fs::remove_file(&history).unwrap();
    record(&county).assert().code(0);
    let text = fs::read_to_string(&history).unwrap();
    assert!(text.starts_with("request,date,start,venue,workers,status\nQ1,2026-11-30,10:00,V1,W1,held\n"), "{text}");
    let mut next = std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime"));
    next.current_dir(county.root()).args([
        "plan",
        "county",
        "--week",
        "2026-12-07",
        "--out",
        "next",
        "--work-limit",
        "1000",
    ]);
    assert_cmd::Command::from_std(next).assert().code(0);
    let rota = fs::read_to_string(county.root().join("next/rota.csv")).unwrap();
    for usual in ["2026-12-07,10:00,11:30,V1", "2026-12-09,10:00,11:30,V1", "2026-12-09,16:30,17:30,V2"] {
        assert!(rota.contains(usual), "{rota}");
    }
}

#[test]
fn whatever_does_not_fit_is_listed_and_nothing_recorded() {
    let (county, history) = county();
    let all = predicate::str::contains("`Q9`")
        .and(predicate::str::contains("`Q2` on 2026-11-30"))
        .and(predicate::str::contains("`Q1` on 2026-12-02 cannot have become 2 things"));
    let wrong = ["--missed", "Q9", "--cancelled", "Q2@2026-11-30", "--held", "Q1", "--missed", "Q1@2026-12-02"];
    record(&county).args(wrong).assert().code(2).stderr(all);
    record(&county)
        .args(["--missed", "Q1@tomorrow"])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("a date after `@`"));
    record(&county).args(["--week", "2026-12-07"]).assert().code(2);
    assert_eq!(fs::read_to_string(&history).unwrap(), OLD);
    let other = format!("{OLD}Q2,2026-12-02,15:00,planned\r\n");
    fs::write(&history, &other).unwrap();
    record(&county).assert().code(2).stderr(predicate::str::contains("at 15:00 in `history.csv`, not at 16:30"));
    assert_eq!(fs::read_to_string(&history).unwrap(), other);
}

/// A file system that takes no more than a kibibyte or two of a file, first with an error and then by killing the writer.
#[cfg(unix)]
#[test]
fn a_full_disk_or_a_kill_in_the_middle_of_writing_leaves_the_old_history_whole() {
    let (county, history) = county();
    let long: String = (0..2000).map(|n| format!("GONE{n},2026-11-23,10:00,held\r\n")).collect();
    let old = format!("{OLD}{long}");
    fs::write(&history, &old).unwrap();
    let program = assert_cmd::cargo::cargo_bin("kintime");
    for (prelude, dies) in [("trap '' XFSZ; ", false), ("", true)] {
        let script = format!("{prelude}ulimit -f 2; exec '{}' record county rota.csv", program.display());
        let said = std::process::Command::new("sh").current_dir(county.root()).args(["-c", &script]).output().unwrap();
        assert!(!said.status.success(), "{said:?}");
        assert_eq!(said.status.code().is_none(), dies, "{said:?}");
        assert_eq!(fs::read_to_string(&history).unwrap(), old);
    }
    record(&county).assert().code(0);
    assert_eq!(fs::read_to_string(&history).unwrap().lines().count(), old.lines().count() + 3);
}

#[cfg(unix)]
#[test]
fn who_records_at_the_same_time_loses_nothing() {
    let (county, history) = county();
    let (header, rows) = ROTA.split_once('\n').unwrap();
    let rotas: Vec<String> = rows.lines().map(|row| format!("{header}\n{}\n", row.replace("Q1,2,", "Q1,1,"))).collect();
    let running: Vec<std::process::Child> = rotas
        .iter()
        .enumerate()
        .map(|(number, rota)| {
            let name = format!("rota-{number}.csv");
            fs::write(county.root().join(&name), rota).unwrap();
            let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime"));
            command.current_dir(county.root()).args(["record", "county", &name, "--quiet"]).spawn().unwrap()
        })
        .collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    let text = fs::read_to_string(history).unwrap();
    let mut found: Vec<&str> = text.lines().skip(2).collect();
    found.sort_unstable();
    assert_eq!(found, ["Q1,2026-11-30,10:00,held", "Q1,2026-12-02,10:00,held", "Q2,2026-12-02,16:30,held"]);
}

#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (county, history) = county();
    let real = county.root().join("real.csv");
    fs::rename(&history, &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &history).unwrap();
    record(&county).assert().code(0);
    assert!(fs::symlink_metadata(&history).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&real).unwrap().starts_with(OLD));
    kintime(&county, "validate").assert().code(0);
}
