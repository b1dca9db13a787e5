//! What was and what is of one change, in words, and why and when to tell.

use chrono::{Days, NaiveDateTime, NaiveTime};

use crate::domain::{Interval, Minutes, Problem, PublishedSession, Reference, RoomId, Site, WorkerId};
use crate::output::dates::long_date;
use crate::output::view::{WeekView, joined, site_code};
use crate::rota::{Cause, Change, causes, tell_by};

/// A session of a change as it was published or is planned: both are described alike.
pub(super) struct Slot<'a> {
    problem: &'a Problem,
    session: Option<PublishedSession>,
}

impl<'a> Slot<'a> {
    /// What was; blank for a new session.
    pub(super) fn was(view: &WeekView<'a>, change: &Change<'a>) -> Self {
        Self { problem: view.problem(), session: change.before.cloned() }
    }

    /// What is; blank for a dropped session.
    pub(super) fn is(view: &WeekView<'a>, change: &Change<'a>) -> Self {
        Self { problem: view.problem(), session: change.now.map(PublishedSession::from) }
    }

    /// The same, if it is at this venue; else blank.
    pub(super) fn at(self, site: Site) -> Self {
        let own = |session: &PublishedSession| session.site == Reference::Here(site);
        Self { session: self.session.filter(own), ..self }
    }

    /// A cell about it; blank where there is no session.
    fn cell(&self, text: impl Fn(&PublishedSession) -> String) -> String {
        self.session.as_ref().map(text).unwrap_or_default()
    }

    /// The date, ISO.
    pub(super) fn date(&self) -> String {
        self.cell(|session| self.problem.week().date(session.day).to_string())
    }

    fn time(&self, session: &PublishedSession) -> Interval {
        Interval::new(session.start, session.start + self.problem[session.request].minutes)
    }

    /// The start.
    pub(super) fn start(&self) -> String {
        self.cell(|session| session.start.clock().to_string())
    }

    /// Day and time as people say them; a dash where there is no session.
    pub(super) fn when(&self) -> String {
        let text = self.cell(|session| {
            let time = self.time(session);
            let date = long_date(self.problem.week().date(session.day));
            format!("{date}, {} to {}", time.from.clock(), time.to.clock())
        });
        if text.is_empty() { "–".to_owned() } else { text }
    }

    /// The site by its id.
    pub(super) fn site(&self) -> String {
        self.cell(|session| session.site.here().map_or("(gone)", |site| site_code(self.problem, site)).to_owned())
    }

    /// The site in words that give no placement away.
    pub(super) fn place(&self) -> String {
        self.cell(|session| match session.site {
            Reference::Here(Site::Venue(venue)) => self.problem[venue].name.clone(),
            Reference::Here(Site::Community) => "in the community, as agreed".to_owned(),
            Reference::Here(Site::Virtual) => "by video".to_owned(),
            Reference::Gone => "a venue that is no longer used".to_owned(),
        })
    }

    /// The room by its id.
    pub(super) fn room(&self) -> String {
        self.cell(|session| {
            let code =
                |room: Reference<RoomId>| room.here().map_or("(gone)", |room| &self.problem[room].code).to_owned();
            session.room.map(code).unwrap_or_default()
        })
    }

    /// The ids of the workers, separated by `;`.
    pub(super) fn worker_codes(&self) -> String {
        self.cell(|session| {
            let code =
                |worker: &Reference<WorkerId>| worker.here().map_or("(gone)", |worker| &self.problem[worker].code);
            joined(session.workers.iter().map(|worker| code(worker).to_owned()))
        })
    }

    /// The names of the workers.
    pub(super) fn workers(&self) -> String {
        self.cell(|session| {
            let here = session.workers.iter().filter_map(|worker| worker.here());
            here.map(|worker| self.problem[worker].name.clone()).collect::<Vec<_>>().join(", ")
        })
    }
}

/// Why a session changed.
pub(super) fn why(view: &WeekView<'_>, change: &Change<'_>) -> Vec<Cause> {
    causes(view.problem(), &view.planned.unplaced, change)
}

/// Why, in words that everybody concerned may read, each once.
pub(super) fn why_for_all(view: &WeekView<'_>, change: &Change<'_>) -> String {
    let mut words: Vec<&str> = why(view, change).into_iter().map(Cause::for_all).collect();
    words.dedup();
    words.join("; ")
}

/// Whether the moment by which those concerned must be told is over.
pub(super) fn is_late(view: &WeekView<'_>, change: &Change<'_>) -> bool {
    view.problem().now().is_some_and(|now| now > tell_by(view.problem(), change))
}

/// By when those concerned must be told, as `2026-12-01 16:00`.
pub(super) fn deadline(view: &WeekView<'_>, change: &Change<'_>) -> String {
    moment(view.problem(), tell_by(view.problem(), change)).format("%Y-%m-%d %H:%M").to_string()
}

/// The same in words for a page: at once, where that moment is over.
pub(super) fn told_by(view: &WeekView<'_>, change: &Change<'_>) -> String {
    if is_late(view, change) { "at once".to_owned() } else { deadline(view, change) }
}

/// The clock time of a minute of the planning week, which may lie before it.
fn moment(problem: &Problem, minute: Minutes) -> NaiveDateTime {
    let days = minute.0.div_euclid(Minutes::DAY.0);
    let monday = problem.week().monday();
    let far = Days::new(u64::from(days.unsigned_abs()));
    let date = if days < 0 { monday.checked_sub_days(far) } else { monday.checked_add_days(far) };
    let of_day = minute.0.rem_euclid(Minutes::DAY.0).unsigned_abs();
    let time = NaiveTime::from_num_seconds_from_midnight_opt(of_day * 60, 0);
    date.unwrap_or(monday).and_time(time.unwrap_or_default())
}
