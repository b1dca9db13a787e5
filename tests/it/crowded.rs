//! Random tiny weeks in which everything happens on one day or two: rooms, people, ways, breaks and shifts get in each
//! other's way far more often than in a tiny week of its own.

use kintime::domain::{Cost, Day, DayWindows, Frequency, Hours, Interval, Minutes, Request, Service};

use crate::support::random::Random;
use crate::support::tiny::{TinyWeek, tiny_week};

/// The crowded week of a seed: the tiny week of that seed, pressed together.
pub(crate) fn crowded_week(seed: u64) -> TinyWeek {
    let mut week = tiny_week(seed);
    let random = &mut Random::new(seed ^ 0xC0DE);
    press(random, &mut week.service);
    week
}

fn press(random: &mut Random, service: &mut Service) {
    let policy = &mut service.policy;
    policy.break_after = Minutes(random.pick(&[90, 120, 150, 210]));
    policy.break_length = Minutes(random.pick(&[1, 20, 40]));
    policy.grid = Minutes(30);
    let weights = &mut service.weights;
    if random.chance(25) {
        (weights.strain_minute, weights.overtime_minute) = (Cost(7), Cost(2));
    }
    weights.unplaced = [Cost(random.pick(&[900, 5000])); 4];
    service.absences.truncate(1);
    let grid = service.policy.grid;
    let twice = random.below(6);
    for (position, request) in service.requests.iter_mut().enumerate() {
        press_request(random, request, grid);
        if position == twice {
            request.frequency = Frequency::PerWeek(2);
        }
    }
    for worker in &mut service.workers {
        worker.contracted = Minutes(random.pick(&[60, 200, 900]));
        worker.overtime = Minutes(random.pick(&[0, 100, 300]));
        worker.skills = ["bsl", "urdu"].map(str::to_owned).into();
        let shift = shift(random);
        worker.shifts = std::array::from_fn(|_| shift.clone());
    }
    for room in &mut service.rooms {
        room.capacity = 8;
    }
    for venue in &mut service.venues {
        venue.open = std::array::from_fn(|_| Hours::new(vec![span(480, 1200)]));
    }
    for (position, apart) in service.keep_apart.iter_mut().enumerate() {
        apart.minutes = Minutes([45, 0, 90][position % 3]);
    }
}

fn press_request(random: &mut Random, request: &mut Request, grid: Minutes) {
    request.frequency = Frequency::PerWeek(1);
    request.needs.clear();
    request.venues.clear();
    request.not_workers.clear();
    request.school_time = true;
    request.court_ordered = random.chance(60);
    (request.first, request.ends, request.suspended_from, request.suspended_until) = (None, None, None, None);
    let mut windows = DayWindows::default();
    let days = random.pick(&[1, 1, 2]);
    for day in [Day::ALL[1], Day::ALL[2]].into_iter().take(days) {
        let from = Minutes(random.pick(&[570, 630, 660, 690, 720, 780]));
        windows.0[day.index()].push(Interval::new(from, from + request.minutes + grid * random.between(0, 2)));
    }
    request.windows = Some(windows);
}

/// One span, two with a gap too short or just long enough for a break at home, or three.
fn shift(random: &mut Random) -> Hours {
    let split = random.pick(&[690, 720, 750]);
    let gap = random.pick(&[1, 10, 25, 45]);
    Hours::new(match random.below(4) {
        0 | 1 => vec![span(500, 1100)],
        2 => vec![span(500, split), span(split + gap, 1100)],
        _ => vec![span(500, split), span(split + gap, split + gap + 70), span(split + 2 * gap + 70, 1200)],
    })
}

fn span(from: i32, to: i32) -> Interval {
    Interval::new(Minutes(from), Minutes(to))
}
