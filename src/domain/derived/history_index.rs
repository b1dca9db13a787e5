//! The history of each request, so that no derived value reads all of it.

use crate::domain::{PastSession, RequestId};

/// Positions in the history, by request.
pub(in crate::domain) struct HistoryIndex<'a> {
    history: &'a [PastSession],
    order: Vec<u32>,
    first: Vec<u32>,
}

impl<'a> HistoryIndex<'a> {
    /// Counting sort by request: linear in the history.
    pub(in crate::domain) fn new(history: &'a [PastSession], requests: usize) -> Self {
        let position = |n: usize| u32::try_from(n).expect("fewer than 2^32 rows of history");
        let mut first = vec![0; requests + 1];
        for past in history {
            first[past.request.index() + 1] += 1;
        }
        for r in 0..requests {
            first[r + 1] += first[r];
        }
        let mut next = first.clone();
        let mut order = vec![0; history.len()];
        for (at, past) in history.iter().enumerate() {
            let slot = &mut next[past.request.index()];
            order[*slot as usize] = position(at);
            *slot += 1;
        }
        Self { history, order, first }
    }

    /// The past sessions of a request, in the order of the file.
    pub(in crate::domain) fn of(&self, request: RequestId) -> impl Iterator<Item = &'a PastSession> + Clone + '_ {
        let range = self.first[request.index()] as usize..self.first[request.index() + 1] as usize;
        self.order[range].iter().map(|&at| &self.history[at as usize])
    }
}
