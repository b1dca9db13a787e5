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

/// Week 3369 has a task that ends within an earlier, longer one.
#[test]
fn is_exact_on_crowded_weeks() {
    for seed in (0..400).chain([3369]) {
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

#[test]
fn is_written_as_mps() {
    let mut text = Vec::new();
    write_mps(&WholeModel::build(&Model::new(&small_week())), &mut text).unwrap();
    expect_file!["../golden/small_week.mps"].assert_eq(&String::from_utf8(text).unwrap());
}

/// The least cost by the whole model; the solver has to prove it, and the rules to agree.
fn proven(problem: &Problem) -> Option<Cost> {
    match solve(&Model::new(problem), &Limits::default(), &|| false) {
        Exact::Optimal(best) => Some(best.cost),
        Exact::NoRota => None,
        other => panic!("not proven: {other:?}"),
    }
}

/// Two families with one possible hour each, the same one, and one room.
fn small_week() -> Problem {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("venues.csv", "venue,latitude,longitude,mon\nV1,53.1,-1.2,09:00-17:00\n"),
        ("rooms.csv", "room,venue,capacity\nB1,V1,4\n"),
        ("workers.csv", "worker,base,contracted_hours,mon\nW1,V1,37,09:00-17:00\n"),
        (
            "people.csv",
            "person,kind,born,latitude,longitude\n\
             c1,child,2024-06-01,53.1,-1.2\nc2,child,2024-06-01,53.1,-1.2\n\
             a1,adult,,53.1,-1.2\na2,adult,,53.1,-1.2\n",
        ),
        (
            "requests.csv",
            "request,children,adults,frequency,minutes,status,windows\n\
             R1,c1,a1,1/week,60,care_order,mon 10:00-11:00\nR2,c2,a2,1/week,60,section_17,mon 11:00-12:00\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    read(folder.path())
}

fn read(folder: &Path) -> Problem {
    let week = Week::new("2026-11-30".parse().unwrap()).unwrap();
    read_folder(folder, week, &Against::default()).unwrap().problem
}
