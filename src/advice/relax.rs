//! The smallest changes to the service that would let a session in. Each is proven: it is applied to the service, the week is
//! compiled anew, the session goes in beside everything that is planned, and the rules judge the rota.

use rayon::prelude::*;

use super::loosen::{Loosening, loosenings};
use super::places::places;
use crate::domain::{Day, Minutes, Problem, RequestId, Rota, Session, Site, Situation};
use crate::model::Model;
use crate::rules::audit;
use crate::solve::draft::Draft;

/// Of the changes that help only two at a time, so many are tried with one another.
const MOST_IN_PAIRS: usize = 9;

/// So many pairs are said.
const MOST_PAIRS_SAID: usize = 5;

/// A change that lets a session in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// What would have to change: one thing, or two.
    pub words: Vec<String>,
    /// The day on which the session then is.
    pub day: Day,
    /// Its start, in minutes of the day.
    pub start: Minutes,
    /// Its site.
    pub site: Site,
}

/// Every single change that would let one more session of a request into a rota; where none does, every two of the likeliest.
#[must_use]
pub fn relaxations(problem: &Problem, rota: &Rota, request: RequestId) -> Vec<Relaxation> {
    let all = loosenings(problem, request);
    let single = |loosening: &Loosening| narrowest(problem, rota, request, loosening);
    let singles: Vec<Relaxation> = all.par_iter().flat_map_iter(single).collect();
    if !singles.is_empty() {
        return without_wider(singles);
    }
    let likely: Vec<&Loosening> = all.iter().rev().take(MOST_IN_PAIRS).collect();
    let pairs: Vec<[&Loosening; 2]> = (0..likely.len())
        .flat_map(|at| (at + 1..likely.len()).map(move |later| (at, later)))
        .map(|(at, later)| [likely[at], likely[later]])
        .collect();
    let pair = |&both: &[&Loosening; 2]| narrowest_pair(problem, rota, request, both.map(Clone::clone));
    let mut found: Vec<Relaxation> = pairs.par_iter().filter_map(pair).collect();
    found.truncate(MOST_PAIRS_SAID);
    found
}

/// Two changes that help together, each for what the session uses of it alone if that is enough.
fn narrowest_pair(problem: &Problem, rota: &Rota, request: RequestId, mut both: [Loosening; 2]) -> Option<Relaxation> {
    let mut session = proven(problem, rota, request, &both)?;
    for at in [0, 1] {
        let broad = both[at].clone();
        for narrow in broad.narrowed(problem, &session) {
            both[at] = narrow;
            if let Some(with_narrow) = proven(problem, rota, request, &both) {
                session = with_narrow;
                break;
            }
            both[at] = broad.clone();
        }
    }
    Some(relaxation(problem, request, &both, &session))
}

/// A change that helps, for what the session uses of it alone if that is enough.
fn narrowest(problem: &Problem, rota: &Rota, request: RequestId, broad: &Loosening) -> Vec<Relaxation> {
    let Some(session) = proven(problem, rota, request, std::slice::from_ref(broad)) else { return Vec::new() };
    let narrow = broad.narrowed(problem, &session).into_iter().filter_map(|narrow| {
        let session = proven(problem, rota, request, std::slice::from_ref(&narrow))?;
        Some(relaxation(problem, request, &[narrow], &session))
    });
    let narrow: Vec<Relaxation> = narrow.collect();
    if narrow.is_empty() { vec![relaxation(problem, request, std::slice::from_ref(broad), &session)] } else { narrow }
}

/// Half an hour that helps makes an hour needless.
fn without_wider(mut found: Vec<Relaxation>) -> Vec<Relaxation> {
    let is_there = |words: &str, found: &[Relaxation]| found.iter().any(|other| other.words == [words]);
    for end in ["earlier", "later"] {
        let [half, hour] = [30, 60].map(|minutes| format!("{minutes} minutes {end} than its windows"));
        if is_there(&half, &found) {
            found.retain(|relaxation| relaxation.words != [hour.as_str()]);
        }
    }
    found
}

fn relaxation(problem: &Problem, request: RequestId, set: &[Loosening], session: &Session) -> Relaxation {
    Relaxation {
        words: set.iter().map(|loosening| loosening.words(problem, request)).collect(),
        day: session.day,
        start: session.start,
        site: session.site,
    }
}

/// The cheapest session that fits beside the rota once all these things are loosened, if one does and the rules agree.
fn proven(problem: &Problem, rota: &Rota, request: RequestId, set: &[Loosening]) -> Option<Session> {
    let mut service = problem.service().clone();
    set.iter().for_each(|loosening| loosening.apply(&mut service, request));
    let situation = Situation { published: problem.published().map(<[_]>::to_vec), now: problem.now() };
    let relaxed = Problem::new(problem.week(), service, situation).ok()?;
    let model = Model::new(&relaxed);
    let id = model.demand_of(request)?;
    let mut draft = Draft::of_rota(&model, rota);
    if draft.sessions().count() != rota.sessions.len() || draft.left_out(id) == 0 {
        return None;
    }
    let seat = places(&mut draft, id).into_iter().next()?.seat;
    draft.insert(id, seat);
    let with = draft.rota();
    let session =
        with.sessions.iter().find(|session| session.request == request && !rota.sessions.contains(session))?;
    let faults = |rota: &Rota| audit(&relaxed, rota).violations.len();
    (faults(&with) <= faults(rota)).then(|| session.clone())
}
