//! Where a session is, in words for families: a venue by its name; the community and video without any place at all.

use crate::domain::{Day, RequestId, Site};
use crate::output::dates::long_date;
use crate::output::view::{SessionView, WeekView};

/// A session's place that gives no placement away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place(String);

impl Place {
    pub(super) fn of(view: &WeekView<'_>, seen: &SessionView<'_>) -> Self {
        Self(match seen.session.site {
            Site::Venue(venue) => view.problem()[venue].name.clone(),
            Site::Community => "in the community, as agreed".to_owned(),
            Site::Virtual => "by video".to_owned(),
        })
    }

    pub(super) fn text(&self) -> String {
        self.0.clone()
    }
}

/// When a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub(super) date: String,
    pub(super) day: &'static str,
    pub(super) from: String,
    pub(super) to: String,
    /// The day as people write it.
    long: String,
}

impl When {
    pub(super) fn of(view: &WeekView<'_>, seen: &SessionView<'_>) -> Self {
        let day: Day = seen.session.day;
        Self {
            date: view.date(seen.session),
            day: day.name(),
            from: seen.time.from.clock().to_string(),
            to: seen.time.to.clock().to_string(),
            long: long_date(view.problem().week().date(day)),
        }
    }

    /// Cells of a page: the day, from, to.
    pub(super) fn shown(&self) -> [String; 3] {
        [self.long.clone(), self.from.clone(), self.to.clone()]
    }

    /// Cells of a table: date, day, from, to.
    pub(super) fn cells(&self) -> [String; 4] {
        [self.date.clone(), self.day.to_owned(), self.from.clone(), self.to.clone()]
    }
}

/// The names of a session's workers.
pub(super) fn workers(view: &WeekView<'_>, seen: &SessionView<'_>) -> String {
    seen.workers.iter().map(|why| view.problem()[why.worker].name.clone()).collect::<Vec<_>>().join(", ")
}

/// The sessions of a request, in order.
pub(super) fn sessions_of<'v, 'a>(
    view: &'v WeekView<'a>,
    request: RequestId,
) -> impl Iterator<Item = &'v SessionView<'a>> {
    view.sessions.iter().filter(move |seen| seen.session.request == request)
}

/// How many sessions of a request are due and not planned.
pub(super) fn unplaced_of(view: &WeekView<'_>, request: RequestId) -> usize {
    view.unplaced.iter().filter(|line| line.unplaced.request == request).count()
}

/// What families read of sessions that are not planned.
pub(super) fn not_arranged(unplaced: usize) -> Option<String> {
    let sessions = if unplaced == 1 { "1 more session".to_owned() } else { format!("{unplaced} more sessions") };
    (unplaced > 0)
        .then(|| format!("{sessions} of this week could not be arranged. The social worker will tell you more."))
}
