//! Invented services: whatever the recipe, a folder without errors and with exactly the sessions due that were asked for;
//! the same recipe the same bytes; each knob does what it says and refuses nothing that it allows.

use std::fs;
use std::path::Path;

use kintime::domain::{Mode, PriorityClass, Problem, Request, Week};
use kintime::generate::{Knobs, Mix, Percent, Recipe, Size};
use kintime::input::{Against, read_folder};
use kintime::output::OutputFile;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::program::{WEEK, accepted, plan, read_json};

fn week(monday: &str) -> Week {
    Week::new(monday.parse().unwrap()).unwrap()
}

fn recipe(size: Size, knobs: Knobs) -> Recipe {
    Recipe { size, week: week(WEEK), seed: 1, knobs }
}

fn county(knobs: Knobs) -> Recipe {
    recipe(Size::County, knobs)
}

fn folder(recipe: &Recipe) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in recipe.files().unwrap() {
        fs::write(folder.path().join(file.name), file.bytes).unwrap();
    }
    folder
}

/// What the program reads from the folder of a recipe.
fn problem(recipe: &Recipe) -> Problem {
    let folder = folder(recipe);
    let reading = read_folder(folder.path(), recipe.week, &Against::default());
    reading.unwrap_or_else(|defects| panic!("{recipe:?}: {:#?}", defects.0)).problem
}

/// Sessions due of the requests that are so.
fn due(problem: &Problem, is_so: impl Fn(&Request) -> bool) -> usize {
    let requests = problem.requests().filter(|&request| is_so(&problem[request]));
    requests.map(|request| problem.due(request) as usize).sum()
}

fn is_as_asked(recipe: &Recipe) {
    assert_eq!(problem(recipe).sessions_due() as usize, recipe.size.sessions(), "{recipe:?}");
}

#[test]
fn every_size_has_exactly_its_sessions_and_no_error() {
    for size in Size::ALL {
        for seed in [1, 2, u64::MAX] {
            is_as_asked(&Recipe { seed, ..recipe(size, Knobs::default()) });
        }
    }
}

#[test]
fn many_seeds_have_no_error() {
    for seed in 10..40 {
        is_as_asked(&Recipe { seed, ..recipe(Size::Team, Knobs::default()) });
    }
}

#[test]
fn every_end_of_a_knob_is_allowed() {
    let default = Knobs::default;
    let mix = |shares: [usize; 4]| Mix::new(shares.map(Percent)).unwrap();
    let looked_after = mix([0, 0, 100, 0]);
    let ends = [
        Knobs { tightness: Percent(30), ..default() },
        Knobs { tightness: Percent(200), ..default() },
        Knobs { mix: mix([100, 0, 0, 0]), ..default() },
        Knobs { mix: mix([0, 100, 0, 0]), ..default() },
        Knobs { mix: looked_after, long_term: Percent(100), ..default() },
        Knobs { mix: looked_after, long_term: Percent(0), ..default() },
        Knobs { mix: looked_after, long_term: Percent(100), history_weeks: 52, ..default() },
        Knobs { mix: mix([0, 0, 0, 100]), two_workers: Percent(50), elsewhere: Percent(50), ..default() },
        Knobs { two_workers: Percent(50), elsewhere: Percent(50), ..default() },
        Knobs { two_workers: Percent(0), elsewhere: Percent(0), ..default() },
        Knobs { history_weeks: 0, ..default() },
        Knobs { history_weeks: 1, ..default() },
        Knobs { history_weeks: 52, ..default() },
    ];
    for knobs in ends {
        is_as_asked(&recipe(Size::Team, knobs));
        is_as_asked(&county(knobs));
    }
}

#[test]
fn any_week_may_be_planned_for() {
    for monday in ["2026-12-21", "2027-03-29", "2027-08-30", "2028-02-28", "1900-01-01", "2999-12-30"] {
        is_as_asked(&Recipe { week: week(monday), ..county(Knobs::default()) });
    }
}

#[test]
fn a_recipe_always_makes_the_same_bytes() {
    let bytes = |seed| {
        let files = Recipe { seed, ..recipe(Size::Team, Knobs::default()) }.files().unwrap();
        files.into_iter().map(|OutputFile { name, bytes }| (name, bytes)).collect::<Vec<_>>()
    };
    assert_eq!(bytes(1), bytes(1));
    for name in ["venues.csv", "workers.csv", "people.csv", "requests.csv", "history.csv"] {
        let of = |seed| bytes(seed).into_iter().find(|(found, _)| found == name).unwrap();
        assert_ne!(of(1), of(2), "{name}");
    }
}

/// A change of this value is a change of every invented service: its measurements are no longer comparable.
#[test]
fn the_first_team_has_these_bytes_on_every_machine() {
    let mut digest = Sha256::new();
    for file in recipe(Size::Team, Knobs::default()).files().unwrap() {
        if file.name.ends_with(".csv") {
            digest.update(file.bytes);
        }
    }
    let digest: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    expect_test::expect!["44850076ae04099b5a636e8cb7594750c19a4a7baf768f16c10ea5092e1d77fb"].assert_eq(&digest);
}

#[test]
fn a_tighter_service_has_fewer_workers_and_rooms() {
    let supply = |percent| {
        let problem = problem(&county(Knobs { tightness: Percent(percent), ..Knobs::default() }));
        (problem.workers().len(), problem.rooms().len())
    };
    let supplies = [50, 80, 120].map(supply);
    assert!(supplies.windows(2).all(|pair| pair[0].0 > pair[1].0 && pair[0].1 > pair[1].1), "{supplies:?}");
}

#[test]
fn the_mix_is_met_to_the_session() {
    let mix = Mix::new([50, 25, 20, 5].map(Percent)).unwrap();
    let problem = problem(&county(Knobs { mix, ..Knobs::default() }));
    let counts = PriorityClass::ALL.map(|class| due(&problem, |request| request.priority_class() == class));
    assert_eq!(counts, [140, 70, 56, 14]);
}

#[test]
fn shares_are_met_to_the_session() {
    let knobs = Knobs { long_term: Percent(25), two_workers: Percent(10), elsewhere: Percent(20), ..Knobs::default() };
    let problem = problem(&county(knobs));
    assert_eq!(due(&problem, |request| request.workers == 2), 28);
    assert_eq!(due(&problem, |request| request.mode != Mode::Venue), 56);
    // A quarter of the 31 per cent that are looked-after.
    assert_eq!(due(&problem, |request| request.long_term), 22);
}

#[test]
fn history_is_as_long_as_asked_for() {
    let earliest = |weeks| {
        let folder = folder(&county(Knobs { history_weeks: weeks, ..Knobs::default() }));
        let text = fs::read_to_string(folder.path().join("history.csv")).ok()?;
        text.lines().skip(1).map(|row| row.split(',').nth(1).unwrap().to_owned()).min()
    };
    assert_eq!(earliest(0), None);
    assert_eq!([2, 12].map(|weeks| earliest(weeks).unwrap()), ["2026-11-16", "2026-09-07"]);
}

#[test]
fn a_metropolis_is_several_areas() {
    let areas = |size| {
        let problem = problem(&recipe(size, Knobs::default()));
        let areas: std::collections::BTreeSet<_> = problem.venues().map(|venue| problem[venue].area.clone()).collect();
        (areas.len(), problem.venues().len())
    };
    assert_eq!(Size::ALL.map(areas), [(1, 2), (3, 6), (4, 9), (7, 20)]);
}

#[test]
fn everybody_is_plainly_invented() {
    let problem = problem(&county(Knobs::default()));
    assert!(problem.people().all(|person| problem[person].name.starts_with("Example ")));
    assert!(problem.workers().all(|worker| problem[worker].name.starts_with("Example Worker ")));
}

#[test]
fn nearly_all_of_a_team_is_planned_and_the_checker_agrees() {
    let (folder, out) = (folder(&recipe(Size::Team, Knobs::default())), tempfile::tempdir().unwrap());
    plan(folder.path(), out.path(), 2_000, &[]);
    accepted(folder.path(), WEEK, out.path(), &[]);
    let score = read_json(&out.path().join("score.json"));
    assert!(score["sessions_planned"].as_u64() >= Some(57), "{score}");
}

#[test]
fn most_sessions_have_a_main_worker_and_a_usual_slot() {
    let problem = problem(&county(Knobs::default()));
    let share = |is_so: &dyn Fn(kintime::domain::RequestId) -> bool| {
        let weekly = problem.requests().filter(|&request| problem.due(request) > 0 && problem[request].workers > 0);
        let all: Vec<_> = weekly.collect();
        all.iter().filter(|&&request| is_so(request)).count() * 100 / all.len()
    };
    assert!(share(&|request| problem.main_worker(request).is_some()) >= 75);
    assert!(share(&|request| !problem.usual_slots(request).is_empty()) >= 75);
}

/// Keeps the helper honest: a folder that is not there has errors.
#[test]
fn a_folder_without_files_has_errors() {
    assert!(read_folder(Path::new("no-such-folder"), week(WEEK), &Against::default()).is_err());
}
