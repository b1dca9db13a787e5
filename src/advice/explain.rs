//! Why a session is where it is, or why it is nowhere, which kind of no that is, and what would let it in.

use std::cell::LazyCell;

use super::blockers::{Blocker, blockers};
use super::places::places;
use super::relax::{Relaxation, relaxations};
use super::suggest::{Asked, Suggestion, price_of, suggest};
use crate::domain::{CostByTerm, Reason, RequestId, Rota, Session};
use crate::model::{DemandId, Model};
use crate::rota::unplaced;
use crate::solve::draft::Draft;

/// Most others that may move for an unplaced session.
const MOST_MOVED: usize = 2;

/// All that is said of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The request.
    pub request: RequestId,
    /// Its planned sessions, in order of time.
    pub placed: Vec<Placed>,
    /// Its unplaced sessions, if there are any.
    pub unplaced: Option<Unplaceable>,
}

/// Why a session is where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The session.
    pub session: Session,
    /// What it costs the rota that it is there, being left out aside.
    pub price: CostByTerm,
    /// The next best place with nothing else moved, if there is one.
    pub next: Option<Suggestion>,
}

/// Why sessions are nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unplaceable {
    /// How many.
    pub sessions: usize,
    /// The first reason that holds.
    pub reason: Reason,
    /// Which kind of no it is.
    pub no: No,
    /// What stands in the way, grouped.
    pub blockers: Vec<Blocker>,
    /// What would let one more in, each proven.
    pub relaxations: Vec<Relaxation>,
}

/// The kinds of no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no place at all, whatever else is planned.
    NoPlace,
    /// There are places, but what is fixed or frozen takes them.
    Fixed,
    /// It fits where others go elsewhere, as this suggestion says.
    Displaces(Box<Suggestion>),
    /// It does not fit even if two others go elsewhere.
    DisplacesMany,
    /// It fits as everything is, and this is what it costs.
    Fits(Box<Suggestion>),
}

/// Explains requests in a rota; nothing is said of sessions that are not due.
#[must_use]
pub fn explain(model: &Model<'_>, rota: &Rota, requests: &[RequestId]) -> Vec<Explanation> {
    // Found once, and only if a request asks for it.
    let unplaced = LazyCell::new(|| unplaced(model, rota));
    let reason = |request| unplaced.iter().find(|one| one.request == request).map(|one| one.reason);
    requests.iter().map(|&request| explain_one(model, rota, request, &reason)).collect()
}

fn explain_one(
    model: &Model<'_>,
    rota: &Rota,
    request: RequestId,
    reason: &dyn Fn(RequestId) -> Option<Reason>,
) -> Explanation {
    let mut own: Vec<&Session> = rota.sessions.iter().filter(|session| session.request == request).collect();
    own.sort_by_key(|session| (session.day, session.start));
    let placed = own.iter().map(|session| placed(model, rota, session)).collect();
    let left = (model.problem().due(request) as usize).saturating_sub(own.len());
    let reason = (left > 0).then(|| reason(request)).flatten();
    let unplaced = reason.and_then(|reason| unplaceable(model, rota, (request, left), reason));
    Explanation { request, placed, unplaced }
}

fn placed(model: &Model<'_>, rota: &Rota, session: &Session) -> Placed {
    let asked = Asked { request: session.request, day: Some(session.day), most: 1, moving: 0 };
    let (_, mut next) = suggest(model, rota, &asked);
    Placed { session: session.clone(), price: price_of(model, rota, session), next: next.pop() }
}

fn unplaceable(
    model: &Model<'_>,
    rota: &Rota,
    (request, sessions): (RequestId, usize),
    reason: Reason,
) -> Option<Unplaceable> {
    let id = model.demand_of(request)?;
    let no = kind_of_no(model, rota, id);
    let relaxations = if matches!(no, No::Fits(_)) { Vec::new() } else { relaxations(model.problem(), rota, request) };
    Some(Unplaceable { sessions, reason, no, blockers: blockers(model, rota, request), relaxations })
}

fn kind_of_no(model: &Model<'_>, rota: &Rota, id: DemandId) -> No {
    let demand = &model.demands()[id.index()];
    if demand.placements.is_empty() {
        return No::NoPlace;
    }
    let stays = |session: &&Session| session.request == demand.request || is_required(model, session);
    let required = Rota { sessions: rota.sessions.iter().filter(stays).cloned().collect() };
    if places(&mut Draft::of_rota(model, &required), id).is_empty() {
        return No::Fixed;
    }
    let asked = Asked { request: demand.request, day: None, most: 1, moving: MOST_MOVED };
    let (_, found) = suggest(model, rota, &asked);
    match found.into_iter().next() {
        Some(fits) if fits.moved.is_empty() => No::Fits(Box::new(fits)),
        Some(displaces) => No::Displaces(Box::new(displaces)),
        None => No::DisplacesMany,
    }
}

/// Whether a session is fixed or frozen.
fn is_required(model: &Model<'_>, session: &Session) -> bool {
    let demand = model.demand_of(session.request).map(|id| &model.demands()[id.index()]);
    demand.is_some_and(|demand| demand.requirements_on(session.day, session.start).next().is_some())
}
