//! What is promised for a tiny week: fixed sessions, a published rota and the present moment.

use kintime::domain::{
    FixedSession, Minutes, Problem, PublishedSession, Reference, Rota, Service, Session, Situation, Week,
};

use super::rotas::{feasible_rota, wild_session};
use crate::support::random::Random;

/// Adds fixed sessions to the service; what it is planned against is returned.
pub(super) fn fill(random: &mut Random, service: &mut Service, week: Week) -> Situation {
    let problem = Problem::new(week, service.clone(), Situation::default()).unwrap();
    let rota = feasible_rota(random, &problem);
    if random.chance(25) {
        service.fixed = rota.sessions.iter().take(2).map(|session| fixed(random, session)).collect();
    }
    situation(random, &problem, &rota)
}

fn fixed(random: &mut Random, session: &Session) -> FixedSession {
    FixedSession {
        request: session.request,
        day: session.day,
        start: random.chance(60).then_some(session.start),
        site: random.chance(40).then_some(session.site),
        room: if random.chance(30) { session.room } else { None },
        workers: random.some(&session.workers, 40),
    }
}

fn situation(random: &mut Random, problem: &Problem, rota: &Rota) -> Situation {
    let now = random.chance(50).then(|| Minutes(random.pick(&[-2880, -1440, 0, 600, 2000])));
    if random.chance(50) {
        return Situation { published: None, now };
    }
    let mut published: Vec<_> = rota.sessions.iter().map(|session| publish(random, session)).collect();
    if random.chance(30) {
        let wild: Vec<_> = (0..2).filter_map(|_| wild_session(random, problem)).collect();
        published.extend(wild.iter().map(|session| publish(random, session)));
    }
    Situation { published: Some(published), now }
}

/// A session as it may have been published: now and then with something that is no longer there.
fn publish(random: &mut Random, session: &Session) -> PublishedSession {
    let still = 93;
    PublishedSession {
        request: session.request,
        day: session.day,
        start: session.start,
        site: if random.chance(still) { Reference::Here(session.site) } else { Reference::Gone },
        room: session.room.map(|room| if random.chance(still) { Reference::Here(room) } else { Reference::Gone }),
        workers: session
            .workers
            .iter()
            .map(|&worker| if random.chance(still) { Reference::Here(worker) } else { Reference::Gone })
            .collect(),
    }
}
