//! What README.md tells people to type is typed here, in its order; its list of options is that of the program.

use std::fs;
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The lines of all blocks of commands.
fn commands(readme: &str) -> Vec<&str> {
    let blocks = readme.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.flat_map(str::lines).collect()
}

/// What a command hands to the program, if it runs the program.
fn arguments(command: &str) -> Option<Vec<&str>> {
    let rest = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("kintime "))?;
    Some(rest.split_whitespace().collect())
}

/// Arguments that end a plan after one round of search, unless the command limits its work itself.
fn limit(arguments: &[&str]) -> &'static [&'static str] {
    let is_long = arguments[0] == "plan" && !arguments.contains(&"--work-limit");
    if is_long { &["--work-limit", "1000"] } else { &[] }
}

#[test]
#[cfg(unix)]
fn its_commands_run_in_its_order() {
    let here = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(root().join("data"), here.path().join("data")).unwrap();
    let readme = readme();
    let runs: Vec<Vec<&str>> = commands(&readme).into_iter().filter_map(arguments).collect();
    for verb in
        ["plan", "check", "report", "validate", "export", "generate", "bench", "whatif", "diff", "suggest", "explain"]
    {
        assert!(runs.iter().any(|run| run[0] == verb), "no command shows `{verb}`");
    }
    for run in runs {
        let said =
            Command::new(cargo_bin("kintime")).current_dir(here.path()).args(&run).args(limit(&run)).output().unwrap();
        assert!(said.status.success(), "{run:?}: {}", String::from_utf8_lossy(&said.stderr));
    }
}

#[test]
fn its_options_are_those_of_the_program() {
    let options = options("plan");
    assert!(readme().contains(&options), "README.md does not have these options:\n{options}");
}

#[test]
fn the_manual_of_invented_services_has_the_options_of_the_program() {
    let manual = fs::read_to_string(root().join("docs/generate.md")).unwrap();
    let options = options("generate");
    assert!(manual.contains(&options), "docs/generate.md does not have these options:\n{options}");
}

#[test]
fn the_manual_of_reports_has_the_options_of_the_program() {
    let manual = fs::read_to_string(root().join("docs/reports.md")).unwrap();
    let options = options("report");
    assert!(manual.contains(&options), "docs/reports.md does not have these options:\n{options}");
}

/// The options of a verb, as its help lists them.
fn options(verb: &str) -> String {
    let help = Command::new(cargo_bin("kintime")).args([verb, "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    help[help.find("Options:").unwrap()..help.find("\nexample:").unwrap()].to_owned()
}

#[test]
fn its_command_for_tests_is_that_of_the_gate() {
    let readme = readme();
    let test = commands(&readme).into_iter().find(|command| command.starts_with("cargo test")).unwrap();
    let gate = fs::read_to_string(root().join("scripts/check")).unwrap();
    assert!(gate.lines().any(|line| line == format!("step {test}")), "scripts/check does not run `{test}`");
}

#[test]
fn its_main_command_is_run_before_anything_lands() {
    let readme = readme();
    let main =
        commands(&readme).into_iter().find(|command| command.starts_with("cargo run --release -- plan ")).unwrap();
    assert!(main.contains(" data/nottinghamshire ") && main.ends_with(" --out out"), "{main}");
    let gate = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(gate.contains("'^cargo run --release -- plan ' README.md"));
}
