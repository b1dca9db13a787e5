//! The help texts, whole: what they say is what the program does.

use expect_test::expect_file;

fn help(arguments: &[&str]) -> String {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime"));
    command.args(arguments).arg("--help");
    let output = assert_cmd::Command::from_std(command).assert().code(0).get_output().stdout.clone();
    String::from_utf8(output).expect("UTF-8")
}

#[test]
fn help_of_every_verb() {
    expect_file!["../../golden/help.txt"].assert_eq(&help(&[]));
    expect_file!["../../golden/help-plan.txt"].assert_eq(&help(&["plan"]));
    expect_file!["../../golden/help-report.txt"].assert_eq(&help(&["report"]));
    expect_file!["../../golden/help-check.txt"].assert_eq(&help(&["check"]));
    expect_file!["../../golden/help-diff.txt"].assert_eq(&help(&["diff"]));
    expect_file!["../../golden/help-record.txt"].assert_eq(&help(&["record"]));
    expect_file!["../../golden/help-suggest.txt"].assert_eq(&help(&["suggest"]));
    expect_file!["../../golden/help-explain.txt"].assert_eq(&help(&["explain"]));
    expect_file!["../../golden/help-validate.txt"].assert_eq(&help(&["validate"]));
    expect_file!["../../golden/help-export.txt"].assert_eq(&help(&["export"]));
    expect_file!["../../golden/help-generate.txt"].assert_eq(&help(&["generate"]));
    expect_file!["../../golden/help-bench.txt"].assert_eq(&help(&["bench"]));
    expect_file!["../../golden/help-whatif.txt"].assert_eq(&help(&["whatif"]));
    expect_file!["../../golden/help-whatif-merge.txt"].assert_eq(&help(&["whatif", "merge"]));
}

#[test]
fn without_a_verb_the_help_is_shown_and_nothing_done() {
    let mut command =
        assert_cmd::Command::from_std(std::process::Command::new(assert_cmd::cargo::cargo_bin("kintime")));
    command.assert().code(2);
    command.arg("--version").assert().code(0).stdout(concat!("kintime ", env!("CARGO_PKG_VERSION"), "\n"));
}
