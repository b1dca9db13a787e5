//! Where each session of a rota stands in the order of the files.

use std::collections::BTreeMap;

use crate::domain::Session;

/// The position of each session, by its place in memory: a rota made by hand may have the same session twice.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionIndex(BTreeMap<*const Session, usize>);

impl SessionIndex {
    /// The positions of sessions in their order.
    pub(super) fn new<'s>(sessions: impl Iterator<Item = &'s Session>) -> Self {
        Self(sessions.enumerate().map(|(at, session)| (std::ptr::from_ref(session), at)).collect())
    }

    /// Where this very session stands.
    pub(super) fn of(&self, session: &Session) -> usize {
        self.0[&std::ptr::from_ref(session)]
    }
}
