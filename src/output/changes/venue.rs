//! What a venue is told of a change: what leaves its rooms and what comes into them. Where a session comes from or goes to is
//! not said.

use super::ChangeList;
use super::slot::{Slot, told_by, why_for_all};
use crate::domain::{Reference, Site, VenueId};
use crate::output::initials::initials_or_code;
use crate::output::view::WeekView;
use crate::rota::Change;

/// The changes that concern one venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueChanges {
    venue: String,
    name: String,
    rows: Vec<Vec<String>>,
}

impl VenueChanges {
    fn new(view: &WeekView<'_>, venue: VenueId) -> Self {
        let (code, name) = (&view.problem()[venue].code, &view.problem()[venue].name);
        let site = Site::Venue(venue);
        let own = view.changes.iter().filter(|change| had(change, site) || has(change, site));
        let rows = own.map(|change| {
            let (was, is) = (Slot::was(view, change).at(site), Slot::is(view, change).at(site));
            let people = view.children(change.request, initials_or_code).replace(';', ", ");
            let mut row = vec![code.clone(), name.clone(), view.problem()[change.request].code.clone(), people];
            row.extend([was.when(), was.room(), was.workers(), is.when(), is.room(), is.workers()]);
            row.extend([why_for_all(view, change), told_by(view, change)]);
            row
        });
        Self { venue: code.clone(), name: name.clone(), rows: rows.collect() }
    }
}

fn had(change: &Change<'_>, site: Site) -> bool {
    change.before.is_some_and(|told| told.site == Reference::Here(site))
}

fn has(change: &Change<'_>, site: Site) -> bool {
    change.now.is_some_and(|now| now.site == site)
}

impl ChangeList for VenueChanges {
    const COLUMNS: &'static [&'static str] = &[
        "venue",
        "name",
        "request",
        "children",
        "was",
        "was_room",
        "was_with",
        "now",
        "now_room",
        "now_with",
        "why",
        "to_be_told_by",
    ];
    const OF_READER: usize = 2;

    fn all(view: &WeekView<'_>) -> Vec<Self> {
        let lists = view.problem().venues().map(|venue| Self::new(view, venue));
        lists.filter(|list| !list.rows.is_empty()).collect()
    }

    fn key(&self) -> String {
        self.venue.clone()
    }

    fn title(&self) -> String {
        format!("Changes at {}", self.name)
    }

    fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}
