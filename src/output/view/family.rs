//! Families as the requests make them: people who share a request, directly or through others, belong together.

use super::{SessionView, UnplacedView};
use crate::domain::{PersonId, Problem, RequestId};
use crate::rota::family_of_request;

/// A family and its week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyView {
    /// Its children and adults, in order.
    pub people: Vec<PersonId>,
    /// Its requests, in order; a family is called after the first.
    pub requests: Vec<RequestId>,
    /// Positions of its planned sessions, in order of time.
    pub sessions: Vec<usize>,
    /// Positions of its unplaced sessions.
    pub unplaced: Vec<usize>,
}

/// Every family with a session due, in order of its first request.
pub(super) fn families(problem: &Problem, sessions: &[SessionView<'_>], unplaced: &[UnplacedView]) -> Vec<FamilyView> {
    let family_of = family_of_request(problem);
    let mut families: Vec<FamilyView> = Vec::new();
    let mut place: Vec<Option<usize>> = vec![None; problem.people().len()];
    for request in problem.requests().filter(|&request| problem.due(request) > 0) {
        let at = *place[family_of[request.index()]].get_or_insert_with(|| {
            families.push(FamilyView { people: vec![], requests: vec![], sessions: vec![], unplaced: vec![] });
            families.len() - 1
        });
        families[at].requests.push(request);
        families[at].people.extend(problem[request].people());
    }
    let family = |request: RequestId| place[family_of[request.index()]];
    for (at, view) in sessions.iter().enumerate() {
        family(view.session.request).into_iter().for_each(|place| families[place].sessions.push(at));
    }
    for (at, line) in unplaced.iter().enumerate() {
        family(line.unplaced.request).into_iter().for_each(|place| families[place].unplaced.push(at));
    }
    for family in &mut families {
        family.people.sort_unstable();
        family.people.dedup();
    }
    families
}
