//! The best places for one session of a finished rota, with nothing else moved, and with a few others moved.

use super::displace::displacements;
use super::places::{places, take_out};
use crate::domain::{Cost, CostByTerm, Day, RequestId, Rota, Session, Term};
use crate::model::{DemandId, Model};
use crate::rules::audit;
use crate::solve::draft::{Draft, Seat, session_at};

/// Which session, and how many places are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The request.
    pub request: RequestId,
    /// The day of the session, if it is planned and one of several.
    pub day: Option<Day>,
    /// How many places.
    pub most: usize,
    /// How many other sessions may move, 0 and up.
    pub moving: usize,
}

/// A place for the session, and what it makes of the rota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The session there.
    pub session: Session,
    /// Other sessions that move, from where to where.
    pub moved: Vec<(Session, Session)>,
    /// What the rota costs more than it does now, term by term; less where negative.
    pub more: CostByTerm,
    /// The whole rota with it.
    pub rota: Rota,
}

/// Where the session is now, if it is planned, and its best places elsewhere, the cheapest first. None of them breaks a rule
/// that the rota does not break already.
#[must_use]
pub fn suggest(model: &Model<'_>, rota: &Rota, asked: &Asked) -> (Option<Session>, Vec<Suggestion>) {
    let Some(id) = model.demand_of(asked.request) else { return (None, Vec::new()) };
    let mut draft = Draft::of_rota(model, rota);
    let own = session_to_move(rota, model, asked);
    let without = own.and_then(|session| take_out(&mut draft, id, session.day));
    let mut found: Vec<Found> = Vec::new();
    if draft.left_out(id) > 0 {
        let elsewhere =
            places(&mut draft, id).into_iter().map(|place| place.seat).filter(|seat| is_other(seat, without.as_ref()));
        found.extend(elsewhere.map(|seat| (seat, Vec::new())).take(asked.most));
        let others = if asked.moving > 0 { displacements(&draft, id, asked.moving) } else { Vec::new() };
        found.extend(others.into_iter().map(|way| (way.seat, way.moved)).take(asked.most));
    }
    let judge = Judge::new(model, rota);
    let suggestions = found.into_iter().filter_map(|(seat, moved)| judge.suggestion(own, (id, &seat), &moved));
    let mut suggestions: Vec<Suggestion> = suggestions.collect();
    suggestions.sort_by_key(|suggestion| (suggestion.moved.len().min(1), suggestion.more.total()));
    (own.cloned(), suggestions)
}

/// A place, and who moves for it from where to where.
type Found = (Seat, Vec<(DemandId, Seat, Seat)>);

/// Whether a place is another than that of now: another room alone is not.
fn is_other(seat: &Seat, now: Option<&Seat>) -> bool {
    now.is_none_or(|now| (now.placement, &now.workers) != (seat.placement, &seat.workers))
}

/// The planned session that is meant: that of the day, else the first of a request with nothing unplaced.
fn session_to_move<'r>(rota: &'r Rota, model: &Model<'_>, asked: &Asked) -> Option<&'r Session> {
    let planned = rota.sessions.iter().filter(|session| session.request == asked.request);
    let due = model.problem().due(asked.request) as usize;
    match asked.day {
        Some(day) => planned.into_iter().find(|session| session.day == day),
        None if planned.clone().count() < due => None,
        None => planned.min_by_key(|session| (session.day, session.start)),
    }
}

/// Judges rotas by their difference to one.
struct Judge<'a> {
    model: &'a Model<'a>,
    rota: &'a Rota,
    cost: CostByTerm,
    broken: usize,
}

impl<'a> Judge<'a> {
    fn new(model: &'a Model<'a>, rota: &'a Rota) -> Self {
        let audit = audit(model.problem(), rota);
        Self { model, rota, cost: audit.cost, broken: audit.violations.len() }
    }

    fn suggestion(
        &self,
        own: Option<&Session>,
        (id, seat): (DemandId, &Seat),
        moved: &[(DemandId, Seat, Seat)],
    ) -> Option<Suggestion> {
        let session = self.session(id, seat);
        let moved: Vec<(Session, Session)> =
            moved.iter().map(|(other, from, to)| (self.session(*other, from), self.session(*other, to))).collect();
        let leaves = |planned: &&Session| Some(*planned) != own && !moved.iter().any(|(from, _)| from == *planned);
        let mut sessions: Vec<Session> = self.rota.sessions.iter().filter(leaves).cloned().collect();
        sessions.extend(moved.iter().map(|(_, to)| to.clone()));
        sessions.push(session.clone());
        let rota = Rota { sessions };
        let audit = audit(self.model.problem(), &rota);
        let more = audit.cost - self.cost;
        (audit.violations.len() <= self.broken).then_some(Suggestion { session, moved, more, rota })
    }

    fn session(&self, id: DemandId, seat: &Seat) -> Session {
        session_at(&self.model.demands()[id.index()], seat)
    }
}

/// What a rota costs more with a session than without it, its own price of being left out aside.
pub(super) fn price_of(model: &Model<'_>, rota: &Rota, session: &Session) -> CostByTerm {
    let without = Rota { sessions: rota.sessions.iter().filter(|other| *other != session).cloned().collect() };
    let (with, without) = (audit(model.problem(), rota).cost, audit(model.problem(), &without).cost);
    let mut price = with - without;
    price[Term::Unplaced] = Cost::ZERO;
    price
}
