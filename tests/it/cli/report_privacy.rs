//! Who may see what: marks are planted wherever the input can hold something, and for every audience it is shown that
//! none that it must not see appears in its files.

use std::fs;

use calamine::{Reader, Xlsx};

use super::county::County;
use super::program::{files_below, kintime, plan};

/// Two families. Family one has two children in two placements and two parents; a worker drives its children.
const PEOPLE: &str = "person,name,kind,born,education,postcode,latitude,longitude
C1,Ashchild Onefamily,child,2018-03-01,none,NG19 8,53.1234567,-1.2345678
C2,Birchchild Onefamily,child,2019-03-01,none,NG22 8,53.1765432,-1.1876543
A1,Maplemother Onefamily,adult,,,NG18 4,53.1357913,-1.1468024
A2,Fennelfather Onefamily,adult,,,NG18 2,53.1975319,-1.1864208
C9,Otherchild Twofamily,child,2018-03-01,none,,53.15,-1.2
A9,Otheradult Twofamily,adult,,,,53.15,-1.2
";
const REQUESTS: &str =
    "request,children,adults,frequency,minutes,status,court_ordered,workers,authorised,transport,not_workers,risk
RONE,C1;C2,A1;A2,1/week,60,interim_care_order,yes,1,REFAUTHORISED,worker,W2,high
RTWO,C9,A9,1/week,60,care_order,no,1,REFOTHER,carer,,standard
";
/// Journeys that nobody else has: 53 minutes there, 47 back.
const TRAVEL: &str = "from,to,minutes,by\nC1,V1,53,car\nV1,C1,47,car\nC2,V1,38,car\nV1,C2,38,car\n";
const AVAILABILITY: &str = "kind,id,from,to,note\nperson,C1,2026-12-04,2026-12-04,NOTESECRET\n";
const ROTA: &str = "request,session,status,date,start,end,venue,room,workers,reason
RTWO,1,planned,2026-12-01,12:15,13:15,V1,V1-R2,W2,
RONE,1,planned,2026-12-02,12:00,13:00,V1,V1-R1,W1,
";

/// What nobody reads anywhere: where people live, notes, references.
const NOBODY: [&str; 15] = [
    "NG19",
    "NG22",
    "NG18",
    "53.12",
    "1.2345",
    "53.17",
    "1.1876",
    "53.13",
    "1.1468",
    "53.19",
    "1.1864",
    "NOTESECRET",
    "REFAUTHORISED",
    "REFOTHER",
    "latitude",
];
/// The length of journeys to and from placements, and the times at their doors.
const ROUTE: [&str; 6] = ["53 min", "47 min", "10:57", "11:07", "13:47", "13:57"];
const FAMILY_ONE: [&str; 4] = ["Ashchild", "Birchchild", "Maplemother", "Fennelfather"];
const FAMILY_TWO: [&str; 4] = ["Otherchild", "Otheradult", "RTWO", "Walter"];

fn reported(further: &[&str]) -> County {
    let county = County::new()
        .with("people.csv", PEOPLE)
        .with("requests.csv", REQUESTS)
        .with("travel.csv", TRAVEL)
        .with("availability.csv", AVAILABILITY);
    fs::write(county.root().join("hand.csv"), ROTA).unwrap();
    let said = kintime(&county, "report").args(["hand.csv", "--out", "out"]).args(further).assert().code(0);
    let error = String::from_utf8(said.get_output().stderr.clone()).unwrap();
    assert!(!error.contains("breaks rules"), "the planted rota keeps the rules: {error}");
    county
}

/// A file; of a page what it shows, without its style.
fn read(county: &County, name: &str) -> String {
    let text = fs::read_to_string(county.out().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    text.split_once("<body>").map_or(text.clone(), |(_, body)| body.replace("&#x2f;", "/"))
}

fn shows(text: &str, words: &[&str], of: &str) {
    for word in words {
        assert!(text.contains(word), "{of} does not show {word}: {text}");
    }
}

fn hides(text: &str, words: &[&str], of: &str) {
    for word in words {
        assert!(!text.contains(word), "{of} shows {word}: {text}");
    }
}

/// All texts of the workbook.
fn workbook(county: &County) -> String {
    let mut book: Xlsx<_> = calamine::open_workbook(county.out().join("rota.xlsx")).unwrap();
    let mut text = String::new();
    for (_, range) in book.worksheets() {
        range.rows().flatten().for_each(|cell| text += &format!("{cell}\n"));
    }
    text
}

#[test]
fn where_people_live_is_in_no_file_at_all() {
    let county = reported(&[]);
    for name in files_below(&county.out()).iter().filter(|name| !name.ends_with(".xlsx")) {
        hides(&read(&county, name), &NOBODY, name);
    }
    hides(&workbook(&county), &NOBODY, "the workbook");
}

#[test]
fn a_parent_sees_no_placement_no_route_no_other_adult_and_no_other_family() {
    let county = reported(&[]);
    let slip = read(&county, "parents/RONE-A1.html");
    shows(
        &slip,
        &["Maplemother", "Ashchild", "Birchchild", "12:00", "Elm House", "Wendy Example"],
        "the mother's slip",
    );
    hides(&slip, &ROUTE, "the mother's slip");
    hides(&slip, &FAMILY_TWO, "the mother's slip");
    hides(
        &slip,
        &["Fennelfather", "A2", "interim", "court", "high", "V1-R1", "driv", "collect", "placement", "C1", "C2"],
        "the mother's slip",
    );
    hides(&read(&county, "parents/RONE-A2.html"), &["Maplemother", "A1"], "the father's slip");
    let table = read(&county, "parents.csv");
    let row = table.lines().find(|line| line.starts_with("RONE,A1,")).unwrap();
    hides(row, &ROUTE, "the mother's row");
    hides(row, &["Fennelfather", "Twofamily", "V1-R1"], "the mother's row");
}

#[test]
fn a_carer_sees_the_one_child_and_its_own_door_alone() {
    let county = reported(&[]);
    let own = read(&county, "carers/RONE-C1.html");
    shows(
        &own,
        &["Ashchild", "MO, FO", "12:00", "Elm House", "Wendy Example", "10:57", "13:57"],
        "the first carer's slip",
    );
    hides(&own, &["Birchchild", "Maplemother", "Fennelfather", "C2", "interim", "court"], "the first carer's slip");
    hides(&own, &FAMILY_TWO, "the first carer's slip");
    let other = read(&county, "carers/RONE-C2.html");
    shows(&other, &["Birchchild", "a worker drives"], "the second carer's slip");
    hides(&other, &ROUTE, "the second carer's slip");
    hides(&other, &["Ashchild", "Maplemother", "C1"], "the second carer's slip");
}

#[test]
fn a_referrer_sees_the_one_request_and_no_route() {
    let county = reported(&[]);
    let slip = read(&county, "referrers/RONE.html");
    shows(
        &slip,
        &["Ashchild", "Birchchild", "Maplemother", "Fennelfather", "1/week", "court", "2026-12-09"],
        "the confirmation",
    );
    hides(&slip, &ROUTE, "the confirmation");
    hides(&slip, &FAMILY_TWO, "the confirmation");
}

#[test]
fn a_venue_sees_initials_alone() {
    let county = reported(&[]);
    for name in ["venues/V1.html", "venues/V1.csv"] {
        let list = read(&county, name).replace(", ", ";");
        shows(&list, &["AO;BO", "MO;FO", "OT", "V1-R1", "Wendy Example"], name);
        hides(&list, &FAMILY_ONE, name);
        hides(&list, &["Onefamily", "Twofamily", "Otherchild", "court", "high"], name);
        hides(&list, &ROUTE, name);
    }
}

#[test]
fn a_worker_sees_those_they_meet_and_no_other_family() {
    let county = reported(&[]);
    for name in ["workers/W1.html", "workers/W1.csv"] {
        let sheet = read(&county, name);
        shows(&sheet, &FAMILY_ONE, name);
        hides(&sheet, &FAMILY_TWO, name);
    }
}

#[test]
fn a_calendar_names_no_family() {
    let county = reported(&[]);
    for name in files_below(&county.out()).iter().filter(|name| name.starts_with("calendars/")) {
        let calendar = read(&county, name).replace("\r\n ", "");
        hides(&calendar, &["Onefamily", "Twofamily"], name);
        hides(&calendar, &FAMILY_ONE, name);
    }
    shows(&read(&county, "calendars/worker-W1.ics").replace("\r\n ", ""), &["AO\\;BO", "Elm House"], "the calendar");
}

#[test]
fn a_message_tells_of_its_recipient_alone() {
    let county = reported(&[]);
    let messages = read(&county, "notify.csv");
    assert!(messages.starts_with("reference,recipient,name,request,date,start,end,place,workers\n"));
    let expected = "A1,parent,Maplemother Onefamily,RONE,Wednesday 2 December 2026,12:00,13:00,Elm House,Wendy Example";
    assert_eq!(messages.lines().find(|line| line.starts_with("A1,")), Some(expected));
    assert_eq!(messages.lines().count(), 1 + 4 + 2);
    hides(&messages, &ROUTE, "the messages");
}

#[test]
fn with_pseudonyms_no_name_is_in_any_file() {
    let county = reported(&["--pseudonymise"]);
    let names = ["Onefamily", "Twofamily", "Ashchild", "Maplemother", "Wendy", "Walter", "Example"];
    for name in files_below(&county.out()).iter().filter(|name| !name.ends_with(".xlsx")) {
        hides(&read(&county, name).replace("\r\n ", ""), &names, name);
    }
    hides(&workbook(&county), &names, "the workbook");
    shows(&read(&county, "parents/RONE-A1.html"), &["A1", "C1, C2", "W1", "Elm House"], "the mother's slip");
}

/// Both families' sessions must change: each of their workers is away on the day.
fn repaired() -> County {
    let county = reported(&[]);
    let mut command = plan(&county);
    command.args(["--published", "hand.csv", "--now", "2026-11-29 12:00"]);
    command.args(["--worker-away", "W1@2026-12-02", "--worker-away", "W2@2026-12-01"]).assert().code(0);
    county
}

#[test]
fn a_parent_or_carer_hears_of_the_own_session_alone_when_it_changes() {
    let county = repaired();
    let mother = read(&county, "changes/family-RONE-A1.html");
    shows(&mother, &["Maplemother", "12:00", "Elm House"], "the mother's list");
    hides(&mother, &["Fennelfather", "A2", "Ashchild", "C1", "court", "interim", "V1-R1"], "the mother's list");
    let carer = read(&county, "changes/family-RONE-C1.html");
    shows(&carer, &["Ashchild", "12:00", "Elm House"], "the first carer's list");
    hides(&carer, &["Birchchild", "C2", "Maplemother", "Fennelfather", "court", "interim"], "the first carer's list");
    for (name, list) in [("the mother's list", &mother), ("the first carer's list", &carer)] {
        hides(list, &["Otherchild", "Otheradult", "RTWO"], name);
        hides(list, &ROUTE, name);
        hides(list, &NOBODY, name);
    }
    let rows = read(&county, "changes/families.csv");
    for row in rows.lines().filter(|row| row.starts_with("RONE,A1,")) {
        hides(row, &["Fennelfather", "Birchchild", "Twofamily"], "the mother's row");
    }
    assert!(rows.lines().any(|row| row.starts_with("RONE,A1,")), "{rows}");
}

#[test]
fn venues_and_workers_hear_of_changes_by_initials_alone() {
    let county = repaired();
    let lists: Vec<String> = files_below(&county.out().join("changes"))
        .into_iter()
        .filter(|name| name.starts_with("venue") || name.starts_with("worker"))
        .map(|name| format!("changes/{name}"))
        .collect();
    assert!(lists.iter().any(|name| name.ends_with("worker-W1.html")), "{lists:?}");
    assert!(lists.iter().any(|name| name.ends_with("venue-V1.html")), "{lists:?}");
    for name in &lists {
        let list = read(&county, name);
        hides(&list, &FAMILY_ONE, name);
        hides(&list, &["Onefamily", "Twofamily", "Otherchild", "Otheradult", "court", "high"], name);
        hides(&list, &ROUTE, name);
        hides(&list, &NOBODY, name);
    }
    shows(&read(&county, "changes/worker-W1.html"), &["AO, BO", "RONE"], "the worker's list");
}
