//! Families as the requests make them: people who share a request, directly or through others, belong together.

use crate::domain::Problem;

/// The family of each request, as the position of one of its people.
#[must_use]
pub fn family_of_request(problem: &Problem) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..problem.people().len()).collect();
    for request in problem.requests() {
        let first = root(&parent, problem[request].first_child().index());
        for person in problem[request].people() {
            let other = root(&parent, person.index());
            parent[other] = first;
        }
    }
    problem.requests().map(|request| root(&parent, problem[request].first_child().index())).collect()
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}
