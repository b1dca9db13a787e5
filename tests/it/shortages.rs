//! Shortages that counting proves hold for every rota: random feasible ones, and the one with the fewest unplaced sessions.

use std::collections::BTreeMap;

use kintime::domain::{Absentee, Cost, DayWindows, Hours, Interval, Minutes, Problem, Rota, Situation, Weights};
use kintime::model::Model;
use kintime::model::shortage::{Scarce, Shortage, shortages, unplaced_at_least};

use crate::support::brute::optimum;
use crate::support::random::Random;
use crate::support::tiny::{TinyWeek, feasible_rota, tiny_week};

/// Sessions of the shortage's requests that the rota leaves out.
fn left_out(problem: &Problem, rota: &Rota, short: &Shortage) -> u32 {
    let due: u32 = short.requests.iter().map(|&request| problem.due(request)).sum();
    let placed = rota.sessions.iter().filter(|session| short.requests.contains(&session.request)).count();
    due - u32::try_from(placed).expect("few sessions")
}

fn word(short: &Shortage) -> &'static str {
    match short.scarce {
        Scarce::Level => "level",
        Scarce::Obstacle(_) => "obstacle",
        Scarce::Dates => "dates",
        Scarce::Child(_) => "child",
        Scarce::Rooms(_) => "rooms",
        Scarce::Workers(_) => "workers",
        Scarce::Pay(_) => "pay",
    }
}

/// A tiny week as it is, or with one room and the same two hours of a day for all requests.
fn crowded(seed: u64) -> TinyWeek {
    let mut week = tiny_week(seed);
    if seed % 2 == 1 {
        crowd(&mut week, &mut Random::new(seed));
    }
    week
}

fn crowd(week: &mut TinyWeek, random: &mut Random) {
    week.situation = Situation::default();
    let service = &mut week.service;
    service.rooms.truncate(1);
    service.rooms[0].capacity = 6;
    service.absences.retain(|absence| !matches!(absence.of, Absentee::Room(room) if room.index() > 0));
    service.fixed.clear();
    service.duties.clear();
    let mut windows = DayWindows::default();
    windows.0[2].push(Interval::new(Minutes(600), Minutes(720)));
    for request in &mut service.requests {
        request.windows = Some(windows.clone());
        request.school_time = true;
        request.skills.clear();
        request.needs.clear();
        request.not_workers.clear();
    }
    for worker in &mut service.workers {
        worker.contracted = Minutes(random.pick(&[120, 300, 900, 900]));
        worker.shifts[2] = Hours::new(vec![Interval::new(Minutes(480), Minutes(840))]);
    }
}

#[test]
fn no_feasible_rota_places_more() {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..400 {
        let problem = crowded(seed).problem();
        let short = shortages(&Model::new(&problem));
        short.iter().for_each(|short| *seen.entry(word(short)).or_default() += 1);
        let random = &mut Random::new(seed);
        for _ in 0..if short.is_empty() { 0 } else { 12 } {
            let rota = feasible_rota(random, &problem);
            for short in &short {
                let sentence = short.sentence(&problem);
                assert!(short.missing() <= left_out(&problem, &rota, short), "week {seed}: {sentence}: {rota:?}");
            }
        }
    }
    let often =
        ["obstacle", "dates", "child", "rooms", "workers", "pay"].map(|word| seen.get(word).copied().unwrap_or(0));
    assert!(often.iter().all(|&times| times >= 5), "too few shortages to say anything: {seen:?}");
}

/// The same week, in which only the number of unplaced sessions costs anything.
fn counting(week: &TinyWeek) -> Problem {
    let mut service = week.service.clone();
    service.weights = nothing_but_unplaced();
    Problem::new(week.week, service, week.situation.clone()).expect("the same week with other weights")
}

#[test]
fn the_rota_with_the_fewest_unplaced_sessions_lacks_as_many() {
    for seed in 0..100 {
        let week = crowded(seed);
        let problem = counting(&week);
        let short = shortages(&Model::new(&problem));
        if short.is_empty() {
            continue;
        }
        if let Some(Cost(unplaced)) = optimum(&problem) {
            let sentences: Vec<String> = short.iter().map(|short| short.sentence(&problem)).collect();
            assert!(i64::from(unplaced_at_least(&short)) <= unplaced, "week {seed}: {unplaced}: {sentences:?}");
        }
    }
}

/// Weights of 1 for an unplaced session of any class, and of 0 for all else.
fn nothing_but_unplaced() -> Weights {
    let free = Cost::ZERO;
    Weights {
        unplaced: [Cost(1); 4],
        familiar: free,
        unfamiliar: free,
        extra_worker: free,
        other_day: free,
        other_time: free,
        other_time_cap: free,
        other_venue: free,
        child_minute: free,
        adult_minute: free,
        worker_minute: free,
        window: free,
        venue: free,
        area: free,
        adjacent_days: free,
        waiting_quarter: free,
        strain_minute: free,
        overtime_minute: free,
        agency_minute: free,
        agency_day: free,
        moved: free,
        worker_changed: free,
        room_changed: free,
    }
}
