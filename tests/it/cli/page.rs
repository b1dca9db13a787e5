//! `rota.html`: its policy lets in its own style and script alone, nothing of the week is missing, and it stays small.

use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::county::County;
use super::program::kintime;

const HEADER: &str = "request,session,status,date,start,end,venue,room,workers,reason\n";
const ROTA: &str = "Q1,1,planned,2026-11-30,10:00,11:30,V1,V1-R1,W1,
Q1,2,planned,2026-12-02,10:00,11:30,V1,V1-R1,W1,
Q2,1,unplaced,,,,,,,workers_busy
";

fn page_of(rota: &str, further: &[&str]) -> String {
    let county = County::new();
    fs::write(county.root().join("hand.csv"), format!("{HEADER}{rota}")).unwrap();
    page(&county, further)
}

fn page(county: &County, further: &[&str]) -> String {
    kintime(county, "report").args(["hand.csv", "--out", "out", "--only", "html"]).args(further).assert().code(0);
    fs::read_to_string(county.out().join("rota.html")).unwrap()
}

fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    page.split_once(from).unwrap().1.split_once(to).unwrap().0
}

/// The section of a view.
fn view<'p>(page: &'p str, id: &str) -> &'p str {
    let view = page.split_once(&format!("id=\"{id}\">")).unwrap().1;
    view.split("<section class=\"view").next().unwrap()
}

#[test]
fn its_policy_allows_its_own_style_and_script_alone() {
    let page = page_of(ROTA, &[]);
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text));
    let (style, script) = (between(&page, "<style>", "</style>"), between(&page, "<script>", "</script>"));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(style),
        digest(script)
    );
    assert_eq!(between(&page, "Content-Security-Policy\" content=\"", "\">"), policy);
    assert_eq!([page.matches("<style").count(), page.matches("<script").count()], [1, 2]);
}

#[test]
fn it_asks_for_nothing_from_elsewhere() {
    let page = page_of(ROTA, &[]);
    for word in
        ["http:", "https:", "src=", "@import", "url(", " style=", "<link", "<img", "innerHTML", "onclick", "eval("]
    {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn every_view_has_every_session_and_the_list_what_is_left_out() {
    let page = page_of(ROTA, &[]);
    for id in ["venues", "workers", "families", "days"] {
        for session in ["data-s=0>", "data-s=1>"] {
            assert_eq!(view(&page, id).matches(session).count(), 1, "{session} in {id}");
        }
        assert_eq!(view(&page, id).matches("data-s=").count(), 2, "{id}");
        assert_eq!(view(&page, id).matches("10:00–11:30").count(), 2, "{id}");
    }
    let unplaced = view(&page, "unplaced");
    assert!(unplaced.contains("Q2") && unplaced.contains("a room is free, but no suitable worker is"), "{unplaced}");
    assert!(view(&page, "families").contains("Q2: a room is free"), "the family of what is left out says why");
    assert!(!page.contains("id=\"changes\">"), "without a published rota there are no changes");
}

#[test]
fn details_are_those_of_the_rota() {
    let page = page_of(ROTA, &[]);
    let data: serde_json::Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
    assert_eq!(data["sessions"].as_array().unwrap().len(), 2);
    let facts = &data["sessions"][1];
    assert_eq!([&facts["t"], &facts["f"][1]], ["Q1, session 2", "Wednesday 2 December 2026\n10:00–11:30, 1 h 30 min"]);
    assert_eq!([&facts["c"], &facts["d"], &facts["p"]], [0, 2, 0]);
    assert!(facts["f"][6].as_str().unwrap().starts_with("Wendy Example (W1): no main worker yet"), "{facts}");
}

#[test]
fn times_are_drawn_to_scale() {
    let page = page_of(ROTA, &[]);
    let style = between(&page, "<style>", "</style>");
    assert!(style.contains(":root{--from:540;--span:600;--hours:10}"), "09:00 to 19:00");
    assert!(style.contains(".l600{--l:600}") && style.contains(".w90{--w:90}"));
    assert!(view(&page, "venues").contains("<button class=\"s c0 l600 w90\" data-s=0>"));
}

#[test]
fn changes_are_listed_and_open_what_is_now() {
    let county = County::new();
    fs::write(county.root().join("hand.csv"), format!("{HEADER}{ROTA}")).unwrap();
    fs::write(
        county.root().join("told.csv"),
        format!("{HEADER}{ROTA}").replace("12-02,10:00,11:30", "12-02,11:00,12:30"),
    )
    .unwrap();
    let page = page(&county, &["--published", "told.csv"]);
    let changes = view(&page, "changes");
    assert_eq!(changes.matches("<tr").count(), 2, "{changes}");
    assert!(changes.contains("data-s=1>Q1</button>") && changes.contains("Wed 2 Dec, 11:00, Elm House"), "{changes}");
}

#[test]
fn a_draft_says_so_and_lists_what_it_breaks() {
    let page = page_of(&ROTA.replace("2026-11-30,10:00,11:30", "2026-11-30,10:05,11:35"), &[]);
    assert!(page.contains("<title>Draft: Rota, week of 30 November 2026</title>"));
    assert!(page.contains("H1: Q1 on 2026-11-30 at 10:05") && page.contains("without meaning while rules are broken"));
    let kept = page_of(ROTA, &[]);
    assert!(!kept.contains("Draft") && !kept.contains(">draft<"));
}

#[test]
fn the_same_rota_has_the_same_bytes() {
    assert!(page_of(ROTA, &[]) == page_of(ROTA, &[]));
}

#[test]
fn what_a_plan_proves_is_said_in_words() {
    let county = County::new();
    super::program::plan(&county).assert().code(0);
    let page = fs::read_to_string(county.out().join("rota.html")).unwrap();
    let proven = ["no rota is better: proven", "proven: no rota costs less than"];
    assert!(proven.iter().any(|words| page.contains(words)));
    assert!(page_of(ROTA, &[]).contains("how near to the best is not known"));
}

/// So many sessions of a generated week, each somewhere at some time: a rota that breaks every rule is drawn all the same.
fn any_rota(folder: &Path, sessions: usize) -> String {
    let table = |name: &str| csv::Reader::from_path(folder.join(name)).unwrap();
    let column = |name: &str, at: usize| -> Vec<String> {
        table(name).records().map(|row| row.unwrap()[at].to_owned()).collect()
    };
    let (rooms, venues, workers) = (column("rooms.csv", 0), column("rooms.csv", 1), column("workers.csv", 0));
    let requests = column("requests.csv", 0);
    let row = |at: usize| {
        let (request, room, worker) = (&requests[at % requests.len()], at % rooms.len(), &workers[at % workers.len()]);
        let (number, day, hour) = (at / requests.len() + 1, at % 5 + 1, at % 8 + 9);
        let (room, venue) = (&rooms[room], &venues[room]);
        format!(
            "{request},{number},planned,2026-12-{day:02},{hour:02}:00,{:02}:00,{venue},{room},{worker},\n",
            hour + 1
        )
    };
    (0..sessions).map(row).fold(HEADER.to_owned(), |rota, row| rota + &row)
}

#[test]
fn a_session_takes_so_few_bytes_that_fifteen_hundred_are_below_four_megabytes() {
    let county = County::new();
    kintime_alone(&county, &["generate", "--size", "county", "--seed", "1", "big"]);
    fs::write(county.root().join("any.csv"), any_rota(&county.root().join("big"), 280)).unwrap();
    kintime_alone(&county, &["report", "big", "--week", "2026-11-30", "any.csv", "--out", "out", "--only", "html"]);
    let page = fs::read_to_string(county.out().join("rota.html")).unwrap();
    assert!(view(&page, "venues").contains("data-s=279>"));
    assert!(page.len() / 280 < 4_000_000 / 1500, "{} bytes", page.len());
}

fn kintime_alone(county: &County, arguments: &[&str]) {
    assert_cmd::Command::new(cargo_bin("kintime")).current_dir(county.root()).args(arguments).assert().code(0);
}
