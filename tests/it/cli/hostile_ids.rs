//! Ids that try to be paths, formulas or worse: they stay exact in the rota, and their files stay in the folder.

use std::fs;

use super::county::County;
use super::program::{assert_accepted, assert_whole, files_below, plan};

const HOSTILE: [&str; 8] = ["../x", "=cmd()", "/etc/x", ".hidden", "a\\b:c|d", "🧸 ward", "שלום", "\u{202e}txt.exe"];

/// Every venue, room, worker, person and request is called `id` with a letter behind it.
fn county_of(id: &str) -> County {
    let quoted = |end: &str| format!("\"{}{end}\"", id.replace('"', "\"\""));
    let [venue, room, worker, child, adult, request] = ["v", "r", "w", "c", "a", "q"].map(quoted);
    let open = "09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00";
    County::new()
        .with("venues.csv", &format!("venue,latitude,longitude,mon,tue,wed,thu,fri\n{venue},53.1,-1.2,{open}\n"))
        .with("rooms.csv", &format!("room,venue,capacity\n{room},{venue},5\n"))
        .with("workers.csv", &format!("worker,base,contracted_hours,mon,tue,wed,thu,fri\n{worker},{venue},30,{open}\n"))
        .with("duties.csv", &format!("duty,worker,date,from,to,room\nD,{worker},2026-11-30,10:00,11:00,{room}\n"))
        .with(
            "people.csv",
            &format!(
                "person,kind,born,latitude,longitude\n{child},child,2024-01-01,53.1,-1.2\n{adult},adult,,53.1,-1.2\n"
            ),
        )
        .with(
            "requests.csv",
            &format!(
                "request,children,adults,frequency,minutes,status\n{request},{child},{adult},1/week,60,care_order\n"
            ),
        )
}

#[test]
fn hostile_ids_are_written_exactly_and_only_into_the_output_folder() {
    for id in HOSTILE {
        let county = county_of(id);
        plan(&county).assert().code(0);
        assert_accepted(&county, &county.out(), &[]);
        assert_whole(&county.out());
        let rota = fs::read_to_string(county.out().join("rota.csv")).unwrap();
        assert!(rota.contains(id), "{id}");
        let mut beside: Vec<_> = files_below(county.root());
        beside.retain(|name| !name.starts_with("county/") && !name.starts_with("out/"));
        assert_eq!(beside, [""; 0], "{id}");
        for name in files_below(&county.out()) {
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"%._-/".contains(&b)), "{name}");
        }
    }
}

#[test]
fn an_id_of_ten_thousand_characters_has_a_file_of_its_own() {
    let county = county_of(&"x".repeat(10_000));
    plan(&county).assert().code(0);
    assert_accepted(&county, &county.out(), &[]);
    assert!(files_below(&county.out()).iter().any(|name| name.starts_with("workers/xxx")));
}

#[test]
fn timetables_run_no_formula() {
    let county = county_of("=cmd()");
    plan(&county).assert().code(0);
    let ours = ["rota.csv"];
    let tables = files_below(&county.out()).into_iter().filter(|name| name.ends_with(".csv"));
    for name in tables.filter(|name| !ours.contains(&name.as_str())) {
        let mut table = csv::Reader::from_path(county.out().join(&name)).unwrap();
        for row in table.records() {
            let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
            assert!(!row.unwrap().iter().any(runs), "{name}");
        }
    }
}
