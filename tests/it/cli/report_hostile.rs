//! Names that try to be formulas, markup, paths or whole lines: no page or calendar has another structure for them, no
//! cell runs them, and no file lies elsewhere.

use std::fs;

use calamine::{Data, Reader, Xlsx};

use super::county::County;
use super::program::{assert_whole, files_below, kintime};

const NAMES: [&str; 9] = [
    "=cmd()",
    "+1+1",
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    "../../etc/passwd",
    "line\nEND:VEVENT\nBEGIN:VEVENT",
    "{{ 7 * 7 }}{% raw %}",
    "\u{202e}gpj.exe שלום 🧸👨‍👩‍👧",
    "a\"b'c;d,e\\",
];
const ROTA: &str = "request,session,status,date,start,end,venue,room,workers,reason
Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,unplaced,,,,,,,workers_busy
";

/// A county in which every venue, worker and person has this name, reported.
fn reported(name: &str) -> County {
    let quoted = format!("\"{}\"", name.replace('"', "\"\""));
    let renamed = |file: &str, names: &[&str]| {
        let text = fs::read_to_string(County::new().folder().join(file)).unwrap();
        names.iter().fold(text, |text, old| text.replace(old, &quoted))
    };
    let county = County::new();
    let county = county
        .with("venues.csv", &renamed("venues.csv", &["Elm House", "Oak House"]))
        .with("workers.csv", &renamed("workers.csv", &["Wendy Example", "Walter Example"]))
        .with("people.csv", &renamed("people.csv", &["Ann Sample", "Abe Sample", "Cleo Sample", "Carl Sample"]));
    fs::write(county.root().join("hand.csv"), ROTA).unwrap();
    kintime(&county, "report").args(["hand.csv", "--out", "out"]).assert().code(0);
    county
}

fn read(county: &County, name: &str) -> String {
    fs::read_to_string(county.out().join(name)).unwrap()
}

fn with_ending(county: &County, ending: &str) -> Vec<String> {
    files_below(&county.out()).into_iter().filter(|name| name.ends_with(ending)).collect()
}

/// The tags of a page, without what stands between them.
fn tags(page: &str) -> Vec<String> {
    page.split('<').skip(1).map(|part| part.split('>').next().unwrap().to_owned()).collect()
}

/// What begins each line of a calendar once lines are unfolded.
fn properties(calendar: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "");
    unfolded.split("\r\n").map(|line| line.split([':', ';']).next().unwrap().to_owned()).collect()
}

#[test]
fn names_change_no_structure_run_nothing_and_stay_in_the_folder() {
    let plain = reported("Plain Name");
    for name in NAMES.into_iter().map(str::to_owned).chain(["x".repeat(10_000)]) {
        let shown: String = name.chars().take(20).collect();
        let county = reported(&name);
        assert_whole(&county.out());
        assert_eq!(files_below(&county.out()), files_below(&plain.out()), "{shown}");
        let beside: Vec<_> = files_below(county.root()).into_iter().filter(|file| !file.contains('/')).collect();
        assert_eq!(beside, ["hand.csv"], "{shown}");
        for file in with_ending(&county, ".html") {
            assert_eq!(tags(&read(&county, &file)), tags(&read(&plain, &file)), "{file} of {shown}");
        }
        for file in with_ending(&county, ".ics") {
            assert_eq!(properties(&read(&county, &file)), properties(&read(&plain, &file)), "{file} of {shown}");
        }
        for file in with_ending(&county, ".csv") {
            no_formula(&read(&county, &file), &file);
        }
        no_formula_in_the_workbook(&county);
    }
}

fn no_formula(table: &str, file: &str) {
    let mut table = csv::ReaderBuilder::new().from_reader(table.as_bytes());
    for row in table.records() {
        let row = row.unwrap();
        let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
        assert!(!row.iter().any(runs), "{file}: {row:?}");
    }
}

fn no_formula_in_the_workbook(county: &County) {
    let mut book: Xlsx<_> = calamine::open_workbook(county.out().join("rota.xlsx")).unwrap();
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
        let range = book.worksheet_range(&sheet).unwrap();
        assert!(!range.rows().flatten().any(|cell| matches!(cell, Data::Error(_))), "{sheet}");
    }
}
