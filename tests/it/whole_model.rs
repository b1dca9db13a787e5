//! The whole model: its rows say what they should, its optimum is that of every rota, and every rota it decodes passes the
//! rules at its objective.

use std::path::Path;

use expect_test::{Expect, expect, expect_file};
use kintime::domain::{Cost, Problem, Week};
use kintime::input::{Against, read_folder};
use kintime::model::Model;
use kintime::model::export::{write_lp, write_mps};
use kintime::model::whole::{TooLarge, WholeModel};
use kintime::solve::exact::{Exact, Limits, solve};

use crate::crowded::crowded_week;
use crate::shared;
use crate::support::brute::optimum;
use crate::support::tiny::tiny_week;

#[test]
fn is_exact_on_tiny_weeks() {
    for seed in 0..300 {
        let problem = tiny_week(seed).problem();
        assert_eq!(proven(&problem), optimum(&problem), "tiny week {seed}");
    }
}

/// Week 3369 has a task that ends within an earlier, longer one; in 1640 two sessions would both be matched with one
/// published session.
#[test]
fn is_exact_on_crowded_weeks() {
    for seed in (0..400).chain([1640, 3369]) {
        let problem = crowded_week(seed).problem();
        assert_eq!(proven(&problem), optimum(&problem), "crowded week {seed}");
    }
}

#[test]
fn reaches_a_published_optimum() {
    let folder = shared::folder().join("benchmarks/smptsp/data_1_23_40_66");
    assert_eq!(proven(&read(&folder)), Some(Cost(20)));
}

#[test]
fn stops_where_it_is_told_to() {
    let problem = small_week();
    let model = Model::new(&problem);
    let few = Limits { columns: 3, ..Limits::default() };
    assert_eq!(solve(&model, &few, &|| false), Exact::TooLarge(TooLarge { needed: 4, most: 3 }));
    assert_eq!(WholeModel::build_within(&model, 4).unwrap().columns().len(), WholeModel::build(&model).columns().len());
}

#[test]
fn rows_read_as_their_rules() {
    let problem = small_week();
    let whole = WholeModel::build(&Model::new(&problem));
    let lines = whole.rows().iter().map(|row| format!("{}: {}\n", row.name, whole.program().formula(row)));
    let expected: Expect = expect![[r#"
        due[R1]: x[R1 mon 10:00 V1] + unplaced[R1] = 1
        due[R2]: x[R2 mon 11:00 V1] + unplaced[R2] = 1
        rooms[0 mon 11:00]: x[R1 mon 10:00 V1] + x[R2 mon 11:00 V1] <= 1
        staff[x[R1 mon 10:00 V1]]: -x[R1 mon 10:00 V1] + y[R1 mon 10:00 V1 W1] = 0
        staff[x[R2 mon 11:00 V1]]: -x[R2 mon 11:00 V1] + y[R2 mon 11:00 V1 W1] = 0
        out_once[W1 mon 09:00]: -out[W1 mon 09:00] + begin[W1 mon @0 09:50] + begin[W1 mon @0 10:50] = 0
        ready[W1 mon @0 09:50]: -y[R1 mon 10:00 V1 W1] + begin[W1 mon @0 09:50] - wait[W1 mon @0 09:50] = 0
        ready[W1 mon @0 10:50]: -y[R2 mon 11:00 V1 W1] + begin[W1 mon @0 10:50] + wait[W1 mon @0 09:50] = 0
        done[W1 mon @0 11:10]: y[R1 mon 10:00 V1 W1] - home[W1 mon @0 11:10] = 0
        done[W1 mon @0 12:10]: y[R2 mon 11:00 V1 W1] - home[W1 mon @0 12:10] = 0
        waiting[W1 mon 09:00]: 30 y[R1 mon 10:00 V1 W1] + 30 y[R2 mon 11:00 V1 W1] - 30 out[W1 mon 09:00] - 60 wait[W1 mon @0 09:50] + 15 quarters[W1 mon 09:00] >= -14
    "#]];
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn is_written_as_lp() {
    let mut text = Vec::new();
    write_lp(&WholeModel::build(&Model::new(&small_week())), &mut text).unwrap();
    expect_file!["../golden/small_week.lp"].assert_eq(&String::from_utf8(text).unwrap());
}

fn mps() -> String {
    let mut text = Vec::new();
    write_mps(&WholeModel::build(&Model::new(&small_week())), &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn is_written_as_mps() {
    expect_file!["../golden/small_week.mps"].assert_eq(&mps());
}

/// CBC refuses lines after markers that stand anywhere else.
#[test]
fn markers_of_mps_stand_at_the_fifth_letter() {
    let text = mps();
    let markers: Vec<&str> = text.lines().filter(|line| line.contains("MARKER")).collect();
    let expected = [
        "    M0 'MARKER' 'INTORG'",
        "    M1 'MARKER' 'INTEND'",
        "    M2 'MARKER' 'INTORG'",
        "    M3 'MARKER' 'INTEND'",
    ];
    assert_eq!(markers, expected);
}

#[test]
fn time_at_home_between_two_shifts_is_a_break_if_it_is_long_enough() {
    let policy = [("service.toml", "[policy]\nbreak_after_minutes = 120\nbreak_minutes = 40\n")];
    for (first, unplaced) in [("10:30-11:30", 0), ("10:45-11:45", 600)] {
        let problem = week_of("09:00-12:00;12:10-16:00", [first, "12:30-13:30"], &policy);
        assert_eq!(optimum(&problem), Some(Cost(unplaced)));
        assert_eq!(proven(&problem), Some(Cost(unplaced)), "first session {first}");
    }
}

#[test]
fn a_fixed_worker_is_one_of_two() {
    let workers = "worker,base,contracted_hours,agency,mon\n\
                   W1,V1,37,no,09:00-17:00\nW2,V1,37,no,09:00-17:00\nW3,V1,37,yes,09:00-17:00\n";
    let requests = "request,children,adults,frequency,minutes,status,windows,workers,authorised\n\
                    R1,c1,a1,1/week,60,care_order,mon 10:00-11:00,2,ref\n";
    let fixed = "request,date,workers\nR1,2026-11-30,W3\n";
    let others = [("workers.csv", workers), ("requests.csv", requests), ("fixed.csv", fixed)];
    let problem = week_of("", ["", ""], &others);
    assert_eq!(optimum(&problem), Some(Cost(150 + 80 + 30)));
    assert_eq!(proven(&problem), Some(Cost(150 + 80 + 30)));
}

/// The least cost by the whole model; the solver has to prove it, and the rules to agree.
fn proven(problem: &Problem) -> Option<Cost> {
    match solve(&Model::new(problem), &Limits::default(), &|| false) {
        Exact::Optimal(best) => Some(best.cost),
        Exact::NoRota => None,
        other => panic!("not proven: {other:?}"),
    }
}

/// Two families with one possible hour each and one room, too close together for it.
fn small_week() -> Problem {
    week_of("09:00-17:00", ["10:00-11:00", "11:00-12:00"], &[])
}

/// Two families with these windows on Monday, and a worker with this shift; then further files, or others instead.
fn week_of(shift: &str, windows: [&str; 2], others: &[(&str, &str)]) -> Problem {
    let folder = tempfile::tempdir().unwrap();
    let workers = format!("worker,base,contracted_hours,mon\nW1,V1,37,{shift}\n");
    let requests = format!(
        "request,children,adults,frequency,minutes,status,windows\n\
         R1,c1,a1,1/week,60,care_order,mon {}\nR2,c2,a2,1/week,60,section_17,mon {}\n",
        windows[0], windows[1]
    );
    let people = "person,kind,born,latitude,longitude\n\
                  c1,child,2024-06-01,53.1,-1.2\nc2,child,2024-06-01,53.1,-1.2\n\
                  a1,adult,,53.1,-1.2\na2,adult,,53.1,-1.2\n";
    let files = [
        ("venues.csv", "venue,latitude,longitude,mon\nV1,53.1,-1.2,09:00-17:00\n"),
        ("rooms.csv", "room,venue,capacity\nB1,V1,4\n"),
        ("workers.csv", workers.as_str()),
        ("people.csv", people),
        ("requests.csv", requests.as_str()),
    ];
    for (name, text) in files.iter().chain(others) {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    read(folder.path())
}

fn read(folder: &Path) -> Problem {
    let week = Week::new("2026-11-30".parse().unwrap()).unwrap();
    read_folder(folder, week, &Against::default()).unwrap().problem
}
