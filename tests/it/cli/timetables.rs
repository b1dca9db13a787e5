//! The files that a given rota becomes, cell by cell. No solver has a part in it.

use std::fs;

use expect_test::expect_file;
use kintime::domain::{Cost, Week};
use kintime::input::{Against, read_folder, read_rota};
use kintime::output::{WeekView, write_door_list_csv, write_rota_csv, write_summary, write_week_sheet_csv};
use kintime::rota::{PlannedWeek, Unplaced};
use kintime::rules::audit;

use super::county::{County, WEEK};

const ROTA: &str = "request,session,status,date,start,end,venue,room,workers,reason
Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,unplaced,,,,,,,workers_busy
";

fn text(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes all");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_rota_becomes_its_files() {
    let duty = "duty,worker,date,from,to,venue,room,kind\nD1,W1,2026-11-30,13:00,14:00,V2,V2-R1,drop_in\n";
    let county = County::new().with("duties.csv", duty);
    fs::write(county.root().join("rota.csv"), ROTA).unwrap();
    let week = Week::new(WEEK.parse().unwrap()).unwrap();
    let problem = read_folder(&county.folder(), week, &Against::default()).unwrap().problem;
    let file = read_rota(&county.root().join("rota.csv"), &problem).unwrap();
    let unplaced = file.unplaced.iter().map(|&(request, reason)| Unplaced::new(request, reason.unwrap()));
    let audit = audit(&problem, &file.rota);
    assert_eq!(audit.violations, []);
    let unplaced = unplaced.collect();
    let planned = PlannedWeek { problem: &problem, rota: file.rota, unplaced, cost: audit.cost, bound: Cost(2000) };
    let view = WeekView::new(&planned);
    assert_eq!(text(|to| write_rota_csv(&view, to)), ROTA);
    expect_file!["../../golden/summary.txt"].assert_eq(&text(|to| write_summary(&view, to)));
    let worker = problem.workers().next().unwrap();
    expect_file!["../../golden/worker.csv"].assert_eq(&text(|to| write_week_sheet_csv(&view, worker, to)));
    for (venue, golden) in problem.venues().zip(["../../golden/venue-1.csv", "../../golden/venue-2.csv"]) {
        expect_file![golden].assert_eq(&text(|to| write_door_list_csv(&view, venue, to)));
    }
}
