//! Venues, rooms and workers of a tiny week.

use kintime::domain::{Coordinates, Hours, Interval, Minutes, Room, Service, Venue, VenueId, Worker};

use crate::support::random::Random;

const FEATURES: [&str; 2] = ["kitchen", "ramp"];
pub(super) const SKILLS: [&str; 2] = ["bsl", "urdu"];

pub(super) fn fill(random: &mut Random, service: &mut Service) {
    let venues = 1 + random.below(2);
    service.venues = ["va", "vb"][..venues].iter().map(|code| venue(random, code)).collect();
    let rooms = 1 + random.below(3);
    service.rooms = ["ra", "rb", "rc"][..rooms].iter().map(|code| room(random, code, &service.venues)).collect();
    let workers = 1 + random.below(3);
    service.workers = ["wa", "wb", "wc"][..workers].iter().map(|code| worker(random, code, venues)).collect();
}

/// One of few points some minutes apart; some of them nearer than 50 metres, which is no journey.
pub(super) fn somewhere(random: &mut Random) -> Coordinates {
    let latitude = random.pick(&[53.1, 53.1003, 53.12, 53.15]);
    let longitude = random.pick(&[-1.2, -1.2003, -1.15]);
    Coordinates { latitude, longitude }
}

pub(super) fn words(random: &mut Random, of: &[&str], percent: usize) -> std::collections::BTreeSet<String> {
    of.iter().filter(|_| random.chance(percent)).map(|&word| word.to_owned()).collect()
}

fn span(from: i32, to: i32) -> Interval {
    Interval::new(Minutes(from), Minutes(to))
}

fn venue(random: &mut Random, code: &str) -> Venue {
    let hours = |random: &mut Random| match random.below(10) {
        0 | 1 => Vec::new(),
        2 => vec![span(540, 720), span(840, 1140)],
        3 => vec![span(0, 1440)],
        _ => vec![span(random.pick(&[540, 600]), random.pick(&[1020, 1140]))],
    };
    Venue {
        code: code.to_owned(),
        name: code.to_owned(),
        area: random.pick(&[None, Some("north"), Some("south")]).map(str::to_owned),
        at: somewhere(random),
        features: words(random, &FEATURES, 30),
        staffed: random.chance(50),
        open: std::array::from_fn(|_| Hours::new(hours(random))),
    }
}

fn room(random: &mut Random, code: &str, venues: &[Venue]) -> Room {
    let venue = random.below(venues.len());
    let mut features = words(random, &FEATURES, 50);
    features.extend(venues[venue].features.iter().cloned());
    Room { code: code.to_owned(), venue: VenueId::new(venue), capacity: random.pick(&[2, 3, 4, 6, 6, 6]), features }
}

fn worker(random: &mut Random, code: &str, venues: usize) -> Worker {
    let shift = |random: &mut Random| match random.below(10) {
        0 => Vec::new(),
        1..=3 => vec![span(540, 750), span(840, 1140)],
        4 => vec![span(0, 1440)],
        _ => vec![span(random.pick(&[480, 600]), random.pick(&[1020, 1200]))],
    };
    Worker {
        code: code.to_owned(),
        name: code.to_owned(),
        base: VenueId::new(random.below(venues)),
        contracted: Minutes(random.pick(&[0, 120, 210, 300, 900])),
        overtime: Minutes(random.pick(&[0, 60, 120])),
        skills: words(random, &SKILLS, 60),
        drives: random.chance(60),
        agency: random.chance(25),
        max_sessions_per_day: random.pick(&[1, 2, 4, 4]),
        shifts: std::array::from_fn(|_| Hours::new(shift(random))),
    }
}
