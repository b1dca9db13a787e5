//! `kintime validate`: every defect of a folder in one report.

use expect_test::expect;

use super::county::County;
use super::program::kintime;

#[test]
fn a_good_folder_is_summed_up() {
    let output = kintime(&County::new(), "validate").assert().code(0).get_output().clone();
    expect![[r#"
        no errors, 0 warnings
        week of 2026-11-30: 3 sessions due
        2 requests, 4 people, 2 workers, 3 rooms at 2 venues
    "#]]
    .assert_eq(&String::from_utf8(output.stdout).unwrap());
}

#[test]
fn a_bad_folder_is_reported_whole() {
    let county = County::new()
        .and_line("rooms.csv", "V9-R1,V9,four,")
        .and_line("workers.csv", "W3,,V1,30,0,,maybe,25:00-26:00,,,,");
    let output = kintime(&county, "validate").assert().code(2).get_output().clone();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    expect![[r#"
        unknown-id

          × `venue`: there is no venue `V9`
           ╭─[rooms.csv:5:7]
         5 │ V9
           · ─┬
           ·  ╰── expected a venue of venues.csv
           ╰────
          help: add it to venues.csv, or write an id that is there

        bad-number

          × `capacity`: `four` is not a whole number from 1 to 1000
           ╭─[rooms.csv:5:10]
         5 │ four
           · ──┬─
           ·   ╰── expected a whole number from 1 to 1000
           ╰────

        unknown-word

          × `drives`: `maybe` is not yes or no
           ╭─[workers.csv:4:14]
         4 │ maybe
           · ──┬──
           ·   ╰── expected yes or no
           ╰────

        bad-time

          × `mon`: `25:00` is not a time of day
           ╭─[workers.csv:4:20]
         4 │ 25:00-26:00
           · ──┬──
           ·   ╰── expected a time of day as 09:30
           ╰────

        error: errors in the input: 4
        hint: mend them all, then run again; nothing was written
    "#]]
    .assert_eq(&String::from_utf8(output.stderr).unwrap());
}
