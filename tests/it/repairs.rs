//! Repairs of the example weeks after disruptions by chance: nothing frozen moves and the independent checker accepts each, on a
//! copy of the folder whose files say what the options said.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::program::{WEEK, accepted, plan};
use crate::support::random::Random;

/// One round of search: enough to run every part of the program.
const LITTLE: u64 = 1_000;
/// Disruptions of each week: one of each kind, and one more of a kind drawn.
const TIMES: usize = KINDS.len() + 1;

/// The example weeks, each with the seed of what is drawn.
const WEEKS: [(&str, u64); 3] = [("first-week", 1), ("hertfordshire", 1), ("hertfordshire", 4)];

#[derive(Clone, Copy, Debug)]
enum Kind {
    WorkerAway,
    RoomClosed,
    VenueClosed,
    CalledOff,
    Added,
}

const KINDS: [Kind; 5] = [Kind::WorkerAway, Kind::RoomClosed, Kind::VenueClosed, Kind::CalledOff, Kind::Added];

/// Something that went wrong: as the command line says it, and as the files do.
struct Disruption {
    option: &'static str,
    said: String,
    /// The file that says it, and its row.
    file: &'static str,
    row: String,
    /// The date and the cell of `rota.csv` that are no longer possible, with the column.
    lost: Option<(String, usize, String)>,
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// A copy of a planning folder whose files say what happened.
fn with(folder: &Path, disruption: &Disruption) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    let file = copy.path().join(disruption.file);
    let old = fs::read_to_string(&file).unwrap_or_else(|_| "kind,id,from,to,note\n".to_owned());
    fs::write(&file, format!("{}\n{}\n", old.trim_end(), disruption.row)).unwrap();
    copy
}

/// The planned rows of a rota, each as its cells.
fn planned(out: &Path) -> Vec<Vec<String>> {
    let rota = fs::read_to_string(out.join("rota.csv")).unwrap();
    let rows = rota.lines().filter(|row| row.contains(",planned,"));
    rows.map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

/// Whether a session has what was lost.
fn has_lost(row: &[String], disruption: &Disruption) -> bool {
    let lost = disruption.lost.as_ref();
    lost.is_some_and(|(date, column, id)| row[3] == *date && row[*column].split(';').any(|one| one == id))
}

/// The planned rows that `fixed.csv` asks for.
fn fixed_rows(folder: &Path, rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let fixed = fs::read_to_string(folder.join("fixed.csv")).unwrap();
    let is_fixed = |row: &&Vec<String>| fixed.lines().any(|line| line.starts_with(&format!("{},{},", row[0], row[3])));
    rows.iter().filter(is_fixed).cloned().collect()
}

/// An absence on the day of a random session, of something that this session needs and no fixed session has: a fixed session
/// that cannot be is an error in the input.
fn absence(random: &mut Random, kind: Kind, rows: &[Vec<String>], fixed: &[Vec<String>]) -> Disruption {
    loop {
        let drawn = any_absence(random, kind, rows);
        if !fixed.iter().any(|row| has_lost(row, &drawn)) {
            return drawn;
        }
    }
}

fn any_absence(random: &mut Random, kind: Kind, rows: &[Vec<String>]) -> Disruption {
    let staffed: Vec<&Vec<String>> = rows.iter().filter(|row| !row[7].is_empty() && !row[8].is_empty()).collect();
    let row = staffed[random.below(staffed.len())];
    let (option, what, column) = match kind {
        Kind::WorkerAway => ("--worker-away", "worker", 8),
        Kind::RoomClosed => ("--room-closed", "room", 7),
        Kind::VenueClosed => ("--venue-closed", "venue", 6),
        Kind::CalledOff | Kind::Added => ("--cancel", "request", 0),
    };
    let (id, date) = (row[column].split(';').next().unwrap(), &row[3]);
    Disruption {
        option,
        said: format!("{id}@{date}"),
        file: "availability.csv",
        row: format!("{what},{id},{date},{date},"),
        lost: Some((date.clone(), column, id.to_owned())),
    }
}

/// One more session for the people of a random request, in a file of its own in `place`.
fn added(random: &mut Random, folder: &Path, place: &Path) -> Disruption {
    let mut requests = csv::Reader::from_path(folder.join("requests.csv")).unwrap();
    let header = requests.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = requests.records().map(Result::unwrap).collect();
    let like = rows[random.below(rows.len())].clone();
    let cell = |(name, old): (&str, &str)| match name {
        "request" => "ADDED".to_owned(),
        "frequency" => "1/week".to_owned(),
        _ => old.to_owned(),
    };
    let row: csv::StringRecord = header.iter().zip(like.iter()).map(cell).collect();
    let path = place.join("added.csv");
    let mut file = csv::Writer::from_path(&path).unwrap();
    file.write_record(&header).unwrap();
    file.write_record(&row).unwrap();
    file.flush().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let row = text.lines().nth(1).unwrap().to_owned();
    Disruption { option: "--add", said: path.display().to_string(), file: "requests.csv", row, lost: None }
}

/// Asserts that every published session that starts before a date and time is in the new rota as it was, if it can be.
fn nothing_frozen_moved(before: &[Vec<String>], now: &[Vec<String>], until: (&str, &str), disruption: &Disruption) {
    let is_frozen = |row: &&Vec<String>| (row[3].as_str(), row[4].as_str()) < until;
    for row in before.iter().filter(is_frozen).filter(|row| !has_lost(row, disruption)) {
        assert!(now.iter().any(|new| new[0] == row[0] && new[3..9] == row[3..9]), "{}: {row:?}", disruption.said);
    }
}

#[test]
fn random_disruptions_are_repaired_within_the_rules() {
    for (name, seed) in WEEKS {
        let told = tempfile::tempdir().unwrap();
        plan(&data(name), told.path(), LITTLE, &["--only", "rota"]);
        let rota = told.path().join("rota.csv");
        let before = planned(told.path());
        let fixed = fixed_rows(&data(name), &before);
        let mut random = Random::new(seed);
        for time in 0..TIMES {
            let kind = KINDS.get(time).copied().unwrap_or_else(|| random.pick(&KINDS));
            let out = tempfile::tempdir().unwrap();
            let disruption = match kind {
                Kind::Added => added(&mut random, &data(name), told.path()),
                _ => absence(&mut random, kind, &before, &fixed),
            };
            let date = disruption.lost.as_ref().map_or(WEEK, |(date, ..)| date);
            let now = format!("{date} 08:30");
            let situation = ["--published", rota.to_str().unwrap(), "--now", &now];
            let said = [disruption.option, &disruption.said, "--only", "changes"];
            plan(&data(name), out.path(), LITTLE, &[&situation[..], &said].concat());
            let copy = with(&data(name), &disruption);
            accepted(copy.path(), WEEK, out.path(), &situation);
            let tomorrow = date.parse::<chrono::NaiveDate>().unwrap().succ_opt().unwrap().to_string();
            nothing_frozen_moved(&before, &planned(out.path()), (&tomorrow, "08:30"), &disruption);
            assert!(out.path().join("changes.csv").exists(), "{name}: {kind:?} {}", disruption.said);
        }
    }
}
