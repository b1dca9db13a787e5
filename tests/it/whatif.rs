//! Sweeps as their users meet them: planted bottlenecks, runs that are killed, shards, files with defects.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// A service of two venues, four rooms and three workers, in a folder of its own with a scratch folder beside it.
struct Service {
    root: tempfile::TempDir,
}

const HOURS: &str = "09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,,";
const DAYS: &str = "mon,tue,wed,thu,fri,sat,sun";

impl Service {
    /// Families with these endings of their rows in `requests.csv`: `needs,skills,venues,windows`.
    fn new(families: &[&str]) -> Self {
        let service = Self { root: tempfile::tempdir().unwrap() };
        fs::create_dir(service.folder()).unwrap();
        let hours = |id: &str, more: &str| format!("{id},NG18 2,yes,{more}\n");
        let venues = [hours("elm", HOURS), hours("oak", HOURS)].concat();
        service.write("venues.csv", &format!("venue,postcode,staffed,{DAYS}\n{venues}"));
        service.write(
            "rooms.csv",
            "room,venue,capacity,features\nelm-1,elm,6,secure\nelm-2,elm,6,\noak-1,oak,6,\noak-2,oak,6,\n",
        );
        let no_thursday = "09:00-18:00,09:00-18:00,09:00-18:00,,09:00-18:00,,";
        let workers =
            format!("W1,elm,37,urdu,{no_thursday}\nW2,elm,37,,{HOURS}\nW3,oak,37,,{HOURS}\nW4,elm,37,,{HOURS}\n");
        service.write("workers.csv", &format!("worker,base,contracted_hours,skills,{DAYS}\n{workers}"));
        let (mut people, mut requests) = (String::new(), String::new());
        for (number, family) in families.iter().enumerate() {
            people.push_str(&format!("C{number},child,2023-05-05,NG18 2\nA{number},adult,,NG18 2\n"));
            requests.push_str(&format!("R{number},C{number},A{number},1/week,60,interim_care_order,{family}\n"));
        }
        service.write("people.csv", &format!("person,kind,born,postcode\n{people}"));
        let heads = "request,children,adults,frequency,minutes,status,needs,skills,venues,windows";
        service.write("requests.csv", &format!("{heads}\n{requests}"));
        service
    }

    fn folder(&self) -> PathBuf {
        self.root.path().join("service")
    }

    fn out(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder().join(name), text).unwrap();
    }

    /// Runs `kintime whatif` with these scenarios.
    fn whatif(&self, scenarios: &str, out: &str, more: &[&str]) -> Output {
        self.command(scenarios, out, more).output().unwrap()
    }

    fn command(&self, scenarios: &str, out: &str, more: &[&str]) -> Command {
        fs::write(self.root.path().join("what.toml"), scenarios).unwrap();
        let mut command = Command::new(cargo_bin("kintime"));
        command.current_dir(self.root.path()).args(["whatif", "service", "--week", "2026-11-30", "what.toml"]);
        command.args(["--out", out, "--work-limit", "400"]).args(more);
        command
    }
}

fn done(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The names of the ranking, best buy first.
fn ranking(out: &Path) -> Vec<String> {
    let results: Value = serde_json::from_slice(&fs::read(out.join("whatif.json")).unwrap()).unwrap();
    let name = |at: &Value| {
        let at = usize::try_from(at.as_u64().unwrap()).unwrap();
        results["scenarios"][at]["name"].as_str().unwrap().to_owned()
    };
    results["ranking"].as_array().unwrap().iter().map(name).collect()
}

/// Remedies at one price: each is the right one for one bottleneck.
const REMEDIES: &str = r#"
[[scenario]]
name = "Urdu for W2"
cost = 1000
change_workers = { worker = "W2", skills = ["urdu"] }
[[scenario]]
name = "a second secure room"
cost = 1000
equip_rooms = { room = "elm-2", features = ["secure"] }
[[scenario]]
name = "oak opens again"
cost = 1000
reopen_venues = ["oak"]
[[scenario]]
name = "another room"
cost = 1000
add_rooms = { room = "elm-3", like = "elm-2" }
[[scenario]]
name = "another worker"
cost = 1000
add_workers = { like = "W3" }
"#;

/// As many families of a kind.
fn times(count: usize, family: &str) -> impl Iterator<Item = &str> {
    std::iter::repeat_n(family, count)
}

#[test]
fn the_remedy_of_a_planted_bottleneck_is_the_best_buy() {
    let usual = || times(3, ",,,");
    let plants: [(&str, Vec<&str>); 3] = [
        ("Urdu for W2", usual().chain(times(2, ",urdu,,thu 10:00-17:00")).collect()),
        ("a second secure room", usual().chain(times(4, "secure,,,tue 14:00-16:30")).collect()),
        ("oak opens again", usual().chain(times(3, ",,oak,")).collect()),
    ];
    for (remedy, families) in plants {
        let service = Service::new(&families);
        service.write("availability.csv", "kind,id,from,to\nvenue,oak,2026-11-02,2026-12-20\n");
        done(&service.whatif(REMEDIES, "many", &["--replications", "3", "-q"]));
        assert_eq!(ranking(&service.out("many"))[0], remedy, "over weeks with other families");
        done(&service.whatif(REMEDIES, "one", &["-q"]));
        assert_eq!(ranking(&service.out("one"))[0], remedy, "in the week as it is");
        let summary = fs::read_to_string(service.out("one").join("summary.txt")).unwrap();
        let answer = format!("WHAT SHOULD WE BUY?\n\n  {remedy}, for £1,000 a year\n");
        assert!(summary.starts_with(&answer), "{summary}");
    }
}

/// Every file below a folder with its bytes, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

const FEW: &str = r#"
[chance]
demand = 50
sickness = 5
[[scenario]]
name = "another room"
cost = 1000
add_rooms = { room = "elm-3", like = "elm-2" }
[[scenario]]
name = "{n} hundred per cent"
range = [1, 2]
scale_demand = { percent = "{n}00" }
"#;

fn small() -> Service {
    Service::new(&times(3, ",,,").chain(times(3, "secure,,,tue 14:00-16:30")).collect::<Vec<_>>())
}

#[test]
fn a_sweep_that_was_killed_ends_in_the_same_bytes() {
    let service = small();
    done(&service.whatif(FEW, "whole", &["--replications", "2", "-q"]));
    done(&service.whatif(FEW, "killed", &["--replications", "2", "-q", "--threads", "1"]));
    let whole = files(&service.out("whole"));
    assert_eq!(whole, files(&service.out("killed")), "threads do not matter");
    // A kill leaves some runs out, one half written under a passing name, and no report.
    let runs = service.out("killed").join("runs");
    let names: Vec<PathBuf> = fs::read_dir(&runs).unwrap().map(|entry| entry.unwrap().path()).collect();
    names
        .iter()
        .filter(|path| !path.ends_with("sweep.json"))
        .step_by(2)
        .for_each(|path| fs::remove_file(path).unwrap());
    fs::write(runs.join(".tmpxyz"), "{\"name\":").unwrap();
    fs::remove_file(service.out("killed").join("whatif.json")).unwrap();
    done(&service.whatif(FEW, "killed", &["--replications", "2", "-q"]));
    assert_eq!(whole, files(&service.out("killed")));
}

/// What is drawn does not depend on the scenario: a change of capacity leaves what is due as it is, replication by replication.
#[test]
fn scenarios_of_a_replication_meet_the_same_families() {
    let service = small();
    let doubled = "[chance]\ndemand = 60\n[[scenario]]\nname = \"room\"\nadd_rooms = { room = \"elm-3\", like = \"elm-2\" }\n\
                   [[scenario]]\nname = \"double\"\nscale_demand = { percent = 200 }\n";
    done(&service.whatif(doubled, "out", &["--replications", "3", "-q"]));
    let found: Value = serde_json::from_slice(&fs::read(service.out("out").join("whatif.json")).unwrap()).unwrap();
    let due = |at: usize| found["scenarios"][at]["due"].as_array().unwrap().clone();
    assert_eq!(due(0), due(1), "means and intervals");
    let sum = |at: usize| due(at).iter().map(|class| class["mean"].as_f64().unwrap()).sum::<f64>();
    assert!((sum(2) - 2.0 * sum(0)).abs() < 1e-9, "each of the drawn families comes twice");
    let sets = fs::read_dir(service.out("out").join("runs")).unwrap().count();
    assert_eq!(sets, 1 + 3 + 3 * 3, "the design, three first plans, three runs of each scenario");
}

/// Waits until a sweep has kept so many runs, or is over.
fn until_kept(sweep: &mut Child, runs: &Path, count: usize) {
    let is_run = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.path().extension().is_some_and(|extension| extension == "json"))
    };
    let kept = || fs::read_dir(runs).map_or(0, |entries| entries.map(is_run).filter(|&is| is).count());
    while sweep.try_wait().unwrap().is_none() && kept() < count {
        std::thread::yield_now();
    }
}

#[test]
fn a_sweep_killed_ten_times_ends_in_the_bytes_of_an_undisturbed_one() {
    let service = small();
    let more = ["--replications", "3", "-q"];
    done(&service.whatif(FEW, "whole", &more));
    let runs = service.out("killed").join("runs");
    // The design and each run are a file: every kill comes a little further on, somewhere within the next runs.
    for count in 1..=10 {
        let mut sweep = service.command(FEW, "killed", &more).spawn().unwrap();
        until_kept(&mut sweep, &runs, count);
        sweep.kill().unwrap();
        sweep.wait().unwrap();
    }
    assert!(!service.out("killed").join("whatif.json").exists(), "it was killed before its end");
    done(&service.whatif(FEW, "killed", &more));
    assert_eq!(files(&service.out("whole")), files(&service.out("killed")));
}

#[test]
fn shards_merge_to_the_bytes_of_one_machine() {
    let service = small();
    done(&service.whatif(FEW, "whole", &["--replications", "2", "-q"]));
    for (part, out) in [("1/3", "shared"), ("3/3", "elsewhere"), ("2/3", "shared")] {
        done(&service.whatif(FEW, out, &["--replications", "2", "-q", "--shard", part]));
        assert!(!service.out(out).join("whatif.json").exists(), "a part writes no report");
    }
    let merge = |more: &[&str]| {
        let mut command = Command::new(cargo_bin("kintime"));
        command
            .current_dir(service.root.path())
            .args(["whatif", "merge", "shared"])
            .args(more)
            .arg("-q")
            .output()
            .unwrap()
    };
    let early = merge(&[]);
    assert_eq!(early.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&early.stderr).contains("runs of the sweep are not there yet"), "{early:?}");
    done(&merge(&["elsewhere"]));
    assert_eq!(files(&service.out("whole")), files(&service.out("shared")));
}

#[test]
fn a_defect_is_told_with_its_place_and_nothing_written() {
    let service = small();
    let wrong = service.whatif("[[scenario]]\nname = \"x\"\nclose_rooms = [\"elm-1\", \"elm-9\"]\n", "out", &[]);
    assert_eq!(wrong.status.code(), Some(2));
    let told = String::from_utf8_lossy(&wrong.stderr);
    assert!(told.contains("what.toml:3:25") && told.contains("there is no room `elm-9`"), "{told}");
    assert!(!service.out("out").exists());
    let nothing = service.whatif("", "out", &[]);
    assert_eq!(nothing.status.code(), Some(2));
}

#[test]
fn ready_made_scenarios_need_no_file() {
    let service = small();
    let mut command = Command::new(cargo_bin("kintime"));
    command.current_dir(service.root.path()).args(["whatif", "service", "--week", "2026-11-30", "--out", "out", "-q"]);
    done(&command.args(["--n-minus-one", "--pareto", "--work-limit", "200"]).output().unwrap());
    let summary = fs::read_to_string(service.out("out").join("summary.txt")).unwrap();
    let hurts = summary.split("WHICH SINGLE ABSENCE HURTS MOST?").nth(1).unwrap();
    let first = hurts.lines().nth(3).unwrap();
    assert!(first.contains("without room elm-1") || first.contains("without venue elm"), "{summary}");
    assert!(summary.contains("THE SAME WORKER OR A SHORT JOURNEY"), "{summary}");
}
