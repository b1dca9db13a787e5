//! Random rotas of a tiny week: feasible ones, and ones that may break any rule.

use kintime::domain::{Day, Minutes, Mode, Problem, RequestId, RoomId, Rota, Session, Site, Transport, WorkerId};
use kintime::rules::{Rule, audit};

use crate::support::random::Random;

/// How often a session is tried before it is left out of a feasible rota.
const TRIES: usize = 60;

/// A rota that keeps every rule but those on fixed and frozen sessions, which it may miss.
pub(crate) fn feasible_rota(random: &mut Random, problem: &Problem) -> Rota {
    let mut rota = Rota::default();
    for request in problem.requests() {
        for _ in 0..problem.due(request) {
            for _ in 0..TRIES {
                rota.sessions.push(likely_session(random, problem, request));
                let broken = audit(problem, &rota).violations;
                if broken.iter().all(|violation| matches!(violation.rule, Rule::Fixed | Rule::Frozen)) {
                    break;
                }
                rota.sessions.pop();
            }
        }
    }
    rota
}

/// Any rota at all: some of its sessions likely, some of them wild.
pub(crate) fn wild_rota(random: &mut Random, problem: &Problem) -> Rota {
    let mut rota = if random.chance(60) { feasible_rota(random, problem) } else { Rota::default() };
    let wildness = random.pick(&[0, 10, 60]);
    for request in problem.requests() {
        if random.chance(60) {
            rota.sessions.push(likely_session(random, problem, request));
        }
    }
    for _ in 0..3 {
        if random.chance(wildness) {
            rota.sessions.extend(wild_session(random, problem));
        }
    }
    while !rota.sessions.is_empty() && random.chance(30) {
        rota.sessions.swap_remove(random.below(rota.sessions.len()));
    }
    if !rota.sessions.is_empty() {
        let turned = random.below(rota.sessions.len());
        rota.sessions.rotate_left(turned);
    }
    rota
}

/// A session that may well fit: in a window, at a site of its mode, in one of the site's rooms.
fn likely_session(random: &mut Random, problem: &Problem, request: RequestId) -> Session {
    let asked = &problem[request];
    let grid = problem.policy().grid;
    let day = random.pick(&Day::ALL);
    let windows = asked.windows.as_ref().map(|windows| windows.0[day.index()].as_slice()).unwrap_or_default();
    let earliest = if windows.is_empty() { Minutes(600) } else { windows[random.below(windows.len())].from };
    let start = Minutes(earliest.0.div_euclid(grid.0) * grid.0) + grid * random.between(0, 4);
    let (site, room) = site(random, problem, asked.mode);
    let workers: Vec<_> = problem.workers().collect();
    Session { request, day, start, site, room, workers: random.sample(&workers, asked.workers as usize) }
}

fn site(random: &mut Random, problem: &Problem, mode: Mode) -> (Site, Option<RoomId>) {
    match mode {
        Mode::Community => (Site::Community, None),
        Mode::Virtual => (Site::Virtual, None),
        Mode::Venue => {
            let room = RoomId::new(random.below(problem.rooms().len()));
            (Site::Venue(problem[room].venue), Some(room))
        }
    }
}

/// A session that may be nonsense: any time, any site, a room elsewhere, the wrong number of workers or one of them twice.
/// None where nothing is requested.
pub(super) fn wild_session(random: &mut Random, problem: &Problem) -> Option<Session> {
    let requests: Vec<_> = problem.requests().collect();
    if requests.is_empty() {
        return None;
    }
    let request = random.pick(&requests);
    let mut session = likely_session(random, problem, request);
    let rooms: Vec<_> = problem.rooms().collect();
    let workers: Vec<_> = problem.workers().collect();
    match random.below(6) {
        0 => session.start = Minutes(random.pick(&[0, 5, 605, 1380, 1425])),
        1 => session.room = random.chance(50).then(|| random.pick(&rooms)),
        2 => session.workers = random.some(&workers, 50),
        3 => session.workers = vec![random.pick::<WorkerId>(&workers); 2],
        4 if problem[request].transport == Transport::Carer => {
            session.site = random.pick(&[Site::Community, Site::Virtual, Site::Venue(problem[rooms[0]].venue)]);
        }
        _ => session.day = random.pick(&Day::ALL),
    }
    Some(session)
}
